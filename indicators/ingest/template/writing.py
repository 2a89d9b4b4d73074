"""The template as a workbook: Läs mig first, one sheet for each strategic area, the lists hidden last."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

import pandas as pd
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from indicators.errors import InputError
from indicators.geographies import described
from indicators.ingest.template import lists, plan, readme, sheets, words
from indicators.ingest.template.mark import TemplateMark, number, properties
from indicators.ingest.template.plan import Row
from indicators.ingest.template.stored import bases, stored
from indicators.model import Registry


def write(
    registry: Registry,
    *,
    geography: str,
    year: int,
    standing: pd.DataFrame,
    version: int,
    revision: int,
    at: datetime,
) -> bytes:
    """The template of a geography and a year, with the figures that stand today as its reader may see them."""
    mark = TemplateMark(
        number=number(geography, year, version),
        geography=geography,
        year=year,
        version=version,
        revision=revision,
        issued_at=at,
    )
    asked = plan.rows(registry, geography, year, standing)
    if not asked:
        place = described(registry.geographies[geography])
        raise InputError(f"Det finns inget att fylla i för {place} {year}. Välj ett annat år eller en annan plats.")
    workbook = _workbook(
        registry, mark, _by_sheet(registry, asked), stored(standing, asked, mark), bases(standing, asked, mark)
    )
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _by_sheet(registry: Registry, asked: Sequence[Row]) -> dict[str, list[Row]]:
    areas = groupby(asked, key=lambda row: row.indicator.strategic_area)
    return {words.sheet_name(registry.area(number)): list(rows) for number, rows in areas}


def _workbook(
    registry: Registry,
    mark: TemplateMark,
    by_sheet: Mapping[str, Sequence[Row]],
    known: Mapping[str, str | float],
    latest: Mapping[str, str],
) -> Workbook:
    workbook = Workbook()
    first = workbook.active
    first.title = words.README
    readme.fill(first, registry, mark, by_sheet)
    place = registry.geographies[mark.geography].name
    for name, rows in by_sheet.items():
        area = registry.area(rows[0].indicator.strategic_area)
        title = f"{area.short_name} i {place} {mark.year}"
        sheets.fill(workbook.create_sheet(name), title, mark.year, known, rows, bases=latest)
    lists.fill(workbook, by_sheet, known)
    workbook.active = 1
    workbook.active.sheet_view.tabSelected = True
    _sign(workbook, mark, place)
    return workbook


def _sign(workbook: Workbook, mark: TemplateMark, place: str) -> None:
    about = workbook.properties
    about.creator, about.language = "Lägesbild 2020", "sv-SE"
    about.title = f"Uppgifter för {place} {mark.year} ({mark.number})"
    about.created = mark.issued_at.astimezone(UTC).replace(tzinfo=None)
    for name, value in properties(mark).items():
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))

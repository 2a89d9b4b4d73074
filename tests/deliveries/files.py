"""Templates as a person would fill them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators import deliveries
from indicators import observations as obs
from indicators.model import Registry, UserRole
from indicators.permissions import Person
from indicators.store import Store

AT = datetime.fromisoformat("2020-12-02T13:40+00:00")
ANGERED = "131"
ANNA = Person(name="Anna", role=UserRole.UPLOADER, geography=ANGERED)
BO = Person(name="Bo", role=UserRole.APPROVER)

_PARTS = {"kon": 2, "alder": 4}
"""How many groups of about one size a division has."""

Cells = Mapping[tuple[str, str], object]
"""By key of the row (`anmalda-ran`) and column letter."""


def a_template(store: Store, registry: Registry, *, year: int = 2020, person: Person = ANNA) -> bytes:
    """The template of the person's district."""
    place = person.geography or ANGERED
    _, content = deliveries.template(store, registry, geography=place, year=year, person=person, at=AT)
    return content


def filled(content: bytes, cells: Cells) -> bytes:
    """The template with some cells written in."""

    def write(sheet: Worksheet) -> None:
        rows = {sheet.cell(row, 11).value: row for row in range(4, sheet.max_row + 1)}
        for (key, column), value in cells.items():
            if key in rows:
                sheet[f"{column}{rows[key]}"] = value

    return _changed(content, write)


def filled_in_full(content: bytes, store: Store, *, raised: float = 1.0, sheet: str = "") -> bytes:
    """The template, or one sheet of it, filled in: last year's figures times a factor, on the bases that are stored."""
    bases = _bases(store)
    totals: dict[str, float] = {}

    def write(page: Worksheet) -> None:
        for row in range(4, page.max_row + 1) if page.title.startswith(sheet) else ():
            key, is_everybody = page.cell(row, 11).value, page.cell(row, 3).value == "Alla"
            if key is None:
                continue
            is_counted = page.cell(row, 4).value == "antal"
            indicator, _, part = key.partition("|")
            groups = 1 if is_everybody else _PARTS[part.partition("=")[0]]
            share = groups if is_counted else 1
            otherwise = totals.get(indicator, 50.0) / share
            figure = _figure(page.cell(row, 5).value, otherwise=otherwise) * raised
            totals.setdefault(indicator, figure / raised)
            page.cell(row, 7).value = round(figure) if is_counted else round(figure, 1)
            if not page.cell(row, 8).protection.locked:
                page.cell(row, 8).value = bases.get(indicator, 5000) // (
                    1 if is_everybody else _PARTS[part.partition("=")[0]]
                )

    return _changed(content, write)


def _bases(store: Store) -> dict[str, int]:
    """The latest stored base of each indicator in Angered."""
    rows = store.observations(geographies=[ANGERED])
    known = rows[rows[obs.DENOMINATOR].notna() & (rows[obs.BREAKDOWN] == "")].sort_values(obs.YEAR)
    return known.groupby(obs.INDICATOR)[obs.DENOMINATOR].last().astype(int).to_dict()


def _figure(before: object, *, otherwise: float) -> float:
    """The stored figure, which may say its own year (`63,8 (2018)`); that of everybody where there is none."""
    first = str(before).split("\u00a0(")[0].split(" (")[0].replace("\u00a0", "").replace(",", ".")
    try:
        return float(first)
    except ValueError:
        return otherwise


def _changed(content: bytes, write: Callable[[Worksheet], None]) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    for sheet in workbook.worksheets:
        if sheet["C3"].value == "Indelning":
            write(sheet)
    changed = io.BytesIO()
    workbook.save(changed)
    return changed.getvalue()

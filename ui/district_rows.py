"""One district's indicators as a table: strip, values, difference, what is shown since the baseline, assessment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indicators import swedish
from indicators.charts.strips import strip
from indicators.districts.judging import Verdict
from indicators.districts.own import Against, Group, OwnDistrict, OwnRow
from indicators.districts.reported import Way
from indicators.model import Change, Geography
from indicators.texts import districts as district_texts
from indicators.texts import own_district as texts
from indicators.texts import words
from ui import cards, choices, html, menu, traced
from ui.district_marks import mark
from ui.twins import MADE_UP, Twin

_MARKS = {
    Group.WORSE: Verdict.WORSE,
    Group.BETTER: Verdict.BETTER,
    Group.DIFFERS: Verdict.HIGHER,
    Group.SAME: Verdict.NOT_APART,
    Group.UNTESTED: Verdict.NOT_TESTED,
    Group.NOT_COMPARABLE: Verdict.NOT_COMPARABLE,
}
_COLOURS = {Change.IMPROVED: "better", Change.WORSENED: "worse", Change.RISEN: "higher", Change.FALLEN: "lower"}
_WAYS = {Way.MORE: "higher", Way.FEWER: "lower"}
_COLUMNS = 7
_YEARS = re.compile(r"\d{4}–\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Everything that the rows are made of."""

    found: OwnDistrict
    place: Geography
    places: Mapping[str, Geography]
    alike: frozenset[str]
    start: int
    """The programme's baseline year."""

    @property
    def near(self) -> list[Geography]:
        """The districts that are alike."""
        return [self.places[code] for code in self.alike]

    @property
    def whom(self) -> str:
        """What the district is held against."""
        return texts.whom(self.found.against, self.near)


def twin(told: Table) -> Twin:
    """The rows, which are their own table, and their figures as a file."""
    name = html.escape(told.place.name)
    head = (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Indikator</th>'
        '<th role="columnheader" scope="col" class="c-strip"><div><span>sämre</span><strong>'
        f"{told.whom}</strong><span>bättre</span></div></th>"
        f'<th role="columnheader" scope="col" class="c-num">{name}</th>'
        '<th role="columnheader" scope="col" class="c-num">'
        f"{texts.SHORT[told.found.against]}</th>"
        '<th role="columnheader" scope="col" class="c-num">Skillnad</th>'
        f'<th role="columnheader" scope="col">Utveckling</th>'
        '<th role="columnheader" scope="col">Mot målet</th></tr></thead>'
    )
    bodies = "".join(_body(told, group) for group in Group if told.found.of(group))
    caption = f"Indikatorer för {name} mot {told.whom}, läge per {told.found.year}"
    return Twin(
        table=f'<table role="table" class="lb-table lb-own"><caption class="lb-hidden">{caption}</caption>'
        f"{head}{bodies}</table>",
        figures=_figures(told),
        name=f"{told.place.code}-{told.found.year}-mot-{told.found.against}",
        notice=MADE_UP if any(row.indicator.is_demo for row in told.found.rows) else "",
    )


def _body(told: Table, group: Group) -> str:
    rows = told.found.of(group)
    sign = mark(_MARKS[group]) if group in _MARKS else ""
    name = html.escape(texts.group(told.found, group, told.near))
    count = f"{len(rows)}{texts.neutral(told.found, group)}"
    head = (
        f'<tr role="row" class="lb-own-group"><th role="rowheader" scope="rowgroup" colspan="{_COLUMNS}">{sign} '
        f"<strong>{name}</strong> {count}</th></tr>"
    )
    return f'<tbody role="rowgroup">{head}{"".join(_row(told, row) for row in rows)}</tbody>'


def _row(told: Table, row: OwnRow) -> str:
    name = choices.link(row.indicator.short_name, menu.INDICATOR, indikator=row.indicator.id, plats=told.place.code)
    header = html.row_header(f'{name}<span class="lb-quiet">{html.escape(_about(told, row))}</span>', "c-name")
    picture = html.cell(f'<div class="lb-strip-pic" aria-hidden="true">{_picture(told, row)}</div>', css="c-strip")
    value, rest, difference = _values(row)
    return html.row(
        [
            header,
            picture,
            html.cell(f"<strong>{_linked(value, row)}</strong>", css="c-num c-own", label=told.place.name),
            html.cell(rest, css="c-num", label=texts.SHORT[told.found.against].lower()),
            html.cell(difference, css="c-num", label="skillnad"),
            html.cell(_since(row, told.start), css="c-since"),
            html.cell(_assessed(row), css="c-ass"),
        ]
    )


def _about(told: Table, row: OwnRow) -> str:
    """Unit, year where it is another than the viewpoint's, made up, or why there is no value."""
    if row.group is Group.ABSENT:
        return texts.absent(row)
    unit = "procent" if row.indicator.unit == "%" else swedish.tight(row.indicator.unit)
    late = str(row.found.year) if row.found and row.found.year != told.found.year else ""
    return " · ".join(part for part in (unit, late, words.MADE_UP if row.indicator.is_demo else "") if part)


def _picture(told: Table, row: OwnRow) -> str:
    if row.found is None or row.district is None:
        return ""
    if told.found.against is Against.ALIKE and row.district.rest is None:
        return ""  # nothing to place around: the line would be the city's
    drawn = strip(row.found, row.district, row.indicator, alike=told.alike)
    if "x" not in drawn:
        return ""
    line = '<i class="lb-city" style="left:50%"></i>'
    dots = "".join(
        f'<i class="lb-other{" lb-alike" if dot["alike"] else ""}" style="left:{dot["x"]}%"></i>'
        for dot in sorted(drawn["others"], key=lambda dot: bool(dot["alike"]))
    )
    bar = ""
    if "low" in drawn:
        bar = f'<i class="lb-bar-ci" style="left:{drawn["low"]}%;width:{round(drawn["high"] - drawn["low"], 1)}%"></i>'
    return line + dots + bar + mark(Verdict(drawn["mark"]), left=drawn["x"])


def _values(row: OwnRow) -> tuple[str, str, str]:
    own = row.district
    if own is None or own.value is None:
        return (swedish.NOTHING,) * 3
    printed = [own.value] if own.rest is None else [own.value, own.rest]
    pairs = [] if own.rest is None else [(own.rest, own.value)]
    decimals = swedish.decimals_apart(pairs, row.indicator.decimals)
    value, *rest = [html.escape(swedish.number(figure, decimals)) for figure in printed]
    if own.difference is None or own.rest is None:
        return value, swedish.NOTHING, swedish.NOTHING
    return value, rest[0], swedish.signed(swedish.apart(own.rest, own.value, decimals), decimals)


def _linked(value: str, row: OwnRow) -> str:
    """The district's value as a link to its origin; the dash as it stands."""
    if row.found is None or row.district is None or row.district.value is None:
        return value
    return traced.number(value, row.indicator.id, row.district.geography, row.found.year)


def _against(told: Table, row: OwnRow) -> str:
    """The verdict as the file tells it."""
    if row.district is None or row.found is None:
        return "underlag saknas"
    if told.found.against is Against.REST:
        return district_texts.verdict(row.district, row.found.year)
    return texts.group(told.found, row.group, told.near)


def _since(row: OwnRow, start: int) -> str:
    change = row.progress.change if row.progress else None
    colour = _COLOURS.get(change.verdict, "") if change else ""
    if row.going is not None:
        colour = _WAYS.get(row.going.way, "")
    said = _YEARS.sub(r'<span class="lb-whole">\g<0></span>', html.escape(texts.since(row, start)))
    return f'<span class="lb-v lb-v-{colour}">{said}</span>'


def _assessed(row: OwnRow) -> str:
    if not row.indicator.is_assessed or row.progress is None:
        return '<span class="lb-quiet">bedöms inte</span>'
    word = words.chip(row.progress)
    return f'{cards.icon(row.progress.assessment, 16)} <span class="lb-own-word">{html.escape(word)}</span>'


def _figures(told: Table) -> pd.DataFrame:
    rows = told.found.rows
    own = [row.district for row in rows]
    return pd.DataFrame(
        {
            "stadsdel": [told.place.name for _ in rows],
            "indikator": [row.indicator.name for row in rows],
            "strategiskt område": [row.indicator.strategic_area for row in rows],
            "år": [row.found.year if row.found else None for row in rows],
            "värde": [d.value if d else None for d in own],
            "undre gräns": [d.lower if d else None for d in own],
            "övre gräns": [d.upper if d else None for d in own],
            told.whom: [d.rest if d else None for d in own],
            "skillnad": [d.difference if d else None for d in own],
            "enhet": [row.indicator.unit for row in rows],
            f"mot {told.whom}": [_against(told, row) for row in rows],
            "utveckling": [texts.since(row, told.start) for row in rows],
            "mot målet": [
                words.chip(row.progress) if row.progress and row.indicator.is_assessed else "bedöms inte"
                for row in rows
            ],
            "källa": [row.indicator.source for row in rows],
            "påhittad": ["ja" if row.indicator.is_demo else "nej" for row in rows],
        }
    )

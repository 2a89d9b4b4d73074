"""Districts by indicators on one screen: a value and a mark in each cell; on a phone a list of those that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators import swedish
from indicators.districts.against_city import Comparison
from indicators.districts.judging import Verdict
from indicators.districts.overview import AreaRows
from indicators.model import Geography, Indicator, Reason
from indicators.texts import districts as texts
from ui import choices, district_dots, html, menu, traced
from ui.district_marks import legend, mark
from ui.twins import MADE_UP, Twin

SHORT = {Reason.SUPPRESSED: "dolt", Reason.TOO_FEW: "för få"}
"""Why a cell is empty, in a word; else `saknas`."""
_LEGEND = (Verdict.BETTER, Verdict.NOT_APART, Verdict.WORSE, Verdict.HIGHER, Verdict.NOT_TESTED, Verdict.NOT_COMPARABLE)
_CELL = "Visa indikatorn här"
_CAPTION = (
    "Alla indikatorer i alla stadsdelar. Varje cell har värdet och, där skillnaden är säkerställd, "
    "hur stadsdelen ligger mot resten av staden. Utan ord går stadsdelen inte att skilja från staden."
)


def twin(found: Sequence[AreaRows], places: Sequence[Geography], year: int, *, city: str) -> Twin:
    """The overview, which is its own table, and all its comparisons as a file."""
    names = {p.code: p for p in places}
    pairs = [(indicator, told) for area in found for indicator, told in area.rows if told is not None]
    frames = [district_dots.figures(told, indicator, names) for indicator, told in pairs]
    return Twin(
        table=_wide(found, places, year, city) + _narrow(found, names, year),
        figures=pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(),
        name=f"alla-stadsdelar-{year}",
        notice=MADE_UP if any(indicator.is_demo for indicator, _ in pairs) else "",
    )


def key() -> str:
    """What the marks mean."""
    told = legend(_LEGEND).replace(texts.VERDICTS[Verdict.HIGHER], "Säkerställt högre eller lägre (utan värdering)")
    told = told.replace(texts.VERDICTS[Verdict.NOT_TESTED], "Går inte att pröva: värdet har ingen felmarginal")
    return told.replace(texts.VERDICTS[Verdict.NOT_COMPARABLE], "Kan inte jämföras: ett känt fel i värdet")


def _wide(found: Sequence[AreaRows], places: Sequence[Geography], year: int, city: str) -> str:
    head = (("Indikator", "c-name"), ("Staden", "c-num c-city"), *((p.name, "c-num") for p in places))
    bodies = [_area(area, places, year, city) for area in found]
    return html.table(head, bodies, caption=_CAPTION, css="lb-over")


def _area(area: AreaRows, places: Sequence[Geography], year: int, city: str) -> str:
    none = "" if area.rows else ' <span class="lb-quiet">– inga indikatorer finns per stadsdel</span>'
    span = len(places) + 2
    head = (
        f'<tr role="row" class="lb-over-area"><th role="rowheader" scope="rowgroup" colspan="{span}">'
        f"<strong>{area.area.number} {html.escape(area.area.short_name)}</strong>{none}</th></tr>"
    )
    return head + "".join(_row(indicator, told, places, year, city) for indicator, told in area.rows)


def _row(indicator: Indicator, told: Comparison | None, places: Sequence[Geography], year: int, city: str) -> str:
    name = choices.link(indicator.short_name, menu.DISTRICTS, indikator=indicator.id)
    header = html.row_header(f"{name}{_about(indicator, told, year)}", "c-name")
    if told is None:
        return html.row([header, *(html.cell("saknas", css="c-num lb-quiet") for _ in range(len(places) + 1))])
    cells = [_cell(indicator, told, place.code) for place in places]
    return html.row([header, html.cell(_city(indicator, told, city), css="c-num c-city"), *cells])


def _city(indicator: Indicator, told: Comparison, city: str) -> str:
    """The city's value; one that is summed from the districts has no origin of its own."""
    if told.city is None:
        return swedish.NOTHING
    shown = html.escape(_printed(told.city, indicator))
    return shown if told.is_city_summed else _through(shown, indicator, city, told)


def _about(indicator: Indicator, told: Comparison | None, year: int) -> str:
    """Unit, year where it is another than the viewpoint's, and that it is made up."""
    unit = swedish.tight(indicator.unit) if indicator.unit not in ("%", "") else ""
    late = str(told.year) if told is not None and told.year != year else ""
    about = " · ".join(part for part in (unit, late, "påhittad" if indicator.is_demo else "") if part)
    return f' <span class="lb-quiet">{html.escape(about)}</span>' if about else ""


def _cell(indicator: Indicator, told: Comparison, code: str) -> str:
    district = told.of(code)
    if district is None or district.value is None:
        why = SHORT.get(district.reason, "saknas") if district and district.reason else "saknas"
        return html.cell(why, css="c-num lb-quiet")
    is_told = district.is_certain or district.verdict is Verdict.NOT_COMPARABLE
    hidden = html.visually_hidden(f" {texts.VERDICTS[district.verdict].lower()}") if is_told else ""
    value = html.escape(_printed(district.value, indicator))
    shown = f"{value}{hidden} {mark(district.verdict)}"
    shade = f" lb-over-{district.verdict.value}" if district.is_certain else ""
    return html.cell(_through(shown, indicator, code, told), css=f"c-num{shade}")


def _through(shown: str, indicator: Indicator, place: str, told: Comparison) -> str:
    """Ready HTML as a link to the indicator in a place: its curve first, the value's origin further down."""
    to = choices.address(menu.INDICATOR, indikator=indicator.id, plats=place, **{traced.YEAR: str(told.year)})
    return f'<a href="{html.escape(to)}" target="_self" data-in="1" title="{_CELL}">{shown}</a>'


def _printed(value: float, indicator: Indicator) -> str:
    return swedish.label(value, indicator.unit, indicator.decimals)


def _narrow(found: Sequence[AreaRows], names: Mapping[str, Geography], year: int) -> str:
    parts = []
    for area in found:
        parts.append(html.heading(f"{area.area.number} {area.area.short_name}", level=3, css="lb-h3"))
        if not area.rows:
            parts.append(html.paragraph("Inga indikatorer finns per stadsdel.", "lb-sub"))
        parts += [_entry(indicator, told, names, year) for indicator, told in area.rows]
    return f'<div class="lb-over-list">{"".join(parts)}</div>'


def _entry(indicator: Indicator, told: Comparison | None, names: Mapping[str, Geography], year: int) -> str:
    name = choices.link(indicator.short_name, menu.DISTRICTS, indikator=indicator.id)
    said = "".join(f"<li>{line}</li>" for line in _lines(indicator, told, names))
    return f'<div class="lb-over-one">{name}{_about(indicator, told, year)}<ul role="list">{said}</ul></div>'


def _lines(indicator: Indicator, told: Comparison | None, names: Mapping[str, Geography]) -> list[str]:
    """The districts that differ, each a link as its cell is; else that none does."""
    if told is None:
        return ["Inget värde."]
    lines = [
        f"{html.escape(word)}: {', '.join(_through(html.escape(each), indicator, code, told) for code, each in who)}"
        for word, who in texts.sides(told, indicator, names)
    ]
    return lines or [html.escape(texts.none_differs(told))]

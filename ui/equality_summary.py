"""The table of all indicators by what is shown of their gap: closing, widening, cannot tell, not assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.districts.equality import Equality, Standing
from indicators.model import Assessment
from indicators.texts import equality as texts
from ui import cards, choices, html, menu, traced
from ui.twins import MADE_UP, Twin

Counts = Mapping[Standing, Sequence[Equality]]
_COLUMNS = 7
_SHOWN = (Standing.CLOSING, Standing.WIDENING)
"""The groups in which a change is shown; the others are folded away under them."""


def twin(counts: Counts, year: int) -> Twin:
    """The table, with all its figures as a file."""
    every = [e for found in counts.values() for e in found]
    return Twin(
        table=_table(counts, year),
        figures=figures(counts, year),
        name=f"jamlik-stad-{year}",
        notice=f"{MADE_UP} där kolumnen påhittad säger ja" if any(e.indicator.is_demo for e in every) else "",
    )


def figures(counts: Counts, year: int) -> pd.DataFrame:
    """The table unrounded, one row for each indicator."""
    every = [(standing, e) for standing, found in counts.items() for e in found]
    told = [e for _, e in every]
    gaps = [(e.gap.at_baseline, e.gap.now) if e.has_ends else (None, None) for e in told]
    return pd.DataFrame(
        {
            "indikator": [e.indicator.name for e in told],
            "läge per": [year for _ in told],
            "avståndet": [texts.STANDINGS[standing] for standing, _ in every],
            "skäl": [texts.reason(e) if e.standing is Standing.NOT_ASSESSED else "" for e in told],
            "sämst – bäst": [texts.ends(e) for e in told],
            "från": [e.gap.baseline_year for e in told],
            "till": [e.gap.value_year for e in told],
            "avstånd då": [then.distance if then else None for then, _ in gaps],
            "avstånd nu": [now.distance if now else None for _, now in gaps],
            "kvot då": [then.times if then else None for then, _ in gaps],
            "kvot nu": [now.times if now else None for _, now in gaps],
            "nivå och skillnad": [texts.in_short(e)[0] for e in told],
            "enhet": [e.indicator.unit for e in told],
            "påhittad": ["ja" if e.indicator.is_demo else "nej" for e in told],
        }
    )


def _table(counts: Counts, year: int) -> str:
    head = (
        ("Indikator", "c-name"),
        ("Sämst – bäst första året", "c-ends"),
        ("Avstånd då", "c-num"),
        ("Nu", "c-num"),
        ("Kvot då", "c-num"),
        ("Nu", "c-num"),
        ("Nivå och skillnad", "c-word"),
    )
    caption = f"Avståndet mellan stadsdelarna, läge per {year}"
    shown, rest = (
        [_group(standing, found) for standing, found in counts.items() if found and (standing in _SHOWN) is is_shown]
        for is_shown in (True, False)
    )
    if not shown or not rest:
        return html.table(head, shown or rest, caption=caption, css="lb-eq-all")
    folded = html.table(head, rest, caption=f"{caption}: utan säkerställd förändring", css="lb-eq-all")
    return html.table(head, shown, caption=caption, css="lb-eq-all") + html.fold(
        texts.fold(counts), folded, is_printed=True
    )


def _group(standing: Standing, found: Sequence[Equality]) -> str:
    icon = {Standing.CANNOT_TELL: Assessment.UNCERTAIN, Standing.NOT_ASSESSED: Assessment.NOT_ASSESSED}.get(standing)
    mark = f"{cards.icon(icon)} " if icon else ""
    heading = (
        f'<tr role="row" class="lb-eq-group"><th role="rowheader" scope="rowgroup" colspan="{_COLUMNS}">'
        f'{mark}<strong>{texts.STANDINGS[standing]}</strong> <span class="lb-quiet">{len(found)}</span></th></tr>'
    )
    return heading + "".join(_row(e) for e in found)


def _row(told: Equality) -> str:
    own = told.indicator
    name = choices.link(own.short_name, menu.EQUAL_CITY, indikator=own.id) + html.demo_mark(own.is_demo)
    first, last = texts.distances(told)
    then, now = texts.ratios(told)
    word, tone = texts.in_short(told)
    is_judged = told.standing is not Standing.NOT_ASSESSED
    where = _ends(told) if is_judged else html.escape(f"Inte bedömd: {texts.reason(told)}")
    return html.row(
        [
            html.row_header(name, "c-name"),
            html.cell(where, css="c-ends"),
            html.cell(first, css="c-num", label="Avstånd då"),
            html.cell(f"<strong>{last}</strong>", css="c-num", label="Avstånd nu"),
            html.cell(then, css="c-num", label="Kvot då"),
            html.cell(f"<strong>{now}</strong>", css="c-num", label="Kvot nu"),
            html.cell(f'<span class="lb-eq-{tone}">{html.escape(word)}</span>', css="c-word"),
        ]
    )


def _ends(told: Equality) -> str:
    """The two ends, each a link to where its latest value comes from; a gap is worked out from the two."""
    ends = (told.gap.worst, told.gap.best)
    if not told.has_ends or None in ends:
        return html.escape(texts.ends(told))
    links = [
        traced.number(html.escape(e.name), told.indicator.id, e.geography, None if e.now.value is None else year)
        for e in ends
        if e is not None and (year := told.gap.value_year) is not None
    ]
    return " – ".join(links) + html.escape(texts.which_ends(told))

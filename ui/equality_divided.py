"""The table of all indicators divided by sex or age: both groups, their difference and ratio, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.districts.equality_breakdowns import Between, Pair
from indicators.measures.closing import GapChange
from indicators.model import Event
from indicators.texts import equality_breakdowns as texts
from indicators.texts.events import by_year
from ui import choices, html, menu, traced, twins
from ui.twins import MADE_UP, Twin

Counts = Mapping[GapChange | None, Sequence[Between]]
_SHOWN, _BOTH = (GapChange.CLOSING, GapChange.WIDENING), (True, False)


def twin(counts: Counts, dimension: str, year: int, city: str) -> Twin:
    """The table, what is shown first, with its figures as a file."""
    every = [b for found in counts.values() for b in found]
    return Twin(
        table=_tables(counts, dimension, year, city),
        figures=_figures(every),
        name=f"jamlik-stad-{dimension}-{year}",
        notice=f"{MADE_UP} där kolumnen påhittad säger ja" if any(b.indicator.is_demo for b in every) else "",
    )


def _tables(counts: Counts, dimension: str, year: int, city: str) -> str:
    """Where a change is shown, and the others folded away under it."""
    shown, rest = ([b for k, found in counts.items() if (k in _SHOWN) is is_shown for b in found] for is_shown in _BOTH)
    caption = f"{texts.HEADS[dimension]}: skillnaden då och nu, läge per {year}"
    if not shown or not rest:
        return _table(shown or rest, caption, city)
    folded = _table(rest, f"{caption}: utan säkerställd förändring", city)
    return _table(shown, caption, city) + html.fold(texts.fold(counts), folded, is_printed=True)


def _table(every: Sequence[Between], caption: str, city: str) -> str:
    first, second = names = texts.names(every[0])
    head = (
        ("Indikator", "c-name"),
        (first, "c-num"),
        (second, "c-num"),
        ("Skillnad", "c-num"),
        ("Kvot", "c-num"),
        ("Är skillnaden ändrad?", "c-word"),
    )
    rows = "".join(_row(b, names, city) for b in every)
    return html.table(head, [rows], caption=caption, css="lb-eq-all lb-eq-divided")


def of_one(found: Between, city: str, events: Sequence[Event] = ()) -> Twin:
    """One indicator's two groups year by year."""
    happened = by_year(events, [p.year for p in found.years])
    first, second = texts.names(found)
    head = (
        ("År", ""),
        (first, "c-num"),
        (second, "c-num"),
        ("Skillnad", "c-num"),
        ("Kvot", "c-num"),
        *twins.head(happened),
    )
    decimals = texts.decimals(found)
    rows = "".join(
        html.row(
            [
                html.row_header(str(p.year)),
                html.cell(_linked(texts.then_and_now([p.first], decimals), found, 0, p, city), css="c-num"),
                html.cell(_linked(texts.then_and_now([p.second], decimals), found, 1, p, city), css="c-num"),
                html.cell(texts.distance(p, found), css="c-num"),
                html.cell(texts.then_and_now([p.times], 2), css="c-num"),
                *twins.happened(happened, p.year),
            ]
        )
        for p in found.years
    )
    return Twin(
        table=html.table(head, [rows], caption=f"{found.indicator.name}, {first} och {second}", css="lb-series"),
        figures=twins.with_events(_figures([found]), happened, [p.year for p in found.years]),
        name=f"{found.indicator.id}-{found.dimension}",
        notice=MADE_UP if found.indicator.is_demo else "",
    )


def _linked(text: str, found: Between, group: int, at: Pair, city: str) -> str:
    """The group's value as a link to its origin."""
    breakdown = f"{found.dimension}={found.groups[group]}"
    return traced.number(html.escape(text), found.indicator.id, city, at.year, breakdown=breakdown)


def _row(found: Between, names: tuple[str, str], city: str) -> str:
    own, years = found.indicator, found.years
    decimals = texts.decimals(found)
    name = choices.link(own.short_name, menu.INDICATOR, indikator=own.id) + html.demo_mark(own.is_demo)
    span = f"{years[0].year}–{years[-1].year}" if len(years) > 1 else str(years[0].year)
    unit = "" if own.unit in ("%", "") else f", {own.unit}"
    under = f'<span class="lb-sub"> {html.escape(span + unit)}</span>'
    word, tone = texts.verdict(found)
    cells = (
        (names[0], _linked(texts.then_and_now([p.first for p in years], decimals), found, 0, years[-1], city)),
        (names[1], _linked(texts.then_and_now([p.second for p in years], decimals), found, 1, years[-1], city)),
        ("Skillnad", html.escape(texts.then_and_now([texts.distance_shown(p, found) for p in years], decimals))),
        ("Kvot", html.escape(texts.ratios(found))),
    )
    return html.row(
        [
            html.row_header(name + under, "c-name"),
            *(html.cell(text, css="c-num", label=label) for label, text in cells),
            html.cell(f'<span class="lb-eq-{tone}">{html.escape(word)}</span>', css="c-word"),
        ]
    )


def _figures(every: Sequence[Between]) -> pd.DataFrame:
    told = [(b, p) for b in every for p in b.years]
    return pd.DataFrame(
        {
            "indikator": [b.indicator.name for b, _ in told],
            "år": [p.year for _, p in told],
            "grupp 1": [texts.names(b)[0] for b, _ in told],
            "värde 1": [p.first for _, p in told],
            "grupp 2": [texts.names(b)[1] for b, _ in told],
            "värde 2": [p.second for _, p in told],
            "skillnad": [p.difference for _, p in told],
            "undre gräns": [p.lower for _, p in told],
            "övre gräns": [p.upper for _, p in told],
            "kvot": [p.times for _, p in told],
            "är skillnaden ändrad": [texts.verdict(b)[0] for b, _ in told],
            "enhet": [b.indicator.unit for b, _ in told],
            "källa": [b.indicator.source for b, _ in told],
            "påhittad": ["ja" if b.indicator.is_demo else "nej" for b, _ in told],
        }
    )

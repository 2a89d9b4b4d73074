"""Two editions, or an edition and today, side by side: every difference under its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from indicators import editions, swedish
from indicators import registry as registers
from indicators.editions import differences, telling
from indicators.editions.differences import Cause, Difference
from indicators.model import Registry
from indicators.store import EditionRow
from indicators.swedish import Gender
from ui import cached, cards, choices, hearing_data, html
from ui.twins import Twin

SHOWN = 25
"""Rows of one cause shown at once; the rest are folded."""
COUNTED = {
    Cause.NEW_PERIOD: ("ny mätning", "nya mätningar", Gender.COMMON),
    Cause.REVISED_VALUE: ("ändrat värde", "ändrade värden", Gender.NEUTER),
    Cause.CHANGED_TARGET: ("ändrat mål", "ändrade mål", Gender.NEUTER),
    Cause.CHANGED_DEFINITION: ("ändrad definition", "ändrade definitioner", Gender.COMMON),
    Cause.CHANGED_METHOD: ("ändrad metod", "ändrade metoder", Gender.COMMON),
    Cause.NEWLY_HIDDEN: ("dold uppgift", "dolda uppgifter", Gender.COMMON),
    Cause.CHANGED_SELECTION: ("ändring av urvalet", "ändringar av urvalet", Gender.COMMON),
    Cause.TEXT: ("ändrad text", "ändrade texter", Gender.COMMON),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Every difference, and the registers that name what they are about."""

    differences: tuple[Difference, ...]
    registries: tuple[Registry, ...]


def show(rows: list[EditionRow]) -> None:
    """Pickers for the two sides, the count by cause, and a table for each cause."""
    cards.section("Vad har ändrats?")
    named = {editions.told(row): row for row in rows}
    with st.container(horizontal=True, key="edition-compared", vertical_alignment="bottom"):
        one = choices.pick("jamfor", "Utgåva", {name: name for name in named})
        others = {editions.TODAY: "dagens läge"} | {name: name for name in named if name != one}
        other = choices.pick("med", "Jämför med", others)
    against = named.get(other)
    found = _compared(cached.key(cached.store().newest_analysis()), named[one].id, against.id if against else 0)
    st.html(f'<p class="lb-holds">{html.escape(counted(found.differences, one, others[other]))}</p>')
    for cause in Cause:
        told = [each for each in found.differences if each.cause is cause]
        if told:
            _cause(cause, told, found.registries)
    if found.differences:
        cards.downloads(_twin(found, one, other), key="edition-differences")


def counted(found: Sequence[Difference], one: str, other: str) -> str:
    """How many differences, and how many of each cause."""
    if not found:
        return f"Ingen skillnad mellan {one} och {other}."
    by_cause = [(cause, sum(each.cause is cause for each in found)) for cause in Cause]
    parts = [swedish.counted(number, *COUNTED[cause]) for cause, number in by_cause if number]
    whole = swedish.counted(len(found), "skillnad", "skillnader")
    return f"{swedish.sentence_case(whole)} mellan {one} och {other}: {swedish.listing(parts)}."


@st.cache_resource(show_spinner=False, max_entries=16)
def _compared(key: tuple[object, ...], one: int, other: int) -> Compared:  # noqa: ARG001 the cache's key
    store = cached.store()
    by_id = {row.id: row for row in store.editions()}
    sides = by_id[one], by_id.get(other)
    revisions = {sides[0].register_revision, sides[1].register_revision if sides[1] else store.register_revision()}
    return Compared(
        differences=tuple(editions.compare(store, *sides, see=hearing_data.see)),
        registries=tuple(registers.load(store.register_documents(each)) for each in sorted(revisions, reverse=True)),
    )


def _cause(cause: Cause, told: Sequence[Difference], registries: tuple[Registry, ...]) -> None:
    head = f"{swedish.sentence_case(differences.SWEDISH[cause])} ({len(told)})"
    st.html(html.heading(head, level=3, css="lb-h3") + _table(told[:SHOWN], registries, caption=head))
    if rest := told[SHOWN:]:
        cards.fold(f"Visa {len(rest)} till", _table(rest, registries, caption=f"{head}, fortsättning"))


def _table(told: Sequence[Difference], registries: tuple[Registry, ...], *, caption: str) -> str:
    has_words = any(isinstance(said, str) for each in told for said in (each.before, each.after))
    css = "" if has_words else "c-num"
    head = (("Indikator", ""), ("Plats", ""), ("Vad", ""), ("Då", css), ("Nu", css))
    rows = "".join(_row(each, registries, css=css) for each in told)
    return html.table(head, [rows], caption=caption, css="lb-cards lb-differences")


def _row(each: Difference, registries: tuple[Registry, ...], *, css: str) -> str:
    before, after = telling.sides(each, registries)
    name = html.escape(telling.subject(each, registries)) or html.escape(telling.what(each))
    return html.row(
        [
            html.row_header(name + html.demo_mark(telling.is_made_up(each, registries))),
            html.cell(html.escape(telling.place(each, registries)), label="Plats"),
            html.cell(html.escape(telling.what(each)), label="Vad"),
            html.cell(html.escape(before), css=css, label="Då"),
            html.cell(html.escape(after), css=css, label="Nu"),
        ]
    )


def _twin(found: Compared, one: str, other: str) -> Twin:
    rows = [
        {
            "indikator": each.indicator,
            "namn": telling.subject(each, found.registries),
            "plats": each.geography,
            "platsnamn": telling.place(each, found.registries),
            "vad": telling.what(each),
            "da": telling.sides(each, found.registries)[0],
            "nu": telling.sides(each, found.registries)[1],
            "orsak": differences.SWEDISH[each.cause],
            "pahittad": "ja" if telling.is_made_up(each, found.registries) else "nej",
        }
        for each in found.differences
    ]
    name = editions.plain(f"skillnader-{one}-{other}")
    return Twin(table="", figures=pd.DataFrame(rows), name=name, notice="")

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
SLIDES = "Vad bilderna säger annorlunda"
MOST = 60
"""Places of one slide shown at most; the downloaded table has all of them."""
LONGEST = 300
"""Characters shown of a text; the downloaded table has all of it."""
COUNTED = {
    Cause.NEW_PERIOD: ("ny mätning", "nya mätningar", Gender.COMMON),
    Cause.REVISED_VALUE: ("ändrat värde", "ändrade värden", Gender.NEUTER),
    Cause.CHANGED_TARGET: ("ändrat mål", "ändrade mål", Gender.NEUTER),
    Cause.CHANGED_DEFINITION: ("ändrad definition", "ändrade definitioner", Gender.COMMON),
    Cause.CHANGED_METHOD: ("ändrad metod", "ändrade metoder", Gender.COMMON),
    Cause.NEWLY_HIDDEN: ("dold uppgift", "dolda uppgifter", Gender.COMMON),
    Cause.CHANGED_SELECTION: ("ändring av urvalet", "ändringar av urvalet", Gender.COMMON),
    Cause.REGISTER: ("ändring i registret", "ändringar i registret", Gender.COMMON),
    Cause.EVENT: ("ändrad händelse", "ändrade händelser", Gender.COMMON),
    Cause.PROMISE: ("ändrad fråga eller löfte", "ändrade frågor och löften", Gender.COMMON),
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
        told = [each for each in found.differences if each.cause is cause and not each.slide]
        if told:
            _cause(cause, told, found.registries)
    _slides(found)
    if found.differences:
        cards.downloads(_twin(found, one, other), key="edition-differences")


def counted(found: Sequence[Difference], one: str, other: str) -> str:
    """How many differences lie behind, how many of each cause, and how many slides say otherwise."""
    slides = len({each.slide for each in found if each.slide})
    shown = f"{swedish.sentence_case(swedish.counted(slides, 'bild', 'bilder'))} säger något annat." if slides else ""
    behind = [each for each in found if not each.slide]
    if not behind:
        same = "underlag, val eller texter" if slides else ""
        return " ".join(f"Ingen skillnad {f'i {same} ' if same else ''}mellan {one} och {other}. {shown}".split())
    by_cause = [(cause, sum(each.cause is cause for each in behind)) for cause in Cause]
    parts = [swedish.counted(number, *COUNTED[cause]) for cause, number in by_cause if number]
    whole = swedish.counted(len(behind), "skillnad", "skillnader")
    said = f"{swedish.sentence_case(whole)} mellan {one} och {other}: {swedish.listing(parts)}."
    return f"{said} {shown}".strip()


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


def _slides(found: Compared) -> None:
    """What every slide says otherwise, folded slide by slide."""
    keys = list(dict.fromkeys(each.slide for each in found.differences if each.slide))
    if keys:
        st.html(html.heading(f"{SLIDES} ({len(keys)})", level=3, css="lb-h3"))
    for key in keys:
        told = [each for each in found.differences if each.slide == key]
        head = f"{telling.slide(key)}: {swedish.counted(len(told), 'ställe', 'ställen', Gender.NEUTER)}"
        more = f"{len(told) - MOST} till står i tabellen att hämta." if len(told) > MOST else ""
        cards.fold(head, _pieces(told[:MOST], found.registries, caption=head) + (html.paragraph(more) if more else ""))


def _pieces(told: Sequence[Difference], registries: tuple[Registry, ...], *, caption: str) -> str:
    head = (("På bilden", ""), ("Då", ""), ("Nu", ""), ("Orsak", ""))
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(telling.what(each))),
                *(
                    html.cell(html.escape(swedish.shortened(said, LONGEST)), label=name)
                    for name, said in zip(("Då", "Nu"), telling.sides(each, registries), strict=True)
                ),
                html.cell(differences.SWEDISH[each.cause], label="Orsak"),
            ]
        )
        for each in told
    )
    return html.table(head, [rows], caption=caption, css="lb-cards lb-differences")


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
            "bild": telling.slide(each.slide) if each.slide else "",
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

"""A file laid out in some other way than the template: the reader points out where the figures stand."""

from __future__ import annotations

import streamlit as st

from indicators import directory
from indicators.errors import InputError, LagesbildError
from indicators.ingest import mapping
from indicators.ingest.mapping import Mapping, Place, Source, Values
from indicators.ingest.workbook.book import Book, Sheet
from ui import access, cached, cards, delivery_start, delivery_steps, delivery_upload, html, look, mapping_tables
from ui.delivery_steps import Step
from ui.delivery_upload import Held
from ui.mapping_fields import Form, layout

SHOWN = 8
"""Figures shown as they are read."""
NOTHING = Mapping(
    indicator=Source(place=Place.FIXED),
    geography=Source(place=Place.FIXED),
    period=Source(place=Place.FIXED),
    values=(Values(field="value", columns=""),),
    header_rows=(1,),
)
"""Where to begin when no table was recognised."""


def show(kept: Held, book: Book, *, geography: str) -> None:
    """Choose a saved layout, or point out a new one with what it gives shown at once."""
    st.html(delivery_steps.steps(Step.UPLOAD))
    look.title("Peka ut var siffrorna står")
    st.html(
        html.stressed(
            "Filen ", kept.file_name, " är inte vår mall, och ingen sparad uppställning passar. Ingenting är sparat."
        )
    )
    st.button("Byt fil", key="map-drop", on_click=kept.let_go)
    _saved()
    cards.section("Ny uppställning")
    sheet = _sheet(book, kept.turn)
    start = _start(kept, book, sheet)
    st.html(mapping_tables.corner(sheet, header_rows=start.header_rows, first=start.begins))
    registry = cached.registry()
    years = delivery_start.years(delivery_start.newest_year())
    prefix = f"map-{kept.turn}-{book.sheets.index(sheet)}"
    with st.container(key="map-fields"):
        told = layout(Form(prefix=prefix, sheet=sheet, registry=registry, geography=geography, years=years), start)
    _outcome(kept, book, mapping.stamped(told, book))


def _saved() -> None:
    names = [row.name for row in cached.store().mappings()]
    if not names:
        return
    with st.container(horizontal=True, key="map-saved", vertical_alignment="bottom"):
        st.selectbox("Sparade uppställningar", names, key="map-name", filter_mode="contains")
        st.button("Läs filen så", key="map-use", on_click=_use)


def _sheet(book: Book, turn: int) -> Sheet:
    sheets = [each for each in book.sheets if not each.is_hidden] or list(book.sheets)
    if len(sheets) == 1:
        return sheets[0]
    found = mapping.suggest(book, cached.registry())
    first = next((n for n, each in enumerate(sheets) if found and each.name in found.sheets), 0)
    names = [each.name for each in sheets]
    return sheets[
        st.selectbox(
            "Blad med siffrorna",
            range(len(sheets)),
            index=first,
            format_func=names.__getitem__,
            key=f"map-sheet-{turn}",
            filter_mode="contains",
        )
    ]


def _start(kept: Held, book: Book, sheet: Sheet) -> Mapping:
    """The guess about the sheet, made once."""
    if sheet.name not in kept.guesses:
        alone = Book(kind=book.kind, sheets=(sheet,), separator=book.separator, encoding=book.encoding)
        kept.guesses[sheet.name] = mapping.suggest(alone, cached.registry()) or NOTHING
    return kept.guesses[sheet.name]


def _outcome(kept: Held, book: Book, told: Mapping) -> None:
    registry = cached.registry()
    found = mapping.problems(told, book, registry)
    cards.section("Så läses filen")
    try:
        table = mapping.sample(book, told, registry, SHOWN)
        cards.show(mapping_tables.sample(table, registry) if len(table) else "")
        found = found if len(table) or found else ["Inga siffror lästes. Kontrollera rubrikrader och kolumner."]
    except InputError as fault:
        found = found or [str(fault)]
    st.html(mapping_tables.problems(found))
    with st.container(key="map-end"):
        _save_form(f"map-save-{kept.turn}", told, is_ready=not found)


def _save_form(key: str, told: Mapping, *, is_ready: bool) -> None:
    name = st.text_input("Namn på uppställningen, så att den kan användas igen nästa år", key=key, max_chars=60)
    st.button(
        "Spara uppställningen och läs filen",
        key="map-read",
        type="primary",
        disabled=not is_ready or not name.strip(),
        on_click=_save,
        args=(key, told),
    )


def _save(key: str, told: Mapping) -> None:
    kept, user = delivery_upload.held(), access.current()
    name, document = " ".join(str(st.session_state.get(key) or "").split()), mapping.dump(told)
    taken = next((row for row in cached.store().mappings() if row.name.casefold() == name.casefold()), None)
    if taken is not None and taken.document != document:
        kept.told = f"Det finns redan en uppställning som heter {taken.name}. Välj ett annat namn."
        return
    try:
        directory.save_mapping(cached.store(), name, document, by=user.person, at=cached.now())
    except LagesbildError as fault:
        kept.told = str(fault)
        return
    kept.layout, kept.is_unread = name, True


def _use() -> None:
    kept = delivery_upload.held()
    kept.layout, kept.is_unread = str(st.session_state.get("map-name") or "") or None, True

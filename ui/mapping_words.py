"""Translations in the mapping editor: what the file's own words for indicators, places and groups stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from indicators import geographies
from indicators.errors import InputError
from indicators.ingest import entries
from indicators.ingest.mapping import Others, Place, Source, columns, headers
from indicators.ingest.mapping.keys import knowing
from indicators.ingest.mapping.layout import plain
from indicators.ingest.workbook.book import COLUMN, RAW, ROW, Sheet
from indicators.model import Registry
from ui import markdown

MOST: Final = 12
"""Texts asked about at most; a file with more is better read with its own column for each."""
LONGEST: Final = 60
UNSAID: Final = ""


def texts(sheet: Sheet, source: Source, *, begins: int) -> list[str]:
    """The different texts that stand where a key is read, in the file's order."""
    if source.place is Place.HEADING:
        found: Iterable[str] = headers(sheet, [int(row) for row in source.at.split("+") if row.isdigit()]).values()
    elif source.place is Place.COLUMN:
        cells = sheet.cells[(sheet.cells[COLUMN] == columns.number(source.at)) & (sheet.cells[ROW] >= begins)]
        found = cells[RAW].drop_duplicates()
    else:
        found = ()
    return list(dict.fromkeys(text for text in (" ".join(str(each).split()) for each in found) if text))


def unknown(found: Sequence[str], name: str, registry: Registry) -> list[str]:
    """The texts that the register does not know by themselves."""
    knows = knowing(name, registry)
    return [text for text in found if not knows(text)]


def translated(source: Source, found: Sequence[str], offered: Mapping[str, str], *, key: str) -> Source:
    """Draw a field for each text, with what is said of it already; gives the source with the translations."""
    said = {plain(text): meaning for text, meaning in source.recode.items()}
    choices = {UNSAID: "hoppa över", **offered}
    told = choices.__getitem__
    recode: dict[str, str] = {}
    for number, text in enumerate(found[:MOST]):
        known = said.get(plain(text), UNSAID)
        chosen = st.selectbox(
            f"I filen står ”{markdown.plain(text[:LONGEST])}”. Det är",
            list(choices),
            index=list(choices).index(known) if known in choices else 0,
            format_func=told,
            key=f"{key}-{number}",
            filter_mode="contains",
        )
        if chosen:
            recode[text] = chosen
    kept = {
        text: meaning for text, meaning in source.recode.items() if plain(text) not in set(map(plain, found[:MOST]))
    }
    others = Others.SKIP if recode else source.others
    return replace(source, recode={**kept, **recode}, others=others)


def of_place(found: Sequence[str], source: Source, registry: Registry, geography: str) -> tuple[str, ...]:
    """Those of the texts that stand for one geography, by translation or by name."""
    said = {plain(text): code for text, code in source.recode.items()}
    return tuple(text for text in found if said.get(plain(text), _code(text, registry, geography)) == geography)


def _code(text: str, registry: Registry, geography: str) -> str:
    try:
        return geographies.find(registry, text, level=registry.geographies[geography].level).code
    except InputError:
        return ""


def offered(name: str, registry: Registry, geography: str) -> dict[str, str]:
    """What a text may stand for: an indicator that districts have, or the uploader's own place."""
    place = registry.geographies[geography]
    if name == entries.GEOGRAPHY:
        return {geography: place.name}
    return {i.id: i.short_name for i in registry.indicators.values() if place.level in i.levels}

"""The fields of the mapping editor: what a person points out, put together as a mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import streamlit as st

from indicators.ingest import entries
from indicators.ingest.mapping import Filter, Others, Percent, Place, Source, Values, headers
from indicators.ingest.mapping import Mapping as Layout
from indicators.ingest.numbers import read_number
from indicators.ingest.workbook.book import RAW, Sheet
from indicators.model import ObservationStatus, Registry
from ui import mapping_words

NAMES: Final[Mapping[str, str]] = {
    entries.INDICATOR: "indikatorn",
    entries.GEOGRAPHY: "platsen",
    entries.PERIOD: "året",
}
PLACES: Final[Mapping[Place, str]] = {
    Place.COLUMN: "i en kolumn",
    Place.HEADING: "i rubriken över siffrorna",
    Place.SHEET: "i bladets namn",
    Place.CELL: "i en cell",
    Place.FIXED: "inte i filen, samma för alla",
}
UNSAID: Final = ""
MEANINGS: Final[Mapping[str, str]] = {
    UNSAID: "inte sagt",
    str(ObservationStatus.MISSING): "uppgift saknas",
    str(ObservationStatus.SUPPRESSED): "sekretess",
    str(ObservationStatus.NOT_APPLICABLE): "kan inte förekomma",
    "zero": "noll",
}
MARKS: Final = ("..", ".", "-", "–", "−", "x", "X", "*", "…")
"""Marks that tables use instead of figures; only those that stand in the sheet are asked about."""
KEPT_COLUMNS: Final = 80

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One file's fields: a prefix for their keys, the sheet pointed at, and what the register offers."""

    prefix: str
    sheet: Sheet
    registry: Registry
    geography: str
    """The only place that the uploader may hand in figures for."""
    years: Sequence[int]

    def key(self, name: str) -> str:
        """The key of a field."""
        return f"{self.prefix}-{name}"


def layout(form: Form, start: Layout) -> Layout:
    """Draw the fields with what `start` says in them, and give back what they say now."""
    rows = _header_rows(form, start)
    over = headers(form.sheet, rows)
    sources = {name: _source(form, name, start.keys[name], rows, over) for name in NAMES}
    begins = max(rows, default=0) + 1
    sources = {name: _translated(form, name, source, begins) for name, source in sources.items()}
    breakdown = _breakdown(form, start, rows, over)
    figures = _figures(form, start)
    return replace(
        start,
        sheets=(form.sheet.name,),
        header_rows=rows,
        first_row=start.first_row if start.first_row > max(rows, default=0) and rows == start.header_rows else 0,
        indicator=sources[entries.INDICATOR],
        geography=sources[entries.GEOGRAPHY],
        period=sources[entries.PERIOD],
        breakdown=breakdown,
        values=figures,
        filters=_filters(form, start, sources[entries.GEOGRAPHY], begins),
        marks=_marks(form, start),
        percent=_percent(form, start),
        factor=_factor(form, start),
        skip_empty=True,
        headings={},
    )


def row_numbers(text: str) -> tuple[int, ...]:
    """The row numbers in a text such as `7, 8`; what is no number is left out."""
    found = {
        int(part) for part in text.replace(",", " ").split() if part.isascii() and part.isdigit() and len(part) < 7
    }
    return tuple(sorted(number for number in found if number))


def marks_in(sheet: Sheet) -> list[str]:
    """The marks that stand in a sheet instead of figures."""
    found = set(sheet.cells[RAW].str.strip())
    return [mark for mark in MARKS if mark in found]


def _header_rows(form: Form, start: Layout) -> tuple[int, ...]:
    text = st.text_input(
        "Rubrikernas rader (till exempel 3 eller 7, 8)",
        value=", ".join(map(str, start.header_rows)),
        key=form.key("rows"),
        max_chars=20,
    )
    return row_numbers(text)


def _source(form: Form, name: str, start: Source, rows: tuple[int, ...], over: Mapping[str, str]) -> Source:
    left, right = st.columns(2, gap="small")
    with left:
        place = _choose(f"Var står {NAMES[name]}?", PLACES, start.place, form.key(name))
    with right:
        at = _at(form, name, start if start.place is place else Source(place=place), rows, over)
    is_same = start.place is place and start.at == at
    others = start.others if is_same else Others.SKIP if name == entries.GEOGRAPHY else Others.KEEP
    if place is not Place.FIXED and name != entries.PERIOD:
        word = "platser" if name == entries.GEOGRAPHY else "indikatorer"
        is_skipped = st.checkbox(
            f"Hoppa över {word} som inte finns i registret",
            value=others is Others.SKIP,
            key=form.key(f"{name}-skip-{place}"),
        )
        others = Others.SKIP if is_skipped else Others.KEEP
    return Source(place=place, at=at, fill=start.fill, others=others, recode=start.recode if is_same else {})


def _translated(form: Form, name: str, source: Source, begins: int) -> Source:
    """The source with what its unknown texts stand for; asked only where somebody wants to say it."""
    if name == entries.PERIOD:
        return source
    found = mapping_words.texts(form.sheet, source, begins=begins)
    strange = mapping_words.unknown(found, name, form.registry)
    if not strange:
        return source
    what = "platser" if name == entries.GEOGRAPHY else "indikatorer"
    with st.expander(f"Säg vilka {what} som filens egna ord står för ({len(strange)})", key=form.key(f"{name}-words")):
        known = mapping_words.offered(name, form.registry, form.geography)
        return mapping_words.translated(source, strange, known, key=form.key(f"{name}-word-{source.place}-{source.at}"))


def _filters(form: Form, start: Layout, place: Source, begins: int) -> tuple[Filter, ...]:
    """The rows to read: where the table has other places too, only those of the uploader's own."""
    kept = tuple(each for each in start.filters if each.column != place.at)
    if place.place is not Place.COLUMN:
        return kept
    found = mapping_words.texts(form.sheet, place, begins=begins)
    own = mapping_words.of_place(found, place, form.registry, form.geography)
    if not own or len(own) == len(found):
        return kept
    name = form.registry.geographies[form.geography].name
    is_own = st.checkbox(f"Läs bara raderna för {name}", value=True, key=form.key(f"own-{place.at}"))
    return (*kept, Filter(column=place.at, keep=own, fill=place.fill)) if is_own else kept


def _at(form: Form, name: str, start: Source, rows: tuple[int, ...], over: Mapping[str, str]) -> str:
    key = form.key(f"{name}-{start.place}")
    match start.place:
        case Place.COLUMN:
            return _column("Kolumn", over, start.at, key)
        case Place.HEADING:
            offered = [*map(str, rows), *(["+".join(map(str, rows))] if len(rows) > 1 else [])] or [""]
            return _choose("Rubrikrad", {row: row for row in offered}, start.at, key)
        case Place.CELL:
            return st.text_input("Cell (till exempel A4)", value=start.at, key=key, max_chars=10).strip().upper()
        case Place.FIXED:
            return _fixed(form, name, start.at, key)
    st.html('<p class="lb-sub">Bladets namn läses.</p>')
    return ""


def _fixed(form: Form, name: str, at: str, key: str) -> str:
    if name == entries.GEOGRAPHY:
        return _choose("Plats", {form.geography: form.registry.geographies[form.geography].name}, at, key)
    if name == entries.PERIOD:
        return _choose("År", {str(year): str(year) for year in form.years}, at, key)
    offered = {UNSAID: "välj indikator", **mapping_words.offered(name, form.registry, form.geography)}
    return _choose("Indikator", offered, at, key)


def _breakdown(form: Form, start: Layout, rows: tuple[int, ...], over: Mapping[str, str]) -> dict[str, Source]:
    found = start.breakdown.get("kon")
    words = {Place.FIXED: "nej, de gäller alla", Place.COLUMN: "ja, i en kolumn", Place.HEADING: "ja, i rubriken"}
    begin = found.place if found and found.place in words else Place.FIXED
    left, right = st.columns(2, gap="small")
    with left:
        place = _choose("Är siffrorna delade på kön?", words, begin, form.key("kon"))
    if place is Place.FIXED:
        return {}
    with right:
        at = _at(form, "kon", found if found and found.place is place else Source(place=place), rows, over)
    texts = {"kvinnor": "kvinna", "män": "man", "flickor": "kvinna", "pojkar": "man", "totalt": "", "samtliga": ""}
    is_same = found is not None and found.place is place and found.at == at
    return {"kon": found if found and is_same else Source(place=place, at=at, fill=True, recode=texts)}


def _figures(form: Form, start: Layout) -> tuple[Values, ...]:
    by_field = {each.field: each.columns for each in start.values}
    fields = {entries.VALUE: "färdiga värden", entries.NUMERATOR: "antal"}
    first = start.values[0].field if start.values and start.values[0].field in fields else entries.VALUE
    left, middle, right = st.columns(3, gap="small")
    with left:
        field = _choose("Siffrorna är", fields, first, form.key("field"))
    with middle:
        pointed = st.text_input(
            "Siffrornas kolumner (till exempel F eller F:O)",
            value=by_field.get(first, ""),
            key=form.key("values"),
            max_chars=40,
        )
    with right:
        base = st.text_input(
            "Av hur många, kolumn (om den finns)",
            value=by_field.get(entries.DENOMINATOR, ""),
            key=form.key("base"),
            max_chars=40,
        )
    others = [(entries.DENOMINATOR, base)] if base.strip() else []
    return tuple(Values(field=name, columns=text.strip().upper()) for name, text in [(field, pointed), *others])


def _marks(form: Form, start: Layout) -> dict[str, str]:
    said: dict[str, str] = {}
    found = marks_in(form.sheet)
    if found:
        st.html(
            '<p class="lb-sub">Tecken i stället för siffror läses aldrig som noll eller saknas förrän du säger det.</p>'
        )
    columns = st.columns(2, gap="small") if found else []
    for number, mark in enumerate(found):
        with columns[number % 2]:
            meaning = _choose(
                f"Tecknet {mark} betyder",
                MEANINGS,
                start.marks.get(mark, UNSAID),
                form.key(f"mark-{MARKS.index(mark)}"),
            )
        if meaning:
            said[mark] = meaning
    return said


def _percent(form: Form, start: Layout) -> Percent:
    is_fraction = st.checkbox(
        "Procent är skrivna som delar av ett (0,125 är 12,5 procent)",
        value=start.percent is Percent.FRACTION,
        key=form.key("percent"),
    )
    return Percent.FRACTION if is_fraction else Percent.AS_WRITTEN


def _factor(form: Form, start: Layout) -> float:
    said = st.text_input(
        "Räkna om siffrorna gånger (till exempel 1000)",
        value=f"{start.factor:g}".replace(".", ","),
        key=form.key("factor"),
        max_chars=20,
    )
    found = read_number(said).value
    return start.factor if found is None else found


def _column(label: str, over: Mapping[str, str], at: str, key: str) -> str:
    offered = {letters: f"{letters}  {over[letters]}"[:60] for letters in list(over)[:KEPT_COLUMNS]} or {"A": "A"}
    return _choose(label, offered, at, key)


def _choose(label: str, offered: Mapping[T, str], at: T, key: str) -> T:
    """The chosen one of some values, each with what the reader sees."""
    values = list(offered)
    index = values.index(at) if at in offered else 0
    told = offered.__getitem__
    return st.selectbox(label, values, index=index, format_func=told, key=key, filter_mode="contains")

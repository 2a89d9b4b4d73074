"""The code book of open data: every column of every table, and every code that stands in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from indicators.model import MeasureKind, TargetKind
from indicators.texts import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the name that programs know, the heading that people read, and what stands in it."""

    heading: str
    told: str


def _columns(*rows: tuple[str, str, str]) -> dict[str, Column]:
    return {name: Column(heading=heading, told=told) for name, heading, told in rows}


VALUES: Final = _columns(
    ("indicator", "Indikatorns id", "Indikatorns id i registret; påhittade börjar med demo-"),
    ("indicator_name", "Indikator", "Indikatorns namn"),
    ("strategic_area", "Område", "Strategiskt område, 1–10"),
    ("geography", "Platskod", "Geografins kod; en text, också när den ser ut som ett tal"),
    ("geography_name", "Plats", "Geografins namn"),
    ("geography_level", "Nivå", "Vilket slags geografi"),
    ("year", "År", "Året som värdet hör till; läsåret 2016/17 hör till 2017"),
    ("period", "Period", "Perioden som den skrivs i källan"),
    ("breakdown", "Uppdelning", "Uppdelning, till exempel kon=kvinna; tomt för alla"),
    ("value", "Värde", "Värdet i indikatorns enhet, utan avrundning; tomt när det inte finns, se status"),
    ("unit", "Enhet", "Enhet"),
    ("status", "Status", "Vilket slags värde det är, eller varför det inte finns"),
    ("is_demo", "Påhittat", "true när värdet är påhittat för demonstration"),
    ("lower", "Undre gräns", "Undre gräns, 95 procents intervall"),
    ("upper", "Övre gräns", "Övre gräns, 95 procents intervall"),
    ("numerator", "Täljare", "Täljare, där den är känd"),
    ("denominator", "Nämnare", "Nämnare eller antal svar, där den är känd"),
    ("method", "Metod", "Metod för intervallet, se Så här räknar vi"),
    ("reason", "Skäl", "Varför värdet eller intervallet saknas"),
    ("notes", "Anmärkningar", "Anmärkningar från beräkningen, åtskilda av blanksteg"),
    ("base_estimated", "Uppskattad nämnare", "true när nämnaren är uppskattad"),
    ("source", "Källa", "Källa enligt registret"),
    ("batch", "Leverans", "Leveransens nummer, som leder till källorna"),
    ("sheet", "Blad", "Blad i filen; tomt för en textfil"),
    ("cell", "Cell", "Cell i filen"),
    ("raw", "Text i cellen", "Texten som stod i cellen; tom när värdet är dolt"),
    ("note", "Källans anmärkning", "Anmärkning från källan"),
)
"""The columns of the values in order."""

INDICATORS: Final = _columns(
    ("indicator", "Indikatorns id", "Indikatorns id i registret"),
    ("indicator_name", "Indikator", "Indikatorns namn"),
    ("strategic_area", "Område", "Strategiskt område, 1–10"),
    ("strategic_area_name", "Områdets namn", "Det strategiska områdets namn"),
    ("question", "Fråga", "Frågan som indikatorn svarar på"),
    ("definition", "Definition", "Vad som räknas och hur"),
    ("does_not_say", "Vad siffran inte säger", "Vad som inte går att läsa ut"),
    ("role", "Roll", "Vad indikatorn säger om målet"),
    ("good", "Önskad riktning", "Om högre eller lägre är bättre"),
    ("unit", "Enhet", "Enhet"),
    ("decimals", "Decimaler", "Antal decimaler när värdet visas"),
    ("kind", "Slag", "Hur värdet blir till, vilket avgör intervallet"),
    ("population", "Population", "Vilka värdet gäller"),
    ("breakdowns", "Uppdelningar", "Dimensioner som värdet delas upp på, åtskilda av blanksteg"),
    ("frequency", "Hur ofta", "Hur ofta värdet kommer"),
    ("first_year", "Första år", "Seriens första år"),
    ("last_year", "Sista år", "Seriens sista år; tomt så länge den pågår"),
    ("baseline_year", "Utgångsår", "Året som målet räknas från"),
    ("target_year", "Målår", "Året då målet ska vara nått"),
    ("target_kind", "Slag av mål", "Vad målet är för något"),
    ("target_sense", "Minst eller högst", "minst eller högst, för ett mål med ett tal"),
    ("target", "Mål", "Målvärdet i indikatorns enhet, eller ändring i procent"),
    ("target_set_by", "Målet satt av", "Vem som har satt målet, när och i vilken handling"),
    ("is_proposal", "Målet är ett förslag", "true när ingen har beslutat målvärdet"),
    ("source", "Källa", "Källa enligt registret"),
    ("is_demo", "Påhittad", "true när indikatorns värden är påhittade"),
)
"""The columns of the indicators: one row for each that has a row among the values."""

SOURCES: Final = _columns(
    ("batch", "Leverans", "Leveransens nummer"),
    ("kind", "Slag", "Hur leveransen kom hit"),
    ("state", "Läge", "approved: godkänd; undone: ångrad efter den dataversion som filen visar"),
    ("title", "Leveransen gäller", "Vad leveransen gäller"),
    ("source", "Källa", "Vem som har tagit fram siffrorna"),
    ("licence", "Licens", "Licens, där den är känd"),
    ("provenance", "Hur filen kom hit", "Hur filen kom hit"),
    ("file", "Fil", "Filens namn när den togs emot"),
    ("sha256", "SHA-256", "Filens fingeravtryck; filen finns kvar oförändrad under det"),
    ("handed_in_by", "Lämnad av", "Vem som lämnade in"),
    ("handed_in_at", "Lämnad", "När den lämnades, ISO 8601"),
    ("approved_by", "Godkänd av", "Vem som godkände"),
    ("approved_at", "Godkänd", "När den godkändes, ISO 8601"),
)
"""The columns of the sources: one row for each delivery that some value came with."""

EVENTS: Final = _columns(
    ("event", "Händelsens id", "Händelsens id"),
    ("date", "Datum", "År, månad eller dag"),
    ("ends", "Slutar", "Sista år, månad eller dag, för det som varar"),
    ("kind", "Slag", "metodbyte, händelse eller beslut"),
    ("title", "Händelse", "Vad som hände, kort"),
    ("text", "Om händelsen", "Vad som hände och vad det betyder för siffrorna"),
    ("indicators", "Indikatorer", "Id för de indikatorer i filen som händelsen gäller, åtskilda av blanksteg"),
    ("geographies", "Platser", "Koder för platserna som händelsen gäller, åtskilda av blanksteg; tomt för hela staden"),
    ("source", "Källa", "Varifrån uppgiften kommer"),
    ("is_demo", "Påhittad", "true när händelsen är påhittad för demonstration"),
)
"""The columns of the events and method changes that concern some indicator in the file."""

CODE_BOOK: Final = _columns(
    ("tabell", "Tabell", "Tabellen som kolumnen står i"),
    ("kolumn", "Kolumn", "Kolumnens namn"),
    ("kod", "Kod", "Koden som kan stå i kolumnen; tomt på den rad som förklarar kolumnen själv"),
    ("rubrik", "Rubrik i arbetsboken", "Rubriken i arbetsboken, eller ordet som står i stället för koden"),
    ("innehall", "Innehåll", "Vad som står i kolumnen, eller vad koden betyder"),
)

TABLES: Final[Mapping[str, Mapping[str, Column]]] = {
    "varden": VALUES,
    "indikatorer": INDICATORS,
    "kallor": SOURCES,
    "handelser": EVENTS,
}
"""Each table by the name of its file; made-up values have a file of their own with the columns of `varden`."""

KINDS: Final = {
    "rate": "händelser per invånare",
    "share": "andel i en enkät",
    "register_share": "andel av alla i ett register",
    "mean": "medelvärde i en enkät",
    "value": "värde utan bas",
    "state": "läge eller antal",
}
"""How a value comes about, by `MeasureKind`."""

TARGET_KINDS: Final = {
    "level": "nivå",
    "change": "ändring i procent",
    "direction": "riktning",
    "keep": "oförändrat",
    "qualitative": "mål i ord",
}
"""What a target is, by `TargetKind`."""

NOTES: Final = words.NOTES | {
    "no_interval": "felmarginal finns inte",
    "zero_width": "alla svarade lika, felmarginalen är noll",
}
METHODS: Final = {
    "M01": "händelser per invånare",
    "M02": "andelar",
    "M03": "medelvärden",
}
BATCH_KINDS: Final = {
    "reference": "publicerad siffra",
    "demo": "påhittad för demonstration",
    "upload": "lämnad fil",
    "source": "hämtad ur en källa",
    "manual": "inskriven för hand",
}
BATCH_STATES: Final = {"approved": "godkänd", "undone": "ångrad"}

_FLAGS: Final = ("is_demo", "base_estimated", "is_proposal")

CODES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("varden", "geography_level"): {str(level): word for level, word in words.LEVELS.items()},
    ("varden", "status"): {str(status): word for status, word in words.STATUSES.items()},
    ("varden", "method"): METHODS,
    ("varden", "reason"): {str(reason): word for reason, word in words.REASONS.items()},
    ("varden", "notes"): NOTES,
    ("indikatorer", "role"): {str(role): word for role, (word, _) in words.ROLES.items()},
    ("indikatorer", "good"): {str(good): word for good, word in words.DIRECTIONS.items()},
    ("indikatorer", "kind"): {str(kind): KINDS[kind] for kind in MeasureKind},
    ("indikatorer", "target_kind"): {str(kind): TARGET_KINDS[kind] for kind in TargetKind},
    ("kallor", "kind"): BATCH_KINDS,
    ("kallor", "state"): BATCH_STATES,
}
"""The word for each code, by table and column."""


def code_book(tables: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """A row for each column of the tables (name to columns) and for each code that may stand in one."""
    rows = [row for name, columns in tables.items() for column in columns for row in _rows(name, column)]
    return pd.DataFrame(rows, columns=list(CODE_BOOK))


def in_words(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table for people: the headings instead of names, the words instead of codes."""
    told = {
        column: frame[column].map(lambda text, known=known: _words(text, known))
        for (name, column), known in CODES.items()
        if name == table and column in frame.columns and column != "method"
    }
    told |= {name: frame[name].map({True: "ja", False: "nej"}) for name in _FLAGS if name in frame.columns}
    known = TABLES[table]
    return frame.assign(**told).rename(columns={name: known[name].heading for name in frame.columns})


def _rows(table: str, column: str) -> list[tuple[str, str, str, str, str]]:
    known = TABLES[table][column]
    codes = CODES.get((table, column), {})
    told = [(table, column, "", known.heading, known.told)]
    return told + [(table, column, code, code if column == "method" else word, word) for code, word in codes.items()]


def _words(text: object, known: Mapping[str, str]) -> str:
    """The words of one code, or of several with a space between."""
    return ", ".join(known.get(code, code) for code in str(text).split()) if isinstance(text, str) else ""

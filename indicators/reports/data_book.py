"""Open data as a workbook for people: Swedish headings and words, typed cells, code book, sources and events."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.model import Registry
from indicators.reports import code_book, read_me, workbook
from indicators.reports.contents import Contents

VALUES: Final = "Värden"
MADE_UP: Final = "Påhittade värden"
_MEASURED: Final = (obs.VALUE, obs.LOWER, obs.UPPER)
_PLAIN: Final = ("strategic_area", obs.YEAR, obs.BATCH)
_COUNTED: Final = (obs.NUMERATOR, obs.DENOMINATOR)
_TIMES: Final = ("handed_in_at", "approved_at")
_LONG: Final = ("question", "definition", "does_not_say", "population", "provenance", "text", "innehall")


def book(contents: Contents, registry: Registry) -> bytes:
    """What it is, real values, made-up ones apart from them, what each indicator means, code book, sources, events."""
    first, *rest = read_me.lines(contents, registry)
    sheets: dict[str, pd.DataFrame | workbook.Sheet | workbook.Prose] = {
        "Läs mig": workbook.Prose(title=first, lines=rest)
    }
    for name, rows in ((VALUES, contents.real), (MADE_UP, contents.made_up)):
        if len(rows) or (name == VALUES and contents.made_up.empty):
            sheets[name] = _values(rows, contents)
    tables = {"indikatorer": contents.indicators, "kallor": _timed(contents.sources), "handelser": contents.events}
    told = {name: _sheet(name, table) for name, table in tables.items()}
    columns = {"varden": list(contents.values.columns)} | {name: list(t.columns) for name, t in tables.items()}
    codes = code_book.code_book(columns).rename(columns={n: c.heading for n, c in code_book.CODE_BOOK.items()})
    heading = code_book.CODE_BOOK["innehall"].heading
    sheets |= {
        "Indikatorer": told["indikatorer"],
        "Händelser": told["handelser"],
        "Kodbok": workbook.Sheet(table=codes, wrapped=[heading]),
        "Källor": told["kallor"],
    }
    return workbook.book(sheets, title=read_me.PRODUCT)


def _values(rows: pd.DataFrame, contents: Contents) -> workbook.Sheet:
    """The values with as many decimals as the indicator's own; the cell keeps the whole number."""
    known = code_book.VALUES
    decimals = rows["indicator"].map(contents.indicators.set_index("indicator")["decimals"])
    shown = [number_format(int(count)) for count in decimals]
    formats: dict[str, str | list[str]] = {known[name].heading: shown for name in _MEASURED}
    formats |= {known[name].heading: number_format(0) for name in _COUNTED}
    formats |= {known[name].heading: "0_-" for name in _PLAIN}
    table = code_book.in_words("varden", rows)
    last = known["indicator"].heading
    return workbook.Sheet(table=table[[*table.columns.drop(last), last]], formats=formats, frozen=1)


def _sheet(name: str, table: pd.DataFrame) -> workbook.Sheet:
    known = code_book.TABLES[name]
    return workbook.Sheet(
        table=code_book.in_words(name, table),
        wrapped=[known[each].heading for each in _LONG if each in known],
        formats={known[each].heading: "yyyy-mm-dd hh:mm" for each in _TIMES if each in table.columns},
    )


def number_format(decimals: int) -> str:
    """How a spreadsheet shows a number: thousands apart, so many decimals, a little air before the next column."""
    return "#,##0" + ("." + "0" * decimals if decimals else "") + "_-"


def _timed(sources: pd.DataFrame) -> pd.DataFrame:
    """Times as a spreadsheet knows them, as clocks in Gothenburg show them."""
    told = sources.copy()
    for name in _TIMES:
        told[name] = pd.Series([_clock(str(text)) for text in sources[name]], dtype="object", index=sources.index)
    return told


def _clock(text: str) -> datetime | None:
    return swedish.local(datetime.fromisoformat(text)).replace(tzinfo=None) if text else None

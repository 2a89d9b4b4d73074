"""Open data as files: tidy CSV, a workbook or JSON-stat 2, each with the code book and the origin of every figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from enum import StrEnum

import pandas as pd

from indicators.model import Registry
from indicators.reports import jsonstat, workbook
from indicators.reports.tidy import COLUMNS, tidy

DEMO_NOTICE = "Påhittade siffror för demonstration"
"""Stands in every file that holds a made-up value."""


PEOPLE = ("handed_in_by", "approved_by", "comment")
"""Columns that stay within the organisation."""


class Format(StrEnum):
    """The file formats of open data."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json-stat"


def files(estimates: pd.DataFrame, registry: Registry, sources: pd.DataFrame, *, kind: Format) -> dict[str, bytes]:
    """The open data as file name → content; `estimates` as the situation holds them, small numbers already hidden.

    `sources` is one row per batch: what was handed in, when, and the file's SHA-256; people's names are left out.
    """
    values = tidy(estimates, registry)
    return _FORMATS[kind](values, sources.drop(columns=list(PEOPLE), errors="ignore"))


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with byte order mark, semicolons and decimal commas, as Swedish spreadsheets expect it.

    Texts that a spreadsheet would run as a formula get an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else repr(value).removesuffix(".0").replace(".", ",")
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not text.lstrip("-").isdigit() else text


def _as_csv(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    return {
        "varden.csv": csv_bytes(values),
        "kodbok.csv": _code_book(),
        "kallor.csv": csv_bytes(sources),
        "LAS-MIG.txt": _read_me(values).encode(),
    }


def _as_workbook(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    codes = pd.DataFrame({"kolumn": list(COLUMNS), "innehåll": list(COLUMNS.values())})
    read_me = pd.DataFrame({"Läs mig": _read_me(values).splitlines()})
    sheets = {"Läs mig": read_me, "Värden": values, "Kodbok": codes, "Källor": sources}
    return {"lagesbild-2020.xlsx": workbook.book(sheets)}


def _as_jsonstat(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    named = {f"json-stat/{key}.json": jsonstat.dataset(rows) for key, rows in values.groupby("indicator", sort=True)}
    return {
        **named,
        "kodbok.csv": _code_book(),
        "kallor.csv": csv_bytes(sources),
        "LAS-MIG.txt": _read_me(values).encode(),
    }


def _code_book() -> bytes:
    return csv_bytes(pd.DataFrame({"kolumn": list(COLUMNS), "innehall": list(COLUMNS.values())}))


def _read_me(values: pd.DataFrame) -> str:
    lines = [
        "Lägesbild 2020: öppna data om Göteborgs Stads program Dialog och samarbete.",
        "Ett värde som saknas är tomt och har en status som säger varför; det är aldrig noll.",
        "Små tal är dolda på samma sätt som på sidorna (status suppressed).",
        "Kodboken förklarar kolumnerna. Källor talar om vilken leverans och fil varje värde kommer från.",
    ]
    if values["is_demo"].any():
        lines.insert(1, f"{DEMO_NOTICE}: rader där is_demo är true får inte spridas som uppgifter om Göteborg.")
    return "\n".join(lines) + "\n"


_FORMATS: dict[Format, Callable[[pd.DataFrame, pd.DataFrame], dict[str, bytes]]] = {
    Format.CSV: _as_csv,
    Format.XLSX: _as_workbook,
    Format.JSON_STAT: _as_jsonstat,
}

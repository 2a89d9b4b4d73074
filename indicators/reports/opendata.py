"""Open data as files: tidy CSV, a workbook or JSON-stat 2, each with the code book and the origin of every figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from enum import StrEnum
from numbers import Real
from typing import Final

import pandas as pd

from indicators.model import Registry
from indicators.reports import jsonstat, workbook
from indicators.reports.formulas import is_like_a_formula
from indicators.reports.tidy import COLUMNS, SOURCE_COLUMNS, tidy

DEMO_NOTICE: Final = "Påhittade siffror för demonstration"
"""Stands in every file that holds a made-up value."""

NAMES: Final = ("handed_in_by", "approved_by")
"""Columns of the sources that name people."""
_WITHIN: Final = ("comment",)
"""Columns of a batch that stay within the organisation."""


class Format(StrEnum):
    """The file formats of open data."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json-stat"


def files(
    estimates: pd.DataFrame, registry: Registry, sources: pd.DataFrame, *, kind: Format, with_names: bool = True
) -> dict[str, bytes]:
    """The open data as file name → content; `estimates` as the situation holds them, small numbers already hidden.

    `sources` is one row per approved batch: file and SHA-256, who handed it in and approved it, and when. Without
    names it does not say who.
    """
    values = tidy(estimates, registry)
    left_out = _WITHIN if with_names else (*_WITHIN, *NAMES)
    return _FORMATS[kind](values, sources.drop(columns=list(left_out), errors="ignore"))


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with byte order mark, semicolons and decimal commas, as Swedish spreadsheets expect it.

    Texts that a spreadsheet would run as a formula get an apostrophe in front; numbers never do.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(name) for name in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Real):
        return "" if value != value else str(value).removesuffix(".0").replace(".", ",")
    text = "" if value is None else str(value)
    return f"'{text}" if is_like_a_formula(text) else text


def _as_csv(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    return {
        "varden.csv": csv_bytes(values),
        "kodbok.csv": csv_bytes(_code_book(sources)),
        "kallor.csv": csv_bytes(sources),
        "LAS-MIG.txt": _read_me(values, sources).encode(),
    }


def _as_workbook(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    read_me = pd.DataFrame({"Läs mig": _read_me(values, sources).splitlines()})
    sheets = {"Läs mig": read_me, "Värden": values, "Kodbok": _code_book(sources), "Källor": sources}
    return {"lagesbild-2020.xlsx": workbook.book(sheets)}


def _as_jsonstat(values: pd.DataFrame, sources: pd.DataFrame) -> dict[str, bytes]:
    named = {f"json-stat/{key}.json": jsonstat.dataset(rows) for key, rows in values.groupby("indicator", sort=True)}
    return {
        **named,
        "kodbok.csv": csv_bytes(_code_book(sources)),
        "kallor.csv": csv_bytes(sources),
        "LAS-MIG.txt": _read_me(values, sources).encode(),
    }


def _code_book(sources: pd.DataFrame) -> pd.DataFrame:
    """What each column holds, of the values and of the sources that are joined to them by the batch's number."""
    told = [("värden", name, text) for name, text in COLUMNS.items()]
    told += [("källor", name, text) for name, text in SOURCE_COLUMNS.items() if name in sources.columns]
    return pd.DataFrame(told, columns=["tabell", "kolumn", "innehall"])


def _read_me(values: pd.DataFrame, sources: pd.DataFrame) -> str:
    lines = [
        "Lägesbild 2020: öppna data om Göteborgs Stads program Dialog och samarbete.",
        "Ett värde som saknas är tomt och har en status som säger varför; det är aldrig noll.",
        "Små tal är dolda på samma sätt som på sidorna (status suppressed).",
        "Kodboken förklarar kolumnerna.",
        "Varje värde har blad, cell och texten som stod där; ett dolt värde har ingen text.",
        "Leveransens nummer (batch) leder till Källor: fil, fingeravtryck, vem som lämnade och godkände, och när.",
        "Bara godkända leveranser är med.",
    ]
    if set(NAMES) & set(sources.columns):
        lines.append("Källor nämner personer. Ta ut filerna med --without-names innan de publiceras för alla.")
    if values["is_demo"].any():
        lines.insert(1, f"{DEMO_NOTICE}: rader där is_demo är true får inte spridas som uppgifter om Göteborg.")
    return "\n".join(lines) + "\n"


_FORMATS: dict[Format, Callable[[pd.DataFrame, pd.DataFrame], dict[str, bytes]]] = {
    Format.CSV: _as_csv,
    Format.XLSX: _as_workbook,
    Format.JSON_STAT: _as_jsonstat,
}

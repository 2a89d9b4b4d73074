"""Open data as files: tidy CSV, a workbook or JSON-stat 2, each with the code book and the origin of every figure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from indicators.model import Registry
from indicators.reports import data_book, jsonstat, read_me
from indicators.reports.code_book import code_book
from indicators.reports.contents import Contents, Counts
from indicators.reports.separated import csv_bytes

__all__ = ["Format", "Package", "csv_bytes", "expected_size", "files", "package", "stem"]

FIXED_TIME: Final = (2020, 12, 31, 0, 0, 0)  # the same content gives the same bytes


SIZES: Final = {"csv": (9_000, 50, 150), "xlsx": (22_000, 140, 200), "json-stat": (11_000, 60, 3_400)}
"""About how many bytes the file is: to begin with, for each row, for each indicator (held by a test)."""


class Format(StrEnum):
    """The file formats of open data."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON_STAT = "json-stat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One file to hand out."""

    name: str
    content: bytes


def files(contents: Contents, registry: Registry, *, kind: Format) -> dict[str, bytes]:
    """The open data as file name → content; names say where values are made up."""
    return _FORMATS[kind](contents, registry)


def package(contents: Contents, registry: Registry, *, kind: Format) -> Package:
    """The open data as one file: the workbook itself, or the other files together in a ZIP."""
    made = files(contents, registry, kind=kind)
    if kind is Format.XLSX:
        ((_, content),) = made.items()
        return Package(name=f"{stem(contents)}.xlsx", content=content)
    return Package(name=f"{stem(contents)}-{kind}.zip", content=_zipped(made))


def expected_size(counts: Counts, kind: Format) -> int:
    """About how many bytes the package will be, told before it is made; right to within a factor of two."""
    begin, row, indicator = SIZES[str(kind)]
    return begin + row * counts.rows + indicator * counts.indicators


def stem(contents: Contents) -> str:
    """A file's name without ending: what it is of, the data version, and whether some values are made up."""
    whole = "allt" if contents.about.choice.is_everything else "urval"
    some = "" if contents.made_up.empty else "-pahittade" if contents.real.empty else "-delvis-pahittade"
    return f"lagesbild-2020-{whole}-dataversion-{contents.about.version}{some}"


def _as_csv(contents: Contents, registry: Registry) -> dict[str, bytes]:
    tables = {"varden": contents.real, "pahittade-varden": contents.made_up}
    told = {name: table for name, table in tables.items() if len(table)} or {"varden": contents.values}
    return {f"{name}.csv": csv_bytes(table) for name, table in told.items()} | _beside(contents, registry)


def _as_workbook(contents: Contents, registry: Registry) -> dict[str, bytes]:
    some = "" if contents.made_up.empty else "-med-pahittade-varden"
    return {f"lagesbild-2020{some}.xlsx": data_book.book(contents, registry)}


def _as_jsonstat(contents: Contents, registry: Registry) -> dict[str, bytes]:
    named = dict(jsonstat.datasets(contents))
    return named | {"samling.json": jsonstat.collection(named, contents, registry)} | _beside(contents, registry)


def _beside(contents: Contents, registry: Registry) -> dict[str, bytes]:
    """What goes with the values in every format of several files."""
    tables = {"indikatorer": contents.indicators, "kallor": contents.sources, "handelser": contents.events}
    columns = {"varden": list(contents.values.columns)} | {name: list(t.columns) for name, t in tables.items()}
    told: dict[str, pd.DataFrame] = {"kodbok": code_book(columns), **tables}
    made = {f"{name}.csv": csv_bytes(table) for name, table in told.items()}
    return made | {"LAS-MIG.txt": ("\n".join(read_me.lines(contents, registry)) + "\n").encode()}


def _zipped(made: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in made.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), each, zipfile.ZIP_DEFLATED)
    return content.getvalue()


_FORMATS: dict[Format, Callable[[Contents, Registry], dict[str, bytes]]] = {
    Format.CSV: _as_csv,
    Format.XLSX: _as_workbook,
    Format.JSON_STAT: _as_jsonstat,
}

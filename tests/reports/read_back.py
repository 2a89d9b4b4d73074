"""The three formats read back as somebody without the product would read them, as docs/open-data.md says."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
from pyjstat import pyjstat

from indicators import observations as obs
from indicators.reports import code_book, jsonstat

Files = Mapping[str, bytes]
FIGURES = [obs.VALUE, obs.LOWER, obs.UPPER, obs.NUMERATOR, obs.DENOMINATOR]
KEY = list(obs.KEY)
TOLD = [*KEY, *FIGURES, obs.STATUS]


def from_csv(files: Files) -> pd.DataFrame:
    """Both tables of values, by pandas."""
    read = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig", "keep_default_na": False}
    texts = {name: str for name in code_book.VALUES if name not in [*FIGURES, obs.YEAR]}
    tables = [
        pd.read_csv(io.BytesIO(told), dtype=texts, na_values={name: [""] for name in FIGURES}, **read)
        for name, told in files.items()
        if name.endswith("varden.csv")
    ]
    return pd.concat(tables, ignore_index=True)[TOLD]


def from_workbook(files: Files) -> pd.DataFrame:
    """Both sheets of values, with the code book's names for the headings."""
    (content,) = files.values()
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    names = {column.heading: name for name, column in code_book.VALUES.items()}
    codes = {word: code for code, word in code_book.CODES["varden", obs.STATUS].items()}
    tables = []
    for title in ("Värden", "Påhittade värden"):
        if title in book.sheetnames:
            head, *rows = book[title].values
            tables.append(pd.DataFrame(rows, columns=[names[str(heading)] for heading in head]))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(
        **{obs.STATUS: table[obs.STATUS].map(codes), obs.BREAKDOWN: table[obs.BREAKDOWN].fillna("")},
        **{name: table[name].astype("float64") for name in FIGURES},
    )[TOLD]


def from_jsonstat(files: Files) -> pd.DataFrame:
    """Every dataset by positions alone, status and all, as the format's description says."""
    rows = []
    for name, cube in cubes(files).items():
        codes = {d: cube["dimension"][d]["category"]["index"] for d in cube["id"]}
        metrics = codes["metric"]
        strides = np.cumprod([1, *cube["size"][::-1]])[-2::-1]
        for at in sorted({int(cell) - int(cell) % len(metrics) for cell in {**cube["value"], **cube["status"]}}):
            place = {d: codes[d][at // stride % len(codes[d])] for d, stride in zip(cube["id"], strides, strict=True)}
            told = {m: cube["value"].get(str(at + n), np.nan) for n, m in enumerate(metrics)}
            status = cube["status"].get(str(at), "").split()
            rows.append(place | told | {obs.INDICATOR: name, obs.STATUS: (status or ["final"])[0]})
            rows[-1][obs.STATUS] = next((word for word in status if word != jsonstat.DEMO), "final")
    table = pd.DataFrame(rows)
    dimensions = [d for d in table.columns if d not in [*KEY, *FIGURES, obs.STATUS, "metric"]]
    told = [
        "|".join(f"{d}={c}" for d, c in zip(dimensions, row, strict=True) if isinstance(c, str) and c != jsonstat.ALL)
        for row in table[dimensions].to_numpy().tolist()
    ]
    return table.assign(**{obs.BREAKDOWN: told, obs.YEAR: table[obs.YEAR].astype("int64")})[TOLD]


def by_pyjstat(content: bytes) -> pd.DataFrame:
    """A dataset as pyjstat reads it: a row for each cell, codes in the columns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyjstat calls its own older function
        table: pd.DataFrame = pyjstat.Dataset.read(content.decode("utf-8")).write("dataframe", naming="id")
    return table


def cubes(files: Files) -> dict[str, Any]:
    """The datasets by indicator."""
    told = {name: content for name, content in files.items() if name.startswith("json-stat")}
    return {name.rpartition("/")[2].removesuffix(".json"): json.loads(content) for name, content in told.items()}


READERS: dict[str, Callable[[Files], pd.DataFrame]] = {
    "csv": from_csv,
    "xlsx": from_workbook,
    "json-stat": from_jsonstat,
}


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Rows by their key, so that two tables can be held against each other."""
    texts = table.assign(**{name: table[name].astype(object) for name in [*KEY, obs.STATUS] if name != obs.YEAR})
    return texts.sort_values(KEY, ignore_index=True)

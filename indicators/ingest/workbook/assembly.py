"""From the reading process's lines to a book with a table for each sheet."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.errors import FileError
from indicators.ingest.workbook.book import CELL_COLUMNS, FORMAT, IS_FORMULA, KIND, RAW, Book, FileKind, Sheet
from indicators.ingest.workbook.wire import KINDS, PACKED, said

_REOPEN_ROWS: Final = 20_000
_REOPEN_AREA: Final = 500_000
"""Beyond this a library that keeps every cell as an object takes minutes and a gigabyte."""


class Assembly:
    """What has been said so far."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.book: Book | None = None
        self._texts: list[str] = []
        self._pieces: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in PACKED}
        self._raws: list[str] = []
        self._sheets: list[tuple[Mapping[str, Any], dict[str, npt.NDArray[Any]], list[str]]] = []

    def take(self, lines: Iterable[bytes]) -> None:
        """Take lines to the last; raises FileError if they say that the file is refused."""
        for line in lines:
            for what, words in said(line).items():
                getattr(self, f"_take_{what}")(words)

    def _take_refused(self, words: Mapping[str, str]) -> None:
        raise FileError(words["code"], words["reason"], words["advice"])

    def _take_texts(self, texts: list[str]) -> None:
        self._texts += texts

    def _take_cells(self, words: Mapping[str, Any]) -> None:
        texts = self._texts
        for name, code in PACKED.items():
            self._pieces[name].append(np.frombuffer(b64decode(words[name]), dtype=code))
        self._raws += [texts[raw] if type(raw) is int else raw for raw in words[RAW]]

    def _take_sheet(self, words: Mapping[str, Any]) -> None:
        columns = {name: np.concatenate(pieces) for name, pieces in self._pieces.items()}
        self._sheets.append((words, columns, self._raws))
        self._pieces, self._raws = {name: [] for name in PACKED}, []

    def _take_book(self, words: Mapping[str, Any]) -> None:
        formats = words["formats"]
        self.book = Book(
            kind=FileKind(words["kind"]),
            sheets=tuple(_sheet(*given, formats) for given in self._sheets),
            properties=words["properties"],
            separator=words.get("separator", ""),
            encoding=words.get("encoding", ""),
            is_reopenable=words["is_plain"] and all(_is_small(given["extent"]) for given, *_ in self._sheets),
        )


def _is_small(extent: tuple[int, int, int]) -> bool:
    rows, _, area = extent
    return rows <= _REOPEN_ROWS and area <= _REOPEN_AREA


def _sheet(
    words: Mapping[str, Any], columns: dict[str, npt.NDArray[Any]], raws: list[str], formats: list[str]
) -> Sheet:
    return Sheet(
        name=words["name"],
        is_hidden=words["is_hidden"],
        cells=_table(columns, raws, formats),
        hidden_rows=frozenset(words["hidden_rows"]),
        hidden_columns=frozenset(words["hidden_columns"]),
        merged=tuple(words["merged"]),
    )


def _table(columns: dict[str, npt.NDArray[Any]], raws: list[str], formats: list[str]) -> pd.DataFrame:
    used, codes = np.unique(columns[FORMAT], return_inverse=True)
    made: dict[str, Any] = {
        **columns,
        KIND: _category(columns[KIND], [str(kind) for kind in KINDS]),
        FORMAT: _category(codes, [formats[place] for place in used]),
        IS_FORMULA: columns[IS_FORMULA].astype(bool),
        RAW: np.array(raws, dtype=object),
    }
    return pd.DataFrame({name: made[name] for name in CELL_COLUMNS})


def _category(codes: npt.NDArray[Any], names: list[str]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(codes.astype(np.int32), categories=pd.Index(names, dtype=object))

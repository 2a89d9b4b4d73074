"""What the reading process says to the one that asked: one JSON object a line, columns of cells as packed numbers."""

from __future__ import annotations

import json
from array import array
from base64 import b64encode
from collections.abc import Mapping
from typing import IO, Any, Final

from indicators.ingest.workbook.book import COLUMN, FORMAT, IS_FORMULA, KIND, NUMBER, RAW, ROW, CellKind

KINDS: Final = tuple(CellKind)
PIECE: Final = 20_000
"""Cells or texts in one line."""
PACKED: Final = {ROW: "i", COLUMN: "i", KIND: "b", FORMAT: "i", IS_FORMULA: "b", NUMBER: "d"}
"""The columns that are packed and the type of their numbers, in the order of `CellRow`."""
CellRow = tuple[int, int, int, int, bool, float, str | int]
"""Row, column, place in `KINDS`, place among the formats, whether it is a formula, number, and the text or its place
among the shared texts."""


class Writer:
    """Cells and texts gathered into lines."""

    def __init__(self, out: IO[bytes]) -> None:
        """Write to an open pipe."""
        self._out = out
        self._texts: list[str] = []

    def say(self, **words: object) -> None:
        """One line."""
        self._out.write(json.dumps(words, separators=(",", ":")).encode("ascii") + b"\n")

    def text(self, text: str) -> None:
        """The next of the shared texts."""
        self._texts.append(text)
        if len(self._texts) >= PIECE:
            self.end_texts()

    def end_texts(self) -> None:
        """Say the shared texts that are left."""
        self.say(texts=self._texts)
        self._texts = []

    def cells(self, cells: list[CellRow]) -> None:
        """Say some cells."""
        *numbers, raws = zip(*cells, strict=True)
        packed = {
            name: b64encode(array(code, column)).decode("ascii")
            for (name, code), column in zip(PACKED.items(), numbers, strict=True)
        }
        self.say(cells={**packed, RAW: raws})

    def sheet(self, **words: object) -> None:
        """Say what the cells since the last sheet belonged to."""
        self.say(sheet=words)

    def end(self, **words: object) -> None:
        """Say the last line: the `book` that the sheets belonged to, or why the file is `refused`."""
        self.say(**words)
        self._out.flush()


def said(line: bytes) -> Mapping[str, Any]:
    """What one line says; raises ValueError for anything else."""
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("a line is one object")
    return found

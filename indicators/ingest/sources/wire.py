"""What the fetching process says to the one that asked: one JSON object a line."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Final

PIECE: Final = 5_000
"""Rows in one line."""
PIECE_BYTES: Final = 1_000_000

NOTHING, TEXT, NUMBER, BOOLEAN, DATE, PERCENT = "0", "t", "n", "b", "d", "p"
"""What each field of a row is, a letter each; PERCENT is a number in a cell that is shown as per cent."""

Row = tuple[Sequence[str | None], str]
"""The texts of a row, and a letter for each."""


class Writer:
    """Says columns, rows and bytes as they come."""

    def __init__(self, out: IO[bytes]) -> None:
        """Write to an open pipe."""
        self._out = out

    def say(self, **words: object) -> None:
        """One line."""
        self._out.write(json.dumps(words, separators=(",", ":")).encode("ascii") + b"\n")

    def rows(self, rows: Iterable[Row]) -> int:
        """Say rows in pieces; tells how many."""
        count, piece = 0, []
        for row in rows:
            piece.append(row)
            if len(piece) >= PIECE:
                count += self._rows(piece)
                piece = []
        return count + self._rows(piece)

    def content(self, content: bytes) -> None:
        """Say what was received, byte for byte."""
        for start in range(0, len(content), PIECE_BYTES):
            self.say(content=b64encode(content[start : start + PIECE_BYTES]).decode("ascii"))

    def end(self, **words: object) -> None:
        """Say the last line: that it is `done`, or why it is `refused`."""
        self.say(**words)
        self._out.flush()

    def told(self, identity: Mapping[str, str]) -> None:
        """Say what the source says about itself."""
        self.say(identity=dict(identity))

    def _rows(self, rows: list[Row]) -> int:
        if rows:
            self.say(rows=[list(texts) for texts, _ in rows], kinds=[kinds for _, kinds in rows])
        return len(rows)

"""Texts of a workbook: the shared table, rich text joined, readings of characters left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import IO, Final

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.markup import named, scan
from indicators.ingest.workbook.refusals import refusal

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """The text with Excel's `_x000D_` written out as the character it stands for, if it is one of text."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in "\t\n\r" or unicodedata.category(char) not in ("Cc", "Cs") else "\ufffd"


class Budget:
    """How many characters of text a file has left."""

    def __init__(self) -> None:
        """The whole of it."""
        self.left = limits.ALL_TEXT

    def spend(self, text: str) -> None:
        """Take a text; refused when it is too long or they are too many together."""
        self.left -= len(text)
        if self.left < 0:
            raise refusal("text-amount")
        if len(text) > limits.TEXT:
            raise refusal("long-text")


class Runs:
    """The pieces of one text, as `is` and `si` hold them."""

    def __init__(self) -> None:
        """No pieces yet."""
        self._pieces: list[str] = []
        self._is_reading = False

    def begin(self, _: object = None) -> None:
        """A new text."""
        self._pieces = []

    def enter_reading(self, _: object) -> None:
        """What follows says how the text is pronounced."""
        self._is_reading = True

    def leave_reading(self, _: object) -> None:
        """The text goes on."""
        self._is_reading = False

    def add(self, piece: str) -> None:
        """One piece."""
        if not self._is_reading:
            self._pieces.append(piece)

    def whole(self) -> str:
        """The text."""
        return plain("".join(self._pieces))


class Shared:
    """The shared table: how many texts and which are empty; the texts themselves are passed on."""

    def __init__(self, tell: Callable[[str], None], budget: Budget) -> None:
        """Pass each text on to `tell`."""
        self.count = 0
        self.empty: set[int] = set()
        self._tell, self._budget, self._runs = tell, budget, Runs()

    def read(self, stream: IO[bytes]) -> None:
        """Take the texts from the workbook's part."""
        runs = self._runs
        starts = named({"si": runs.begin, "rPh": runs.enter_reading})
        scan(stream, root="sst", starts=starts, ends=named({"t": runs.add, "rPh": runs.leave_reading, "si": self._end}))

    def _end(self, _: str) -> None:
        text = self._runs.whole()
        self._budget.spend(text)
        if self.count >= limits.TEXTS:
            raise refusal("text-amount")
        if not text:
            self.empty.add(self.count)
        self._tell(text)
        self.count += 1

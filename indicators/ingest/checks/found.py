"""Findings as they are made: every one is kept, and each knows its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable
from typing import Final

import numpy as np

from indicators.batches import Finding, Severity
from indicators.ingest import entries as e
from indicators.ingest.checks.columns import Bools, Columns
from indicators.ingest.checks.rules import RULES
from indicators.swedish import shortened

LONGEST: Final = 200
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Control, direction and line marks: nothing a reader could see, and some turn a text around."""
_GUESSED: Final = {
    code: [name for name in ("meant", "status") if f"{{{name}}}" in rule.advice] for code, rule in RULES.items()
}
"""Words of each rule's advice that may be lacking, so that it must be put another way."""

Place = tuple[int, int, int, int]


class Found:
    """The findings of one file."""

    def __init__(self, columns: Columns) -> None:
        """Nothing found yet."""
        self._columns = columns
        self._order = {sheet: place for place, sheet in enumerate(dict.fromkeys(columns.sheet.tolist()))}
        self._items: list[tuple[Place, Finding]] = []
        self.is_faulty: Bools = np.zeros(columns.size, dtype=np.bool_)
        """The entries that something must be mended in."""
        self.about: dict[str, list[object]] = {}
        """What is known of each entry: indicator, breakdown and year, once the keys are read."""

    def add(self, code: str, at: int, field: str, *, meant: str = "", **words: object) -> None:
        """A fault of one entry, in the cell of a field or key."""
        columns = self._columns
        raw = columns.text(field) if field in e.KEYS else columns.raw(field)
        cell = str(columns.cell(field)[at])
        known = {name: entries[at] for name, entries in self.about.items()}
        self._keep(code, str(columns.sheet[at]), cell, str(raw[at]), meant, words, row=int(columns.row[at]), **known)
        if RULES[code].severity is Severity.ERROR:
            self.is_faulty[at] = True

    def add_sheet(self, code: str, sheet: str, *, cell: str = "", value: str = "", **words: object) -> None:
        """Something about a whole sheet, or said once for it."""
        self._keep(code, sheet, cell, value, "", words, row=0)

    def in_file_order(self) -> tuple[Finding, ...]:
        """Sheet by sheet, row by row, column by column; what concerns a whole sheet first.

        A key's cell is one for many entries, so what is the same about a cell is told once.
        """
        once: dict[Hashable, Finding] = {}
        for _, finding in sorted(self._items, key=lambda item: item[0]):
            once.setdefault(_told(finding), finding)
        return tuple(once.values())

    def _keep(
        self,
        code: str,
        sheet: str,
        cell: str,
        value: str,
        meant: str,
        words: dict[str, object],
        *,
        row: int,
        indicator: object = "",
        breakdown: object = "",
        year: object = None,
    ) -> None:
        rule = RULES[code]
        told = {"meant": meant, **words}
        lacks = any(not told.get(name) for name in _GUESSED[code])
        advice = rule.unguessed if lacks and rule.unguessed else rule.advice
        finding = Finding(
            code=code,
            severity=rule.severity,
            sheet=sheet,
            cell=cell,
            value=shown(value),
            message=rule.message,
            expected=rule.expected.format_map(told),
            advice=advice.format_map(told),
            indicator=str(indicator),
            breakdown=str(breakdown),
            year=year if isinstance(year, int) and year else None,
            meant=meant,
        )
        place = place_of(cell) if _ADDRESS.fullmatch(cell) else (row, 0)
        self._items.append(((self._order.get(sheet, -1), *place, len(self._items)), finding))


def shown(text: str, longest: int = LONGEST) -> str:
    """The text without marks that nobody sees, cut to a length; whoever shows it escapes it."""
    short = text[: 2 * longest]
    if not short.isprintable():
        short = "".join(" " if letter in "\t\r\n" else letter for letter in short if _is_seen(letter))
    return shortened(short, longest)


def _told(finding: Finding) -> Hashable:
    """What a reader is told: where and what; about which figure only where there is no cell to point at."""
    told = (finding.code, finding.sheet, finding.cell, finding.value, finding.expected, finding.advice)
    return told if finding.cell else (*told, finding.indicator, finding.breakdown)


def _is_seen(letter: str) -> bool:
    return letter in "\t\r\n" or unicodedata.category(letter) not in _UNSEEN


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of an address, counted from 1; (0, 0) where it is none."""
    found = _ADDRESS.fullmatch(cell)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column

"""Findings told kind by kind: how many cells, where they stand, and what to do about all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.batches import Finding, Severity
from indicators.ingest.checks.rules import RULES

_MOST_SPANS: Final = 12
"""Stretches of cells that are named; the rest are counted."""
_SENTENCE: Final = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One sort of fault in a file."""

    code: str
    """Of the first finding; findings with the same message are one kind."""
    severity: Severity
    message: str
    count: int
    """How many cells, each counted once; a finding without a cell counts for itself."""
    where: str
    """`Anmälda brott G15, Enkät G13`; neighbours in a column are joined: `Enkät I6–I9`."""
    advice: str
    """What to do about all of them."""
    meant: str
    """The part of the advice that was probably meant, where it is the same for all; empty otherwise."""


def kinds(findings: Sequence[Finding]) -> list[Kind]:
    """The findings by kind: those with most cells first, then in the file's order."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.message, []).append(finding)
    return sorted((_kind(alike) for alike in grouped.values()), key=lambda kind: -kind.count)


def _kind(alike: Sequence[Finding]) -> Kind:
    first, meant = alike[0], _same(finding.meant for finding in alike)
    advice = _advice(alike, meant)
    return Kind(
        code=first.code,
        severity=first.severity,
        message=first.message,
        count=len({(finding.sheet, finding.cell or at) for at, finding in enumerate(alike)}),
        where=_where(alike),
        advice=advice,
        meant=meant if meant and meant in advice else "",
    )


def _advice(alike: Sequence[Finding], meant: str) -> str:
    rule = RULES.get(alike[0].code)
    if rule is None or not rule.in_short:
        return _same(finding.advice for finding in alike) or "Se råden i listan."
    if meant:
        return rule.in_short.format(meant=meant)
    told = [sentence for sentence in _SENTENCE.split(rule.in_short) if not sentence.startswith("Menade du")]
    return " ".join(told).replace(": {meant}", "")


def _same(texts: Iterable[str]) -> str:
    """The text that all of them are; empty where they differ."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


def _where(alike: Sequence[Finding]) -> str:
    by_sheet: dict[str, list[Finding]] = {}
    for finding in alike:
        by_sheet.setdefault(finding.sheet, []).append(finding)
    spans = [(sheet, span) for sheet, found in by_sheet.items() for span in _spans(found)]
    named = spans[:_MOST_SPANS]
    told = ", ".join(
        f"{sheet} {span}".strip() if not place or named[place - 1][0] != sheet else span
        for place, (sheet, span) in enumerate(named)
    )
    return f"{told} och {len(spans) - len(named)} till" if len(spans) > len(named) else told


def _spans(found: Sequence[Finding]) -> list[str]:
    """Cells of one sheet, column by column, neighbours joined; one empty text where the whole sheet is meant."""
    cells: dict[str, list[int]] = {}
    for finding in found:
        rows = cells.setdefault(finding.column, [])
        if finding.row is not None:
            rows.append(finding.row)
    spans = [
        f"{column}{first}" if first == last else f"{column}{first}–{column}{last}"
        for column, rows in sorted(cells.items(), key=lambda item: (len(item[0]), item[0]))
        for first, last in _runs(sorted(set(rows)))
    ]
    return spans or [""]


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        runs[-1:] = [(runs[-1][0], row)] if runs and row == runs[-1][1] + 1 else [*runs[-1:], (row, row)]
    return runs

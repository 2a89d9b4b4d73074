"""Grey cells that are not as they were issued."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import Final

from indicators import swedish
from indicators.batches import Finding
from indicators.ingest.template import findings, words
from indicators.ingest.template.findings import found
from indicators.ingest.template.matching import Line

_GREY: Final = (words.CODE, words.NAME, words.GROUP, words.UNIT, words.BEFORE)
_EMPTY: Final = "tom"


def touched(line: Line, year: int) -> Iterator[Finding]:
    """A finding for each grey cell of a line that somebody has written in or emptied."""
    for place in _GREY:
        now, then = line.cell(place).raw.strip(), line.row.grey[place]
        if place in line.heads.columns and then is not None and not _same(now, then):
            yield _changed(line, place, now=now, then=_shown(then, place), year=year)
    if not line.row.has_base and (now := line.cell(words.BASE).raw.strip()):
        yield _changed(line, words.BASE, now=now, then=_EMPTY, year=year)


def _changed(line: Line, place: int, *, now: str, then: str, year: int) -> Finding:
    restore = "Töm cellen." if then == _EMPTY else f"Skriv tillbaka {then}."
    corrected = line.address(words.CORRECTED)
    instead = f" Är värdet fel? Skriv det rätta i {corrected}." if place == words.BEFORE and corrected else ""
    return found(
        findings.LOCKED_CELL,
        restore + instead,
        sheet=line.grid.sheet.name,
        cell=line.address(place),
        value=now,
        expected=then,
        row=line.row,
        year=year - 1 if place == words.BEFORE else year,
    )


def _same(now: str, then: str) -> bool:
    """Whether two texts say the same; programs write the last digits of a number differently."""
    if " ".join(now.split()) == " ".join(then.split()):
        return True
    one, other = _number(now), _number(then)
    return one is not None and other is not None and isclose(one, other, rel_tol=1e-9)


def _shown(then: str, place: int) -> str:
    number = _number(then) if place == words.BEFORE else None
    return then if number is None else swedish.plain(number, 6)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None

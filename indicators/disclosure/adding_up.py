"""Which totals a reader may take to be the sum of their parts, and what follows for figures that nobody gave."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.disclosure.cells import NOTHING, Cell, CellState, Key, Sum

Family = Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A total with the parts that it ought to have."""

    total: Key
    parts: tuple[Key, ...]
    family: Family
    """Totals of one family add up for the same reason: districts into the city, or women and men into all."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a total holds beyond its parts: reports without a known district, or parts that nobody has told of."""

    total: Key
    family: Family


_NEAR = 1e-6


def holding(
    wholes: Sequence[Whole],
    cells: Mapping[Key, Cell],
    hidden: Collection[Key],
    *,
    is_certain: bool = True,
    limits: Mapping[Key, float] | None = None,
) -> list[Sum]:
    """The sums a reader can count on, with a part `Elsewhere` where the parts only come to less than the total.

    A whole adds up where its published figures do. Where some of them are hidden or not there, it does unless a
    published whole of the same family shows otherwise (or, without `is_certain`, only if one shows that it does); and
    always where the figures that we know add up, since a reader may know that too. A reader's view decides, so that it
    is the same before and after hiding. `limits` are the greatest values that hidden figures may have.
    """
    shown = {key: cell for key, cell in cells.items() if key not in hidden and cell.state is CellState.PUBLISHED}
    verdicts = [_verdict(whole, shown) for whole in wholes]
    seen: dict[Family, set[int]] = {}
    for whole, verdict in zip(wholes, verdicts, strict=True):
        if verdict is not None:
            seen.setdefault(whole.family, set()).add(verdict)
    sums = []
    for whole, held in zip(wholes, verdicts, strict=True):
        if held is None:
            held = _supposed(whole, shown, seen.get(whole.family, set()), limits or {}, is_certain=is_certain)
            held = 0 if _verdict(whole, cells) == 0 else held
        if held >= 0:
            sums.append(_sum(whole, cells, hidden, has_more=held > 0))
    return _telling(sums, cells, hidden)


def given_away(cells: Mapping[Key, Cell], sums: Iterable[Sum]) -> dict[Key, float]:
    """Figures that nobody gave but that follow from those given: the only part of a sum that is not there."""
    known = dict(cells)
    found: dict[Key, float] = {}
    rows, before = list(sums), -1
    while before != len(found):
        before = len(found)
        for row in rows:
            open_ = [key for key in row.keys if known.get(key, NOTHING).state is CellState.UNKNOWN]
            if len(open_) == 1 and not isinstance(open_[0], Elsewhere):
                told = sum(known[key].lower for key in row.parts if key != open_[0])
                is_exact = not any(known[key].is_open for key in row.keys if key != open_[0])
                value = told if open_[0] == row.total else known[row.total].lower - told
                if is_exact and value >= 0:
                    found[open_[0]] = value
                    known[open_[0]] = Cell(lower=value, upper=value, state=CellState.PUBLISHED)
    return found


def _verdict(whole: Whole, known: Mapping[Key, Cell]) -> int | None:
    """0 where the parts come to the total, 1 where they fall short of it, -1 where they pass it; None if unknown."""
    total, parts = known.get(whole.total, NOTHING), [known.get(part, NOTHING) for part in whole.parts]
    if any(cell.state is CellState.UNKNOWN for cell in (total, *parts)):
        return None
    if sum(part.lower for part in parts) > total.upper + _NEAR:
        return -1
    return 1 if sum(part.upper for part in parts) < total.lower - _NEAR else 0


def _supposed(
    whole: Whole, shown: Mapping[Key, Cell], seen: Collection[int], limits: Mapping[Key, float], *, is_certain: bool
) -> int:
    """What a reader supposes of a whole that is not all told, from others of its family."""
    total = shown.get(whole.total, NOTHING)
    least = sum(shown[part].lower for part in whole.parts if part in shown)
    most = sum(shown[part].upper if part in shown else limits.get(part, math.inf) for part in whole.parts)
    if -1 in seen or least > total.upper + _NEAR:
        return -1
    if 1 in seen or most < total.lower - _NEAR:
        return 1
    return 0 if is_certain or 0 in seen else -1


def _sum(whole: Whole, cells: Mapping[Key, Cell], hidden: Collection[Key], *, has_more: bool) -> Sum:
    absent = [p for p in whole.parts if p not in hidden and cells.get(p, NOTHING).state is CellState.UNKNOWN]
    if not has_more and (len(absent) < 2 or whole.family == ("periods",)):
        return Sum(total=whole.total, parts=whole.parts)
    told = tuple(part for part in whole.parts if part not in absent)
    return Sum(total=whole.total, parts=(*told, Elsewhere(whole.total, whole.family)))


def _telling(sums: list[Sum], cells: Mapping[Key, Cell], hidden: Collection[Key]) -> list[Sum]:
    """The sums without those whose total nobody gave and nothing else speaks of."""
    named = Counter(key for row in sums for key in row.keys)
    return [
        row
        for row in sums
        if row.total in hidden or cells.get(row.total, NOTHING).state is CellState.PUBLISHED or named[row.total] > 1
    ]

"""Secondary hiding: more figures, until nothing published gives a hidden one away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from indicators.disclosure.auditing import Puzzle, intervals, puzzles
from indicators.disclosure.cells import NOTHING, Cell, CellState, Figure, Interval, Key, Sum, as_cells
from indicators.errors import MeasureError

Rule = Callable[[Key, Interval], bool]
"""Whether an interval keeps its figure."""


def hide_in_table(
    figures: Mapping[Key, Figure],
    totals: Iterable[Sum],
    *,
    counts_below: int = 5,
    hidden: Collection[Key] = (),
) -> frozenset[Key]:
    """The figures of a table of counts to hide: the small ones, those in `hidden`, and what would give them away.

    `figures` holds counts as `audit` takes them, totals among them, and `totals` says what adds up: rows, columns,
    subtotals, sub-geographies, breakdowns, pooled years. Counts from 1 to `counts_below` - 1 are hidden, 0 is not.
    Where a sum has one hidden figure a second is hidden: rather a part than its total, rather one that closes several
    sums at once, then the smallest, a 0 last of all. When no sum is left with one, the table is audited, and more is
    hidden until every hidden figure has an interval at least 3 wide that reaches `counts_below`. The answer does not
    hang on the order of figures or sums. Source: methods M30.
    """
    cells = as_cells(figures)
    small = {
        key
        for key, cell in cells.items()
        if cell.state is CellState.PUBLISHED and 0 < (cell.lower + cell.upper) / 2 < counts_below
    }
    given = {key for key, cell in cells.items() if cell.state is CellState.HIDDEN}
    found = protected(
        cells,
        list(totals),
        small | given | set(hidden),
        is_safe=lambda _, interval: interval.is_safe(counts_below=counts_below),
    )
    return frozenset(found)


def protected(
    cells: Mapping[Key, Cell],
    sums: Sequence[Sum],
    hidden: Collection[Key],
    *,
    is_safe: Rule,
    ties: Sequence[Sum] = (),
    along: Mapping[Key, Key] | None = None,
) -> set[Key]:
    """All that must be hidden so that every hidden figure is kept.

    `ties` are sums that bear on what can be worked out but whose figures are hidden last of all (a count and the rest
    come to its base); `along` names what goes with a figure when that is hidden.
    """
    ordered = sorted(sums, key=lambda row: str(row.keys))
    everywhere = [*ordered, *sorted(ties, key=lambda row: str(row.keys))]
    with_it = along or {}
    known = {**dict.fromkeys(hidden, Cell(state=CellState.UNKNOWN)), **cells}
    closed = _with(set(hidden), with_it)
    while True:
        _pair(known, ordered, closed, with_it)
        more = set[Key]()
        for puzzle in puzzles(_as_seen(known, closed), everywhere):
            more |= _more(puzzle, known, ordered, everywhere, closed, is_safe)
        if not more:
            return closed
        closed = _with(closed | more, with_it)


def _with(keys: set[Key], along: Mapping[Key, Key]) -> set[Key]:
    return keys | {along[key] for key in keys if key in along}


def _as_seen(known: Mapping[Key, Cell], closed: Collection[Key]) -> dict[Key, Cell]:
    """The cells as a reader meets them: of a hidden one only that it is not negative."""
    return {
        key: Cell(lower=min(0.0, cell.lower), is_whole=cell.is_whole) if key in closed else cell
        for key, cell in known.items()
    }


def _pair(known: Mapping[Key, Cell], sums: Sequence[Sum], closed: set[Key], along: Mapping[Key, Key]) -> None:
    """Hide a second figure in every sum with a single one, to a fixpoint."""
    while lonely := [row for row in sums if _is_lonely(row, known, closed)]:
        closed |= _with({_smallest(_shown(lonely[0].keys, known, closed), known, lonely[:1], lonely)}, along)


def _is_lonely(row: Sum, known: Mapping[Key, Cell], closed: Collection[Key]) -> bool:
    """Whether a sum has one figure that is not published, a hidden one, and another that could be hidden with it."""
    unseen = [key for key in row.keys if key in closed or known.get(key, NOTHING).state is CellState.UNKNOWN]
    return len(unseen) == 1 and unseen[0] in closed and len(set(row.keys)) > 1


def _shown(keys: Iterable[Key], known: Mapping[Key, Cell], closed: Collection[Key]) -> list[Key]:
    unique = dict.fromkeys(keys)
    return [k for k in unique if k not in closed and known.get(k, NOTHING).state is CellState.PUBLISHED]


def _smallest(shown: Sequence[Key], known: Mapping[Key, Cell], rows: Sequence[Sum], lonely: Sequence[Sum]) -> Key:
    """The figure to hide next: no zero, no total (but of zeros the total), one that closes most sums, the smallest."""
    totals = {row.total for row in rows}

    def order(key: Key) -> tuple[bool, bool, int, float, str]:
        is_zero, closes = known[key].upper == 0, sum(key in row.keys for row in lonely)
        return is_zero, (key in totals) is not is_zero, -closes, abs(known[key].upper), str(key)

    return min(shown, key=order)


def _more(
    puzzle: Puzzle,
    known: Mapping[Key, Cell],
    sums: Sequence[Sum],
    everywhere: Sequence[Sum],
    closed: Collection[Key],
    is_safe: Rule,
) -> set[Key]:
    """One more figure to hide where some figure of the puzzle is not kept; none where all are."""
    try:
        found = intervals(puzzle)
    except MeasureError:
        return _all_around(puzzle, known, everywhere, closed)
    narrow = sorted((key for key, interval in found.items() if not is_safe(key, interval)), key=str)
    if not narrow:
        return set()
    for rows in (sums, everywhere):
        for chosen in ({narrow[0]}, set(narrow), set(puzzle.cells)):
            near = [row for row in rows if chosen & set(row.keys)]
            if shown := _shown((key for row in near for key in row.keys), known, closed):
                return {_smallest(shown, known, near, ())}
    return set()


def _all_around(puzzle: Puzzle, known: Mapping[Key, Cell], sums: Sequence[Sum], closed: Collection[Key]) -> set[Key]:
    """Everything published that bears on a puzzle whose figures contradict each other: no audit can clear it."""
    touched = {key for row in sums if set(puzzle.cells) & set(row.keys) for key in row.keys}
    return set(_shown(touched, known, closed))

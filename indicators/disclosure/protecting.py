"""Secondary hiding: more figures, until nothing published gives a hidden one away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from numbers import Integral

from indicators.disclosure.auditing import Puzzle, bounds, is_forest, puzzles_around
from indicators.disclosure.cells import NOTHING, Cell, CellState, Figure, Interval, Key, Sum, as_cells, checked_sums
from indicators.disclosure.walking import a_table, walk
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
    hang on the order of figures or sums. A negative count, what is no number, a limit that is no whole number, a figure
    twice in a sum and a hidden one that is nowhere raise MeasureError. Source: methods M30.
    """
    cells, rows = as_cells(figures, least=0.0), checked_sums("totals", totals)
    if not isinstance(counts_below, Integral) or counts_below < 0:
        raise MeasureError("counts_below: not a whole number from 0")
    named = cells.keys() | {key for row in rows for key in row.keys}
    if isinstance(hidden, str) or not set(hidden) <= named:
        raise MeasureError("hidden: not the names of figures")
    small = {
        key
        for key, cell in cells.items()
        if cell.state is CellState.PUBLISHED and 0 < (cell.lower + cell.upper) / 2 < counts_below
    }
    given = {key for key, cell in cells.items() if cell.state is CellState.HIDDEN}
    found = protected(
        cells,
        rows,
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
    hiding = _Hiding(cells, sums, ties, along or {})
    hiding.close(sorted(hidden, key=str))
    while True:
        hiding.pair()
        more = [key for puzzle in hiding.puzzles() for key in hiding.more(puzzle, is_safe)]
        if not more:
            return hiding.closed
        hiding.close(more)


class _Hiding:
    """A table in the course of being hidden: what is closed, and which sums have a single closed figure."""

    def __init__(
        self, cells: Mapping[Key, Cell], sums: Sequence[Sum], ties: Sequence[Sum], along: Mapping[Key, Key]
    ) -> None:
        self._cells, self._along = dict(cells), along
        names: dict[Key, str] = {}
        self._sums, self._ties = (sorted(set(rows), key=lambda row: _name(row, names)) for rows in (sums, ties))
        self._of: dict[Key, list[int]] = {}
        for at, row in enumerate(self._sums):
            for key in dict.fromkeys(row.keys):
                self._of.setdefault(key, []).append(at)
        self._tied: dict[Key, list[Sum]] = {}
        for row in (*self._sums, *self._ties):
            for key in dict.fromkeys(row.keys):
                self._tied.setdefault(key, []).append(row)
        self.closed: set[Key] = set()
        self._view = dict(self._cells)
        """What a reader sees: of a hidden figure is known only that it is not negative."""
        self._fresh: set[Key] = {key for key, cell in self._cells.items() if cell.state is CellState.HIDDEN}
        """Hidden figures whose puzzles have not been looked at since."""
        self._unseen = [{key for key in row.keys if not self._is_shown(key)} for row in self._sums]
        self._lonely: set[int] = set()
        self._seen: dict[Key, Interval] = {}
        """Values in tables that agreed with all published; hiding more never makes such a table impossible."""

    def close(self, keys: Iterable[Key]) -> None:
        """Hide figures, and what goes with them."""
        for key in keys:
            if key not in self.closed:
                self.closed.add(key)
                cell = self._cells.setdefault(key, Cell(state=CellState.UNKNOWN))
                self._view[key] = Cell(lower=min(0.0, cell.lower), is_whole=cell.is_whole)
                self._fresh.add(key)
                for at in self._of.get(key, ()):
                    self._unseen[at].add(key)
                    (self._lonely.add if self._is_lonely(at) else self._lonely.discard)(at)
                if key in self._along:
                    self.close([self._along[key]])

    def pair(self) -> None:
        """Hide a second figure in every sum with a single one, to a fixpoint."""
        while self._lonely:
            at = min(self._lonely)
            self.close([self._smallest(self._shown([self._sums[at]]), [self._sums[at]])])

    def puzzles(self) -> list[Puzzle]:
        """What a reader can set out to work out, where more has been hidden since it was last looked at."""
        fresh, self._fresh = sorted(self._fresh, key=str), set()
        return puzzles_around(fresh, self._view, self._tied)

    def more(self, puzzle: Puzzle, is_safe: Rule) -> list[Key]:
        """Figures to hide because some of the puzzle are not kept; none where all are.

        One for each that is not kept, but only where their sums are different ones: what is hidden for one may do for
        another. A puzzle that contradicts itself cannot be cleared by any audit, and all around it is hidden.
        """
        try:
            return self._chosen(puzzle, is_safe)
        except MeasureError:
            return self._shown([row for key in puzzle.cells for row in self._tied.get(key, ())])

    def _chosen(self, puzzle: Puzzle, is_safe: Rule) -> list[Key]:
        """One figure for each that is not kept; of those whose sums are opened already it is not even asked."""
        doubtful, is_narrow = self._doubtful(puzzle, is_safe)
        found: list[Key] = []
        touched: set[Key] = set()
        for key in sorted(doubtful, key=str):
            rows = self._rows_to_open(key, puzzle)
            around = {near for row in rows for near in row.keys}
            if rows and not around & touched and is_narrow(key):
                found.append(self._smallest(self._shown(rows), rows))
                touched |= around
        return found

    def _doubtful(self, puzzle: Puzzle, is_safe: Rule) -> tuple[list[Key], Callable[[Key], bool]]:
        """Hidden figures that may not be kept, and what tells it: plain bounds do, or else the programme must."""
        if self._is_kept(puzzle, is_safe):
            return [], bool
        outer = bounds(puzzle)
        plain = [key for key in puzzle.hidden if not is_safe(key, outer[key])]
        if plain or is_forest(puzzle):
            return plain, lambda _: True
        self._walk(puzzle, is_safe)
        if self._is_kept(puzzle, is_safe):
            return [], bool
        from indicators.disclosure.programming import Programme  # scipy.optimize is slow to load and seldom needed

        programme = Programme(puzzle, outer, self._seen)
        return programme.doubtful(is_safe), lambda key: not programme.is_kept(key, is_safe)

    def _is_kept(self, puzzle: Puzzle, is_safe: Rule) -> bool:
        """Whether the tables seen so far show every hidden figure to be kept."""
        return all(key in self._seen and is_safe(key, self._seen[key]) for key in puzzle.hidden)

    def _walk(self, puzzle: Puzzle, is_safe: Rule) -> None:
        """See how far hidden figures can move, from the true table, before any programme is asked."""
        start = a_table(puzzle, self._cells)
        if start is not None:
            walk(puzzle, start, self._seen, is_safe)

    def _rows_to_open(self, key: Key, puzzle: Puzzle) -> list[Sum]:
        """The sums with something left to hide that are nearest to a figure: its own, its base, any of the puzzle."""
        own = [self._sums[at] for at in self._of.get(key, ())]
        tied = self._tied.get(key, [])
        for rows in (own, tied, [row for near in puzzle.cells for row in self._tied.get(near, ())]):
            if self._shown(rows):
                return rows
        return []

    def _is_lonely(self, at: int) -> bool:
        """Whether a sum has one figure that is not published, a hidden one, and another that could go with it."""
        unseen = self._unseen[at]
        return len(unseen) == 1 and unseen <= self.closed and len(set(self._sums[at].keys)) > 1

    def _is_shown(self, key: Key) -> bool:
        return key not in self.closed and self._cells.get(key, NOTHING).state is CellState.PUBLISHED

    def _shown(self, rows: Sequence[Sum]) -> list[Key]:
        return [key for key in dict.fromkeys(key for row in rows for key in row.keys) if self._is_shown(key)]

    def _smallest(self, shown: Sequence[Key], rows: Sequence[Sum]) -> Key:
        """The figure to hide next: a part before a total, one that closes most sums, the smallest, a 0 last of all."""
        totals = {row.total for row in rows}

        def order(key: Key) -> tuple[bool, bool, int, float, str]:
            size = abs(self._cells[key].upper)
            closes = len(self._lonely.intersection(self._of.get(key, ())))
            return size == 0, (key in totals) is (size > 0), -closes, size, str(key)

        return min(shown, key=order)


def _name(row: Sum, names: dict[Key, str]) -> str:
    """The sum as text, to sort by; what each figure is called is asked once, since that takes longest."""
    return ", ".join(names.get(key) or names.setdefault(key, repr(key)) for key in row.keys)

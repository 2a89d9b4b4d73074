"""Which figures of one indicator ought to add up to which: places, breakdowns and overlapping periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from indicators.disclosure.adding_up import Whole
from indicators.errors import InputError
from indicators.geographies import valid_in
from indicators.model import TOTAL, Geography, GeographyLevel, Registry
from indicators.periods import years_of

SEXES: Final = ("kvinna", "man")
_EVERYBODY: Final = ("alla", "samtliga", "totalt")
"""Categories that say the same as no breakdown."""
_POOLED: Final = re.compile(r"\d{4} ?[–-] ?\d{4}", re.ASCII)


class At(NamedTuple):
    """Where one figure of an indicator stands: geography, breakdown, first and last year."""

    geography: str
    breakdown: str
    first: int
    last: int


class Nesting:
    """The register's geographies as parents and children."""

    def __init__(self, registry: Registry) -> None:
        """Take the register's places; who lies in whom is worked out when first asked."""
        self._places = registry.geographies
        self._children: dict[tuple[str, GeographyLevel], list[Geography]] | None = None
        self.key = tuple(
            (g.code, g.level, g.valid_from, g.valid_to, *g.parents.values()) for g in self._places.values()
        )

    def __eq__(self, other: object) -> bool:
        """Whether the same places lie in each other."""
        return isinstance(other, Nesting) and self.key == other.key

    def __hash__(self) -> int:
        """A number that is the same for the same places."""
        return hash(self.key)

    def wholes(self, known: Iterable[At]) -> list[Whole]:
        """Every total that some of the figures are parts of, whether it is known itself or not."""
        places = sorted(set(known))
        return [*self._of_places(places), *_of_breakdowns(places), *_of_periods(places)]

    def can_nest(self, geographies: Iterable[str], breakdowns: Iterable[str], periods: Iterable[str]) -> bool:
        """Whether rows with these geographies, breakdowns and periods can hold a total and a part of it at all."""
        if any(set(breakdowns)) or any(_POOLED.fullmatch(period.strip()) for period in set(periods)):
            return True
        return len({place.level for code in set(geographies) if (place := self._places.get(code))}) > 1

    def _of_places(self, known: list[At]) -> list[Whole]:
        found: dict[tuple[At, GeographyLevel], None] = {}
        for where in known:
            if place := self._places.get(where.geography):
                for parent in place.parents.values():
                    if parent in self._places and valid_in(self._places[parent], where.last):
                        found[At(parent, *where[1:]), place.level] = None
        return [
            Whole(total=total, parts=parts, family=("places", str(self._places[total.geography].level), str(level)))
            for total, level in found
            if (parts := tuple(At(g.code, *total[1:]) for g in self._inside(total, level)))
        ]

    def _inside(self, total: At, level: GeographyLevel) -> list[Geography]:
        if self._children is None:
            self._children = {}
            for place in self._places.values():
                for parent in place.parents.values():
                    self._children.setdefault((parent, place.level), []).append(place)
        return [g for g in self._children.get((total.geography, level), []) if valid_in(g, total.last)]


def at(geography: str, breakdown: str, period: str, year: int) -> At:
    """Where a row stands; a school year is one period, `2016–2017` two years pooled."""
    return At(geography, _plain(breakdown), year - _years_before(period), year)


@cache
def _years_before(period: str) -> int:
    """How many years a pooled period reaches back; 0 for a single year and for what is no period."""
    if not _POOLED.fullmatch(period.strip()):
        return 0
    try:
        first, last = years_of(period)
    except InputError:
        return 0
    return last - first


@cache
def _plain(breakdown: str) -> str:
    pairs = _pairs(breakdown)
    return _joined({name: category for name, category in pairs.items() if category not in _EVERYBODY})


def _pairs(breakdown: str) -> dict[str, str]:
    parts = (part.partition("=") for part in breakdown.split("|") if part)
    return {name: category for name, _, category in parts}


def _joined(pairs: Mapping[str, str]) -> str:
    return "|".join(f"{name}={pairs[name]}" for name in sorted(pairs)) if pairs else TOTAL


def _of_breakdowns(known: list[At]) -> list[Whole]:
    split = {where: _pairs(where.breakdown) for where in known if where.breakdown}
    categories: dict[str, set[str]] = {}
    for pairs in split.values():
        for name, category in pairs.items():
            categories.setdefault(name, set()).add(category)
    if "kon" in categories:
        categories["kon"].update(SEXES)
    found: dict[tuple[At, str], None] = {}
    for where, pairs in split.items():
        for name in pairs:
            rest = {other: category for other, category in pairs.items() if other != name}
            found[where._replace(breakdown=_joined(rest)), name] = None
    return [
        Whole(
            total=total,
            parts=tuple(
                total._replace(breakdown=_joined(_pairs(total.breakdown) | {name: category}))
                for category in sorted(categories[name])
            ),
            family=("breakdown", name),
        )
        for total, name in found
    ]


def _of_periods(known: list[At]) -> list[Whole]:
    """Pooled years as the sum of their years, and of a shorter pooled period and the years beyond it."""
    pooled: dict[tuple[str, str], list[At]] = {}
    for where in known:
        if where.first < where.last:
            pooled.setdefault((where.geography, where.breakdown), []).append(where)
    wholes = []
    for spans in pooled.values():
        for total in spans:
            inner = [s for s in spans if s != total and total.first <= s.first and s.last <= total.last]
            for part in (None, *inner):
                years = (
                    y for y in range(total.first, total.last + 1) if part is None or not part.first <= y <= part.last
                )
                singles = tuple(total._replace(first=y, last=y) for y in years)
                wholes.append(
                    Whole(total=total, parts=singles if part is None else (part, *singles), family=("periods",))
                )
    return wholes

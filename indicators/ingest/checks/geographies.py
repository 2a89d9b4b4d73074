"""The geography of each entry: known, in force, on a level that the indicator has, and the sender's own."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

import numpy as np

from indicators import geographies
from indicators.errors import InputError
from indicators.ingest import entries as e
from indicators.ingest.checks.columns import Bools, Columns, Integers, Objects, codes, filled
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.scope import Scope
from indicators.model import Geography, Indicator, Registry
from indicators.periods import LATEST

_GUESSES: Final = 50
"""Names that are looked for by every rule of spelling; a file with more unknown ones is not a slip of the pen."""
_LONGEST: Final = 100


class Places:
    """The register's geographies by everything they are called."""

    def __init__(self, registry: Registry, scope: Scope) -> None:
        """Learn the codes, names and spellings."""
        self._registry, self._scope = registry, scope
        self._all = list(registry.geographies.values())
        self._number = {place.code: number for number, place in enumerate(self._all)}
        self._named: dict[str, list[Geography]] = {}
        for place in self._all:
            for name in dict.fromkeys(word.casefold() for word in (place.name, *place.spellings)):
                self._named.setdefault(name, []).append(place)
        self._named |= {place.code.casefold(): [place] for place in self._all}
        self._sought = 0

    def resolve(
        self,
        columns: Columns,
        numbers: Integers,
        indicators: tuple[Indicator | None, ...],
        year: Integers,
        found: Found,
    ) -> Objects:
        """The code of each entry's geography, empty where there is a finding about it."""
        which, texts = codes(columns.text(e.GEOGRAPHY))
        candidates = [self._candidates(text) for text in texts]
        single = np.array([self._number[c[0].code] if len(c) == 1 else -1 for c in candidates] or [-1])
        place = single[which] if len(texts) else np.zeros(0, dtype=np.int64)
        several = {at for at, found_ in enumerate(candidates) if len(found_) > 1}
        for at in np.flatnonzero(np.isin(which, list(several))):
            chosen = _fitting(candidates[which[at]], indicators[numbers[at]], int(year[at]))
            place[at] = -1 if chosen is None else self._number[chosen.code]
        self._add_unknown(which, texts, candidates, place, found)
        wrong = self._judge(place, numbers, indicators, year, found)
        names = np.array([*(each.code for each in self._all), ""], dtype=object)
        return np.asarray(np.where(wrong, "", names[place]), dtype=object)

    def _candidates(self, text: str) -> list[Geography]:
        plain = " ".join(text[:_LONGEST].split())
        if known := self._named.get(plain.casefold()):
            return known
        self._sought += 1
        if not plain or len(text) > _LONGEST or self._sought > _GUESSES:
            return []
        try:
            return [geographies.find(self._registry, plain)]
        except InputError:
            return []

    def _add_unknown(
        self, which: Integers, texts: list[str], candidates: list[list[Geography]], place: Integers, found: Found
    ) -> None:
        meant = filled(len(texts), None)
        guesses = 0
        for at in np.flatnonzero(place < 0):
            text = which[at]
            if meant[text] is None:
                guesses += 1
                meant[text] = self._meant(texts[text], candidates[text]) if guesses <= _GUESSES else ""
            found.add("unknown-geography", int(at), e.GEOGRAPHY, meant=meant[text])

    def _meant(self, text: str, candidates: list[Geography]) -> str:
        if candidates:
            return " eller ".join(f"{place.code} ({geographies.described(place)})" for place in candidates[:3])
        near = get_close_matches(text.strip()[:_LONGEST].casefold(), self._named, n=1, cutoff=0.7)
        return f"{self._named[near[0]][0].name}" if near else ""

    def _judge(
        self, place: Integers, numbers: Integers, indicators: tuple[Indicator | None, ...], year: Integers, found: Found
    ) -> Bools:
        """Where a known geography may not be; the first reason only."""
        known = place >= 0
        own = self._scope.geographies
        other = known & ~np.array([own is None or each.code in own for each in self._all] + [True])[place]
        starts = np.array([each.valid_from or 0 for each in self._all] + [0])[place]
        ends = np.array([each.valid_to or LATEST for each in self._all] + [LATEST])[place]
        past = known & ~other & (year > 0) & ((year < starts) | (year > ends))
        followed = np.array([[i is None or each.level in i.levels for each in self._all] + [True] for i in indicators])
        level = known & ~other & ~past & ~followed[numbers, place]
        for at in np.flatnonzero(other):
            found.add("other-geography", int(at), e.GEOGRAPHY, own=self._own())
        for at in np.flatnonzero(past):
            described = geographies.described(self._all[place[at]])
            words = described[:1].upper() + described[1:]
            found.add("geography-not-valid", int(at), e.GEOGRAPHY, place=words, year=year[at])
        for at in np.flatnonzero(level):
            found.add("wrong-level", int(at), e.GEOGRAPHY, levels=_levels(indicators[numbers[at]]))
        return np.asarray(~known | other | past | level, dtype=np.bool_)

    def _own(self) -> str:
        own = sorted(self._scope.geographies or ())
        return ", ".join(self._all[self._number[code]].name if code in self._number else code for code in own[:5])


def _fitting(candidates: list[Geography], indicator: Indicator | None, year: int) -> Geography | None:
    """The only one that is in force and on a level of the indicator, or the only one in force."""
    valid = [place for place in candidates if not year or geographies.valid_in(place, year)]
    level = [place for place in valid if indicator is None or place.level in indicator.levels]
    return level[0] if len(level) == 1 else valid[0] if len(valid) == 1 else None


def _levels(indicator: Indicator | None) -> str:
    return " och ".join(geographies.SWEDISH[level] for level in indicator.levels) if indicator else ""

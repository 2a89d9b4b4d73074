"""Values that are others than they were: earlier years, groups of people, margins and marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from indicators import observations as obs
from indicators.editions.differences import Cause, Difference, Told, defined, difference
from indicators.model import TOTAL, ObservationStatus, Progress
from indicators.situation import Situation
from indicators.texts import words

VALUE, GROUP, MARK, MARGIN = "value ", "group ", "mark ", "margin "
"""What begins a difference in a value (`value 2012`), in a group's (`group kon=kvinna 2019`), in what it is marked
with, and in the margin or the base that it was worked out with."""
_SAID: Final = [obs.VALUE, obs.STATUS, obs.LOWER, obs.UPPER, obs.NUMERATOR, obs.DENOMINATOR]


def differences(before: Situation, after: Situation) -> Iterator[Difference]:
    """Every value in both viewpoints' years that is another; the latest is told with the assessment."""
    if (before.year, before.version, before.registry) == (after.year, after.version, after.registry):
        return
    pairs = _unlike(before, after)
    for key in sorted(pairs, key=lambda key: (*key[:2], key[3], key[2])):
        one, other = pairs[key]
        if not _is_told(key, one, other, before, after):
            yield _difference(key, one, other, _cause(key, one, other, before, after))


_Key = tuple[str, str, int, str]
_Row = Mapping[str, Any]


def _unlike(before: Situation, after: Situation) -> dict[_Key, tuple[_Row, _Row]]:
    """The rows of both sides that differ, by key; a side that has none has an empty row."""
    last = min(before.year, after.year)
    known = before.registry.indicators.keys() & after.registry.indicators.keys()
    sides = [_rows(seen.observations, known, last) for seen in (before, after)]
    both = pd.concat(sides, keys=[0, 1])
    rest = both[~both.duplicated(keep=False)]
    found: dict[_Key, list[_Row]] = {}
    for side, held in zip(rest.index.get_level_values(0), rest.to_dict("records"), strict=True):
        row = {str(name): value for name, value in held.items()}
        key = (row[obs.INDICATOR], row[obs.GEOGRAPHY], int(row[obs.YEAR]), row[obs.BREAKDOWN])
        found.setdefault(key, [{}, {}])[side] = row
    return {key: (pair[0], pair[1]) for key, pair in found.items()}


def _rows(table: pd.DataFrame, known: Collection[str], last: int) -> pd.DataFrame:
    chosen = table[(table[obs.YEAR] <= last) & table[obs.INDICATOR].isin(known)]
    return chosen[[*obs.KEY, *_SAID]]


def _is_told(key: _Key, one: _Row, other: _Row, before: Situation, after: Situation) -> bool:
    """Whether the row is the latest value of everybody, which is told beside its assessment."""
    if key[3] != TOTAL or _value(one) == _value(other):
        return False
    found = [seen.progress.get((key[0], key[1])) for seen in (before, after)]
    years = [told.value_year for told in found if isinstance(told, Progress) and told.value_year is not None]
    return len(years) > 0 and None not in found and key[2] == max(years)


def _difference(key: _Key, one: _Row, other: _Row, cause: Cause) -> Difference:
    indicator, geography, year, breakdown = key
    sides: tuple[Told, Told] = _value(one), _value(other)
    said = VALUE if breakdown == TOTAL else f"{GROUP}{breakdown} "
    if sides[0] == sides[1]:
        said, sides = (MARK if _marks(one) != _marks(other) else MARGIN) + said, _told(one, other)
    return difference(indicator, geography, f"{said}{year}", *sides, cause)


def _told(one: _Row, other: _Row) -> tuple[str, str]:
    if _marks(one) != _marks(other):
        return _marks(one), _marks(other)
    names = {
        obs.NUMERATOR: "antal",
        obs.DENOMINATOR: "bas",
        obs.LOWER: "nedre gräns",
        obs.UPPER: "övre gräns",
    }
    unlike = [name for name in names if one.get(name) != other.get(name)]
    one_side, other_side = (", ".join(_figure(names[name], row.get(name)) for name in unlike) for row in (one, other))
    return one_side, other_side


def _figure(name: str, value: object) -> str:
    return f"{name} {value:g}".replace(".", ",") if isinstance(value, float) and value == value else f"{name} saknas"


def _marks(row: _Row) -> str:
    return words.STATUSES[ObservationStatus(row[obs.STATUS])] if row else "finns inte"


def _value(row: _Row) -> float | None:
    value = row.get(obs.VALUE)
    return None if value is None or value != value else float(value)


def _cause(key: _Key, one: _Row, other: _Row, before: Situation, after: Situation) -> Cause:
    if other and other[obs.STATUS] == ObservationStatus.SUPPRESSED:
        return Cause.NEWLY_HIDDEN
    if defined(before.registry.indicators[key[0]]) != defined(after.registry.indicators[key[0]]):
        return Cause.CHANGED_DEFINITION
    own = before.observations
    own = own[(own[obs.INDICATOR] == key[0]) & (own[obs.GEOGRAPHY] == key[1]) & (own[obs.BREAKDOWN] == key[3])]
    is_new = _value(one) is None and (own.empty or key[2] > int(own.loc[own[obs.VALUE].notna(), obs.YEAR].max() or 0))
    return Cause.NEW_PERIOD if is_new else Cause.REVISED_VALUE

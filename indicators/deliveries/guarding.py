"""What is suspicious in a source's answer: a fetch with any of it is stopped until a person has looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.deliveries import shifts
from indicators.deliveries.series import AT, PREVIOUS, Series
from indicators.ingest.checks.columns import Integers
from indicators.ingest.checks.scope import key
from indicators.measures.distributions import Bools
from indicators.model import Registry, Source

MOST_KEYS: Final = 200
"""Values named one by one in a reason; the rest are counted."""
FEW: Final = 20.0
"""Under this many cases in both years a count may jump by chance."""
UPDATED: Final = ("updated", "uppdaterad", "fetched", "publication_date", "publ_period", "prel_publication_date")
"""What a source says of itself that is to change."""
CALLED: Final = {"title": "titel", "unit": "enhet", "notes": "noter", "source": "källa"}
"""What a source says of itself, in Swedish where it differs."""


class Suspicion(StrEnum):
    """Why a fetch is stopped."""

    JUMP = "jump"
    IDENTITY = "identity"
    VANISHED = "vanished"
    HISTORY = "history"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One reason to stop, in words and with the values that it is about; the values themselves are not in it."""

    suspicion: Suspicion
    text: str
    keys: tuple[str, ...] = ()
    """`indicator|geography|year|breakdown`, at most `MOST_KEYS`."""
    before: str = ""
    """What the source said of itself before (IDENTITY)."""
    after: str = ""

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "suspicion": str(self.suspicion), "keys": list(self.keys)}


def kept(document: Mapping[str, Any]) -> Stop:
    """A reason as it was kept."""
    return Stop(**{**document, "suspicion": Suspicion(document["suspicion"]), "keys": tuple(document["keys"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """How many standing values the source has changed, and by how much at most."""

    count: int
    """Changed in the decimals that are shown."""
    unseen: int
    """Changed only in decimals that are not shown."""
    largest: float
    """Relative change of the one that changed most; 0 where none did."""
    from_zero: int = 0
    """Of those that changed: how many were nothing before, so that no share tells by how much."""
    beneath: int = 0
    """Shown as before, but with another count, base, limit or status."""
    largest_beneath: float = 0.0
    """Relative change of the count, base or limit under those that changed most."""


def stops(
    difference: pd.DataFrame,
    standing: pd.DataFrame,
    gone: pd.DataFrame,
    *,
    source: Source,
    registry: Registry,
    identity: Mapping[str, str],
    earlier: Mapping[str, str],
) -> tuple[Stop, ...]:
    """Every reason to stop. `gone` are standing values in the answer's scope that the answer lacks."""
    found = (
        _jumps(difference, standing, source, registry),
        *_renamed(identity, earlier),
        _vanished(difference, gone, source),
        _history(difference, standing, source, registry),
        _share(difference, source, registry),
    )
    return tuple(stop for stop in found if stop is not None)


def revised(difference: pd.DataFrame, registry: Registry) -> Revised:
    """What the source has changed of what stands."""
    is_shown, is_beneath = (
        shifts.is_value_revised(difference, registry),
        shifts.is_revised_beneath(difference, registry),
    )
    is_unseen = shifts.is_rewritten(difference) & _is_another(difference) & ~is_shown & ~is_beneath
    only_beneath = difference[is_beneath & ~is_shown]
    before, after = shifts.sides(difference[is_shown], obs.VALUE)
    return Revised(
        count=int(is_shown.sum()),
        unseen=int(is_unseen.sum()),
        largest=shifts.largest(before, after),
        from_zero=int((before == 0).sum()),
        beneath=len(only_beneath),
        largest_beneath=max(shifts.largest(*shifts.sides(only_beneath, name)) for name in shifts.BENEATH),
    )


def _is_another(difference: pd.DataFrame) -> Bools:
    before, after = shifts.sides(difference, obs.VALUE)
    return np.asarray(before != after, dtype=np.bool_)


def _jumps(difference: pd.DataFrame, standing: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """Values, or their count, base or limits, so many times larger or smaller than before, or than the year before."""
    ratio = source.guard.largest_ratio
    jumped, beneath = np.zeros((2, len(difference)), dtype=np.bool_)
    series = Series(difference, standing, registry)
    pairs = series.pairs()
    for name in (obs.VALUE, *shifts.BENEATH):
        found = jumped if name == obs.VALUE else beneath
        found |= _far_from_what_stands(difference, name, ratio, registry)
        if name not in shifts.LIMITS:
            found[_far_from_the_year_before(series, pairs, name, ratio, registry)] = True
    if not (jumped | beneath).any():
        return None
    text = _told_jumps(difference, jumped, beneath, ratio)
    return Stop(suspicion=Suspicion.JUMP, text=text, keys=_keys(difference[jumped | beneath]))


def _far_from_what_stands(difference: pd.DataFrame, name: str, ratio: float, registry: Registry) -> Bools:
    def found(those: pd.DataFrame) -> Bools:
        cases = np.fmax(*shifts.sides(those, obs.NUMERATOR))
        least = shifts.least_to_nothing(name, those[obs.INDICATOR], cases, registry)
        return shifts.is_far(*shifts.sides(those, name), ratio, least)

    return shifts.among_rewritten(difference, found)


def _far_from_the_year_before(
    series: Series, pairs: pd.DataFrame, name: str, ratio: float, registry: Registry
) -> Integers:
    """Places in the difference of new or changed values whose figure is far from the comparable one before it."""
    at, previous = pairs[AT].to_numpy(), pairs[PREVIOUS].to_numpy()
    figure, counted = series.column[name], series.column[obs.NUMERATOR if name == obs.VALUE else name]
    cases = np.fmax(counted[previous], counted[at])
    least = shifts.least_to_nothing(name, series.rows[obs.INDICATOR].iloc[at], cases, registry)
    is_jump = shifts.is_far(figure[previous], figure[at], ratio, least) & ~(cases < FEW)  # few may jump by chance
    return np.asarray(series.column["order"][at[is_jump]], dtype=np.int64)


def _told_jumps(difference: pd.DataFrame, jumped: Bools, beneath: Bools, ratio: float) -> str:
    times, only = (
        f"minst {swedish.plain(ratio, 2)} gånger större eller mindre än förut.",
        int((beneath & ~jumped).sum()),
    )
    told = [f"{_counted(int(jumped.sum()), 'värde är', 'värden är')} {times}"] if jumped.any() else []
    if only:
        which = swedish.counted(only, "värde", "värden", swedish.Gender.NEUTER)
        told.append(f"För {which} är antalet, basen eller gränserna {times}")
    stood = shifts.is_compared(difference)
    shares = difference[stood].assign(jumped=(jumped | beneath)[stood]).groupby(obs.INDICATOR)["jumped"]
    if ((shares.mean() >= 0.5) & (shares.size() > 2)).any():
        told.append("Så många på en gång tyder på att enheten eller definitionen har ändrats hos källan.")
    return " ".join(told)


def _renamed(identity: Mapping[str, str], earlier: Mapping[str, str]) -> Iterable[Stop]:
    """What the source now calls something else under the same id, or no longer says of itself."""
    for name, before in earlier.items():
        after = identity.get(name, "")
        if before and before != after and not name.casefold().endswith(UPDATED):
            text = f"Källan har ändrat {_called(name)} under samma id." if after else _silent(name)
            yield Stop(suspicion=Suspicion.IDENTITY, text=text, before=before, after=after)


def _silent(name: str) -> str:
    return f"Källan anger inte längre {_called(name)}, så det går inte att se om siffrorna betyder detsamma."


def _called(name: str) -> str:
    """`enhet`, or `enhet (U07417)` of one key figure of several."""
    one, _, field = name.rpartition(".")
    return CALLED.get(field, field) + (f" ({one})" if one else "")


def _vanished(difference: pd.DataFrame, gone: pd.DataFrame, source: Source) -> Stop | None:
    """Values that stand and that the source no longer has."""
    emptied = difference[shifts.is_emptied(difference)]
    count, all_of_them = len(gone) + len(emptied), len(gone) + int(shifts.is_compared(difference, ended=False).sum())
    if not count or count <= source.guard.may_vanish * all_of_them:
        return None
    told = f"{swedish.number(count)} av {swedish.number(all_of_them)} värden som står finns inte längre hos källan."
    return Stop(suspicion=Suspicion.VANISHED, text=told, keys=_keys(pd.concat([gone[list(obs.KEY)], emptied])))


def _history(difference: pd.DataFrame, standing: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """Older values that change, or what they rest on, beyond the years that may be revised."""
    last = standing[standing[obs.VALUE].notna()].groupby(obs.INDICATOR)[obs.YEAR].max()
    latest = difference[obs.INDICATOR].map(last).to_numpy(dtype="float64")
    years = source.guard.revised_years
    is_old = difference[obs.YEAR].to_numpy(dtype="float64") <= latest - years
    changed = shifts.is_revised(difference, registry) & is_old
    if not changed.any():
        return None
    which = "det senaste året" if years == 1 else f"de {swedish.count_word(years)} senaste åren"
    limit = f"äldre än {which} har ändrats." if years else "som stod har ändrats, och inget får ändras."
    text = f"{_counted(int(changed.sum()), 'värde', 'värden')} {limit}{_beneath(difference[changed], registry)}"
    return Stop(suspicion=Suspicion.HISTORY, text=text, keys=_keys(difference[changed]))


def _share(difference: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """More of what stands than may be revised at once."""
    changed = shifts.is_revised(difference, registry)
    compared = int(shifts.is_compared(difference, ended=False).sum())
    if not changed.any() or changed.sum() <= source.guard.revised_share * compared:
        return None
    most = swedish.with_unit(100 * source.guard.revised_share, "%")
    told = f"{swedish.number(int(changed.sum()))} av {swedish.number(compared)} värden som står har ändrats"
    text = f"{told}; högst {most} får ändras på en gång.{_beneath(difference[changed], registry)}"
    return Stop(suspicion=Suspicion.SHARE, text=text, keys=_keys(difference[changed]))


def _beneath(changed: pd.DataFrame, registry: Registry) -> str:
    """How many of what has changed look as before; empty where all show it."""
    count = int((~shifts.is_value_revised(changed, registry)).sum())
    what = swedish.counted(count, "av dem", "av dem", swedish.Gender.NEUTER)
    return f" För {what} gäller det bara antal, bas, gränser eller status." if count else ""


def _keys(rows: pd.DataFrame) -> tuple[str, ...]:
    listed = rows.loc[:, [obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN]].head(MOST_KEYS)
    return tuple(key(i, g, int(y), b) for i, g, y, b in listed.itertuples(index=False, name=None))


def _counted(count: int, one: str, many: str) -> str:
    return swedish.sentence_case(swedish.counted(count, one, many, swedish.Gender.NEUTER))

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
from indicators.deliveries.plausibility import LEAST_TO_NOTHING
from indicators.deliveries.series import AT, PREVIOUS, Series
from indicators.ingest.checks.scope import key
from indicators.measures.distributions import Bools, Floats
from indicators.model import Registry, Source
from indicators.store.comparing import CHANGED, ENDED, WHAT

MOST_KEYS: Final = 200
"""Values named one by one in a reason; the rest are counted."""
FEW: Final = 20.0
"""Under this many cases in both years a count may jump by chance."""
UPDATED: Final = ("updated", "uppdaterad", "fetched", "publication_date", "publ_period", "prel_publication_date")
"""What a source says of itself that is to change."""


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
    is_changed = _is_changed(difference)
    is_shown = is_changed & _is_seen(difference, registry)
    before, after = _values(difference[is_shown])
    with np.errstate(divide="ignore"):
        share = np.abs(after - before) / np.abs(before)
    largest = float(share[np.isfinite(share)].max(initial=0.0))
    return Revised(count=int(is_shown.sum()), unseen=int((is_changed & ~is_shown).sum()), largest=largest)


def _jumps(difference: pd.DataFrame, standing: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """Values so many times larger or smaller than the one that stands, or than the year before."""
    ratio = source.guard.largest_ratio
    jumped = _is_changed(difference) & _is_far(*_values(difference), ratio)
    series = Series(difference, standing, registry)
    pairs = series.pairs()
    at, previous = pairs[AT].to_numpy(), pairs[PREVIOUS].to_numpy()
    far = _is_far(series.column[obs.VALUE][previous], series.column[obs.VALUE][at], ratio)
    cases = np.fmax(series.column[obs.NUMERATOR][previous], series.column[obs.NUMERATOR][at])
    places = series.column["order"][at[far & ~(cases < FEW)]].astype(np.int64)
    jumped[places] = True
    if not jumped.any():
        return None
    values = _counted(int(jumped.sum()), "värde är", "värden är")
    text = f"{values} minst {swedish.plain(ratio, 2)} gånger större eller mindre än förut."
    of_each = difference[_is_compared(difference)].assign(jumped=jumped[_is_compared(difference)])
    shares = of_each.groupby(obs.INDICATOR)["jumped"].agg(["mean", "size"])
    if ((shares["mean"] >= 0.5) & (shares["size"] > 2)).any():
        text += " Så många på en gång tyder på att enheten eller definitionen har ändrats hos källan."
    return Stop(suspicion=Suspicion.JUMP, text=text, keys=_keys(difference[jumped]))


def _renamed(identity: Mapping[str, str], earlier: Mapping[str, str]) -> Iterable[Stop]:
    """What the source now calls something else under the same id."""
    for name, after in identity.items():
        before = earlier.get(name, after)
        if before != after and not name.casefold().endswith(UPDATED):
            text = f"Källan har ändrat {name} under samma id."
            yield Stop(suspicion=Suspicion.IDENTITY, text=text, before=before, after=after)


def _vanished(difference: pd.DataFrame, gone: pd.DataFrame, source: Source) -> Stop | None:
    """Values that stand and that the source no longer has."""
    emptied = difference[_is_compared(difference) & difference["after_value"].isna() & (difference[WHAT] != ENDED)]
    count, all_of_them = len(gone) + len(emptied), len(gone) + int(_is_compared(difference, ended=False).sum())
    if not count or count <= source.guard.may_vanish * all_of_them:
        return None
    told = f"{swedish.number(count)} av {swedish.number(all_of_them)} värden som står finns inte längre hos källan."
    return Stop(suspicion=Suspicion.VANISHED, text=told, keys=_keys(pd.concat([gone[list(obs.KEY)], emptied])))


def _history(difference: pd.DataFrame, standing: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """Older values that change, beyond the years that may be revised."""
    last = standing[standing[obs.VALUE].notna()].groupby(obs.INDICATOR)[obs.YEAR].max()
    latest = difference[obs.INDICATOR].map(last).to_numpy(dtype="float64")
    years = source.guard.revised_years
    is_old = difference[obs.YEAR].to_numpy(dtype="float64") <= latest - years
    changed = _is_changed(difference) & _is_seen(difference, registry) & is_old
    if not changed.any():
        return None
    which = "det senaste året" if years == 1 else f"de {swedish.count_word(years)} senaste åren"
    limit = f"äldre än {which} har ändrats." if years else "som stod har ändrats, och inget får ändras."
    text = f"{_counted(int(changed.sum()), 'värde', 'värden')} {limit}"
    return Stop(suspicion=Suspicion.HISTORY, text=text, keys=_keys(difference[changed]))


def _share(difference: pd.DataFrame, source: Source, registry: Registry) -> Stop | None:
    """More of what stands than may be revised at once."""
    changed = _is_changed(difference) & _is_seen(difference, registry)
    compared = int(_is_compared(difference, ended=False).sum())
    if not changed.any() or changed.sum() <= source.guard.revised_share * compared:
        return None
    most = swedish.with_unit(100 * source.guard.revised_share, "%")
    told = f"{swedish.number(int(changed.sum()))} av {swedish.number(compared)} värden som står har ändrats"
    return Stop(
        suspicion=Suspicion.SHARE, text=f"{told}; högst {most} får ändras på en gång.", keys=_keys(difference[changed])
    )


def _is_compared(difference: pd.DataFrame, *, ended: bool = True) -> Bools:
    """Which keys had a value before."""
    had = difference["before_value"].notna().to_numpy()
    return had if ended else had & (difference[WHAT] != ENDED).to_numpy()


def _is_changed(difference: pd.DataFrame) -> Bools:
    """Which keys had another value before."""
    before, after = _values(difference)
    differs = np.isfinite(before) & np.isfinite(after) & (before != after)
    return np.asarray(differs & (difference[WHAT] == CHANGED).to_numpy(), dtype=np.bool_)


def _is_seen(difference: pd.DataFrame, registry: Registry) -> Bools:
    """Whether before and after differ in the decimals that are shown."""
    shown = {code: indicator.decimals for code, indicator in registry.indicators.items()}
    decimals = difference[obs.INDICATOR].map(shown).fillna(0).to_numpy(dtype="float64")
    before, after = (np.round(side * 10.0**decimals) for side in _values(difference))
    return np.asarray(before != after, dtype=np.bool_)


def _is_far(before: Floats, after: Floats, ratio: float) -> Bools:
    small, large = np.fmin(np.abs(before), np.abs(after)), np.fmax(np.abs(before), np.abs(after))
    far = ((small > 0) & (large >= ratio * small)) | ((small == 0) & (large >= LEAST_TO_NOTHING))
    return np.asarray(far & np.isfinite(before) & np.isfinite(after), dtype=np.bool_)


def _values(difference: pd.DataFrame) -> tuple[Floats, Floats]:
    return tuple(difference[f"{side}_value"].to_numpy(dtype="float64") for side in ("before", "after"))  # type: ignore[return-value]


def _keys(rows: pd.DataFrame) -> tuple[str, ...]:
    listed = rows.loc[:, [obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN]].head(MOST_KEYS)
    return tuple(key(i, g, int(y), b) for i, g, y, b in listed.itertuples(index=False, name=None))


def _counted(count: int, one: str, many: str) -> str:
    return swedish.sentence_case(swedish.counted(count, one, many, swedish.Gender.NEUTER))

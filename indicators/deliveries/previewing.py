"""What a delivery would change: values, assessments, and values further off than chance alone would put them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from indicators import disclosure, situation
from indicators import observations as obs
from indicators.deliveries.plausibility import deviations
from indicators.deliveries.results import Deviation, Flip, Preview
from indicators.measures import overview
from indicators.model import Assessment, ObservationStatus, Progress, Registry
from indicators.store import Store, comparing
from indicators.store.comparing import CHANGED, ENDED, NEW, UNCHANGED, WHAT

if TYPE_CHECKING:
    from indicators.situation import Key


_FIGURES: Final = (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR, obs.LOWER, obs.UPPER)


def of(
    rows: pd.DataFrame,
    *,
    store: Store,
    registry: Registry,
    ends: pd.DataFrame | None = None,
    comments: Mapping[str, str] | None = None,
    own: Collection[int] = (),
    version: int | None = None,
) -> Preview:
    """What observations would change in the store as it stands, or as it stood at a data version.

    `own` are the reader's own batches; other stored values are shown as anyone may see them.
    """
    at = store.version() if version is None else version
    difference = store.compare(rows, ends=ends, version=version)
    changing = set(difference[obs.INDICATOR])
    touched = [key for key in registry.indicators if key in changing]
    standing = store.observations(version=version, indicators=touched)
    open_to_all = disclosure.hide_small(standing, registry)
    seen = disclosure.hide_small(standing, registry, own=own) if len(own) else open_to_all
    told = _as_seen(difference, seen)
    year = _viewpoint(store, registry, rows, version=version)
    before = _assessed(open_to_all, registry, touched, year=year)
    after = _assessed(
        disclosure.hide_small(_merged(standing, rows, difference), registry), registry, touched, year=year
    )
    is_missing = told["after_value"].isna() & (told[WHAT] != ENDED)
    what = told[WHAT].where(~is_missing)
    found = deviations(told, seen, registry)
    return Preview(
        difference=told,
        new=int((what == NEW).sum()),
        changed=int((what == CHANGED).sum()),
        unchanged=int((what == UNCHANGED).sum()),
        missing=int(is_missing.sum()),
        ended=int((told[WHAT] == ENDED).sum()),
        flips=_flips(before, after, registry),
        assessed=_number(registry, set(difference[obs.GEOGRAPHY])),
        deviations=tuple(_with_comment(d, comments or {}) for d in found),
        year=year,
        version=at,
        fingerprint=comparing.fingerprint(difference),
    )


def absent(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """The stored observations of the same indicators, geographies and years that the rows do not mention."""
    about = [obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR]
    standing = store.observations(
        indicators=sorted(set(rows[obs.INDICATOR])), geographies=sorted(set(rows[obs.GEOGRAPHY]))
    )
    scope = standing.merge(rows[about].drop_duplicates(), on=about)
    keys = list(obs.KEY)
    marked = scope.merge(rows[keys], on=keys, how="left", indicator="found")
    return marked.loc[marked["found"] == "left_only", list(standing.columns)].reset_index(drop=True)


def _as_seen(difference: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """The difference without what its reader may not see of the values that stand."""
    hidden = seen.loc[seen[obs.STATUS] == ObservationStatus.SUPPRESSED, list(obs.KEY)].assign(is_hidden=True)
    if hidden.empty:
        return difference
    told = difference.merge(hidden, on=list(obs.KEY), how="left")
    mask = told.pop("is_hidden").notna() & told["before_value"].notna()
    told.loc[mask, [f"before_{name}" for name in _FIGURES]] = float("nan")
    told.loc[mask, "before_note"] = ""
    told.loc[mask, "before_status"] = str(ObservationStatus.SUPPRESSED)
    return told


def _viewpoint(store: Store, registry: Registry, rows: pd.DataFrame, *, version: int | None) -> int:
    """The year to assess at: the latest with values, the delivery's own included, and at most the target year."""
    latest = situation.default_viewpoint(store, registry, version=version)
    own = int(rows[obs.YEAR].max()) if len(rows) else latest
    known = store.latest_year(version=version)
    return min(registry.target_year, max(own, latest if known is not None else own))


def _merged(standing: pd.DataFrame, rows: pd.DataFrame, difference: pd.DataFrame) -> pd.DataFrame:
    """What would stand afterwards."""
    keys = list(obs.KEY)
    changing = difference.loc[difference[WHAT] != UNCHANGED, [*keys, WHAT]]
    kept = standing.merge(changing, on=keys, how="left")
    kept = kept.loc[kept[WHAT].isna(), list(standing.columns)]
    coming = rows.merge(changing[changing[WHAT] != ENDED], on=keys)[list(standing.columns)]
    return (
        pd.concat([kept, coming], ignore_index=True) if len(kept) and len(coming) else coming if len(coming) else kept
    )


def _assessed(rows: pd.DataFrame, registry: Registry, indicators: list[str], *, year: int) -> Mapping[Key, Progress]:
    """The assessments of some indicators at a viewpoint, from observations with small numbers hidden."""
    chosen = replace(registry, indicators={key: registry.indicators[key] for key in indicators})
    return overview.progress(rows[rows[obs.YEAR] <= year], chosen, year=year)


def _flips(before: Mapping[Key, Progress], after: Mapping[Key, Progress], registry: Registry) -> tuple[Flip, ...]:
    """The assessments that differ, in the register's order."""
    return tuple(
        Flip(indicator=key[0], geography=key[1], before=before.get(key), after=now)
        for key, now in after.items()
        if registry.indicators[key[0]].is_assessed and _differ(before.get(key), now)
    )


def _differ(before: Progress | None, now: Progress) -> bool:
    if before is None:
        return now.assessment is not Assessment.NOT_ASSESSED
    return (before.assessment, before.reason) != (now.assessment, now.reason)


def _number(registry: Registry, geographies: set[str]) -> int:
    """How many assessments some geographies have: the indicators that are assessed and followed on their levels."""
    levels = [registry.geographies[code].level for code in geographies if code in registry.geographies]
    return sum(level in i.levels for i in registry.indicators.values() if i.is_assessed for level in levels)


def _with_comment(deviation: Deviation, comments: Mapping[str, str]) -> Deviation:
    comment = comments.get(deviation.key, "")
    return replace(deviation, comment=comment) if comment else deviation

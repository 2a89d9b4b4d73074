"""Which figures have changed since a text was written, so that a text older than the newest figures says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from indicators import observations as obs
from indicators import swedish
from indicators.districts.reported import offences
from indicators.model import TOTAL, GeographyLevel, Registry
from indicators.store import AnalysisRow, Store

if TYPE_CHECKING:
    import pandas as pd

NAMED: Final = 2
"""Indicators named at most; of more, only the number is told."""
_SAID: Final = [obs.VALUE, obs.STATUS]
_WHERE: Final = [obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR]


def changed(store: Store, row: AnalysisRow, registry: Registry, *, version: int | None = None) -> tuple[str, ...]:
    """The indicators of a text's subject whose totals, up to the text's viewpoint, are others than when it was written.

    `version` is the data version that is read; None for the newest.
    """
    then = store.version_at(row.at)
    last = store.changed(version=version)
    asked, places = _about(row.subject, registry)
    touched = [name for name in asked if last.get(name, 0) > then]
    if not touched:
        return ()
    sides = [
        _upto(store, version=at, indicators=touched, geographies=places, year=row.viewpoint) for at in (then, version)
    ]
    keys = sides[0].index.union(sides[1].index)
    one, other = (side.reindex(keys) for side in sides)
    differs = ~((one == other) | (one.isna() & other.isna())).all(axis="columns")
    found = {str(key[0]) for key in keys[differs]}
    return tuple(name for name in touched if name in found)


def told(names: Sequence[str], registry: Registry) -> str:
    """That figures have changed since the text was written, in a sentence."""
    if len(names) > NAMED:
        what = f"{swedish.count_word(len(names))} indikatorer"
    else:
        what = swedish.listing([registry.indicators[name].short_name for name in names])
    return f"Skriven före de senaste siffrorna: {what} har ändrats sedan dess."


def _about(subject: str, registry: Registry) -> tuple[list[str], list[str]]:
    """Indicators and places that a subject's text is about."""
    kind, _, name = subject.partition("/")
    districts = [place.code for place in registry.on_level(GeographyLevel.DISTRICT)]
    if kind == "indikator":
        return [name], [registry.city_code, *districts]
    if kind == "omrade" and name.isdigit():
        return [indicator.id for indicator in registry.of_area(int(name))], [registry.city_code]
    if kind == "stadsdel":
        return list(registry.indicators), [name]
    if kind == "brott":
        return [indicator.id for indicator in offences(registry)], [name] if name else districts
    return [], []


def _upto(
    store: Store, *, version: int | None, indicators: Sequence[str], geographies: Sequence[str], year: int
) -> pd.DataFrame:
    rows = store.observations(
        version=version, indicators=indicators, geographies=geographies, breakdowns=[TOTAL], with_origin=False
    )
    return rows[rows[obs.YEAR] <= year].set_index(_WHERE)[_SAID]

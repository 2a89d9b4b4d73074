"""Register, store and situations as pages read them, kept in memory under the data version they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pandas as pd
import streamlit as st

from indicators import events as dated
from indicators import origin as origins
from indicators import registry as registers
from indicators import situation as situations
from indicators.hiding import Hiding
from indicators.ingest.excerpt import Excerpt
from indicators.model import TOTAL, Event, Geography, GeographyLevel, Registry
from indicators.settings import Settings
from indicators.situation import Situation
from indicators.store import EditionRow, Store
from indicators.store.records import Trace

KEPT = 24
"""Situations kept at most: a few years for the front page, the areas and the indicators being read."""

_CITY_AND_DISTRICTS = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
_pinned: ContextVar[EditionRow | None] = ContextVar("pinned", default=None)
"""The edition whose state this run reads; `ui.edition` decides."""


@dataclass(slots=True, kw_only=True)
class _Known:
    """What the store has been asked in this run, and how much this process had written then."""

    newest: tuple[int, int] = (0, 0)
    changes: int = -1


_known: ContextVar[_Known | None] = ContextVar("known", default=None)


class Share(StrEnum):
    """All, some or none."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings of this server."""
    return Settings.from_environment()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The open store; a store that cannot be opened raises a StoreError that says what to do."""
    return Store.open(settings())


def now() -> datetime:
    """The time that counts as now, which tests and replays may fix."""
    return settings().now()


@contextmanager
def one_state() -> Iterator[None]:
    """Inside, all is read in one state: the newest, asked of the store once, and again when this process writes."""
    token = _known.set(_Known())
    pin(None)
    try:
        yield
    finally:
        _known.reset(token)


def pin(edition: EditionRow | None) -> None:
    """Let the rest of this run read the state of an edition, or today's."""
    _pinned.set(edition)


def pinned() -> EditionRow | None:
    """The edition whose state this run reads; None for today's."""
    return _pinned.get()


def texts_until() -> int | None:
    """The newest analysis text that this run may read; None for all."""
    edition = pinned()
    return None if edition is None else edition.analyses_until


def data_version() -> tuple[int, date]:
    """The data version that is read and the day it came about."""
    version, _ = _key()
    return version, _day(version)


def registry() -> Registry:
    """The register that is read: the newest, or an edition's."""
    return _registry(_key()[1])


def registry_of(key: tuple[object, ...]) -> Registry:
    """The register of a key, for what is made after the run, when nothing is pinned any more."""
    return _registry(int(str(key[1])))


def viewpoints() -> list[int]:
    """The years that can be looked from, the default last; in an edition none after its own."""
    edition = pinned()
    return _viewpoints(*_key()) if edition is None else situations.viewpoints(registry(), edition.year)


def has_demo() -> bool:
    """Whether the register has made-up indicators."""
    return _marks(_key()[1])[0]


def proposals() -> Share:
    """How many of the targets are proposals that nobody has decided."""
    return _marks(_key()[1])[1]


def overview(year: int) -> Situation:
    """The whole city's situation: every indicator that is followed for the city, with its breakdowns."""
    return _whole(*_key(), year, (GeographyLevel.CITY,), False)


def city_and_districts(year: int) -> Situation:
    """Every indicator for the city and the ten districts, without breakdowns."""
    return _whole(*_key(), year, _CITY_AND_DISTRICTS, True)


def whole(year: int, *, version: int, revision: int, levels: tuple[GeographyLevel, ...]) -> Situation:
    """Every indicator in geographies of some levels, with breakdowns, on a data version and a register's revision."""
    return situations.situation(
        store(), _registry(revision), year=year, version=version, levels=levels, hiding=_hiding()
    )


def with_groups(year: int) -> Situation:
    """Every indicator for the city, the ten districts and the socioeconomic groups, without breakdowns."""
    return _whole(*_key(), year, (*_CITY_AND_DISTRICTS, GeographyLevel.SOCIOECONOMIC), True)


def of_area(number: int, year: int) -> Situation:
    """One strategic area's situation, for the city and the ten districts, without breakdowns."""
    return _of_area(_key(), number, year)


def of_indicator(indicator: str, year: int) -> Situation:
    """One indicator's situation in every geography, without breakdowns."""
    return _of_indicator(key_of(indicator), indicator, year)


def of_place(indicator: str, geography: str, year: int) -> Situation:
    """One indicator's situation in one geography, with its breakdowns."""
    return _of_place(key_of(indicator), indicator, geography, year)


def places(indicator: str, year: int) -> list[Geography]:
    """The geographies an indicator is followed in, those with a value, in the register's order; never an empty list."""
    seen = of_indicator(indicator, year)
    known = [g for g in seen.registry.geographies.values() if g.is_valid(year)]
    told = [g for g in known if (p := seen.progress.get((indicator, g.code))) and p.value.value is not None]
    return told or [g for g in known if g.level in seen.registry.indicators[indicator].levels]


def following() -> AbstractContextManager[None]:
    """Inside, data are changed; what is to be hidden of them is worked out while the one who changes them waits."""
    return _hiding().following(store(), _registry(store().register_revision()))


def reported_crime() -> tuple[pd.DataFrame, Registry]:
    """Reported crime in the ten districts, and the register cut to it."""
    return situations.reported_crime(store(), registry(), version=_version())


def events(indicator: str, year: int, *geographies: str) -> tuple[Event, ...]:
    """What concerns an indicator in any of some places, or anywhere without them, and began by the end of a year."""
    current = registry()
    told = [
        event
        for place in geographies or (None,)
        for event in dated.on(current, current.indicators[indicator], geography=place, last=year)
    ]
    return dated.in_order({event.id: event for event in told}.values())


def origin(indicator: str, geography: str, year: int, breakdown: str = TOTAL) -> Trace:
    """Where one value comes from."""
    return _origin(key_of(indicator), indicator, geography, year, breakdown)


def cell(trace: Trace) -> Excerpt | None:
    """The rows of the received file around a traced cell."""
    return _cell(key_of(trace.indicator), (trace.geography, trace.year, trace.breakdown), trace)


def key(*choices: object) -> tuple[object, ...]:
    """What a page's ready pieces are kept under: data version, register revision and the reader's choices."""
    return (*_key(), *choices)


def key_of(indicator: str) -> tuple[object, ...]:
    """What the ready pieces about one indicator are kept under: they stand until a version changes the indicator."""
    version, revision = _key()
    return _changed(version).get(indicator, 0), revision


def _key() -> tuple[int, int]:
    edition = pinned()
    return _newest() if edition is None else (edition.data_version, edition.register_revision)


def _newest() -> tuple[int, int]:
    current, known = store(), _known.get()
    if known is None:
        return current.newest()
    if known.changes != current.changes:
        known.changes, known.newest = current.changes, current.newest()
    return known.newest


def _version() -> int | None:
    """The data version where an edition is read; None for the newest, which is quicker to read."""
    edition = pinned()
    return None if edition is None else edition.data_version


@st.cache_resource(show_spinner=False, max_entries=8)
def _registry(revision: int) -> Registry:
    return registers.load(store().register_documents(revision))


@st.cache_resource(show_spinner=False, max_entries=8)
def _marks(revision: int) -> tuple[bool, Share]:
    """Whether a revision of the register has made-up indicators, and how many of its targets are proposals."""
    indicators = _registry(revision).indicators.values()
    proposed = [i.target.decision.is_proposal for i in indicators if i.target]
    share = Share.ALL if proposed and all(proposed) else Share.SOME if any(proposed) else Share.NONE
    return any(i.is_demo for i in indicators), share


@st.cache_resource(show_spinner=False, max_entries=64)
def _day(version: int) -> date:
    known = {row.id: row.at for row in store().versions()}
    return known[version].date() if version in known else date.min


@st.cache_resource(show_spinner=False, max_entries=4)
def _viewpoints(version: int, revision: int) -> list[int]:
    latest = store().latest_year(version=version)
    return [] if latest is None else situations.viewpoints(_registry(revision), latest)


@st.cache_resource(show_spinner=False, max_entries=8)
def _changed(version: int) -> dict[str, int]:
    return store().changed(version=version)


@st.cache_resource(show_spinner=False)
def _hiding() -> Hiding:
    return Hiding(settings().masks)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _whole(
    version: int, revision: int, year: int, levels: tuple[GeographyLevel, ...] | None, totals_only: bool
) -> Situation:
    """Every indicator: the latest situation known, brought up to date, so that an approval costs what it changed."""
    latest, place = _latest(revision), (year, levels, totals_only)
    before = latest.get(place)
    if before is None or before.version > version:
        made = situations.situation(
            store(),
            _registry(revision),
            year=year,
            version=version,
            levels=levels,
            totals_only=totals_only,
            hiding=_hiding(),
        )
    else:
        made = situations.renewed(
            before, store(), version=version, levels=levels, totals_only=totals_only, hiding=_hiding()
        )
    if before is None or made.version >= before.version:  # an edition's older state is nothing to go on from
        latest[place] = made
    return made


@st.cache_resource(show_spinner=False, max_entries=2)
def _latest(revision: int) -> dict[tuple[object, ...], Situation]:  # noqa: ARG001 the cache's key
    """The situations made last under a revision of the register, to go on from."""
    return {}


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _of_area(key: tuple[int, int], number: int, year: int) -> Situation:
    """The area's part of the whole, which others have had worked out already."""
    chosen = {i.id for i in _registry(key[1]).of_area(number)}
    return situations.limited(_whole(*key, year, _CITY_AND_DISTRICTS, True), chosen)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _of_indicator(key: tuple[object, ...], indicator: str, year: int) -> Situation:  # noqa: ARG001 the cache's key
    return situations.situation(
        store(),
        registry(),
        year=year,
        version=data_version()[0],
        indicators=(indicator,),
        totals_only=True,
        hiding=_hiding(),
    )


@st.cache_resource(show_spinner=False, max_entries=4 * KEPT)
def _of_place(key: tuple[object, ...], indicator: str, geography: str, year: int) -> Situation:  # noqa: ARG001 the cache's key
    seen, version = of_indicator(indicator, year), data_version()[0]
    return situations.in_one_place(seen, store(), indicator, geography, version=version, hiding=_hiding())


@st.cache_resource(show_spinner=False, max_entries=1024)
def _origin(key: tuple[object, ...], indicator: str, geography: str, year: int, breakdown: str) -> Trace:  # noqa: ARG001 the cache's key
    return origins.origin(
        store(),
        registry(),
        indicator=indicator,
        geography=geography,
        year=year,
        breakdown=breakdown,
        version=_version(),
        hiding=_hiding(),
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def _cell(key: tuple[object, ...], of: tuple[str, int, str], _trace: Trace) -> Excerpt | None:  # noqa: ARG001 the cache's key
    return origins.cell(store(), registry(), _trace, version=_version(), hiding=_hiding())

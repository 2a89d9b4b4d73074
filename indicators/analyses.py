"""What people write beside the figures: what a text may be about, its bound fields, its check, and who may write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from indicators import observations as obs
from indicators import permissions
from indicators.errors import InputError
from indicators.model import TOTAL, GeographyLevel, Indicator, Progress
from indicators.permissions import Person
from indicators.situation import Situation
from indicators.store import Store
from indicators.texts import bound
from indicators.texts.bound import Bound, Context
from indicators.texts.claims import Claim, claims

_LEVELS = (GeographyLevel.CITY, GeographyLevel.DISTRICT)


def crime(district: str | None = None) -> str:
    """The subject of reported crime in the whole city, or in one district."""
    return "brott" if district is None else f"brott/{district}"


def indicator(name: str) -> str:
    """The subject of one indicator."""
    return f"indikator/{name}"


def area(number: int) -> str:
    """The subject of one strategic area."""
    return f"omrade/{number}"


def district(code: str) -> str:
    """The subject of one district."""
    return f"stadsdel/{code}"


def context(subject: str, seen: Situation, *, speaker: str | None = None) -> Context:
    """What a subject's fields are about; `seen` is the city's and the districts' situation.

    `speaker` is the indicator that speaks for an area, where a hearing has chosen another than the register's.
    """
    kind, _, name = subject.partition("/")
    if kind == "indikator":
        return Context(seen=seen, indicator=name)
    if kind == "omrade" and name.isdigit():
        chosen = seen.registry.headline(int(name))
        return Context(seen=seen, indicator=speaker or (chosen.id if chosen else None))
    place = name if name in seen.registry.geographies else None
    return Context(seen=seen, geography=place)


def filled(subject: str, text: str, seen: Callable[[], Situation], *, speaker: str | None = None) -> Bound:
    """A text with its bound fields filled; the situation is only asked for where there is a field."""
    if not bound.has_fields(text):
        return Bound(text=text, faults=(), is_demo=False)
    return bound.filled(text, context(subject, seen(), speaker=speaker))


def checked(subject: str, text: str, seen: Situation, *, speaker: str | None = None) -> tuple[Claim, ...]:
    """What a text claims beyond the results of its subject."""
    about = context(subject, seen, speaker=speaker)
    own = _own(about)
    others = [pair for pair in _others(subject, about) if own is None or pair[1].id != own[1].id]
    place = about.geography or seen.registry.city_code
    names = {g.name: g.code for g in seen.registry.geographies.values() if g.code != place and g.level in _LEVELS}
    told = _told(subject, about)
    places = {name: results(seen, told, code) for name, code in names.items()}
    return claims(text, *(own or (None, None)), others=others, places=places, values=lambda p: values(seen, p))


def results(seen: Situation, told: Iterable[Indicator], place: str) -> list[tuple[Progress, Indicator]]:
    """The results of indicators in a place, without those that are not followed there."""
    return [(found, i) for i in told if (found := seen.progress.get((i.id, place))) is not None]


def values(seen: Situation, progress: Progress) -> Mapping[int, float]:
    """The values by year of the series that a result is of."""
    rows = seen.series(progress.indicator, progress.geography, TOTAL)
    known = rows[rows[obs.VALUE].notna()]
    return {int(year): float(value) for year, value in zip(known[obs.YEAR], known[obs.VALUE], strict=True)}


def write(
    store: Store,
    subject: str,
    text: str,
    *,
    viewpoint: int,
    by: Person,
    at: datetime,
    replaces: int | None,
    seen: Callable[[], Situation] | None = None,
) -> int:
    """Write a text in the place of the one seen (None: of nothing); gives its number. An empty text takes it away.

    With `seen`, a field that is not one is refused before anything is written.
    """
    permissions.must_write_analysis(by)
    if seen is not None and (wrong := filled(subject, text, seen).faults):
        raise InputError(f"Texten är inte sparad. {' '.join(wrong)}")
    return store.write_analysis(subject, text, viewpoint=viewpoint, by=by.name, at=at, replaces=replaces)


def _own(about: Context) -> tuple[Progress, Indicator] | None:
    if about.indicator is None:
        return None
    found = about.seen.progress.get((about.indicator, about.geography or about.seen.registry.city_code))
    return None if found is None else (found, about.seen.registry.indicators[about.indicator])


def _others(subject: str, about: Context) -> list[tuple[Progress, Indicator]]:
    """The results that a sentence of the text may name: an area's in the city, else a place's; none of an indicator."""
    if subject.startswith("indikator/"):
        return []
    return results(about.seen, _told(subject, about), about.geography or about.seen.registry.city_code)


def _told(subject: str, about: Context) -> list[Indicator]:
    """The indicators that a text may be about."""
    kind, _, name = subject.partition("/")
    registry = about.seen.registry
    if kind == "indikator":
        return [registry.indicators[name]] if name in registry.indicators else []
    return list(registry.of_area(int(name)) if kind == "omrade" and name.isdigit() else registry.indicators.values())

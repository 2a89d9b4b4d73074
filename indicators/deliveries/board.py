"""Who has handed in and who is late: districts by strategic area for one year's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.batches import BatchKind, BatchState
from indicators.hiding import READ_AT_ONCE
from indicators.ingest import template
from indicators.model import TOTAL, Geography, GeographyLevel, Registry, StrategicArea
from indicators.store import Store
from indicators.store.records import BatchRow


class Standing(StrEnum):
    """How far one district has come with one strategic area's figures for a year."""

    APPROVED = "approved"
    """Every figure stands, or is known to be missing for a stated reason."""
    PARTLY = "partly"
    """Some figures stand."""
    WAITING = "waiting"
    """Handed in and waiting for review."""
    RETURNED = "returned"
    """Sent back and not handed in again."""
    NOT_YET = "not_yet"
    """Nothing has come, and the day has not passed."""
    LATE = "late"
    """Nothing has come, and the day has passed."""
    NOT_ASKED = "not_asked"
    """No figure of this strategic area is asked of the district for the year."""


LACKING: Final = (Standing.PARTLY, Standing.RETURNED, Standing.NOT_YET, Standing.LATE)
"""Something has still to be handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One cell of the board."""

    standing: Standing
    on: date | None
    """The day the figures were handed in; None where none were, or where the product shipped them."""
    is_late: bool
    """They were handed in after the day, or are lacking though it has passed."""
    have: int
    asked: int
    latest_year: int | None
    """The latest year with any figure."""
    batch: int | None
    made_up: int = 0
    """How many of the figures that stand are made up for demonstration."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Board:
    """Districts by strategic area for one year's figures."""

    year: int
    deadline: date
    today: date
    districts: tuple[Geography, ...]
    strategic_areas: tuple[StrategicArea, ...]
    """Only those of which anything is asked of a district."""
    places: Mapping[tuple[str, int], Place]
    """By district code and number of the strategic area."""

    def of(self, district: str) -> tuple[tuple[StrategicArea, Place], ...]:
        """One district's row."""
        return tuple((area, self.places[district, area.number]) for area in self.strategic_areas)

    def lacking(self, district: str) -> tuple[StrategicArea, ...]:
        """The strategic areas whose figures a district has still to hand in, wholly or in part."""
        return tuple(area for area, place in self.of(district) if place.standing in LACKING)


def deadline(registry: Registry, year: int) -> date:
    """The day by which a year's figures should have been handed in."""
    month, day = registry.deliver_by
    try:
        return date(year + 1, month, day)
    except ValueError:  # 29 February
        return date(year + 1, month, day - 1)


def board(store: Store, registry: Registry, *, year: int, today: date) -> Board:
    """How far every district has come with a year's figures."""
    districts = registry.on_level(GeographyLevel.DISTRICT)
    asked = {district.code: _asked(registry, district.code, year) for district in districts}
    areas = tuple(a for a in registry.strategic_areas if any(a.number in asked[d.code] for d in districts))
    rows = _rows(store, registry, [d.code for d in districts])
    batches = {batch.id: batch for batch in store.batches()}
    coming = _coming(store, registry, year)
    due = deadline(registry, year)
    return Board(
        year=year,
        deadline=due,
        today=today,
        districts=districts,
        strategic_areas=areas,
        places={
            (d.code, a.number): _place(
                asked[d.code].get(a.number, frozenset()),
                rows[(rows[obs.GEOGRAPHY] == d.code) & (rows["strategic_area"] == a.number)],
                batches,
                coming.get((d.code, a.number)),
                year=year,
                due=due,
                today=today,
            )
            for d in districts
            for a in areas
        },
    )


def reminder(board: Board, district: str) -> str:
    """A text to copy into a letter to a district; empty where nothing is lacking."""
    lacking = board.lacking(district)
    if not lacking:
        return ""
    name = next(d.name for d in board.districts if d.code == district)
    due = swedish.date(board.deadline)
    late = (board.today - board.deadline).days
    when = f"Sista dag var {due}, för {swedish.number(late)} dagar sedan." if late > 0 else f"Sista dag är {due}."
    lines = [f"Hej {name},", "", f"vi saknar uppgifter för {board.year}:"]
    lines += [f"– {area.name}{_so_far(board.places[district, area.number])}" for area in lacking]
    lines += ["", when, "Hämta mallen på sidan Lämna uppgifter, fyll i de vita cellerna och ladda upp filen där."]
    return "\n".join(lines)


def _so_far(place: Place) -> str:
    if place.standing is Standing.RETURNED:
        return " (återlämnad, väntar på rättning)"
    return f" ({place.have} av {place.asked} uppgifter finns)" if place.have else ""


def _asked(registry: Registry, district: str, year: int) -> dict[int, frozenset[str]]:
    """The indicators that the template asks a district for, by strategic area; groups are extra."""
    found: dict[int, set[str]] = {}
    for row in template.rows(registry, geography=district, year=year):
        found.setdefault(row.indicator.strategic_area, set()).add(row.indicator.id)
    return {number: frozenset(keys) for number, keys in found.items()}


def _rows(store: Store, registry: Registry, districts: Iterable[str]) -> pd.DataFrame:
    places, names = list(districts), sorted(registry.indicators)
    pieces = [
        store.observations(
            indicators=names[start : start + READ_AT_ONCE],
            geographies=places,
            breakdowns=[TOTAL],
            with_origin=False,
        )
        for start in range(0, len(names), READ_AT_ONCE)
    ]
    told = [piece for piece in pieces if len(piece)]
    rows = pd.concat(told, ignore_index=True) if told else obs.empty()
    areas = {key: indicator.strategic_area for key, indicator in registry.indicators.items()}
    return rows.assign(strategic_area=rows[obs.INDICATOR].map(areas).fillna(0).astype(int))


def _place(
    asked: frozenset[str],
    rows: pd.DataFrame,
    batches: Mapping[int, BatchRow],
    coming: BatchRow | None,
    *,
    year: int,
    due: date,
    today: date,
) -> Place:
    this_year = rows[rows[obs.YEAR] == year]
    here = this_year[this_year[obs.INDICATOR].isin(asked) & (this_year[obs.BREAKDOWN] == TOTAL)]
    latest = rows.loc[rows[obs.VALUE].notna(), obs.YEAR]
    origin = batches[int(here[obs.BATCH].max())] if len(here) else None
    standing, batch = _standing(len(here), len(asked), origin, coming, is_late=today > due)
    came = swedish.local(batch.handed_in_at).date() if batch is not None and batch.kind is BatchKind.UPLOAD else None
    return Place(
        standing=standing,
        on=came,
        is_late=today > due if standing in LACKING else came is not None and came > due,
        have=len(here),
        asked=len(asked),
        latest_year=None if latest.empty else int(latest.max()),
        batch=None if batch is None else batch.id,
        made_up=int(here[obs.IS_DEMO].sum()),
    )


def _standing(
    have: int, asked: int, origin: BatchRow | None, mine: BatchRow | None, *, is_late: bool
) -> tuple[Standing, BatchRow | None]:
    if not asked:
        return Standing.NOT_ASKED, None
    if mine is not None and mine.state is BatchState.HANDED_IN:
        return Standing.WAITING, mine
    if mine is not None and mine.state is BatchState.RETURNED and (origin is None or mine.id > origin.id):
        return Standing.RETURNED, mine
    if have:
        return (Standing.APPROVED if have == asked else Standing.PARTLY), origin
    return (Standing.LATE if is_late else Standing.NOT_YET), None


def _coming(store: Store, registry: Registry, year: int) -> dict[tuple[str, int], BatchRow]:
    """The last upload that waits or has been returned, for each district and strategic area that it has figures of."""
    found: dict[tuple[str, int], BatchRow] = {}
    later = store.batches([state for state in BatchState if state is not BatchState.DRAFT])
    for batch in later:
        if batch.state not in (BatchState.HANDED_IN, BatchState.RETURNED) or year not in batch.years:
            continue
        if batch.state is BatchState.RETURNED and _has_follower(batch, later):
            continue
        rows = store.pending(batch.id)
        for geography, indicator in rows.loc[rows[obs.YEAR] == year, [obs.GEOGRAPHY, obs.INDICATOR]].itertuples(
            index=False
        ):
            if indicator in registry.indicators:
                found[geography, registry.indicators[indicator].strategic_area] = batch
    return found


def _has_follower(returned: BatchRow, batches: Iterable[BatchRow]) -> bool:
    """Whether something has been handed in since for the same places and years, whatever came of it."""
    places, years = set(returned.geographies), set(returned.years)
    return any(b.id > returned.id and places <= set(b.geographies) and years & set(b.years) for b in batches)

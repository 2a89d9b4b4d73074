"""Which events concern an indicator in a place, and where they stand on an axis of years."""

from __future__ import annotations

import pytest

from indicators import events
from indicators.model import Break, Event, EventKind, GeographyLevel, Indicator
from tests.builders import CITY_CODE, a_geography, a_registry, an_event, an_indicator, the_city
from tests.ingest import shipped

INDICATOR = an_indicator(strategic_area=7)
INSIDE = a_geography(
    "5001", level=GeographyLevel.PRIMARY, parents={GeographyLevel.CITY: CITY_CODE, GeographyLevel.DISTRICT: "131"}
)
PLACES = [the_city(), a_geography("131"), a_geography("132"), INSIDE]


def ids(
    *told: Event,
    geography: str | None = None,
    indicator: Indicator = INDICATOR,
    first: int | None = None,
    last: int | None = None,
) -> list[str]:
    registry = a_registry(indicator, geographies=PLACES, events=told)
    return [e.id for e in events.on(registry, indicator, geography=geography, first=first, last=last)]


def test_an_event_without_indicators_and_areas_concerns_everything() -> None:
    assert ids(an_event()) == ["an-event"]


def test_an_event_concerns_what_it_names_and_what_lies_in_the_areas_it_names() -> None:
    named = an_event("named", indicators=("an-indicator",))
    area = an_event("area", strategic_areas=(7,))
    either = an_event("either", indicators=("another",), strategic_areas=(7,))
    others = an_event("others", indicators=("another",), strategic_areas=(8,))
    assert ids(named, area, either, others) == ["area", "either", "named"]


@pytest.mark.parametrize("geography", [CITY_CODE, "131", "5001", None])
def test_an_event_of_the_whole_city_concerns_each_place(geography: str | None) -> None:
    assert ids(an_event(), geography=geography) == ["an-event"]
    assert ids(an_event(geographies=(CITY_CODE,)), geography=geography) == ["an-event"]


@pytest.mark.parametrize(
    ("geography", "expected"),
    [("131", ["an-event"]), ("5001", ["an-event"]), ("132", []), (CITY_CODE, []), (None, ["an-event"])],
)
def test_an_event_in_a_district_concerns_that_district_and_what_lies_in_it(
    geography: str | None, expected: list[str]
) -> None:
    assert ids(an_event(geographies=("131",)), geography=geography) == expected


def test_a_break_of_the_indicator_is_told_as_a_method_change() -> None:
    broken = an_indicator(breaks=(Break(year=2017, what="från telefon till webb"),))
    (told,) = events.on(a_registry(broken), broken, geography="131")
    assert (told.kind, told.date, told.title) == (EventKind.METHOD, "2017", "Från telefon till webb")
    assert not told.is_demo


def test_a_break_that_the_register_tells_is_not_told_twice() -> None:
    broken = an_indicator(breaks=(Break(year=2017, what="från telefon till webb"), Break(year=2019, what="nya frågor")))
    told = an_event("ntu", kind=EventKind.METHOD, date="2017-01", indicators=(broken.id,))
    assert ids(told, indicator=broken) == ["ntu", "brott-an-indicator-2019"]
    registry = a_registry(broken, events=(told,))
    assert [e.id for e in events.breaks(registry)] == ["brott-an-indicator-2019"]


def test_another_kind_of_event_that_year_does_not_hide_a_break() -> None:
    broken = an_indicator(breaks=(Break(year=2017, what="nya frågor"),))
    assert ids(an_event(date="2017", indicators=(broken.id,)), indicator=broken) == [
        "brott-an-indicator-2017",
        "an-event",
    ]


def test_years_leave_out_what_ended_before_and_what_began_after() -> None:
    told = (an_event("a", date="2010", ends="2014"), an_event("b", date="2015"), an_event("c", date="2016-03"))
    assert ids(*told, first=2014) == ["a", "b", "c"]
    assert ids(*told, first=2015, last=2015) == ["b"]


@pytest.mark.parametrize(
    ("date", "kind", "expected"),
    [
        ("2015", EventKind.HAPPENING, 2015.0),
        ("2015", EventKind.METHOD, 2014.5),
        ("2015-01-01", EventKind.HAPPENING, 2014.501),
        ("2015-12-31", EventKind.METHOD, 2015.499),
        ("2015-10", EventKind.DECISION, 2015.29),
        ("2016-02-29", EventKind.DECISION, 2015.663),
    ],
)
def test_an_event_stands_at_its_place_in_the_year(date: str, kind: EventKind, expected: float) -> None:
    assert events.place(an_event(date=date, kind=kind)) == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize(
    ("date", "ends", "expected"),
    [
        ("2015", None, "2015"),
        ("2015-10", None, "oktober 2015"),
        ("2015-06-01", None, "1 juni 2015"),
        ("2014", "2020", "2014–2020"),
        ("2023-03-28", "2024-12-12", "28 mars 2023 – 12 december 2024"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(date: str, ends: str | None, expected: str) -> None:
    assert events.when(an_event(date=date, ends=ends)) == expected


def test_every_shipped_event_is_real_has_a_source_and_names_no_cause() -> None:
    told = shipped.the_register().events
    assert len(told) >= 10
    assert not [e.id for e in told if e.is_demo or not e.source or not e.text]
    for word in ("tack vare", "på grund av", "ledde till", "orsakade"):
        assert not [e.id for e in told if word in f"{e.title} {e.text}".casefold()]


def test_the_peak_of_criminal_damage_is_told_where_it_was_and_not_elsewhere() -> None:
    register = shipped.the_register()
    damage = register.indicators["anmald-skadegorelse"]
    peak = "toppar-skadegorelse-majorna-linne"
    assert peak in [e.id for e in events.on(register, damage, geography="135")]
    assert peak not in [e.id for e in events.on(register, damage, geography="131")]


def test_the_peak_is_the_highest_of_the_ten_years_in_the_figures() -> None:
    rows = shipped.current()
    own = rows[(rows["indicator"] == "anmald-skadegorelse") & (rows["geography"] == "135") & (rows["breakdown"] == "")]
    assert int(own.loc[own["numerator"].idxmax(), "year"]) == 2015
    assert len(own["year"].unique()) == 10

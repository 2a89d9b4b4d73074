"""The equal city: when a gap is said to have changed, and when it is not."""

from __future__ import annotations

import numpy as np
import pytest

from indicators import observations as obs
from indicators.districts import equality, equality_chance, equality_known
from indicators.districts.equality import Equality, Standing
from indicators.measures.equity.results import LevelAndGap
from indicators.model import Break, Good, ObservationStatus, Reason
from tests.districts.equal_city import CODES, claims, crime, moving, rates, shipped_equality, shipped_situation, told

STILL = {code: moving(900, 0) for code in CODES[1:]}
HIDDEN, MISSING = ObservationStatus.SUPPRESSED, ObservationStatus.MISSING
CLAIMS = (Standing.CLOSING, Standing.WIDENING)


def share_of_claims(found: list[Equality]) -> float:
    return sum(e.standing in CLAIMS for e in found) / len(found)


# The draws are few so that the tests stay short. 2 000 of each, done once: 0.05 % or less for alike districts.
@pytest.mark.parametrize("years", [(2014, 2020), tuple(range(2014, 2021))], ids=["two years", "seven years"])
def test_identical_districts_are_not_said_to_change(years: tuple[int, ...]) -> None:
    assert share_of_claims(claims([0.7] * 10, years, draws=60, seed=1)) <= 0.05


def test_the_choice_of_ends_does_not_make_a_gap_close() -> None:
    spread = 0.7 + np.linspace(-0.03, 0.03, 10)
    found = claims(spread.tolist(), (2014, 2020), draws=80, seed=4)
    assert share_of_claims(found) <= 0.05
    assert any(e.is_taken_back for e in found)


def test_values_that_differ_no_more_than_their_errors_are_drawn_in_to_one() -> None:
    value = np.array([10.0, 10.1, 9.9, 10.05])
    assert equality_chance.likely(value, np.full(4, 1.0)) == pytest.approx(np.full(4, value.mean()))


def test_values_that_are_well_known_stay_where_they_are() -> None:
    value = np.array([10.0, 20.0, 30.0, 40.0])
    assert equality_chance.likely(value, np.full(4, 0.01)) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("worst", "standing"),
    [
        (moving(2_000, -150), Standing.CLOSING),
        (moving(2_000, 150), Standing.WIDENING),
        (moving(2_000, 0), Standing.CANNOT_TELL),
    ],
)
def test_a_gap_that_truly_moves_is_told(worst: list[object], standing: Standing) -> None:
    assert told(rates({"131": worst, **STILL})).standing is standing  # type: ignore[dict-item]


def test_fewer_than_four_years_of_events_are_not_judged() -> None:
    table = rates({"131": [2_000, 1_500, 1_000], **{c: [900, 900, 900] for c in CODES[1:]}}, years=(2014, 2015, 2016))
    found = told(table, year=2016)
    assert (found.standing, found.reason) == (Standing.NOT_ASSESSED, Reason.TOO_FEW)


@pytest.mark.parametrize(("status", "reason"), [(MISSING, Reason.MISSING), (HIDDEN, Reason.SUPPRESSED)])
def test_a_district_that_may_have_been_an_end_stops_the_judgement(status: ObservationStatus, reason: Reason) -> None:
    own = {**STILL, "140": [status, *moving(900, 0, 5)]}
    found = told(rates({"131": moving(2_000, -150), **own}))
    assert (found.standing, found.reason, found.absent) == (Standing.NOT_ASSESSED, reason, ("Stadsdel 140",))
    assert not found.has_ends


def test_a_district_missing_only_later_does_not() -> None:
    own = {**STILL, "140": [*moving(900, 0, 5), MISSING]}
    assert told(rates({"131": moving(2_000, -150), **own})).standing is Standing.CLOSING


def test_a_break_in_series_is_not_crossed() -> None:
    broken = crime(breaks=(Break(year=2017, what="ny metod"),))
    found = told(rates({"131": moving(2_000, -150), **STILL}), indicator=broken)
    assert (found.standing, found.reason) == (Standing.NOT_ASSESSED, Reason.NOT_COMPARABLE)


def test_the_order_of_the_rows_does_not_matter() -> None:
    table = rates({"131": moving(2_000, -150), **STILL})
    assert told(table.iloc[::-1].reset_index(drop=True)).gap.absolute == told(table).gap.absolute


def test_the_assault_gap_cannot_be_told_and_its_level_can() -> None:
    found = shipped_equality(2019)["anmald-misshandel"]
    change = found.gap.absolute.change
    assert found.standing is Standing.CANNOT_TELL
    assert (round(change.value or 0), round(change.lower or 0), round(change.upper or 0)) == (-65, -174, 45)


def test_the_late_votes_of_the_archipelago_do_not_make_the_gap_close() -> None:
    found = shipped_equality(2018)["valdeltagande-kommunval-vallokal"]
    assert found.gap.best is not None
    assert found.gap.best.name == "Majorna-Linné"
    assert found.left_out == ("Västra Göteborg",)
    assert round(found.gap.absolute.change.value or 0, 2) == -1.05


def test_a_group_is_summed_without_the_place_that_is_known_to_be_wrong() -> None:
    seen = shipped_situation(2018)
    rows = equality_known.without_known_faults(seen.observations, seen.registry)
    own = rows[(rows[obs.INDICATOR] == "valdeltagande-riksdagsval-vallokal") & (rows[obs.GEOGRAPHY] == "G4")].iloc[0]
    places = seen.registry.geographies.values()
    kept = [p.code for p in places if "G4" in p.parents.values() and p.code != "505"]
    parts = seen.observations[
        (seen.observations[obs.INDICATOR] == "valdeltagande-riksdagsval-vallokal")
        & seen.observations[obs.GEOGRAPHY].isin(kept)
    ]
    assert own[obs.NUMERATOR] == parts[obs.NUMERATOR].sum()
    assert own[obs.DENOMINATOR] == parts[obs.DENOMINATOR].sum()


def test_what_is_handed_in_is_not_changed() -> None:
    seen = shipped_situation(2018)
    before = seen.observations.copy()
    equality_known.without_known_faults(seen.observations, seen.registry)
    assert seen.observations.equals(before)


def test_the_slope_over_the_six_groups() -> None:
    found = equality.groups(shipped_situation(2018), "valdeltagande-riksdagsval-vallokal")
    assert found is not None
    assert found.slopes[-1].slope.value == pytest.approx(25.5, abs=0.05)
    bands = equality.bands(shipped_situation(2018), found)
    assert [round(b.value or 0, 1) for b in bands] == [63.2, 67.8, 82.2, 82.7, 86.8, 89.9]
    assert sum(b.share for b in bands) == pytest.approx(1.0)


@pytest.mark.parametrize("year", [2015, 2016, 2018, 2020])
def test_contributions_add_up_to_the_change(year: int) -> None:
    for found in shipped_equality(year).values():
        made = found.gap.change_made
        if made is not None and made.change is not None:
            parts = sum(c.change.value or 0.0 for c in made.contributions)
            assert parts == pytest.approx(made.change), found.indicator.id


def test_one_indicator_alone_is_what_it_is_among_all() -> None:
    seen = shipped_situation(2018)
    for key in ("valdeltagande-kommunval-vallokal", "anmald-misshandel", "demo-god-halsa", "demo-nattvandringar"):
        assert equality.of_indicator(seen, key) == shipped_equality(2018)[key]


def test_every_indicator_stands_in_one_group() -> None:
    found = list(shipped_equality(2020).values())
    counts = equality.counted(found)
    assert sum(map(len, counts.values())) == len(found)


def test_a_verdict_is_given_only_where_level_and_gap_are_both_known() -> None:
    for found in shipped_equality(2020).values():
        is_known = found.gap.verdict is not LevelAndGap.CANNOT_TELL
        assert not is_known or (found.standing in CLAIMS and found.indicator.good is not Good.NONE)


def test_persons_are_counted_only_where_everybody_is() -> None:
    every = shipped_equality(2020)
    assert every["anmald-misshandel"].has_persons
    assert not every["demo-god-halsa"].has_persons

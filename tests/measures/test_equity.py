"""Level and gap together, from a table of estimates: on made cases and on what the product ships."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures import equity, overview
from indicators.measures.equity import Ends, GapChange, GapResult, LevelAndGap
from indicators.model import Break, Change, GeographyLevel, Good, Indicator, MeasureKind, ObservationStatus, Reason
from tests.builders import CITY_CODE, INDICATOR_ID, a_geography, a_registry, an_indicator, observed, the_city, together
from tests.ingest import shipped

DISTRICT, GROUP = GeographyLevel.DISTRICT, GeographyLevel.SOCIOECONOMIC
CODES = [str(code) for code in range(131, 141)]
YEARS = range(2014, 2020)
HIDDEN = ObservationStatus.SUPPRESSED


def crime(**changes: Any) -> Indicator:
    rate = {"kind": MeasureKind.RATE, "good": Good.LOW, "multiplier": 100_000.0, "unit": "per 100 000", "target": None}
    return an_indicator(**(rate | changes))


def rates(worst: list[float], others: list[float], *, best: list[float] | None = None) -> pd.DataFrame:
    """Ten districts of 100 000: 131 worst, 140 best, the others alike."""
    series = [worst] + [others] * 8 + [best or others]
    return together(
        *(
            observed(code, {y: (v, 100_000.0) for y, v in zip(YEARS, values, strict=True)}, multiplier=100_000.0)
            for code, values in zip(CODES, series, strict=True)
        )
    )


def found(table: pd.DataFrame, *, indicator: Indicator | None = None, **changes: Any) -> GapResult:
    register = a_registry(indicator or crime())
    asked = {"level": DISTRICT, "year": 2019, "baseline_year": 2014} | changes
    return equity.gap(overview.estimates(table, register), register, INDICATOR_ID, **asked)


def moving(start: float, step: float) -> list[float]:
    return [start + step * k for k in range(len(YEARS))]


@cache
def real() -> pd.DataFrame:
    return overview.estimates(shipped.current(), shipped.the_register())


def real_gap(indicator: str, level: GeographyLevel, *, year: int, baseline_year: int = 2014) -> GapResult:
    return equity.gap(real(), shipped.the_register(), indicator, level, year=year, baseline_year=baseline_year)


BETTER_MORE = rates(moving(2_000, -150), moving(900, -20), best=moving(800, -10))
BETTER_LESS = rates(moving(2_000, 60), moving(900, -60), best=moving(800, -60))
WORSE_MORE = rates(moving(2_000, -40), moving(900, 60), best=moving(800, 60))
WORSE_LESS = rates(moving(2_000, 150), moving(900, 20), best=moving(800, 10))
STILL = rates(moving(2_000, 0), moving(900, 0), best=moving(800, 0))


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        (BETTER_MORE, LevelAndGap.BETTER_MORE_EQUAL),
        (BETTER_LESS, LevelAndGap.BETTER_LESS_EQUAL),
        (WORSE_MORE, LevelAndGap.WORSE_MORE_EQUAL),
        (WORSE_LESS, LevelAndGap.WORSE_LESS_EQUAL),
        (STILL, LevelAndGap.CANNOT_TELL),
    ],
)
def test_level_and_gap_are_told_together(table: pd.DataFrame, verdict: LevelAndGap) -> None:
    assert found(table).verdict is verdict


def test_neither_better_nor_worse_is_said_where_no_direction_is_wished() -> None:
    result = found(BETTER_MORE, indicator=crime(good=Good.NONE))
    assert (result.level_change, result.gap_change) == (Change.FALLEN, GapChange.CLOSING)
    assert result.verdict is LevelAndGap.CANNOT_TELL


def test_more_equal_is_said_only_where_both_gaps_are_shown_to_close() -> None:
    result = found(rates(moving(2_000, -150), moving(1_000, -75), best=moving(900, -60)))
    assert (result.level_change, result.absolute.verdict) == (Change.IMPROVED, GapChange.CLOSING)
    assert result.relative.verdict is GapChange.NOT_SHOWN
    assert (result.gap_change, result.verdict) == (GapChange.CLOSING, LevelAndGap.CANNOT_TELL)


def test_the_level_is_the_groups_together_only_where_the_city_has_none() -> None:
    assert found(BETTER_MORE).is_level_summed


def test_an_absolute_and_a_relative_gap_that_go_apart_tell_nothing_together() -> None:
    result = found(rates(moving(20_000, -1_600), moving(5_000, -700), best=moving(4_000, -600)))
    assert (result.absolute.verdict, result.relative.verdict) == (GapChange.CLOSING, GapChange.WIDENING)
    assert result.points_apart
    assert (result.gap_change, result.verdict) == (GapChange.NOT_SHOWN, LevelAndGap.CANNOT_TELL)


def test_both_ends_are_named_and_fixed_at_the_baseline() -> None:
    overtaken = rates(moving(2_000, -200), moving(900, 100), best=moving(800, 0))
    result = found(overtaken)
    assert result.worst is not None
    assert result.best is not None
    assert (result.worst.geography, result.best.geography) == ("131", "140")
    assert (result.worst.name, result.worst.moved, result.best.moved) == ("Stadsdel 131", -1_000, 0)
    assert result.ends_by is Ends.AT_BASELINE
    assert [gap.distance for gap in result.years] == pytest.approx(moving(1_200, -200))


def test_ends_that_changed_places_are_told() -> None:
    assert found(rates(moving(2_000, -300), moving(900, 0), best=moving(800, 0))).have_swapped
    assert not found(STILL).have_swapped


def test_every_gap_has_its_chance_floor_and_is_both_absolute_and_relative() -> None:
    for gap in found(BETTER_MORE).years:
        assert gap.by_chance is not None
        assert 0 < gap.by_chance < 200
        assert (gap.difference.method, gap.ratio.unit) == ("M20", "gånger")
        assert gap.times == pytest.approx(gap.worst.value / gap.best.value)  # type: ignore[operator]


def test_contributions_of_all_districts_sum_to_the_citys_change() -> None:
    result = found(BETTER_MORE)
    assert result.change_made is not None
    assert result.city is not None
    parts = result.change_made.contributions
    total = result.city.value.value - result.city.baseline  # type: ignore[operator]
    assert sum(part.change.value or 0 for part in parts) == pytest.approx(total)
    assert parts[0].geography == "131"


def test_the_citys_own_value_is_its_level_where_there_is_one() -> None:
    own = observed(CITY_CODE, {y: (v, 1e6) for y, v in zip(YEARS, moving(9_000, 500), strict=True)}, multiplier=1e5)
    assert found(together(STILL, own)).level_change is Change.WORSENED
    assert found(STILL).level_change is Change.NOT_SHOWN


def test_two_measurements_are_held_against_each_other() -> None:
    table = BETTER_MORE[BETTER_MORE[obs.YEAR].isin([2014, 2019])]
    result = found(table)
    assert (result.absolute.is_per_year, result.absolute.points) == (False, 2)
    assert result.absolute.change.value == pytest.approx(-700)


def test_a_later_start_is_told_where_the_baseline_has_no_gap() -> None:
    result = found(BETTER_MORE[BETTER_MORE[obs.YEAR] >= 2015])
    assert (result.baseline_year, result.value_year) == (2015, 2019)
    assert result.at_baseline is result.years[0]
    assert result.now is result.years[-1]


def test_nothing_is_told_across_a_break() -> None:
    result = found(BETTER_MORE, indicator=crime(breaks=(Break(year=2017, what="ny definition"),)))
    assert (result.absolute.reason, result.relative.reason) == (Reason.NOT_COMPARABLE, Reason.NOT_COMPARABLE)
    assert result.change_made is None
    assert result.now is not None


def test_one_year_gives_a_gap_and_no_verdict() -> None:
    result = found(BETTER_MORE[BETTER_MORE[obs.YEAR] == 2019])
    assert (result.value_year, result.absolute.reason) == (2019, Reason.TOO_FEW)
    assert result.verdict is LevelAndGap.CANNOT_TELL


def test_without_any_value_the_reason_is_told() -> None:
    result = found(obs.empty())
    assert (result.reason, result.value_year, result.worst, result.city) == (Reason.MISSING, None, None, None)
    assert result.missing == tuple(CODES)
    assert result.verdict is LevelAndGap.CANNOT_TELL


def hiding(table: pd.DataFrame, *codes: str) -> pd.DataFrame:
    kept = table[~table[obs.GEOGRAPHY].isin(codes)]
    return together(kept, *(observed(code, dict.fromkeys(YEARS, HIDDEN), denominator=1e5) for code in codes))


def test_a_hidden_district_is_left_out_and_named() -> None:
    result = found(hiding(BETTER_MORE, "135"))
    assert (result.suppressed, result.missing) == (("135",), ())
    assert result.left_out == pytest.approx(0.1)
    assert result.city is None
    assert result.change_made is not None
    assert result.change_made.unknown_reason is Reason.SUPPRESSED


def test_too_many_hidden_districts_give_no_gap() -> None:
    assert found(hiding(BETTER_MORE, "135", "136")).reason is Reason.SUPPRESSED


def test_a_missing_districts_part_is_the_unknown_rest() -> None:
    city = observed(CITY_CODE, {2014: (9_200.0, 1e6), 2019: (8_100.0, 1e6)}, multiplier=1e5)
    table = together(BETTER_MORE[BETTER_MORE[obs.GEOGRAPHY] != "135"], city)
    result = found(table)
    assert result.missing == ("135",)
    assert result.change_made is not None
    assert result.change_made.unknown == pytest.approx(-110 - result.change_made.change)  # type: ignore[operator]


def test_results_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        found(STILL).year = 2020  # type: ignore[misc]


def test_ordered_groups_have_fixed_ends_and_a_slope_that_decides() -> None:
    groups = [a_geography(f"G{n}", level=GROUP, name=f"Grupp {n}", valid_from=None, valid_to=None) for n in range(1, 7)]
    turnout = an_indicator(kind=MeasureKind.REGISTER_SHARE, levels=(GeographyLevel.CITY, GROUP), target=None)
    register = a_registry(turnout, geographies=[the_city(), *groups])
    table = together(
        *(
            observed(f"G{n}", {y: (500.0 * (100 + 10 * n + (6 - n) * (y - 2014)), 100_000.0) for y in YEARS})
            for n in range(1, 7)
        )
    )
    result = equity.gap(
        overview.estimates(table, register), register, INDICATOR_ID, GROUP, year=2019, baseline_year=2014
    )
    assert result.ends_by is Ends.BY_ORDER
    assert result.worst is not None
    assert (result.worst.geography, len(result.slopes)) == ("G1", 6)
    assert result.absolute_slope is not None
    assert result.absolute_slope.verdict is result.gap_change is GapChange.CLOSING
    assert result.verdict is LevelAndGap.BETTER_MORE_EQUAL


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"level": GeographyLevel.PRIMARY}, "level"),
        ({"level": GeographyLevel.CITY}, "level"),
        ({"baseline_year": 2020}, "baseline_year"),
    ],
)
def test_wrong_questions_are_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        found(STILL, **changes)


def test_unknown_indicators_and_unfit_tables_are_refused() -> None:
    register = a_registry(crime())
    table = overview.estimates(STILL, register)
    asked = {"level": DISTRICT, "year": 2019, "baseline_year": 2014}
    for wrong, name, named in (
        (table, "no-such", "indicator"),
        (STILL, INDICATOR_ID, "estimates: missing"),
        (pd.concat([table, table.iloc[:1]]), INDICATOR_ID, "estimates: more than one"),
    ):
        with pytest.raises(MeasureError, match=f"^{named}"):
            equity.gap(wrong, register, name, **asked)  # type: ignore[arg-type]


# What the product ships


def test_reported_assault_has_fallen_but_the_gap_between_districts_cannot_be_told() -> None:
    result = real_gap("anmald-misshandel", DISTRICT, year=2019)
    assert result.worst is not None
    assert result.best is not None
    assert (result.worst.name, result.best.name) == ("Centrum", "Västra Göteborg")
    assert [round(gap.distance or 0) for gap in (result.years[0], result.years[-1])] == [1_772, 1_527]
    shown = result.absolute.change
    assert [round(a or 0) for a in (shown.value, shown.lower, shown.upper)] == [-65, -174, 45]
    assert (result.level_change, result.gap_change) == (Change.IMPROVED, GapChange.NOT_SHOWN)
    assert result.verdict is LevelAndGap.CANNOT_TELL


def test_two_districts_made_most_of_the_change_in_reported_assault() -> None:
    made = real_gap("anmald-misshandel", DISTRICT, year=2019).change_made
    assert made is not None
    assert made.change == pytest.approx(-82, abs=0.5)
    first = made.contributions[:2]
    assert [part.name for part in first] == ["Centrum", "Östra Göteborg"]
    assert round(sum(part.change.value or 0 for part in first)) == -56
    unsure = [c for c in made.contributions if (c.change.lower or 0) <= 0 <= (c.change.upper or 0)]
    assert len(unsure) == 7


def test_turnout_falls_by_twenty_five_points_from_the_best_to_the_worst_placed_end() -> None:
    result = real_gap("valdeltagande-riksdagsval-vallokal", GROUP, year=2020)
    (slope,) = result.slopes
    assert round(slope.slope.value or 0) == 25
    assert result.worst is not None
    assert result.best is not None
    assert (result.worst.geography, result.best.geography) == ("G1", "G6")
    assert (result.value_year, result.absolute.reason) == (2018, Reason.TOO_FEW)


def test_turnout_in_municipal_elections_is_better_and_more_equal() -> None:
    assert real_gap("valdeltagande-kommunval-vallokal", DISTRICT, year=2018).verdict is LevelAndGap.BETTER_MORE_EQUAL


def test_every_assessed_indicator_with_districts_is_told() -> None:
    told = equity.gaps(real(), shipped.the_register(), DISTRICT, year=2020, baseline_year=2014)
    register = shipped.the_register()
    assert list(told) == [i.id for i in register.indicators.values() if i.is_assessed and DISTRICT in i.levels]
    for result in told.values():
        assert (result.now is None) == (result.reason is not None)
        assert result.now is None or np.isfinite(result.now.distance or np.nan)

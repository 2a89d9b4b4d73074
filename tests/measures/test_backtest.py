"""The rule tried on reported crime, where the outcome is known."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures.backtest import (
    ASSESSMENT,
    CHANGE,
    IS_REACHED,
    REACHED,
    REASON,
    TIMES,
    VIEWPOINT,
    VIEWPOINTS,
    backtest,
    by_change,
    by_viewpoint,
    counted,
    of_geographies,
)
from indicators.model import Assessment, GeographyLevel, Good, MeasureKind, Reason, Registry, Suppression
from tests.builders import a_registry, an_indicator, observed, together

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
POPULATION = 60_000.0


@pytest.fixture(scope="module")
def crime() -> tuple[pd.DataFrame, Registry]:
    """Eleven offence groups in ten districts, 2014-2020, on an unchanging population as when M16 was tried."""
    table = pd.read_csv(REFERENCE / "anmalda-brott-stadsdelar.csv", dtype={"stadsdel_kod": str})
    complete = table.groupby("brott").filter(lambda group: group["antal"].count() == 100)
    seen = [
        observed(
            code,
            {year: (count, POPULATION) for year, count in zip(group["ar"], group["antal"], strict=True)},
            indicator=offence,
            multiplier=100_000.0,
        )
        for (offence, code), group in complete.groupby(["brott", "stadsdel_kod"])
    ]
    rates = {
        "kind": MeasureKind.RATE,
        "good": Good.LOW,
        "multiplier": 100_000.0,
        "levels": (GeographyLevel.DISTRICT,),
        "suppression": Suppression(counts_below=0, base_below=0),
    }
    return together(*seen), a_registry(*(an_indicator(id=offence, **rates) for offence in complete["brott"].unique()))


def test_viewpoint_2018_says_what_methods_print(crime: tuple[pd.DataFrame, Registry]) -> None:
    said = counted(backtest(*crime, change=-15, viewpoints=[2018])).set_index(ASSESSMENT)
    assert said[[TIMES, REACHED]].T.to_dict("list") == {
        Assessment.WORSENING: [11, 0],
        Assessment.BEHIND: [15, 0],
        Assessment.REACHED: [4, 4],
        Assessment.ON_TRACK: [6, 4],
        Assessment.UNCERTAIN: [74, 8],
    }


def test_each_viewpoint_has_a_row_for_each_series_with_the_same_outcome(crime: tuple[pd.DataFrame, Registry]) -> None:
    said = backtest(*crime, change=-15)
    assert said[VIEWPOINT].value_counts().to_dict() == dict.fromkeys(range(2014, 2020), 110)
    assert (said.groupby([obs.INDICATOR, obs.GEOGRAPHY])[IS_REACHED].nunique() == 1).all()


def test_series_without_outcome_are_left_out() -> None:
    table = observed("131", {2014: (600, 1_000), 2015: (600, 1_000)})
    assert backtest(table, a_registry(), change=10, viewpoints=[2015]).empty


def test_the_baseline_year_alone_gives_no_assessment(crime: tuple[pd.DataFrame, Registry]) -> None:
    said = backtest(*crime, change=-15, viewpoints=[2014])
    assert set(said[ASSESSMENT]) == {Assessment.NOT_ASSESSED}
    assert set(said[REASON]) == {Reason.TOO_FEW}


def test_counts_by_viewpoint_and_by_target_sum_to_the_counts_of_all(crime: tuple[pd.DataFrame, Registry]) -> None:
    said = backtest(*crime)
    whole = counted(said).set_index(ASSESSMENT)[[TIMES, REACHED]]
    for table in (by_viewpoint(said), by_change(said)):
        assert (table.groupby(ASSESSMENT)[[TIMES, REACHED]].sum().loc[whole.index] == whole).all(axis=None)
    assert by_viewpoint(said)[VIEWPOINT].tolist() == list(VIEWPOINTS) * len(whole)
    assert by_change(said)[CHANGE].tolist() == [-15, -10, -20] * len(whole)


def test_each_target_is_tried_as_if_it_were_alone(crime: tuple[pd.DataFrame, Registry]) -> None:
    table = by_change(backtest(*crime, viewpoints=[2018])).set_index([CHANGE, ASSESSMENT])[[TIMES, REACHED]]
    alone = counted(backtest(*crime, change=-20, viewpoints=[2018])).set_index(ASSESSMENT)[[TIMES, REACHED]]
    assert table.loc[-20].loc[alone.index].equals(alone)
    assert table.loc[(-15, Assessment.ON_TRACK)].tolist() == [6, 4]


def test_one_indicator_is_told_by_district_and_year(crime: tuple[pd.DataFrame, Registry]) -> None:
    said = backtest(*crime)
    offence = crime[0][obs.INDICATOR].iloc[0]
    table = of_geographies(said, crime[1], indicator=offence, change=-15)
    assert table[obs.GEOGRAPHY].tolist() == [str(code) for code in range(131, 141)]
    assert [c for c in table.columns if isinstance(c, int)] == list(VIEWPOINTS)
    row = said[(said[obs.INDICATOR] == offence) & (said[obs.GEOGRAPHY] == "134") & (said[CHANGE] == -15)]
    assert table.loc[3, list(VIEWPOINTS)].tolist() == row.sort_values(VIEWPOINT)[ASSESSMENT].tolist()
    assert table.loc[3, IS_REACHED] == row[IS_REACHED].iloc[0]
    assert of_geographies(said, crime[1], indicator=offence, change=-12).empty


def test_where_high_is_good_the_same_change_is_a_rise() -> None:
    table = observed("131", {2014: (500, 1_000), 2020: (560, 1_000)})
    assert backtest(table, a_registry(), change=-10, viewpoints=[2014])[IS_REACHED].tolist() == [True]
    assert backtest(table, a_registry(), change=-15, viewpoints=[2014])[IS_REACHED].tolist() == [False]


def test_made_up_indicators_prove_nothing_and_are_left_out() -> None:
    table = observed("131", {2014: (500, 1_000), 2020: (560, 1_000)}, indicator="demo-a")
    assert backtest(table, a_registry(an_indicator(id="demo-a")), change=10, viewpoints=[2014]).empty


@pytest.mark.parametrize("change", [0, float("nan"), "tio", [10, 0]])
def test_a_target_of_no_change_is_refused(change: object, crime: tuple[pd.DataFrame, Registry]) -> None:
    with pytest.raises(MeasureError, match=r"^change"):
        backtest(*crime, change=change)  # type: ignore[arg-type]

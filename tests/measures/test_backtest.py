"""The rule tried on reported crime, where the outcome is known."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.measures.backtest import ASSESSMENT, IS_REACHED, REACHED, TIMES, VIEWPOINT, backtest, counted
from indicators.model import Assessment, GeographyLevel, Good, MeasureKind, Registry, Suppression
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
    said = backtest(*crime, change=-15, viewpoints=range(2015, 2020))
    assert said[VIEWPOINT].value_counts().to_dict() == dict.fromkeys(range(2015, 2020), 110)
    assert (said.groupby([obs.INDICATOR, obs.GEOGRAPHY])[IS_REACHED].nunique() == 1).all()


def test_series_without_outcome_are_left_out() -> None:
    table = observed("131", {2014: (600, 1_000), 2015: (600, 1_000)})
    assert backtest(table, a_registry(), change=10, viewpoints=[2015]).empty

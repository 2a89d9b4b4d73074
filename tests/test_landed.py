"""The projections tried on the register's own series, and what the page says of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from indicators import landed, situation
from indicators import observations as obs
from indicators.measures import backtest, projection
from indicators.measures.projection import ChanceWord
from indicators.model import Registry
from indicators.store import Store
from indicators.texts import words
from ui import method_landing


@pytest.fixture(scope="module")
def tried(store: Store, register: Registry) -> list[landed.Tried]:
    return landed.by_year(situation.hidden(store, register), register)


@pytest.fixture(scope="module")
def chances(store: Store, register: Registry) -> pd.DataFrame:
    return landed.by_chance(*situation.reported_crime(store, register), change=-15.0)


def test_every_value_tried_is_inside_above_or_below(tried: list[landed.Tried]) -> None:
    assert [each.year for each in tried] == [2018, 2019, 2020]
    for each in tried:
        assert each.held.n == each.held.inside + each.above + each.below > 100
        assert each.held.promised == 0.90


def test_made_up_indicators_are_not_tried(store: Store, register: Registry) -> None:
    made_up = replace(register, indicators={key: i for key, i in register.indicators.items() if i.is_demo})
    assert landed.by_year(situation.hidden(store, made_up), made_up) == []


def test_a_value_beyond_the_interval_is_counted_as_such(store: Store, register: Registry) -> None:
    rows = situation.hidden(store, register, indicators=["anmald-skadegorelse"])
    only = replace(register, indicators={"anmald-skadegorelse": register.indicators["anmald-skadegorelse"]})
    far = (rows[obs.YEAR] == 2020) & rows[obs.VALUE].notna()
    raised = rows.assign(**{name: rows[name].where(~far, rows[name] * 50) for name in (obs.VALUE, obs.NUMERATOR)})
    last = landed.by_year(raised, only)[-1]
    assert (last.year, last.held.inside, last.above) == (2020, 0, 10)


def test_every_series_has_a_chance_at_each_viewpoint_with_four_values(chances: pd.DataFrame) -> None:
    assert chances.groupby(backtest.VIEWPOINT).size().to_dict() == {2017: 110, 2018: 110, 2019: 110}
    assert chances[landed.CHANCE].between(0, 1).all()


def test_outcomes_are_those_of_the_assessments_back_test(
    chances: pd.DataFrame, store: Store, register: Registry
) -> None:
    said = backtest.backtest(*situation.reported_crime(store, register), change=-15.0, viewpoints=(2019,))
    last = chances[chances[backtest.VIEWPOINT] == 2019]
    assert int(said[backtest.IS_REACHED].sum()) == int(last[backtest.IS_REACHED].sum())


def test_counts_are_of_every_chance(chances: pd.DataFrame) -> None:
    counts = landed.counted(chances)
    assert sum(times for times, _ in counts.values()) == len(chances)
    assert sum(reached for _, reached in counts.values()) == int(chances[backtest.IS_REACHED].sum())


@pytest.mark.parametrize("word", ChanceWord)
def test_the_limits_shown_are_those_of_the_words(word: ChanceWord) -> None:
    low, high = method_landing.LIMITS[word]
    inside = np.array([low / 100, high / 100 - 1e-9])
    assert projection.words(inside).tolist() == [word, word]
    assert len({words.chance(p) for p in inside.tolist()}) == 1


@pytest.mark.parametrize(
    ("said", "came", "verdict"), [(0.5, 0.5, "stämde"), (0.8, 0.25, "sattes för högt"), (0.2, 0.75, "sattes för lågt")]
)
def test_the_finding_follows_the_figures(said: float, came: float, verdict: str) -> None:
    reached = np.arange(4) < 4 * came
    told = pd.DataFrame({landed.CHANCE: [said] * 4, backtest.IS_REACHED: reached})
    assert f"chansen {verdict}." in method_landing.title(told)


def test_words_kept_and_broken_are_named_apart() -> None:
    said = method_landing.word_sentence({ChanceWord.LIKELY: (20, 15), ChanceWord.UNLIKELY: (20, 0)})
    assert said == "Orden ”sannolikt” höll vad de lovar. Orden ”osannolikt” höll inte."


def test_few_cases_judge_no_word() -> None:
    assert method_landing.word_sentence({ChanceWord.LIKELY: (9, 0)}) == "Det är för få fall för att säga om orden höll."


def test_without_real_series_the_page_says_that_the_outcome_is_to_come(chances: pd.DataFrame) -> None:
    assert "Facit kommer" in method_landing.told([], chances)


def test_without_observations_nothing_is_said_of_any_chance(register: Registry) -> None:
    assert landed.by_chance(obs.empty(), register, change=-15.0).empty
    assert landed.by_year(obs.empty(), register) == []

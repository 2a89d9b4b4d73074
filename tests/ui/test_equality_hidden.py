"""No hidden value is in anything that the page about the equal city sends to the browser or hands out."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest

from indicators import observations as obs
from indicators import situation
from indicators.districts import equality
from indicators.model import Registry
from indicators.store import Store
from indicators.texts import equality as texts
from indicators.texts import equality_charts
from tests.districts.equal_city import shipped_situation
from ui import equality_summary, equality_twins

YEARS = (2016, 2018, 2020)


@pytest.fixture(scope="module")
def secrets(store: Store, register: Registry) -> dict[str, set[float]]:
    """By indicator, the values that stand in the store and may not be shown."""
    raw = store.observations(indicators=list(register.indicators)).set_index(list(obs.KEY))
    hidden = situation.hidden(store, register).set_index(list(obs.KEY))
    veiled = raw[hidden.loc[raw.index, obs.VALUE].isna() & raw[obs.VALUE].notna()].reset_index()
    shown = hidden[obs.VALUE].dropna().groupby(obs.INDICATOR).agg(set)
    return {str(key): set(rows[obs.VALUE]) - shown.get(key, set()) for key, rows in veiled.groupby(obs.INDICATOR)}


def test_there_are_hidden_values_to_look_for(secrets: dict[str, set[float]]) -> None:
    assert sum(map(len, secrets.values())) > 5


@pytest.mark.parametrize("year", YEARS)
def test_no_hidden_value_is_in_drawings_tables_or_files(
    store: Store, register: Registry, secrets: dict[str, set[float]], year: int
) -> None:
    from indicators.charts import gap, gap_parts, pairs

    seen = shipped_situation(year)
    for found in equality.of_every_indicator(seen):
        own = secrets.get(found.indicator.id, set())
        if not own or not found.has_ends:
            continue
        values = {y.year: (y.best.value, y.worst.value) for y in found.gap.years}
        specs = [
            pairs.dumbbell(values, found.indicator, names=("A", "B"), is_long=True),
            gap.over_time(found.gap.years, found.indicator, last=2020, decimals=1),
        ]
        twins = [equality_twins.ends(found), equality_twins.over_time(found)]
        made = found.gap.change_made
        if made is not None and made.contributions:
            specs.append(gap_parts.contributions(made, decimals=2))
            twins.append(equality_twins.parts(found, made, 2))
        sent = set().union(*(_numbers(s) for s in specs), *(_figures(t.figures) for t in twins))
        assert not own & sent, found.indicator.id


@pytest.mark.parametrize("year", YEARS)
def test_no_hidden_value_is_in_the_summary(secrets: dict[str, set[float]], year: int) -> None:
    counts = equality.counted(equality.of_every_indicator(shipped_situation(year)))
    sent = _figures(equality_summary.figures(counts, year))
    assert not set().union(*secrets.values()) & sent


def test_where_an_end_may_be_hidden_nothing_is_told_of_the_two() -> None:
    for year in YEARS:
        for found in equality.of_every_indicator(shipped_situation(year)):
            if found.absent:
                assert texts.distances(found) == texts.ratios(found) == ("–", "–")
                assert not any(ch.isdigit() for ch in texts.ends(found))
                assert equality_charts.source(found)


def _numbers(spec: object) -> set[float]:
    found: set[float] = set()
    json.loads(json.dumps(spec), parse_float=lambda text: found.add(float(text)))
    return found


def _figures(table: pd.DataFrame) -> set[float]:
    cells = table.to_numpy(dtype=object).ravel().tolist()
    return {float(c) for c in cells if isinstance(c, int | float) and not isinstance(c, bool) and math.isfinite(c)}

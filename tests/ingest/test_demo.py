"""The made-up figures: always marked, always the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import observations as obs
from indicators.batches import BatchKind
from indicators.errors import InputError
from indicators.ingest import demo
from indicators.ingest.made_up import files
from indicators.ingest.plots import PLOTS, Plot
from indicators.settings import DEMO_DIR
from tests.ingest import shipped

NAMES = list(demo.TITLES)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_file_is_what_the_seed_gives(name: str) -> None:
    assert files()[name] == (DEMO_DIR / name).read_bytes()


def test_writing_makes_every_file_and_no_other(tmp_path: Path) -> None:
    demo.write(tmp_path / "demo")
    assert sorted(p.name for p in (tmp_path / "demo").iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_that_everything_is_made_up(name: str) -> None:
    first = (DEMO_DIR / name).read_text("utf-8").split("\n", maxsplit=1)[0]
    assert first.startswith("# Påhittade siffror för demonstration")


@pytest.mark.parametrize("name", NAMES)
def test_every_observation_is_marked_as_made_up(name: str) -> None:
    delivery = shipped.delivery(name)
    assert delivery.kind is BatchKind.DEMO
    assert delivery.rows[obs.IS_DEMO].all()
    assert delivery.rows[obs.INDICATOR].str.startswith("demo-").all()


def test_a_line_that_has_lost_its_mark_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DEMO_DIR, tmp_path / "demo"))
    path = folder / NAMES[0]
    path.write_text(path.read_text("utf-8").replace("slutlig,ja,", "slutlig,nej,", 1), "utf-8")
    with pytest.raises(InputError, match="rad 3 saknar märket"):
        demo.deliveries(folder, shipped.the_register())


def test_a_lost_file_says_how_to_make_it_anew(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"python -m indicators\.ingest\.demo"):
        demo.deliveries(tmp_path, shipped.the_register())


@pytest.mark.parametrize("name", NAMES)
def test_every_made_up_value_points_at_its_cell(name: str) -> None:
    delivery = shipped.delivery(name)
    for row in delivery.rows.iloc[::37].itertuples():
        assert shipped.text_at(delivery.content, row.cell) == row.raw


def test_women_and_men_add_up_to_everybody() -> None:
    rows = shipped.rows("enkater.csv", indicator="demo-trygg-ute-kvallstid", geography="1480")
    sums = rows.set_index([obs.YEAR, obs.BREAKDOWN])[obs.DENOMINATOR].unstack()
    assert (sums["kon=kvinna"] + sums["kon=man"] == sums[""]).all()


@pytest.mark.parametrize("plot", [plot for plot in PLOTS if plot.by_sex], ids=lambda plot: plot.indicator)
def test_womens_odds_against_mens_are_the_same_every_year_but_for_chance(plot: Plot) -> None:
    """So that no group comes near everybody or nobody while the other stands still."""
    shipped_rows = pd.concat([shipped.delivery(name).rows for name in NAMES])
    of_sex = shipped_rows[obs.BREAKDOWN].isin(["kon=kvinna", "kon=man"])
    rows = shipped_rows[of_sex & (shipped_rows[obs.INDICATOR] == plot.indicator)]
    counted = rows.set_index([obs.YEAR, obs.BREAKDOWN])[[obs.NUMERATOR, obs.DENOMINATOR]].astype(float).unstack()
    yes, whole = counted[obs.NUMERATOR], counted[obs.DENOMINATOR]
    odds = np.log(yes / (whole - yes))
    error = np.sqrt((1 / yes + 1 / (whole - yes)).sum(axis=1))
    off = (odds["kon=kvinna"] - odds["kon=man"] - plot.women) / error
    assert len(off) == len(plot.path)
    assert (off.abs() < 4).all()


def test_the_oddities_that_a_reader_must_meet_are_there() -> None:
    rows = shipped.current()
    made_up = rows[rows[obs.IS_DEMO]]
    assert {"missing", "suppressed", "preliminary"} <= set(made_up[obs.STATUS])
    surveys = made_up[made_up[obs.DENOMINATOR].between(1, 49)]
    assert not surveys.empty
    assert any(shipped.the_register().indicators[i].breaks for i in set(made_up[obs.INDICATOR]))


def test_surveys_ask_some_thousands_in_the_city_and_some_hundreds_in_each_district() -> None:
    rows = shipped.rows("enkater.csv", indicator="demo-trygg-ute-kvallstid", breakdown="", status="final")
    city = rows[rows[obs.GEOGRAPHY] == "1480"][obs.DENOMINATOR]
    districts = rows[(rows[obs.GEOGRAPHY] != "1480") & (rows[obs.DENOMINATOR] >= 50)][obs.DENOMINATOR]
    assert city.between(3_000, 6_000).all()
    assert districts.between(250, 625).all()


def test_ages_add_up_to_everybody_and_the_oldest_are_the_least_safe() -> None:
    rows = shipped.delivery("enkater.csv").rows
    own = rows[(rows[obs.INDICATOR] == "demo-trygg-ute-kvallstid") & (rows[obs.GEOGRAPHY] == "1480")]
    for _, year in own.groupby(obs.YEAR):
        by_age = year[year[obs.BREAKDOWN].str.startswith("alder=")].sort_values(obs.BREAKDOWN)
        whole = year[year[obs.BREAKDOWN] == ""]
        assert by_age[[obs.NUMERATOR, obs.DENOMINATOR]].sum().tolist() == [
            whole[obs.NUMERATOR].iloc[0],
            whole[obs.DENOMINATOR].iloc[0],
        ]
        assert by_age[obs.BREAKDOWN].tolist() == ["alder=16-29", "alder=30-44", "alder=45-64", "alder=65-84"]
        assert by_age[obs.VALUE].iloc[-1] == by_age[obs.VALUE].min()

"""Register and figures together: nothing shipped is loose, and what is missing is said."""

from __future__ import annotations

import pytest

from indicators import observations as obs
from indicators.model import GeographyLevel, IndicatorRole, TargetKind
from indicators.settings import REFERENCE_DIR
from tests.ingest import shipped

REGISTER = shipped.the_register()
IDS = sorted(REGISTER.indicators)
MEMBERS = {"alder": {"16-29", "30-44", "45-64", "65-84"}, "kon": {"kvinna", "man"}, "huvudman": {"kommunal", "enskild"}}
FOLLOWED = (IndicatorRole.OUTCOME, IndicatorRole.DRIVER, IndicatorRole.ACTIVITY)
HEADLINES = {1: "behoriga-yrkesprogram", 2: "trangboddhet", 7: "stold-och-tillgrepp"}


def with_figures() -> set[str]:
    return set(shipped.current()[obs.INDICATOR])


def with_real_values() -> set[str]:
    rows = shipped.current()
    return set(rows.loc[rows[obs.VALUE].notna() & ~rows[obs.IS_DEMO], obs.INDICATOR])


def is_gap(area: int, level: GeographyLevel) -> bool:
    return any(g.strategic_area == area and g.level is level for g in REGISTER.gaps)


def test_there_are_at_least_forty_five_indicators_even_without_the_made_up_ones() -> None:
    assert len([i for i in REGISTER.indicators.values() if not i.is_demo]) >= 45


@pytest.mark.parametrize("number", range(1, 11))
def test_every_strategic_area_has_at_least_three_indicators_that_are_not_made_up(number: int) -> None:
    assert len([i for i in REGISTER.of_area(number) if not i.is_demo]) >= 3


@pytest.mark.parametrize("role", FOLLOWED)
@pytest.mark.parametrize("number", range(1, 11))
def test_every_role_in_an_area_has_real_figures_or_a_stated_gap(number: int, role: IndicatorRole) -> None:
    has_figures = any(i.role is role and i.id in with_real_values() for i in REGISTER.of_area(number))
    assert has_figures or any(gap.strategic_area == number and gap.role is role for gap in REGISTER.gaps)


@pytest.mark.parametrize("number", range(1, 11))
def test_every_strategic_area_says_what_cannot_be_followed(number: int) -> None:
    assert any(gap.strategic_area == number for gap in REGISTER.gaps)


@pytest.mark.parametrize("number", range(1, 11))
def test_every_strategic_area_has_a_real_headline_when_the_made_up_ones_are_gone(number: int) -> None:
    assert [i for i in REGISTER.of_area(number) if i.headline is not None and not i.is_demo]


@pytest.mark.parametrize("number", range(1, 11))
def test_the_headline_is_real_where_a_real_series_is_long_enough(number: int) -> None:
    headline = REGISTER.headline(number)
    assert headline is not None
    assert headline.id == HEADLINES.get(number, headline.id)
    assert headline.is_demo is (number not in HEADLINES)


@pytest.mark.parametrize("indicator", IDS)
def test_every_indicator_has_figures_or_is_a_stated_gap(indicator: str) -> None:
    followed = REGISTER.indicators[indicator]
    named = any(gap.subject == followed.name for gap in REGISTER.gaps)
    assert (indicator in with_figures()) is not named


@pytest.mark.parametrize("indicator", IDS)
def test_every_level_of_an_indicator_has_figures_or_a_gap(indicator: str) -> None:
    followed = REGISTER.indicators[indicator]
    rows = shipped.current()
    places = rows.loc[rows[obs.INDICATOR] == indicator, obs.GEOGRAPHY]
    seen = {REGISTER.geographies[code].level for code in places}
    assert seen <= set(followed.levels)
    assert all(is_gap(followed.strategic_area, level) for level in set(followed.levels) - seen)


def test_every_figure_belongs_to_a_known_indicator_and_geography() -> None:
    rows = shipped.current()
    assert set(rows[obs.INDICATOR]) <= set(REGISTER.indicators)
    assert set(rows[obs.GEOGRAPHY]) <= set(REGISTER.geographies)


def test_every_breakdown_is_one_that_the_indicator_names() -> None:
    for indicator, breakdown in (
        shipped.current()[[obs.INDICATOR, obs.BREAKDOWN]].drop_duplicates().itertuples(index=False)
    ):
        if breakdown:
            dimension, category = breakdown.split("=")
            assert dimension in REGISTER.indicators[indicator].breakdowns
            assert category in MEMBERS[dimension]


@pytest.mark.parametrize("indicator", IDS)
def test_figures_lie_within_the_years_of_the_series(indicator: str) -> None:
    followed, rows = REGISTER.indicators[indicator], shipped.current()
    years = rows.loc[rows[obs.INDICATOR] == indicator, obs.YEAR]
    assert (years >= followed.first_year).all()
    assert (years <= (followed.last_year or 2100)).all()


@pytest.mark.parametrize("indicator", IDS)
def test_the_baseline_in_the_register_is_the_citys_published_value(indicator: str) -> None:
    baseline, rows = REGISTER.indicators[indicator].baseline, shipped.current()
    if baseline is None or baseline.value is None:
        return
    city = (rows[obs.GEOGRAPHY] == REGISTER.city_code) & (rows[obs.BREAKDOWN] == "")
    seen = rows[(rows[obs.INDICATOR] == indicator) & city & (rows[obs.YEAR] == baseline.year)]
    assert seen[obs.VALUE].item() == pytest.approx(baseline.value, abs=0.005)


def test_figures_are_made_up_exactly_where_the_indicator_is() -> None:
    rows = shipped.current()
    assert (rows[obs.INDICATOR].str.startswith("demo-") == rows[obs.IS_DEMO]).all()


@pytest.mark.parametrize("kind", list(TargetKind))
def test_every_kind_of_target_is_in_use(kind: TargetKind) -> None:
    assert any(i.target and i.target.kind is kind for i in REGISTER.indicators.values())


def test_some_assessed_indicator_has_no_target_at_all() -> None:
    assert any(i.is_assessed and i.target is None for i in REGISTER.indicators.values())


def test_every_target_is_a_proposal() -> None:
    assert all(i.target.decision.is_proposal for i in REGISTER.indicators.values() if i.target)


def test_reports_that_follow_the_polices_own_work_are_background() -> None:
    roles = {REGISTER.indicators[i].role for i in ("anmalda-narkotikabrott", "anmalda-sexualbrott")}
    assert roles == {IndicatorRole.CONTEXT}


def test_every_shipped_file_is_described() -> None:
    described = (REFERENCE_DIR / "PROVENANCE.md").read_text("utf-8")
    for path in REFERENCE_DIR.glob("*.csv"):
        assert f"`{path.name}`" in described


def test_no_shipped_figure_is_an_infinite_number() -> None:
    numbers = shipped.current()[[obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR]]
    assert not numbers.isin([float("inf"), float("-inf")]).to_numpy().any()

"""Each district's own curve, and the city's where the source has none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from indicators import observations as obs
from indicators.charts.multiples import multiples, panel_image
from indicators.districts.against_city import against_city
from indicators.districts.trends import Trends, trends
from indicators.known_faults import without_comparison
from indicators.measures.arranged import arrange
from indicators.measures.changes import AMONG_MANY, since_baseline
from indicators.measures.progress import assess
from indicators.measures.two_samples import share_test
from indicators.model import Assessment, Change, MeasureKind, ObservationStatus, Reason
from indicators.texts import district_trends as texts
from tests.builders import Seen, a_registry, an_indicator
from tests.charts.golden import same
from tests.districts.tables import APART, CODES, a_situation

HIGHER: tuple[Seen, ...] = tuple((x + 60.0, n) for x, n in APART)  # type: ignore[misc, operator]


def _trends(years: dict[int, tuple[Seen, ...]], **changes: object) -> Trends:
    indicator = an_indicator(**changes)
    seen = a_situation(years, indicator)
    found = against_city(seen, indicator)
    assert found is not None
    return trends(seen, indicator, found)


def test_panels_stand_in_the_order_of_the_dots() -> None:
    assert _trends({2014: APART, 2019: APART}).districts[0].geography == "133"


def test_a_clear_rise_is_a_shown_improvement() -> None:
    told = {t.geography: t.verdict for t in _trends({2014: APART, 2019: HIGHER}).districts}
    assert told["131"] is Change.IMPROVED


def test_a_change_that_would_show_of_one_district_alone_is_not_shown_of_one_among_ten() -> None:
    still = tuple((180.0, 300.0) for _ in CODES)
    years = {2014: still, 2019: ((206.0, 300.0), *still[1:])}
    assert float(share_test(180, 300, 206, 300)) < 0.05
    alone = {year: (values[0], *[None] * 9) for year, values in years.items()}
    assert {t.geography: t.verdict for t in _trends(alone).districts}["131"] is Change.IMPROVED
    assert {t.verdict for t in _trends(years).districts} == {Change.NOT_SHOWN}


def test_the_interval_beside_an_adjusted_word_is_the_districts_own() -> None:
    still = tuple((180.0, 300.0) for _ in CODES)
    indicator = an_indicator()
    rows = a_situation({2014: still, 2019: ((206.0, 300.0), *still[1:])}, indicator).estimates
    given = arrange(rows, a_registry(indicator), year=2019)
    told = dict(zip(given.geographies, since_baseline(given, assess(given.series)), strict=True))["131"]
    assert told is not None
    assert told.lower is not None
    assert told.lower > 0
    assert told.verdict is Change.NOT_SHOWN


def test_the_changes_shown_are_those_that_the_usual_adjustment_of_ten_chances_leaves() -> None:
    before = tuple((180.0, 300.0) for _ in CODES)
    after = tuple((float(x), 300.0) for x in (240, 225, 213, 209, 206, 204, 150, 181, 178, 188))
    p = [proportions_ztest([180, x], [300, 300])[1] for x, _ in after]
    shown = multipletests(p, alpha=AMONG_MANY, method="fdr_bh")[0]
    told = {t.geography: t.verdict for t in _trends({2014: before, 2019: after}).districts}
    assert [told[code] is not Change.NOT_SHOWN for code in CODES] == shown.tolist()
    assert 0 < shown.sum() < sum(each < 0.05 for each in p)


def test_years_that_scatter_make_a_change_less_sure() -> None:
    calm = {2014 + k: tuple((180.0 + 10 * k, 300.0) for _ in CODES) for k in range(6)}
    swing = {2015: 40, 2016: -40, 2017: 40, 2018: -40}
    wild = {year: tuple((x + swing.get(year, 0), n) for x, n in row) for year, row in calm.items()}
    shown = [sum(t.verdict is Change.IMPROVED for t in _trends(years).districts) for years in (calm, wild)]
    assert shown == [10, 0]


def test_one_year_alone_has_no_verdict() -> None:
    assert {t.verdict for t in _trends({2019: APART}).districts} == {None}


def test_the_city_is_summed_only_in_years_when_all_districts_have_a_value() -> None:
    city = _trends({2017: APART, 2018: (None, *APART[1:]), 2019: APART}).city
    assert city[obs.YEAR].tolist() == [2017, 2019]
    assert city[obs.VALUE].tolist() == [pytest.approx(100 * sum(x for x, _ in APART) / 3000)] * 2  # type: ignore[misc]


def test_acts_that_are_counted_have_no_city_curve() -> None:
    values = tuple(float(n) for n in range(10))
    assert _trends({2018: values, 2019: values}, kind=MeasureKind.STATE, unit="").city.empty


def test_a_missing_or_hidden_year_parts_the_line_and_is_drawn_nowhere() -> None:
    hidden = (ObservationStatus.SUPPRESSED, *APART[1:])
    found = _trends({2015: APART, 2016: APART, 2017: hidden, 2018: APART, 2019: APART})
    drawing = multiples(found, an_indicator(), until=2019)
    panel = next(p for p in drawing["panels"] if p["geography"] == "131")
    assert [[x for x, _ in line] for line in panel["lines"]] == [[0.0, 25.0], [75.0, 100.0]]


def test_panels_are_those_that_were_looked_at() -> None:
    drawing = multiples(_trends({2014: APART, 2016: HIGHER, 2017: APART, 2019: HIGHER}), an_indicator(), until=2019)
    assert same("district-multiples.json", drawing)
    assert panel_image(drawing["panels"][0], drawing).startswith("data:image/svg+xml")


def test_all_panels_share_one_scale() -> None:
    drawing = multiples(_trends({2018: APART, 2019: APART}), an_indicator(), until=2019)
    ends = {p["geography"]: p["end"][1] for p in drawing["panels"]}
    assert ends["131"] > ends["132"] > ends["133"]
    assert set(ends) == set(CODES)


def test_a_value_known_to_be_wrong_parts_the_line_of_its_own_place_alone() -> None:
    turnout = an_indicator(id="valdeltagande-kommunval-vallokal", frequency="vart fjärde år")
    seen = a_situation({2014: APART, 2018: HIGHER}, turnout, until=2018)
    found = against_city(seen, turnout)
    assert found is not None
    told = replace(seen, progress=without_comparison(seen.progress))
    drawing = multiples(trends(told, turnout, found), turnout, until=2018)
    assert {p["geography"]: len(p["lines"]) for p in drawing["panels"]} == {c: 2 if c == "137" else 1 for c in CODES}
    since = {t.geography: texts.since(t) for t in trends(told, turnout, found).districts}
    assert since["137"] == "Kan inte jämföras med 2014"
    assert since["131"] == "Säkerställd förbättring sedan 2014"
    assert told.progress[turnout.id, "137"].assessment is Assessment.NOT_ASSESSED
    reasons = {code: told.progress[turnout.id, code].reason for code in ("131", "137")}
    assert reasons["137"] is Reason.NOT_COMPARABLE
    assert reasons["131"] is not Reason.NOT_COMPARABLE

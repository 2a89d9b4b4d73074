"""Every difference that is shown is the one between the two values shown beside it, over all shipped indicators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts import pairs
from indicators.districts.equality_breakdowns import SEX, between
from indicators.hearing import panels
from indicators.hearing.slides import Gap, Gaps
from indicators.model import Indicator, Progress
from indicators.situation import Situation
from indicators.texts import bound, equality_breakdowns
from indicators.texts.alts import alt_pairs
from indicators.texts.facts import facts, facts_line
from tests.builders import an_indicator
from tests.districts.equal_city import shipped_equality, shipped_situation
from tests.texts.results import a_progress

FIGURE = r"[−+±]?\d[\d\u00a0]*(?:,\d+)?"
BESIDE = re.compile(rf"Utfallet är ({FIGURE})\D.*? och borde vara ({FIGURE}): (?:({FIGURE})|)")
YEARS = (2018, 2020)
At = Callable[[int], Situation]


@pytest.mark.parametrize("year", YEARS)
def test_the_facts_line_tells_the_distance_between_its_two_values(at: At, year: int) -> None:
    told = [(p, i) for p, i in results(at(year)) if BESIDE.search(facts_line(p, i).text)]
    assert len(told) > 60
    for progress, indicator in told:
        assert_beside(progress, indicator)


@pytest.mark.parametrize("year", YEARS)
def test_the_fields_of_a_text_agree_with_each_other(at: At, year: int) -> None:
    seen = 0
    for progress, indicator in results(at(year)):
        told = {name: field(progress, indicator) for name, (_, field) in bound.FIELDS.items()}
        for difference, start in (("avstånd", "borde vara"), ("förändring", "utgångsläge")):
            if told[difference] and told[start]:
                expected = first(told["värde"]) - first(told[start])
                shown = first(told[difference])
                assert shown == (expected if difference == "förändring" else abs(expected)), (indicator.id, told)
                seen += 1
    assert seen > 200


@pytest.mark.parametrize("year", YEARS)
def test_every_distance_of_a_gap_panel_and_its_alternative_is_between_its_ends(year: int) -> None:
    drawn = list(gaps(year))
    assert len(drawn) > 25
    for gap, alt in drawn:
        for pair in (gap.then, gap.now):
            assert first(pair.gap) == abs(first(pair.left.shown) - first(pair.right.shown)), gap
            assert alt is None or f"{pair.gap} år {pair.when}" in alt
        assert_order(gap)


def test_a_page_s_pairs_and_their_alternative_agree(at: At) -> None:
    seen, told = at(2019), 0
    for indicator in seen.registry.indicators.values():
        found = between(seen, indicator, SEX) if SEX in indicator.breakdowns else None
        if found is None:
            continue
        values = {p.year: (p.first, p.second) for p in (found.years[0], found.years[-1])}
        near = pairs.shown_decimals(values, indicator)
        said = alt_pairs(indicator, ("Kvinnor", "Män"), values, decimals=near)
        for one, other, apart in re.findall(rf"kvinnor ({FIGURE})\D*?, män ({FIGURE})\D*?, skillnad ({FIGURE})", said):
            assert first(apart) == abs(first(one) - first(other)), said
            told += 1
        assert near == equality_breakdowns.decimals(found)
    assert told > 15


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3), st.integers(0, 1))
def test_value_and_required_value_never_contradict_their_distance(value: Decimal, due: Decimal, usual: int) -> None:
    indicator = replace(an_indicator(), decimals=usual)
    shown, required = float(value), float(due)
    progress = replace(a_progress(shown), required=required, gap=shown - required)
    assert_beside(progress, indicator)


def test_a_required_value_that_prints_as_a_whole_value_gets_a_decimal() -> None:
    indicator = replace(an_indicator(), decimals=0)
    progress = replace(a_progress(9.0), baseline=6.0, target=12.0, required=9.2, gap=-0.2)
    assert facts_line(progress, indicator).text.startswith("Utfallet är 9 procent och borde vara 9,2: 0,2 procent")
    due = next(fact for fact in facts(progress, indicator) if fact.key == "due")
    assert due.value == "9,2\u00a0%"


def test_a_value_that_a_decimal_does_not_part_from_the_required_one_is_as_good_as_there() -> None:
    progress = replace(a_progress(66.0), required=66.0004, gap=-0.0004)
    assert "66,00 procent och borde vara 66,00: i stort sett på målbanan" in facts_line(progress, an_indicator()).text


def assert_beside(progress: Progress, indicator: Indicator) -> None:
    found = BESIDE.search(facts_line(progress, indicator).text)
    assert found is not None
    value, required, apart = found.groups()
    assert abs(first(value) - first(required)) == first(apart or "0"), found.group()
    side = {True: ("lågt", "under"), False: ("högt", "över")}[first(value) < first(required)]
    rest = facts_line(progress, indicator).strong
    assert not apart or rest.endswith(side[0]) or side[1] in rest, found.group()


def assert_order(gap: Gap) -> None:
    """The printed distances tell the order of the true ones, unless they differ less than is printed."""
    true = [abs((pair.left.value or 0.0) - (pair.right.value or 0.0)) for pair in (gap.then, gap.now)]
    shown = [first(pair.gap) for pair in (gap.then, gap.now)]
    near = -shown[0].as_tuple().exponent
    assert (shown[0] - shown[1]) * Decimal(true[0] - true[1]) >= 0 or abs(true[0] - true[1]) < 10**-near, gap


def results(seen: Situation) -> Iterator[tuple[Progress, Indicator]]:
    yield from ((progress, seen.registry.indicators[key]) for (key, _), progress in seen.progress.items())


def gaps(year: int) -> Iterator[tuple[Gap, str | None]]:
    """The gaps that slides may show, with the text alternative of their panel where all of it stands there."""
    seen, in_districts = shipped_situation(year), shipped_equality(year)
    for indicator in seen.registry.indicators.values():
        panel = panels.gaps(seen, indicator, in_districts=in_districts.get(indicator.id))
        if isinstance(panel, Gaps):
            is_cut = panel.alt.endswith("…")
            yield from ((gap, None if is_cut else panel.alt) for gap in panel.gaps)


def first(text: str) -> Decimal:
    """The first number of a text."""
    found = re.search(FIGURE, text)
    assert found is not None, text
    return Decimal(re.sub(r"[\u00a0+±]", "", found.group()).replace(",", ".").replace("−", "-"))

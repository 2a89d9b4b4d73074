"""Stadsdelar and Min stadsdel: every number in every sentence is the result object's, for every indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from indicators import observations as obs
from indicators import swedish
from indicators.crosswalks import weights
from indicators.districts import funnels
from indicators.districts.against_city import Comparison, Together, against_city
from indicators.districts.judging import CERTAIN, Verdict
from indicators.districts.likeness import alike
from indicators.districts.overview import overview
from indicators.districts.own import Group, own_district
from indicators.districts.reported import Way, offences, reported
from indicators.districts.trends import trends
from indicators.model import Change, GeographyLevel, Good, Indicator, Reason, Registry
from indicators.settings import GEOMETRY_DIR
from indicators.situation import Situation
from indicators.texts import crime, district_funnel, district_trends, districts
from indicators.texts import equality as equality_texts
from indicators.texts import own_district as own_texts
from tests.districts.equal_city import shipped_equality
from tests.districts.reports import At

WORDS = {swedish.count_word(n): n for n in range(1, 13)} | {"ett": 1}
TOKEN = re.compile(r"(?<![\w,])[−+±]?(?:\d{1,3}(?:\u00a0\d{3})+|\d+)(?:,\d+)?(?![\w])|\b(?:" + "|".join(WORDS) + r")\b")
YEARS = (2015, 2019, 2020)


def told(text: str) -> list[str]:
    """The numbers of a sentence, those in words as digits."""
    found = TOKEN.findall(re.sub(r"\ben och en\b", "", text.lower()))
    return [str(WORDS.get(word, word)) for word in found]


def compared(seen: Situation, registry: Registry) -> Iterable[tuple[Indicator, Comparison]]:
    for indicator in registry.indicators.values():
        if GeographyLevel.DISTRICT in indicator.levels and (found := against_city(seen, indicator)) is not None:
            yield indicator, found


@pytest.mark.parametrize("year", YEARS)
def test_the_title_counts_the_districts_that_differ_cannot_be_told_apart_and_lack_values(
    at: At, register: Registry, year: int
) -> None:
    for indicator, found in compared(at(year), register):
        said = districts.title(found, indicator).removeprefix(indicator.short_name)
        assert told(said) == [str(n) for n in _counts(found) if n], (indicator.id, said)


@pytest.mark.parametrize("year", YEARS)
def test_every_other_number_about_the_districts_is_a_field_of_the_comparison(
    at: At, register: Registry, year: int
) -> None:
    places = register.geographies
    for indicator, found in compared(at(year), register):
        known = _printed(found, indicator)
        said = [" ".join(districts.together(found)), districts.city(found, indicator)]
        said += [districts.verdict(d, found.year) for d in found.districts]
        said += [line.partition(": ")[2] for line in districts.listed(found, indicator, places)]
        for sentence in said:
            assert set(told(sentence)) <= known, (indicator.id, sentence)
        who = {places[d.geography].name for d in found.districts if d.verdict in CERTAIN}
        assert {n for _, names in districts.grouped(found.districts, places) for n in names} == who


@pytest.mark.parametrize("year", YEARS)
def test_the_funnel_and_the_panels_say_the_numbers_of_their_results(at: At, register: Registry, year: int) -> None:
    places, seen = register.geographies, at(year)
    for indicator, found in compared(seen, register):
        funnel = funnels.funnel(seen, indicator, found)
        if funnel is not None:
            out = sum(d.verdict in CERTAIN for d in funnel.districts)
            assert told(district_funnel.heading(funnel)) == ([str(out)] if out else [])
            assert not told(district_funnel.variation(funnel, places))
            assert {d.geography for d in funnel.out} == {d.geography for d in funnel.districts if d.verdict in CERTAIN}
        for trend in trends(seen, indicator, found).districts:
            rows = trend.rows[trend.rows[obs.VALUE].notna()]
            ends = [rows.iloc[0], rows.iloc[-1]] if len(rows) > 1 else [r for _, r in rows.iterrows()]
            shown = [
                n
                for row in ends
                for n in (swedish.number(float(row[obs.VALUE]), indicator.decimals), str(int(row[obs.YEAR])))
            ]
            since = told(district_trends.since(trend).replace("ett värde", ""))
            assert set(since) <= {str(trend.from_year), str(trend.to_year)} - {str(None)}
            assert len(since) <= (2 if trend.reported else 1)
            alt = district_trends.alt(trend, indicator, places[trend.geography]).replace("ett värde", "")
            assert told(alt) == shown + since, (indicator.id, trend.geography)


@pytest.mark.parametrize("year", YEARS)
def test_the_title_of_a_district_counts_its_own_groups(at: At, register: Registry, year: int) -> None:
    seen = at(year)
    areas, reports = overview(seen), [reported(seen, i) for i in offences(register)]
    for place in register.in_force(GeographyLevel.DISTRICT, year):
        found = own_district(seen, areas, place.code, told=reports)
        valued = [row.group for row in found.rows if row.indicator.good is not Good.NONE]
        worse, better, same = (valued.count(g) for g in (Group.WORSE, Group.BETTER, Group.SAME))
        counts = []
        for group, count in ((Group.WORSE, worse), (Group.BETTER, better)):
            made_up = sum(row.indicator.is_demo for row in found.of(group))
            counts += [count] if count else []
            counts += [made_up] if 0 < made_up < count else []
        if counts and same:
            counts.append(same)
        title = own_texts.title(found, place)
        assert told(title) == [str(n) for n in counts], place.name
        claimed = [row for g in (Group.WORSE, Group.BETTER) for row in found.of(g)]
        assert ("påhittad" in title) == any(row.indicator.is_demo for row in claimed)
        for row in found.rows:
            change = row.progress.change if row.progress else None
            own = [] if change is None or change.from_year == register.baseline_year else [str(change.from_year)]
            if row.going is not None:
                own = [str(y) for y in (row.going.first, row.going.last) if y is not None]
            assert told(own_texts.since(row, register.baseline_year)) == own
        others = len(register.in_force(GeographyLevel.DISTRICT, year)) - 1
        assert told(own_texts.lead(place, others)) == [str(others)]


def test_the_likeness_says_the_shares_that_it_rests_on(register: Registry) -> None:
    people, places = weights(GEOMETRY_DIR).population, register.geographies
    for place in register.on_level(GeographyLevel.DISTRICT):
        near = alike(register, people, place.code)
        for one, sentence in zip(near, own_texts.likeness(near, place, places), strict=True):
            shown = [swedish.number(100 * share) for share in (one.share, one.own, one.other)]
            assert told(sentence) == shown, sentence


def _counts(found: Comparison) -> list[int]:
    """High, low, not told apart, known to be wrong and without value, as far as the title tells them."""
    if found.together is not Together.DIFFER:
        return []
    certain = [d.difference for d in found.districts if d.verdict in CERTAIN and d.difference is not None]
    if not certain:
        return []
    high = sum(difference > 0 for difference in certain)
    same = sum(d.verdict is Verdict.NOT_APART for d in found.districts)
    faulty = sum(d.verdict is Verdict.NOT_COMPARABLE for d in found.districts)
    return [high, len(certain) - high, same, faulty, sum(d.value is None for d in found.districts)]


def _printed(found: Comparison, indicator: Indicator) -> set[str]:
    """The numbers of a comparison as sentences may print them."""
    values = [found.city, *(d.value for d in found.districts)]
    shown = {swedish.number(v, indicator.decimals) for v in values if v is not None}
    return shown | {str(found.year), str(len(found.comparable))}


def test_no_district_and_no_city_shows_no_difference_where_none_could_be_tested(at: At, register: Registry) -> None:
    seen, untested = at(2020), 0
    areas = overview(seen)
    for place in register.in_force(GeographyLevel.DISTRICT, 2020):
        for row in own_district(seen, areas, place.code, told=()).rows:
            change = row.progress.change if row.progress else None
            if change is not None and change.reason is Reason.NOT_DEFINED:
                untested += 1
                assert own_texts.since(row, register.baseline_year).startswith("Går inte att pröva: felmarginal saknas")
    assert untested
    walks = shipped_equality(2020)["demo-nattvandringar"]
    assert equality_texts.in_short(walks)[0] == "Nivån: ingen säkerställd riktning"
    assert walks.gap.city is not None
    two_years = replace(walks, gap=replace(walks.gap, city=replace(walks.gap.city, slope_lower=None)))
    assert equality_texts.in_short(two_years)[0] == "Nivån går inte att pröva: felmarginal saknas"
    assert equality_texts.facts(two_years)[0].verdict == "Går inte att pröva: felmarginal saknas"


@pytest.mark.parametrize("year", [2015, 2020])
def test_reported_crime_is_told_in_the_same_words_on_every_page(at: At, register: Registry, year: int) -> None:
    seen, checked = at(year), 0
    areas, reports = overview(seen), [reported(seen, i) for i in offences(register)]
    places = register.in_force(GeographyLevel.DISTRICT, year)
    own = {p.code: own_district(seen, areas, p.code, told=reports).rows for p in places}
    for of_crime in reports:
        indicator, found = of_crime.indicator, against_city(seen, of_crime.indicator)
        assert found is not None
        for trend in trends(seen, indicator, found).districts:
            going = of_crime.of(trend.geography).trend
            row = next(r for r in own[trend.geography] if r.indicator.id == indicator.id)
            said = crime.over(going)
            assert district_trends.since(trend) == own_texts.since(row, register.baseline_year) == said
            assert said.startswith(crime.WAYS.get(going.way, "Går inte att pröva")) or going.reason is Reason.MISSING
            assert trend.verdict not in (Change.IMPROVED, Change.WORSENED)
            checked += going.way in (Way.MORE, Way.FEWER)
    assert checked or year < 2019

"""The sentences of the equal city: what they claim, and that their numbers are the result's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import swedish
from indicators.districts import equality, equality_breakdowns
from indicators.districts.equality import Equality, Standing
from indicators.districts.equality_breakdowns import SEX
from indicators.measures.equity.results import LevelAndGap, YearlyGap
from indicators.model import Good
from indicators.texts import equality as texts
from indicators.texts import equality_breakdowns as breakdowns
from indicators.texts import equality_charts as charts
from tests.builders import Seen
from tests.districts.equal_city import CODES, crime, moving, rates, shipped_equality, shipped_situation, told
from tests.ingest import shipped

GOLDEN = Path(__file__).parents[1] / "golden" / "texts" / "equality.txt"
YEARS = (2016, 2018, 2020)
NUMBER = re.compile(r"[−+±]?\d[\d\u00a0]*(?:,\d+)?")


def case(worst: float, others: float) -> Equality:
    series: dict[str, list[Seen]] = {"131": moving(2_000, worst), **{c: moving(900, others) for c in CODES[1:]}}
    return told(rates(series))


@pytest.mark.parametrize(
    ("worst", "others", "verdict", "start"),
    [
        (-150, -20, LevelAndGap.BETTER_MORE_EQUAL, "Bättre och mer jämlikt: "),
        (60, -60, LevelAndGap.BETTER_LESS_EQUAL, "Bättre men mindre jämlikt: "),
        (-40, 60, LevelAndGap.WORSE_MORE_EQUAL, "Sämre men mer jämlikt: "),
        (150, 20, LevelAndGap.WORSE_LESS_EQUAL, "Sämre och mindre jämlikt: "),
    ],
)
def test_level_and_gap_are_one_sentence(worst: float, others: float, verdict: LevelAndGap, start: str) -> None:
    found = case(worst, others)
    assert found.gap.verdict is verdict
    assert texts.title(found).startswith(start)


def test_an_unknown_gap_is_said_to_be_so() -> None:
    assert "går inte att avgöra om" in texts.title(case(0, 0))


def test_without_a_wished_direction_nothing_is_better_or_worse() -> None:
    series: dict[str, list[Seen]] = {"131": moving(2_000, -150), **{c: moving(900, -20) for c in CODES[1:]}}
    title = texts.title(told(rates(series), indicator=crime(good=Good.NONE)))
    assert title.startswith("Andelen")
    assert "har minskat, och skillnaden mellan stadsdelarna har minskat" in title


def test_the_end_that_moved_most_is_named_first() -> None:
    moved = texts.moved(case(-150, -20))
    assert moved is not None
    assert moved.text == "Mest har Stadsdel 131 rört sig: −750 sedan 2014, mot −100 i Stadsdel 132."


def test_ends_that_change_places_are_told() -> None:
    assert any("bytt plats" in note for note in texts.notes(case(-300, 0)))


@pytest.mark.parametrize("year", YEARS)
def test_distance_and_ratio_are_the_result_s(year: int) -> None:
    for found in shipped_equality(year).values():
        then, now = found.gap.at_baseline, found.gap.now
        if not found.has_ends or then is None or now is None:
            continue
        for printed, year in zip(texts.distances(found), (then, now), strict=True):
            assert printed == swedish.NOTHING or lies_between_its_ends(printed, year), found.indicator.id
        for printed, exact in zip(texts.ratios(found), (then.times, now.times), strict=True):
            assert printed == swedish.NOTHING or agrees(printed, exact), found.indicator.id


@pytest.mark.parametrize("year", YEARS)
def test_the_pace_of_the_gap_is_the_result_s(year: int) -> None:
    for found in shipped_equality(year).values():
        change = found.gap.absolute.change
        pace = re.search(
            r"([−+±][\d\u00a0,]+) (?:om året|sedan \d{4}) \((.+?) till (.+?)\)\.", texts.facts(found)[1].sub
        )
        if pace is None:
            continue
        told, *limits = pace.groups()
        assert all(map(agrees, limits, (change.lower, change.upper))), found.indicator.id
        if found.gap.absolute.is_per_year:
            assert agrees(told, change.value), found.indicator.id
        else:  # between the two distances as they are printed
            first, last = map(read, texts.distances(found))
            assert read(told) == last - first, found.indicator.id


def test_an_end_has_moved_as_far_as_its_two_printed_values() -> None:
    seen = 0
    for found in shipped_equality(2018).values():
        moved = texts.moved(found)
        if moved is None or found.gap.worst is None or found.gap.best is None:
            continue
        near, steps = texts.distance_decimals(found), re.findall(r"[−+±][\d\u00a0,]+", moved.text)
        ends = [(end.at_baseline.value or 0.0, end.now.value or 0.0) for end in (found.gap.worst, found.gap.best)]
        printed = [[read(swedish.number(value, near)) for value in end] for end in ends]
        assert {read(step) for step in steps} <= {last - first for first, last in printed}, found.indicator.id
        seen += len(steps)
    assert seen > 20


@pytest.mark.parametrize("year", YEARS)
def test_an_interval_without_zero_never_stands_beside_undecided_without_the_reason(year: int) -> None:
    for found in shipped_equality(year).values():
        for fact in texts.facts(found)[1:]:
            limits = re.search(rf"\(({NUMBER.pattern}) till ({NUMBER.pattern})\)", fact.sub)
            if limits is not None and fact.verdict == "Går inte att avgöra":
                low, high = limits.groups()
                assert not (low[0] == high[0] and low[0] in "−+"), (found.indicator.id, fact)


def test_a_change_taken_back_for_the_choice_of_ends_says_so_in_the_fact() -> None:
    ratio = texts.facts(shipped_equality(2020)["demo-trygg-ute-kvallstid"])[2]
    assert ratio.verdict == "Går inte att avgöra: minskningen kan bero på hur ändarna valdes"


@pytest.mark.parametrize("year", YEARS)
def test_the_contributions_in_the_lead_are_the_result_s(year: int) -> None:
    for found in shipped_equality(year).values():
        made = found.gap.change_made
        if made is None or made.change is None:
            continue
        said = charts.parts_lead(found, made, charts.parts_decimals(made, found.indicator)).strong
        if " svarar tillsammans för " not in said:
            continue
        two = [c for c in made.contributions if c.name in said and (c.change.value or 0) * made.change > 0]
        first, second = NUMBER.findall(said.split(" för ")[1])
        assert agrees(first, sum(c.change.value or 0 for c in two)), found.indicator.id
        assert agrees(second, made.change), found.indicator.id


@pytest.mark.parametrize("year", YEARS)
def test_full_equality_in_people_is_the_result_s(year: int) -> None:
    names = shipped.the_register().geographies
    for found in shipped_equality(year).values():
        said, best = charts.full_equality(found, names), found.gap.best_for_all
        if said is None or best is None or not said.strong:
            continue
        assert found.has_persons
        assert agrees(NUMBER.findall(said.strong)[0], abs(best.persons.value or 0)), found.indicator.id
        size, _, part = said.before.partition(" vara ")[2].partition("(")
        assert agrees(NUMBER.findall(size)[0], abs(best.difference.value or 0)), said.before
        assert [agrees(printed, abs(best.percent.value or 0)) for printed in NUMBER.findall(part)] == [True]
        caveat = " ".join(charts.full_equality_caveat(found))
        assert agrees(NUMBER.findall(caveat)[0], 100 * (best.reference_share or 0)), caveat
        is_less = len(found.left_out) > 0
        assert ("alla nio stadsdelar som kan jämföras" in said.before, "alla i de nio" in caveat) == (is_less, is_less)
        if is_less:
            assert best.level is not None
            assert agrees(NUMBER.findall(caveat)[-1], best.level), caveat


def test_the_slope_in_words_is_the_result_s() -> None:
    found = equality.groups(shipped_situation(2018), "valdeltagande-riksdagsval-vallokal")
    assert found is not None
    slope, ratio = found.slopes[-1].slope, found.slopes[-1].ratio
    said = NUMBER.findall(charts.groups_lead(found, shipped.the_register().indicators[found.indicator]).text)
    assert all(agrees(p, e) for p, e in zip(said, (slope.value, slope.lower, slope.upper, ratio.value), strict=True))


def test_the_counts_in_the_summary_are_those_of_its_rows() -> None:
    counts = equality.counted(list(shipped_equality(2020).values()))
    title = texts.summary_title(counts)
    shown = [len(counts[s]) for s in Standing]
    assert re.findall(r"för (\w+)", title) == [swedish.count_word(n) for n in shown]


def test_the_reading_of_the_gap_tells_of_the_target_and_of_empty_years_only_where_they_are_drawn() -> None:
    told = {
        (year, found.indicator.id): " ".join(charts.reading_gap(found, last=2020))
        for year in (2018, 2020)
        for found in shipped_equality(year).values()
        if found.has_ends
    }
    assert {key for (_, key), said in told.items() if "Romben är målet" in said} == {"demo-trygg-ute-kvallstid"}
    late = {key for key, found in shipped_equality(2020).items() if found.gap.value_year == 2020}
    assert late
    assert {key for (year, key), said in told.items() if year == 2020 and "tomma" in said}.isdisjoint(late)
    assert all("tomma" in said for (year, _), said in told.items() if year == 2018)
    assert not any("{" in said for said in told.values())
    drawn = {
        (year, key)
        for year, key in told
        if any(y.difference.lower is not None for y in shipped_equality(year)[key].gap.years)
    }
    assert {key for key, said in told.items() if "felmarginalen" in said} == drawn


def test_no_text_alternative_is_too_long_or_claims_more() -> None:
    for found in shipped_equality(2020).values():
        if found.has_ends:
            assert len(charts.alt_ends(found)) <= 600
            alt = charts.alt_gap(found)
            assert ("Säkerställt" in alt) == (found.standing in (Standing.CLOSING, Standing.WIDENING))


def test_a_hidden_district_s_value_is_in_no_sentence() -> None:
    found = shipped_equality(2019)["demo-kan-paverka-lokalt"]
    assert texts.distances(found) == (swedish.NOTHING, swedish.NOTHING)
    assert texts.ends(found) == swedish.NOTHING


def test_the_sentences_are_those_that_were_read() -> None:
    text = "\n".join(everything_said()) + "\n"
    if os.environ.get("LAGESBILD_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text


def everything_said() -> Iterator[str]:
    """Every sentence about every shipped indicator at three viewpoints."""
    names = shipped.the_register().geographies
    for year in YEARS:
        every = list(shipped_equality(year).values())
        yield f"# {year}: {texts.summary_title(equality.counted(every))}"
        for found in every:
            yield f"## {found.indicator.id}: {texts.title(found)}"
            yield from (f"{f.label}: {f.figure} | {f.verdict} | {f.sub}" for f in texts.facts(found))
            if found.has_ends:
                yield from texts.notes(found)
                yield from (s.text for s in (texts.moved(found), charts.full_equality(found, names)) if s)
                yield from (charts.alt_ends(found), charts.alt_gap(found), charts.gap_about(found))
            made = found.gap.change_made
            if made is not None and made.contributions:
                yield charts.parts_lead(found, made, charts.parts_decimals(made, found.indicator)).text
        for pair in equality_breakdowns.of_every_indicator(shipped_situation(year), SEX):
            yield f"{pair.indicator.id}: {breakdowns.lead(pair)} {breakdowns.verdict(pair)[0]}"


def agrees(printed: str, exact: float | None) -> bool:
    """Whether a printed number is the exact one, rounded to as many decimals as it shows."""
    return exact is not None and abs(float(read(printed)) - exact) <= 0.5 * 10 ** -near_of(printed) + 1e-9


def lies_between_its_ends(printed: str, year: YearlyGap) -> bool:
    """Whether a printed distance is between the two ends as they are printed with as many decimals."""
    best, worst = (read(swedish.number(end.value or 0.0, near_of(printed))) for end in (year.best, year.worst))
    return read(printed) == abs(best - worst)


def near_of(printed: str) -> int:
    return len(printed.partition(",")[2])


def read(printed: str) -> Decimal:
    return Decimal(printed.replace("\u00a0", "").replace("−", "-").replace("±", "").replace(",", ".").lstrip("+"))

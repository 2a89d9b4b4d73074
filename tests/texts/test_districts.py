"""Sentences about districts: golden texts, and numbers that are those of the result."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from indicators import swedish
from indicators.districts.against_city import Comparison
from indicators.districts.judging import Verdict
from indicators.model import Good, Indicator, MeasureKind, ObservationStatus
from indicators.texts import district_reading, district_trends, own_district
from indicators.texts import districts as texts
from tests.builders import a_registry, an_indicator
from tests.charts.golden import same
from tests.districts.tables import ALIKE, APART, a_comparison
from tests.texts.test_claims import BANNED

PLACES = a_registry().geographies
MISSING = [ObservationStatus.SUPPRESSED, None, *APART[2:]]
CASES: dict[str, tuple[Comparison, Indicator]] = {
    "apart": (a_comparison(APART), an_indicator()),
    "alike": (a_comparison(ALIKE, city=(1820.0, 3000.0)), an_indicator()),
    "missing": (a_comparison(MISSING), an_indicator()),
    "neutral": (a_comparison(APART, good=Good.NONE), an_indicator(good=Good.NONE)),
    "untested": (
        a_comparison([float(n) for n in range(10)], kind=MeasureKind.STATE, unit=""),
        an_indicator(kind=MeasureKind.STATE, unit=""),
    ),
}


def _said(found: Comparison, indicator: Indicator) -> dict[str, object]:
    return {
        "title": texts.title(found, indicator),
        "together": " ".join(texts.together(found)),
        "subtitle": texts.subtitle(found, indicator),
        "city": texts.city(found, indicator),
        "notes": texts.notes(found, indicator, PLACES),
        "words": {PLACES[d.geography].name: texts.verdict(d, found.year) for d in found.districts},
        "alt": texts.alt(found, indicator, PLACES),
        "reading": district_reading.dots(found),
    }


def test_sentences_are_those_that_were_read() -> None:
    assert same("district-sentences.json", {name: _said(*case) for name, case in CASES.items()})


def test_the_reading_tells_of_margins_lines_and_missing_values_only_where_they_are_shown() -> None:
    told = {name: " ".join(district_reading.dots(found)) for name, (found, _) in CASES.items()}
    assert {name for name, said in told.items() if "strecket dess felmarginal" in said} == set(CASES) - {"untested"}
    assert "ingen känd felmarginal, så inget streck är ritat" in told["untested"]
    assert {name for name, said in told.items() if "lodräta linjen" in said} == {
        name for name, (found, _) in CASES.items() if found.city is not None
    }
    assert {name for name, said in told.items() if "”Säkerställt” sägs" in said} == set(CASES) - {"untested"}
    assert {name for name, said in told.items() if "utan värde står sist" in said} == {"missing"}


@pytest.mark.parametrize("name", ["apart", "missing", "neutral"])
def test_counts_in_the_title_are_the_results(name: str) -> None:
    found, indicator = CASES[name]
    counts = Counter(d.verdict for d in found.districts)
    title = texts.title(found, indicator)
    for verdict in (Verdict.NOT_APART, Verdict.ABSENT):
        if counts[verdict]:
            assert swedish.count_word(counts[verdict]) in title


def test_a_hidden_value_is_told_by_its_reason_only() -> None:
    found, indicator = CASES["missing"]
    assert texts.verdict(found.districts[-2], found.year) == "Dolt av sekretesskäl 2019"
    assert "Stadsdel 131" not in texts.alt(found, indicator, PLACES)


def test_no_sentence_claims_a_cause_or_uses_a_banned_word() -> None:
    told = json.dumps([_said(*case) for case in CASES.values()], ensure_ascii=False)
    fixed = " ".join(
        [
            *district_reading.OVERVIEW,
            *own_district.READING,
            *own_district.TESTS.values(),
            district_trends.SINCE,
            district_trends.SINCE_REPORTED,
        ]
    )
    assert not BANNED.search(told + fixed + own_district.LIKENESS_NOTE)


def test_no_value_at_all_is_said() -> None:
    assert texts.title(None, an_indicator()) == "Känner sig trygga: ingen stadsdel har något värde"

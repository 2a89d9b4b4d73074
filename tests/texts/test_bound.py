"""Bound fields: filled as printed everywhere else, refused in words where they are none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import analyses
from indicators.measures import overview
from indicators.model import Assessment, ObservationStatus, Reason
from indicators.situation import Situation
from indicators.texts import figures
from indicators.texts.bound import FIELDS, GONE, Context, filled
from tests.builders import a_registry, an_indicator, observed, together
from tests.texts.results import a_progress, an_estimate

ID = "an-indicator"
OWN = an_indicator(headline=1, decimals=0)
MADE_UP = replace(OWN, id="demo-other", headline=None)
CITY = a_progress(share_of_total=0.5)
NOTHING = a_progress(None, geography="131", value=an_estimate(None, reason=Reason.SUPPRESSED))


def _seen() -> Situation:
    registry = a_registry(OWN, MADE_UP)
    rows = together(
        observed("1480", {2014: 62.0, 2016: 64.4, 2018: 66.0}), observed("131", {2018: ObservationStatus.SUPPRESSED})
    )
    results = {
        (ID, "1480"): CITY,
        (ID, "131"): NOTHING,
        ("demo-other", "1480"): a_progress(30.0, indicator="demo-other", assessment=Assessment.WORSENING),
    }
    estimates = overview.estimates(rows, registry)
    return Situation(
        registry=registry, year=2018, version=1, observations=rows, estimates=estimates, progress=results, earlier={}
    )


SEEN: Final = _seen()


def fill(text: str, subject: str = f"indikator/{ID}") -> str:
    return analyses.filled(subject, text, lambda: SEEN).text


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("värde", "66 procent"),
        ("år", "2018"),
        ("utgångsläge", "62 procent"),
        ("utgångsår", "2014"),
        ("mål", "minst 70 procent"),
        ("målår", "2020"),
        ("borde vara", "67 procent"),
        ("avstånd", "1 procentenhet"),
        ("förändring", "+4 procentenheter"),
        ("andel av vägen", "50 procent"),
        ("takt", "+1,0 procentenhet per år"),
        ("bedömning", "på väg"),
    ],
)
def test_every_field_tells_its_figure(field: str, told: str) -> None:
    assert fill(f"Det är {{{field}}}.") == f"Det är {told}."


def test_every_field_is_tried() -> None:
    assert set(FIELDS) == {
        "värde", "år", "utgångsläge", "utgångsår", "mål", "målår",
        "borde vara", "avstånd", "förändring", "andel av vägen", "takt", "bedömning",
    }  # fmt: skip


def test_a_field_prints_what_tables_print() -> None:
    assert fill("{värde}").split()[0] == figures.printed(CITY, OWN).value


def test_a_field_may_name_indicator_place_and_year_in_any_order_and_case() -> None:
    for field in (f"{{Värde {ID} 1480 2016}}", f"{{värde  2016 {ID}}}", "{värde\u00a02016}"):
        assert fill(field) == "64 procent"
    assert fill("{bedömning demo-other}") == "åt fel håll"


def test_a_hidden_value_is_told_as_hidden_and_its_number_never_shown() -> None:
    told = fill("{värde 131}, {förändring 131}, {värde 131 2018}")
    assert told.count("dolt av sekretesskäl") == 3
    assert not any(sign.isdigit() for sign in told)


def test_a_made_up_number_is_said_to_be() -> None:
    assert analyses.filled("omrade/1", "{värde demo-other}", lambda: SEEN).is_demo
    assert not analyses.filled("omrade/1", "{värde}", lambda: SEEN).is_demo


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("tokig", "är inget fält. Det finns {värde}"),
        ("värde okänd-sak", "okänd-sak är varken en indikators id, en plats eller ett år"),
        ("mål 2016", "bara värde kan ha ett år"),
        ("värde 2019", "ligger efter läget 2018"),
        ("värde 2015", "har inget värde 2015 i Göteborg"),
        ("värde 132", "följs inte i Stadsdel 132"),
    ],
)
def test_what_is_no_field_is_a_fault_in_words_and_a_gap_in_the_text(field: str, fault: str) -> None:
    found = analyses.filled(f"indikator/{ID}", f"a {{{field}}} b", lambda: SEEN)
    assert found.text == f"a {GONE} b"
    assert len(found.faults) == 1
    assert fault in found.faults[0]


def test_a_subject_without_an_indicator_of_its_own_asks_for_one() -> None:
    assert "säger inte vilken indikator" in analyses.filled("stadsdel/131", "{värde}", lambda: SEEN).faults[0]
    assert analyses.filled("stadsdel/131", f"{{mål {ID}}}", lambda: SEEN).text == "minst 70 procent"
    assert "finns inte i registret" in filled("{värde}", Context(seen=SEEN, indicator="gone")).faults[0]


def test_an_area_speaks_of_its_headline_indicator() -> None:
    assert fill("{värde}", "omrade/1") == "66 procent"


def test_a_text_without_fields_asks_for_no_results() -> None:
    def never() -> Situation:
        raise AssertionError("asked")

    assert analyses.filled("omrade/1", "Klamrar { } och {}.", never).text == "Klamrar { } och {}."


@settings(max_examples=60, deadline=1000)
@given(st.text(alphabet=st.sampled_from(list("{}{}värdemål 2018131\n\u00a0-|<>&")), max_size=120))
def test_no_text_makes_the_filling_fail(text: str) -> None:
    found = analyses.filled("omrade/1", text, lambda: SEEN)
    assert (GONE in found.text) == bool(found.faults)

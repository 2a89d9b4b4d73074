"""What an indicator may not say at the same time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import registry
from indicators.errors import RegistryError
from tests.documents import an_entry, register_documents
from tests.registry.faults import faults_of, the_fault


def a_gap_target(**changes: Any) -> dict[str, Any]:
    return {
        "measure": "skillnad",
        "sense": "högst",
        "value": 10,
        "year": 2020,
        "decision": a_target()["decision"],
    } | changes


def a_target(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (an_entry()["target"] | changes).items() if value is not None}


def a_change(value: float) -> dict[str, Any]:
    return a_target(kind="change", value=value, sense=None)


LOW = {"good": "low", "target": a_target(sense="högst", value=50)}


def loads(**changes: Any) -> bool:
    return bool(registry.load(register_documents(an_entry(**changes))).indicators)


@pytest.mark.parametrize(
    "changes",
    [
        LOW,
        {"target": a_target(value=62)},
        {"baseline": {"year": 2014}},
        {"target": a_change(15)},
        {"good": "low", "target": a_change(-15)},
        {"good": "low", "target": a_change(-15) | {"sense": "högst"}},
        {"target": a_target(kind="direction", value=None, sense=None, wording="Öka tryggheten")},
        {"target": a_target(kind="keep", value=None, sense=None, tolerance=1.5)},
        {"target": a_target(kind="qualitative", value=None, sense=None, wording="Klart"), "baseline": {"year": 2014}},
        {"gap_target": a_gap_target()},
        {"gap_target": a_gap_target(measure="kvot", value=1.2), "without": ["target"]},
        {"without": ["target"]},
        {"without": ["target", "baseline"]},
        {"without": ["target", "baseline"], "role": "context", "good": "none"},
        {"breaks": [{"year": 2014, "what": "ny fråga"}]},
        {"breaks": [{"year": 2017, "what": "ny insamling"}]},
        {"kind": "rate", "multiplier": 100000, "unit": "per 100 000 invånare"},
        {"kind": "rate", "multiplier": 1000, "unit": "per 1\u00a0000"},
        {"kind": "rate", "multiplier": 1, "unit": "dagar per person"},
        {"kind": "mean", "multiplier": 1, "unit": "poäng"},
        {"suppression": {"counts_below": 0, "base_below": 0}},
    ],
)
def test_what_does_not_contradict_itself_is_loaded(changes: dict[str, Any]) -> None:
    assert loads(**changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"gap_target": a_gap_target(sense="minst")}, 'ett mål för avståndet är ett tak. Skriv sense = "högst"'),
        ({"gap_target": a_gap_target(value=-1)}, "ett avstånd är aldrig negativt"),
        ({"gap_target": a_gap_target(value=101)}, "andelar skiljer sig högst 100 procentenheter"),
        ({"gap_target": a_gap_target(measure="kvot", value=0.9)}, "kvoten mellan två stadsdelar är minst 1"),
        (
            {"gap_target": a_gap_target(year=2014)},
            "gap_target har målåret 2014, som inte ligger efter utgångsläget 2014",
        ),
        ({"gap_target": a_gap_target(), "levels": ["kommun"]}, "gap_target gäller stadsdelar, men levels har inte sdn"),
        ({"gap_target": a_gap_target(), "role": "context", "without": ["target"]}, "kan inte ha mål för avståndet"),
        ({"gap_target": a_gap_target(), "without": ["target", "baseline"]}, "gap_target kräver ett utgångsläge"),
        ({"target": a_target(value=61.9)}, "målvärdet 61.9 ligger på fel sida om utgångsvärdet 62"),
        (LOW | {"target": a_target(sense="högst", value=63)}, "målvärdet 63 ligger på fel sida om utgångsvärdet 62"),
        ({"target": a_target(sense="högst")}, '"högst" går emot good = "high". Skriv sense = "minst"'),
        ({"good": "low", "target": a_target(value=50)}, '"minst" går emot good = "low". Skriv sense = "högst"'),
        ({"target": a_change(-5)}, 'förändringen -5 procent går emot good = "high"'),
        ({"good": "low", "target": a_change(5)}, 'förändringen 5 procent går emot good = "low"'),
        ({"target": a_change(5) | {"sense": "högst"}}, '"högst" går emot'),
        ({"target": a_change(0)}, 'Skriv kind = "keep"'),
        ({"good": "low", "target": a_change(-101)}, "större än hela värdet"),
        ({"target": a_change(5), "baseline": {"year": 2014, "value": 0}}, "procent av noll finns inte"),
        ({"target": a_target(value=None)}, "target.value saknas. Ett mål av slaget level behöver ett tal"),
        ({"target": a_target(sense=None)}, 'target.sense saknas. Skriv sense = "minst"'),
        ({"target": a_target(year=2014)}, "målåret 2014 ligger inte efter utgångsläget 2014"),
        ({"target": a_target(year=2012)}, "målåret 2012 ligger inte efter utgångsläget 2014"),
        ({"without": ["baseline"]}, "target kräver ett utgångsläge. Lägg till baseline"),
        ({"good": "none"}, "målet säger inte vilket håll som är bra"),
        ({"target": a_target(kind="direction", sense=None)}, "target.value hör inte till ett mål av slaget direction"),
        ({"target": a_target(kind="keep")}, "target.value hör inte till ett mål av slaget keep"),
        ({"target": a_target(tolerance=2)}, "target.tolerance hör bara till mål av slaget keep"),
        ({"target": a_target(kind="keep", value=None, tolerance=-1)}, "target.tolerance är negativ"),
        ({"target": a_target(kind="qualitative", value=None)}, "target.wording saknas"),
        ({"target": a_target(value=101)}, "target.value är 101, men en andel ligger mellan 0 och 100"),
        ({"baseline": {"year": 2014, "value": -1}}, "baseline.value är -1, men en andel ligger mellan 0 och 100"),
        (
            {"kind": "rate", "multiplier": 1000, "unit": "per 1 000", "baseline": {"year": 2014, "value": -1}},
            "baseline.value är -1, men ett antal per invånare är aldrig negativt",
        ),
        ({"role": "context"}, "en kontextindikator bedöms inte och kan inte ha mål"),
        ({"role": "context", "without": ["target"], "headline": 1}, "kan inte vara huvudindikator"),
        ({"baseline": {"year": 2009}}, "baseline har 2009, som ligger utanför serien (2010–)"),
        ({"years": [2010, 2013]}, "baseline har 2014, som ligger utanför serien (2010–2013)"),
        ({"breaks": [{"year": 2009, "what": "x"}]}, "breaks har 2009, som ligger utanför serien (2010–)"),
        ({"years": [2010, 2019], "breaks": [{"year": 2020, "what": "x"}]}, "breaks har 2020, som ligger utanför"),
        ({"breaks": [{"year": 2012, "what": "x"}, {"year": 2012, "what": "y"}]}, "breaks har 2012 två gånger"),
        ({"breaks": [{"year": 2015, "what": "x"}]}, "serien bryts 2015, året efter utgångsläget 2014"),
        ({"multiplier": 1}, 'Skriv unit = "%" och multiplier = 100 (nu "%" och 1)'),
        ({"kind": "register_share", "unit": "procent"}, 'Skriv unit = "%" och multiplier = 100'),
        ({"kind": "rate"}, 'enheten "%" stämmer inte med multiplier 100'),
        ({"kind": "rate", "unit": "per 1 000", "multiplier": 100000}, 'enheten "per 1 000" stämmer inte'),
        ({"kind": "mean", "unit": "poäng"}, "kind = mean räknas inte upp. Skriv multiplier = 1."),
        ({"kind": "value", "multiplier": 0}, "multiplier ska vara större än noll"),
    ],
)
def test_a_contradiction_is_told(changes: dict[str, Any], expected: str) -> None:
    assert expected in the_fault(an_entry(**changes))


def test_several_contradictions_of_one_indicator_are_told_at_once() -> None:
    told = faults_of(register_documents(an_entry(years=[2015], multiplier=1, target=a_target(value=50, year=2010))))
    assert len(told) == 4


def test_a_field_that_cannot_be_read_brings_no_second_fault() -> None:
    assert "baseline.value" in the_fault(an_entry(baseline={"year": 2014, "value": "62"}))


@given(baseline=st.floats(0, 100), value=st.floats(0, 100), good=st.sampled_from(["high", "low"]))
def test_a_level_target_is_loaded_exactly_when_it_asks_for_no_less_good(
    baseline: float, value: float, good: str
) -> None:
    target = a_target(value=value, sense="minst" if good == "high" else "högst")
    is_sound = value >= baseline if good == "high" else value <= baseline
    try:
        loaded = loads(good=good, baseline={"year": 2014, "value": baseline}, target=target)
    except RegistryError:
        loaded = False
    assert loaded is is_sound

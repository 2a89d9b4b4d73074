"""The facts beside the chart, the facts line, the source line, the alternatives in text, and what we do not know."""

from __future__ import annotations

import pytest

from indicators.model import (
    Assessment,
    Decision,
    GeographyLevel,
    Good,
    IndicatorRole,
    MeasurementGap,
    Reason,
    TargetKind,
)
from indicators.swedish import NBSP
from indicators.texts.sentences import (
    READING,
    alt,
    alt_districts,
    alt_pairs,
    facts,
    facts_line,
    source_line,
    target,
    target_origin,
    target_standing,
    unknown,
    value,
)
from tests.builders import a_geography, a_registry, a_target, an_indicator, observed, the_city, together
from tests.texts.results import a_progress, an_estimate, fear, fear_worsening

INDICATOR = an_indicator()


def test_five_facts_stand_in_order() -> None:
    assert [f.key for f in facts(a_progress(), INDICATOR)] == ["outcome", "due", "target", "pace", "chance"]


def test_the_facts_are_printed_as_in_the_design() -> None:
    rows = {f.key: (f.value, f.sub) for f in facts(a_progress(), INDICATOR)}
    assert rows == {
        "outcome": (f"66,0{NBSP}%", "felmarginal 64,5–67,5"),
        "due": (f"67,3{NBSP}%", "1,3 procentenheter under målbanan"),
        "target": (f"minst 70{NBSP}%", "förslag i registret, inte beslutat"),
        "pace": ("+0,5 till +1,5", "procentenheter, felmarginal för alla år sedan 2014 · målet kräver +1,3"),
        "chance": ("Kan gå åt båda hållen", "40 procent, om takten sedan 2014 håller i sig"),
    }


def test_without_target_only_outcome_and_pace_are_facts_beside_what_is_missing() -> None:
    result = a_progress(target=None, target_year=None, required=None, gap=None, assessment=Assessment.NOT_ASSESSED)
    rows = facts(result, an_indicator(target=None))
    assert [(f.key, f.label) for f in rows[1:]] == [("target", "Mål saknas"), ("pace", "Takt per år")]


def test_at_the_target_year_what_was_said_replaces_path_and_chance() -> None:
    result = a_progress(year=2020, value_year=2020, assessment=Assessment.MISSED)
    said = {2019: Assessment.BEHIND, 2018: Assessment.ON_TRACK}
    rows = facts(result, INDICATOR, along_the_way=said)
    assert [f.key for f in rows] == ["outcome", "target", "pace", "along"]
    assert rows[-1].marks == ((2018, Assessment.ON_TRACK), (2019, Assessment.BEHIND))


def test_too_few_measurements_leave_pace_and_chance_with_their_reason() -> None:
    nothing = {"slope": None, "slope_lower": None, "slope_upper": None, "chance": None}
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.TOO_FEW, points=2, **nothing)
    rows = {f.key: f for f in facts(result, INDICATOR)}
    assert rows["chance"].sub == "för få mätningar"
    assert rows["pace"].sub.startswith("för få mätningar")


def test_a_pace_limit_that_is_not_zero_is_not_printed_as_zero() -> None:
    rows = {f.key: f for f in facts(a_progress(slope=0.3, slope_lower=0.004, slope_upper=0.6), INDICATOR)}
    assert rows["pace"].value == "+0,004 till +0,600"


def test_context_has_no_target_row() -> None:
    context = an_indicator(role=IndicatorRole.CONTEXT, target=None)
    assert "target" not in [f.key for f in facts(a_progress(target=None), context)]


def test_a_missing_value_is_a_dash_with_its_reason() -> None:
    result = a_progress(None, assessment=Assessment.NOT_ASSESSED, reason=Reason.MISSING)
    first = facts(result, INDICATOR)[0]
    assert (first.value, first.sub) == ("–", "underlag saknas")


def test_the_facts_line_is_as_in_the_design() -> None:
    statement = facts_line(fear_worsening(), fear())
    assert statement.strong == "7 procentenheter för högt"
    assert statement.text == (
        "Utfallet är 22 procent och borde vara 15: 7 procentenheter för högt. "
        "Räknat på alla mätningar sedan 2014 är takten +1,2 procentenheter per år (+0,7 till +1,7)."
    )


def test_the_facts_line_on_an_unsure_slope_claims_no_movement() -> None:
    flat = a_progress(assessment=Assessment.UNCERTAIN, slope=0.1, slope_lower=-0.9, slope_upper=1.1)
    text = facts_line(flat, INDICATOR).text
    assert "går inte att skilja från ingen förändring" in text
    assert "har andelen" not in text


def test_a_target_is_printed_with_its_sense() -> None:
    assert target(a_progress(), INDICATOR) == f"minst 70{NBSP}%"


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        (TargetKind.KEEP, "behålla nivån"),
        (TargetKind.DIRECTION, "ökning"),
        (TargetKind.QUALITATIVE, "skriven bedömning"),
    ],
)
def test_a_target_without_number_is_printed_in_words(kind: TargetKind, printed: str) -> None:
    indicator = an_indicator(target=a_target(None, kind=kind, sense=None))
    assert target(a_progress(target=None), indicator) == printed


def test_a_missing_target_is_a_dash() -> None:
    assert target(a_progress(target=None), an_indicator(target=None)) == "–"


def test_who_decided_a_target_is_told() -> None:
    decided = Decision(by="kommunfullmäktige", date="2015-02-12", document="handling 12", is_proposal=False)
    indicator = an_indicator(target=a_target(70.0, decision=decided))
    assert target_origin(indicator) == "beslutat av kommunfullmäktige 2015-02-12 (handling 12)"
    assert target_standing(INDICATOR) == "förslag, inte beslutat"


def test_the_source_line_says_interval_path_target_and_axis() -> None:
    assert source_line(a_progress(), INDICATOR, axis_start=60) == (
        "Källa: Påhittad enkät. Lodräta streck: 95 procents felmarginal. Streckad linje: jämn takt från 2014 till "
        f"målet. Målvärde: förslag, inte beslutat. Axeln börjar på 60{NBSP}%, inte på noll."
    )


def test_an_axis_from_zero_needs_no_note() -> None:
    assert "Axeln" not in source_line(a_progress(), INDICATOR)


def test_the_text_alternative_has_start_latest_interval_target_and_assessment() -> None:
    assert alt(a_progress(), INDICATOR, a_geography(name="Lundby")) == (
        f"Linjediagram: andelen som känner sig trygga i Lundby. Utgångsläge 2014: 62,0{NBSP}%. "
        f"Senast 2018: 66,0{NBSP}%, felmarginal 64,5–67,5. Borde vara: 67,3{NBSP}%. Mål 2020: minst 70{NBSP}%. "
        "Bedömning: på väg."
    )


def test_made_up_values_are_named_in_the_text_alternative() -> None:
    assert "Påhittade siffror" in alt(a_progress(is_demo=True), INDICATOR, the_city())


def test_a_hidden_value_is_not_in_the_text_alternative() -> None:
    hidden = an_estimate(None, reason=Reason.SUPPRESSED)
    result = a_progress(value=hidden, value_year=2018, assessment=Assessment.NOT_ASSESSED, reason=Reason.SUPPRESSED)
    assert "Senast" not in alt(result, INDICATOR, the_city())


def test_districts_are_told_from_best_to_worst_with_the_missing_named() -> None:
    seen = together(observed("131", {2018: 60.0}), observed("132", {2018: 70.0}), observed("133", {2018: None}))
    places = {code: a_geography(code, name=name) for code, name in (("131", "A"), ("132", "B"), ("133", "Ö"))}
    assert alt_districts(seen, INDICATOR, places, city=65.0) == (
        "Punktdiagram: andelen som känner sig trygga per stadsdel. "
        f"Överst B 70,0{NBSP}%; nederst A 60,0{NBSP}%; staden 65,0{NBSP}%; utan värde: Ö."
    )


def test_pairs_are_told_with_both_ends() -> None:
    text = alt_pairs(INDICATOR, ("Kvinnor", "Män"), {2014: (60.0, 64.0), 2018: (None, 65.0)}, decimals=1)
    assert f"2014: kvinnor 60,0{NBSP}%, män 64,0{NBSP}%, skillnad 4,0 procentenheter. 2018: underlag saknas." in text


def test_no_text_alternative_is_longer_than_a_reader_bears() -> None:
    names = {str(n): a_geography(str(n), name=f"En stadsdel med långt namn {n}") for n in range(40)}
    assert len(alt_districts(observed("0", {2018: 60.0}), INDICATOR, names)) <= 600


def test_every_chart_kind_can_be_explained() -> None:
    assert set(READING) == {"trajectory", "sparkline", "districts", "pairs", "pace", "funnel", "map"}


def test_goals_without_measure_come_first_among_what_we_do_not_know() -> None:
    gap = MeasurementGap(
        strategic_area=1,
        subject="våld i nära relationer",
        role=IndicatorRole.OUTCOME,
        level=GeographyLevel.CITY,
        why="Ingen mätning visar hur många som utsätts.",
        proxy="Anmälningar.",
    )
    registry = a_registry(gaps=(gap,))
    result = a_progress(assessment=Assessment.UNCERTAIN)
    said = [s.text for s in unknown(1, registry, {(result.indicator, result.geography): result})]
    assert said == [
        "Våld i nära relationer kan vi inte följa för hela staden: ingen mätning visar hur många som utsätts. "
        "Närmast till hands finns anmälningar.",
        "Känner sig trygga har mätts minst fyra gånger, men om målet nås går inte att avgöra.",
    ]


def test_values_in_tables_carry_their_unit() -> None:
    assert value(a_progress(), INDICATOR) == f"66,0{NBSP}%"


def test_a_value_that_misses_the_target_is_not_printed_as_it() -> None:
    assert value(a_progress(69.96), an_indicator(good=Good.HIGH)) == f"69,96{NBSP}%"

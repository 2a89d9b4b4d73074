"""Sentence titles: one per result, never claiming more than was tested."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from indicators.model import (
    Assessment,
    Change,
    Good,
    Indicator,
    IndicatorRole,
    Progress,
    Reason,
    SentenceParts,
    TargetKind,
)
from indicators.texts.sentences import front_title, title
from tests.builders import a_geography, a_target, an_indicator, the_city
from tests.texts.results import a_change, a_progress, an_estimate, fear, fear_worsening

FLAT: dict[str, Any] = {"slope": 0.2, "slope_lower": -0.8, "slope_upper": 1.2}


def said(progress: Progress, indicator: Indicator | None = None) -> str:
    return title(progress, indicator or an_indicator(), the_city())


def test_on_track_at_the_path_is_in_step_with_it() -> None:
    result = a_progress(68.0)
    assert said(result) == (
        "Andelen som känner sig trygga har ökat från 62,0 till 68,0 procent sedan 2014, i takt med målbanan"
    )


def test_on_track_short_of_the_path_does_not_claim_to_be_in_step() -> None:
    assert said(a_progress(66.0)).endswith("sedan 2014, och målet är inom räckhåll")


def test_behind_tells_that_the_target_is_unlikely() -> None:
    assert said(a_progress(assessment=Assessment.BEHIND)).endswith("; med den takten nås målet minst 70 troligen inte")


def test_behind_on_an_unsure_slope_does_not_say_that_anything_has_changed() -> None:
    sentence = said(a_progress(assessment=Assessment.BEHIND, **FLAT))
    assert sentence == (
        "Andelen som känner sig trygga var 66,0 procent 2018, mot 62,0 2014; målet minst 70 nås troligen inte"
    )


def test_the_wrong_way_is_told_as_in_the_design() -> None:
    assert said(fear_worsening(), fear()) == (
        "Andelen invånare som avstår från att gå ut ensamma av rädsla har ökat från 18 till 22 procent sedan 2014; "
        "målet är högst 14"
    )


def test_uncertain_with_a_shown_change_says_higher_or_lower_only() -> None:
    sentence = said(a_progress(assessment=Assessment.UNCERTAIN, **FLAT))
    assert sentence == "Andelen som känner sig trygga är högre än 2014, men det går inte att avgöra om målet nås"


def test_uncertain_without_a_shown_change_says_so() -> None:
    nothing = a_change(Change.NOT_SHOWN, 1.0)
    sentence = said(a_progress(assessment=Assessment.UNCERTAIN, change=nothing, **FLAT))
    assert sentence == (
        "Ingen säkerställd förändring sedan 2014: andelen som känner sig trygga är 66,0 procent, målet är minst 70"
    )


def test_uncertain_on_a_sure_slope_keeps_the_movement() -> None:
    sentence = said(a_progress(assessment=Assessment.UNCERTAIN))
    assert sentence.endswith(
        "har ökat från 62,0 till 66,0 procent sedan 2014, men det går inte att avgöra om målet nås"
    )


def test_where_nothing_could_be_tested_both_values_stand_without_a_claim() -> None:
    untested = {"slope": None, "slope_lower": None, "slope_upper": None, "change": None}
    sentence = said(a_progress(margin=None, assessment=Assessment.UNCERTAIN, **untested))
    assert sentence.endswith("var 66,0 procent 2018, mot 62,0 2014; om den har ändrats går inte att avgöra")


def test_a_target_reached_early_is_reached_now() -> None:
    sentence = said(a_progress(72.0, assessment=Assessment.REACHED))
    assert sentence == "Andelen som känner sig trygga är 72,0 procent – målet minst 70 procent är nått"


def test_a_target_reached_in_its_year_is_told_in_the_past() -> None:
    sentence = said(a_progress(72.0, year=2020, value_year=2020, assessment=Assessment.REACHED))
    assert sentence == "Andelen som känner sig trygga var 72,0 procent 2020 – målet minst 70 procent nåddes"


def test_a_reached_target_says_that_its_margin_holds_the_target() -> None:
    result = a_progress(70.4, year=2020, value_year=2020, assessment=Assessment.REACHED, within_margin=True)
    assert said(result).endswith("var 70,4 procent 2020 – målet minst 70 procent nåddes, inom felmarginalen")


def test_a_missed_target_leads_with_the_target_and_its_margin() -> None:
    result = a_progress(69.1, year=2020, value_year=2020, assessment=Assessment.MISSED, within_margin=True)
    assert said(result) == (
        "Målet minst 70 procent nåddes inte: andelen som känner sig trygga var 69,1 procent 2020, inom felmarginalen"
    )


def test_a_missed_target_never_prints_as_met() -> None:
    result = a_progress(69.96, year=2020, value_year=2020, assessment=Assessment.MISSED)
    assert "69,96 procent" in said(result)


def test_not_assessed_without_value_tells_the_reason() -> None:
    result = a_progress(None, assessment=Assessment.NOT_ASSESSED, reason=Reason.MISSING)
    assert said(result) == "Andelen som känner sig trygga har inte bedömts: underlag saknas"


def test_not_assessed_with_value_keeps_the_value() -> None:
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.TOO_FEW, points=2)
    assert said(result).endswith("var 66,0 procent 2018, men har inte bedömts: för få mätningar")


def test_a_district_is_named_with_i() -> None:
    sentence = title(a_progress(68.0), an_indicator(), a_geography(name="Majorna-Linné"))
    assert sentence.startswith("Andelen som känner sig trygga i Majorna-Linné har ökat")


def test_the_city_is_not_named_twice() -> None:
    indicator = an_indicator(sentence=SentenceParts(subject="andelen trygga i Göteborg", unit="procent"))
    assert title(a_progress(68.0), indicator, a_geography(name="Lundby")).startswith("Andelen trygga i Lundby har")


def test_a_slope_that_the_ends_contradict_is_not_told_by_the_ends() -> None:
    sentence = said(a_progress(61.0, assessment=Assessment.ON_TRACK))
    assert "från 62,0 till 61,0" not in sentence
    assert "har ökat sett över alla år sedan 2014 och var 61,0 procent 2018" in sentence


def test_neuter_subjects_get_a_neuter_pronoun() -> None:
    thefts = an_indicator(sentence=SentenceParts(subject="antalet anmälda stölder", unit="per 100 000 invånare"))
    untold = a_progress(assessment=Assessment.UNCERTAIN, slope=None, slope_lower=None, slope_upper=None, change=None)
    assert "om det har ändrats" in said(untold, thefts)


def test_context_is_told_without_assessment() -> None:
    context = an_indicator(role=IndicatorRole.CONTEXT, target=None)
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.NO_TARGET, target=None)
    assert said(result, context) == "Andelen som känner sig trygga var 66,0 procent 2018, mot 62,0 2014"


@pytest.mark.parametrize(
    ("kind", "good", "ending"),
    [
        (TargetKind.DIRECTION, Good.LOW, "målet är en minskning"),
        (TargetKind.DIRECTION, Good.HIGH, "målet är en ökning"),
        (TargetKind.QUALITATIVE, Good.HIGH, "målet följs med en skriven bedömning"),
    ],
)
def test_a_goal_without_number_is_told_in_words(kind: TargetKind, good: Good, ending: str) -> None:
    indicator = an_indicator(good=good, target=a_target(None, kind=kind, sense=None))
    result = a_progress(target=None, assessment=Assessment.NOT_ASSESSED, reason=Reason.NO_TARGET)
    assert said(result, indicator).endswith(ending)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            "RTTBBBWWUN",
            "Tre av tio huvudindikatorer är på väg eller i mål, fem är det inte och två går inte att bedöma",
        ),
        ("RT", "Alla två huvudindikatorer är på väg eller i mål"),
        ("TTU", "Två av tre huvudindikatorer är på väg eller i mål och en går inte att bedöma"),
        ("TB", "En av två huvudindikatorer är på väg eller i mål och en är det inte"),
        ("BU", "En av två huvudindikatorer är varken på väg eller i mål och en går inte att bedöma"),
        ("BW", "Ingen av två huvudindikatorer är på väg eller i mål"),
        ("UU", "Ingen av två huvudindikatorer går att bedöma"),
        ("", "Ingen huvudindikator är vald"),
    ],
)
def test_the_front_title_counts_headlines_and_drops_what_is_zero(found: str, sentence: str) -> None:
    assert front_title(results(found), year=2018, target_year=2020) == sentence


def test_the_front_title_counts_a_chosen_indicator_that_the_city_does_not_follow() -> None:
    assert front_title(results("TB"), year=2018, target_year=2020, unseen=1) == (
        "En av tre huvudindikatorer är på väg eller i mål, en är det inte och en går inte att bedöma"
    )
    assert front_title([], year=2018, target_year=2020, unseen=2) == "Ingen av två huvudindikatorer går att bedöma"


def test_the_front_title_from_the_target_year_on_tells_who_reached_it() -> None:
    ended = [replace(p, value_year=2020) for p in results("RRRMMMMM")]
    assert front_title([*ended, *results("UT")], year=2020, target_year=2020) == (
        "Tre av tio huvudindikatorer nådde målet, fem nådde inte målet och två är inte avgjorda"
    )


def test_the_front_title_of_an_early_viewpoint_says_that_it_is_too_early() -> None:
    assert front_title(results("NNN"), year=2016, target_year=2020) == (
        "Läget 2016 går inte att bedöma: ingen huvudindikator har fyra mätningar än"
    )


def results(found: str) -> list[Progress]:
    kinds = {
        "R": Assessment.REACHED,
        "T": Assessment.ON_TRACK,
        "B": Assessment.BEHIND,
        "W": Assessment.WORSENING,
        "M": Assessment.MISSED,
        "U": Assessment.UNCERTAIN,
    }
    few = {"assessment": Assessment.NOT_ASSESSED, "reason": Reason.TOO_FEW, "value": an_estimate()}
    return [a_progress(**few) if key == "N" else a_progress(assessment=kinds[key]) for key in found]

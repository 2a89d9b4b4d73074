"""The line beside the chip, what it would take to know, last year, and the notice about the baseline year."""

from __future__ import annotations

from indicators.model import AnotherTelling, Assessment, Good, MeasureKind, Reason, TargetKind, ToKnow
from indicators.texts.reasons import fragile_in_short
from indicators.texts.sentences import earlier, notice, what_it_takes, why
from tests.builders import a_target, an_indicator
from tests.texts.results import a_progress, an_estimate, fear_worsening

INDICATOR = an_indicator()
UNTOLD = {"assessment": Assessment.UNCERTAIN, "slope": 0.1, "slope_lower": -0.9, "slope_upper": 1.1}


def telling(assessment: Assessment, *, baseline: int | None = None, without: int | None = None) -> AnotherTelling:
    return AnotherTelling(baseline_year=baseline, without_year=without, assessment=assessment, change_percent=5.0)


def test_on_track_says_what_was_tested() -> None:
    assert why(a_progress(), INDICATOR) == "Förbättringen är säkerställd och målet är inom räckhåll."


def test_behind_says_what_was_tested() -> None:
    result = a_progress(assessment=Assessment.BEHIND)
    assert why(result, INDICATOR) == "Med hittillsvarande takt nås målet troligen inte."


def test_without_sampling_the_years_own_swings_are_what_was_tested_against() -> None:
    counted = an_indicator(kind=MeasureKind.REGISTER_SHARE)
    assert why(a_progress(margin=None), counted).startswith("Ökningen är större än de vanliga svängningarna")


def test_uncertain_says_what_it_would_take() -> None:
    known = ToKnow(further_years=2, times_the_answers=2.5, would_be=Assessment.BEHIND)
    assert what_it_takes(a_progress(to_know=known, **UNTOLD), INDICATOR) == (
        "Två år till med samma takt eller 2,5 gånger så många svar varje år skulle räcka för att veta; "
        "bedömningen blir då ”Inte i takt”."
    )


def test_more_answers_are_not_offered_where_nobody_is_asked() -> None:
    known = ToKnow(further_years=None, times_the_answers=2.0, would_be=None)
    crimes = an_indicator(kind=MeasureKind.RATE)
    assert what_it_takes(a_progress(to_know=known, **UNTOLD), crimes) == "Det kan inte avgöras med denna mätning."


def test_what_cannot_be_known_this_way_is_said() -> None:
    assert "kan inte avgöras med denna mätning" in why(a_progress(**UNTOLD), INDICATOR)


def test_a_value_at_the_target_within_its_margin_is_said() -> None:
    assert "Mätvärdet når målet, inom felmarginalen." in why(a_progress(71.0, within_margin=True), INDICATOR)


def test_a_target_that_was_reached_and_slipped_is_said() -> None:
    assert "Målet var nått 2016, men är det inte 2018." in why(a_progress(reached_year=2016), INDICATOR)


def test_a_moved_baseline_is_said() -> None:
    result = a_progress(baseline_moved=True, baseline_year=2015)
    assert "Värde för 2014 saknas; utgångsvärdet är från 2015." in why(result, INDICATOR)


def test_a_preliminary_value_is_said() -> None:
    assert "Värdet för 2018 är preliminärt." in why(a_progress(is_preliminary=True), INDICATOR)


def test_too_few_measurements_are_counted() -> None:
    result = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.TOO_FEW, points=2)
    assert why(result, INDICATOR) == "Det behövs minst fyra jämförbara mätningar sedan basåret; här finns två."


def test_a_level_to_keep_is_not_told_by_a_test_that_was_not_made() -> None:
    keep = an_indicator(good=Good.HIGH, target=a_target(None, kind=TargetKind.KEEP, sense=None))
    said = why(a_progress(60.0, None, assessment=Assessment.WORSENING), keep)
    assert said == "Målet är att behålla nivån från 2014. Värdet för 2018 ligger på fel sida om den."


def test_a_fragile_assessment_names_the_other_baseline_year() -> None:
    others = (telling(Assessment.BEHIND, baseline=2015),)
    said = why(a_progress(is_fragile=True, other_tellings=others), INDICATOR)
    assert said.endswith("Bedömningen är känslig: med basår 2015 i stället för 2014 blir den ”Inte i takt”.")


def test_a_telling_that_is_not_assessed_makes_nothing_fragile() -> None:
    others = (telling(Assessment.NOT_ASSESSED, baseline=2015),)
    assert "känslig" not in why(a_progress(is_fragile=True, other_tellings=others), INDICATOR)


def test_the_same_assessment_a_year_ago_is_said_once() -> None:
    before = a_progress(year=2017)
    assert why(a_progress(), INDICATOR, before).endswith("Samma bedömning som ett år tidigare.")


def test_last_years_line_marks_a_change() -> None:
    before = a_progress(year=2017, assessment=Assessment.UNCERTAIN)
    line = earlier(a_progress(), before)
    assert (line.text, line.changed) == ("2017: går inte att avgöra", True)


def test_last_years_line_of_the_same_assessment_is_quiet() -> None:
    line = earlier(a_progress(), a_progress(year=2017))
    assert (line.text, line.changed) == ("2017: samma bedömning", False)


def test_nothing_is_noticed_where_nothing_hangs_on_the_baseline_year() -> None:
    assert notice(a_progress(), INDICATOR) is None


def test_the_notice_has_the_decided_year_between_the_others() -> None:
    others = (telling(Assessment.BEHIND, baseline=2015), telling(Assessment.ON_TRACK, baseline=2013))
    found = notice(a_progress(is_fragile=True, other_tellings=others), INDICATOR)
    assert found is not None
    assert [(row.year, row.is_decided) for row in found.rows] == [(2013, False), (2014, True), (2015, False)]
    assert found.head == "Bedömningen är känslig"


def test_changes_of_percentages_in_the_notice_are_percentage_points() -> None:
    others = (telling(Assessment.BEHIND, baseline=2015),)
    found = notice(a_progress(is_fragile=True, other_tellings=others), INDICATOR)
    assert found is not None
    assert [row.change for row in found.rows] == ["+4,0", "+3,1"]


def test_a_direction_that_flips_is_noticed_without_another_assessment() -> None:
    others = (
        AnotherTelling(baseline_year=2015, without_year=None, assessment=Assessment.ON_TRACK, change_percent=-3.0),
    )
    found = notice(a_progress(direction_flips=True, other_tellings=others), INDICATOR)
    assert found is not None
    assert found.text == (
        "Jämfört med 2014 har andelen ökat, jämfört med 2015 har andelen minskat. Bedömningen blir ändå densamma."
    )


def test_hidden_values_are_explained_without_being_told() -> None:
    hidden = a_progress(
        assessment=Assessment.NOT_ASSESSED,
        reason=Reason.SUPPRESSED,
        value=an_estimate(None, reason=Reason.SUPPRESSED),
    )
    assert why(hidden, INDICATOR) == "Värdet gäller så få personer att det inte får visas."


def test_hidden_years_are_explained_where_the_value_itself_is_shown() -> None:
    some = a_progress(assessment=Assessment.NOT_ASSESSED, reason=Reason.SUPPRESSED, points=3)
    assert why(some, INDICATOR) == "Värden som bedömningen behöver gäller så få personer att de inte får visas."


def test_the_wrong_way_is_säkerställd() -> None:
    assert why(fear_worsening(), INDICATOR) == "Försämringen är säkerställd."


def test_a_fragile_assessment_says_so_in_short() -> None:
    other = telling(Assessment.UNCERTAIN, baseline=2013)
    result = a_progress(is_fragile=True, other_tellings=(other,))
    assert fragile_in_short(result) == "Känslig: med basår 2013 går den inte att avgöra"


def test_what_a_left_out_year_would_give_is_said_in_short() -> None:
    result = a_progress(is_fragile=True, other_tellings=(telling(Assessment.BEHIND, without=2016),))
    assert fragile_in_short(result) == "Känslig: utan 2016 blir den Inte i takt"


def test_a_firm_assessment_says_nothing_about_fragility() -> None:
    assert fragile_in_short(a_progress()) == ""

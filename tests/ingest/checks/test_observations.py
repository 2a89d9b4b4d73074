from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.errors import InputError
from indicators.ingest.checks import Scope
from indicators.model import MeasureKind, ObservationStatus
from tests.builders import a_registry, an_indicator, observed
from tests.ingest.checks.builders import COUNTED, FOREIGN, a_cell, a_count, a_survey, an_entry, checked, codes


def only(*rows: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The one observation that the rows come to."""
    (row,) = checked(*rows, **options).observations.to_dict("records")
    return dict(row)


def test_a_count_becomes_a_rate_of_its_base() -> None:
    row = only(a_count())
    assert (row[obs.VALUE], row[obs.NUMERATOR], row[obs.DENOMINATOR]) == (128.0, 64.0, 50_000.0)


def test_an_observation_points_at_the_figure_asked_for() -> None:
    row = only(a_count(9, numerator="1 064"))
    assert (row[obs.SHEET], row[obs.CELL], row[obs.RAW], row[obs.NUMERATOR]) == ("Enkät", "G9", "1 064", 1064.0)


@pytest.mark.parametrize(
    ("word", "status", "note"),
    [
        ("Saknas", ObservationStatus.MISSING, ""),
        ("sekretess ", ObservationStatus.SUPPRESSED, ""),
        ("Ej tillämplig", ObservationStatus.NOT_APPLICABLE, ""),
        ("Ännu ej mätt", ObservationStatus.MISSING, "ännu ej mätt"),
    ],
)
def test_a_reason_gives_an_observation_without_a_value(word: str, status: ObservationStatus, note: str) -> None:
    row = only(a_survey(value=None, denominator=None, status=word))
    assert (row[obs.STATUS], row[obs.NOTE]) == (str(status), note)
    assert pd.isna(row[obs.VALUE])


def test_a_preliminary_value_keeps_its_value() -> None:
    row = only(a_survey(status="Preliminärt"))
    assert (row[obs.STATUS], row[obs.VALUE]) == (str(ObservationStatus.PRELIMINARY), 74.3)


def test_preliminary_without_a_value_is_a_missing_value() -> None:
    assert codes(checked(a_survey(value=None, status="Preliminärt"))) == ["missing-value"]


@pytest.mark.parametrize(("mark", "status"), [("..", "missing"), (".", "not_applicable")])
def test_a_mark_stands_for_its_status(mark: str, status: str) -> None:
    row = only(a_survey(value=mark, denominator=None), scope=FOREIGN)
    assert (row[obs.STATUS], row[obs.RAW]) == (status, mark)


def test_a_dash_is_what_the_mapping_says_and_nothing_otherwise() -> None:
    assert codes(checked(a_survey(value="-"))) == ["dash"]
    assert only(a_survey(value="-"), marks={"-": "zero"})[obs.VALUE] == 0.0
    assert only(a_survey(value="-"), marks={"-": "missing"})[obs.STATUS] == "missing"


def test_an_empty_cell_is_what_the_mapping_says_and_an_error_otherwise() -> None:
    row = a_survey(value=None, denominator=None)
    assert codes(checked(row, scope=FOREIGN)) == ["missing-value"]
    assert only(row, scope=FOREIGN, marks={"": "missing"})[obs.STATUS] == "missing"


def test_a_mark_that_means_nothing_known_is_refused() -> None:
    with pytest.raises(InputError, match="borta"):
        checked(a_survey(), marks={"-": "borta"})


def test_a_per_cent_format_is_read_as_per_cent_and_said_once() -> None:
    cells = [a_cell(0.743, "G4", form="0.0%"), a_cell(0.612, "G5", form="0%")]
    result = checked(a_survey(4, cells[0]), a_survey(5, cells[1], breakdown="kon=man"))
    assert result.observations[obs.VALUE].tolist() == [74.3, 61.2]
    assert [(f.code, f.cell) for f in result.findings] == [("percent-format", "G4")]


def test_a_per_cent_sign_that_is_only_text_in_the_format_multiplies_nothing() -> None:
    row = a_survey(value=a_cell(0.9, "G4", form='0.0" %"'))
    assert only(row, standing=observed("131", {2018: 0.8}))[obs.VALUE] == 0.9


def test_a_whole_number_in_a_per_cent_format_is_above_a_hundred() -> None:
    (finding,) = checked(a_survey(value=a_cell(74.3, "G4", form="0%")), standing=observed("131", {2018: 75.0})).findings
    assert (finding.code, finding.advice) == ("percent-above-100", "Menade du 74,3?")


def test_fractions_become_per_cent_where_the_mapping_says_so() -> None:
    scope = Scope(percent="fraction")
    assert only(a_survey(value=0.743), scope=scope)[obs.VALUE] == 74.3
    assert only(a_survey(value="74,3 %"), scope=scope)[obs.VALUE] == 74.3


def test_a_small_share_is_itself_where_the_series_is_small() -> None:
    assert only(a_survey(value=0.8), standing=observed("131", {2018: 0.9}))[obs.VALUE] == 0.8


def test_figures_in_thousands_are_multiplied_but_not_bases() -> None:
    row = only(a_count(), scope=Scope(factor=1000.0))
    assert (row[obs.NUMERATOR], row[obs.DENOMINATOR]) == (64_000.0, 50_000.0)


def test_nothing_is_rounded() -> None:
    result = checked(a_survey(value=74.33333))
    assert result.observations[obs.VALUE].tolist() == [74.33333]
    assert codes(result) == ["many-decimals"]


def test_a_correction_takes_the_base_that_stands() -> None:
    stood = observed("131", {2018: (60, 40_000)}, indicator=COUNTED, multiplier=100_000.0, base_estimated=True)
    row = only(a_count(numerator=80, denominator=None, period="2018"), standing=stood)
    assert (row[obs.VALUE], row[obs.DENOMINATOR], row[obs.BASE_ESTIMATED]) == (200.0, 40_000.0, True)


def test_this_years_base_is_not_taken_from_what_stands() -> None:
    stood = observed("131", {2019: (60, 40_000)}, indicator=COUNTED, multiplier=100_000.0)
    assert codes(checked(a_count(denominator=None), standing=stood)) == ["missing-base"]


def test_a_figure_that_stands_keeps_every_detail() -> None:
    stood = observed("131", {2019: (64, 50_000)}, indicator=COUNTED, multiplier=100_000.0, note="omräknad")
    stood[obs.VALUE] = 128.0000004
    row = only(a_count(), standing=stood)
    assert (row[obs.VALUE], row[obs.NOTE]) == (128.0000004, "omräknad")


def test_a_changed_figure_leaves_the_old_details() -> None:
    stood = observed("131", {2019: (60, 50_000)}, indicator=COUNTED, multiplier=100_000.0, note="omräknad")
    assert only(a_count(), standing=stood)[obs.NOTE] == ""


def test_a_series_of_school_years_goes_on_as_one() -> None:
    stood = observed("131", {2018: 70.0}).assign(period="2017/18")
    row = only(a_survey(), standing=stood)
    assert (row[obs.YEAR], row[obs.PERIOD]) == (2019, "2018/19")


def test_a_register_share_without_a_base_is_accepted_where_none_ever_stood() -> None:
    registry = a_registry(an_indicator(kind=MeasureKind.REGISTER_SHARE))
    row = a_survey(denominator=None)
    assert only(row, registry=registry)[obs.VALUE] == 74.3
    assert codes(checked(row, registry=registry, standing=observed("131", {2018: (70, 100)}))) == ["missing-base"]


def test_a_survey_with_published_limits_needs_no_base() -> None:
    row = only(a_survey(denominator=None, lower=72, upper=76))
    assert (row[obs.LOWER], row[obs.UPPER]) == (72.0, 76.0)


def test_names_stand_for_ids_and_codes() -> None:
    row = only(an_entry(indicator="Rån", geography="Stadsdel 131", numerator=64, denominator=50_000))
    assert (row[obs.INDICATOR], row[obs.GEOGRAPHY]) == (COUNTED, "131")


def test_made_up_indicators_give_made_up_observations() -> None:
    registry = a_registry(an_indicator(id="demo-x"))
    assert only(a_survey(indicator="demo-x"), registry=registry)[obs.IS_DEMO] is True


def test_an_untouched_sheet_is_passed_over_and_said_once() -> None:
    result = checked(a_survey(4), an_entry(4, sheet="Brott"), an_entry(5, sheet="Brott", breakdown="kon=man"))
    assert len(result.observations) == 1
    assert [(f.code, f.sheet, f.cell) for f in result.findings] == [("untouched-sheet", "Brott", "")]


def test_a_sheet_with_one_cell_filled_in_must_be_whole() -> None:
    rows = [an_entry(4, comment="frågan utgick"), an_entry(5, breakdown="kon=man")]
    assert codes(checked(*rows)) == ["missing-value", "missing-value"]


def test_filled_cells_are_figures_bases_and_statuses() -> None:
    assert checked(a_survey(4, comment="ok"), a_survey(5, None, None, status="Saknas", breakdown="kon=man")).filled == 3


def test_a_comment_is_kept_for_the_reviewer_and_not_as_a_note() -> None:
    result = checked(a_survey(comment="Kontrollerat.\u202e"))
    assert result.comments == {"an-indicator|131|2019|": "Kontrollerat."}
    assert result.observations[obs.NOTE].tolist() == [""]


def test_no_rows_are_no_observations() -> None:
    result = checked()
    assert (len(result.observations), result.findings, result.filled) == (0, (), 0)
    assert list(result.observations.columns) == list(obs.DTYPES)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from indicators.batches import Severity
from indicators.ingest.checks import RULES, Scope
from indicators.ingest.workbook.book import CellKind
from indicators.model import MeasureKind, ObservationStatus
from tests.builders import a_geography, a_registry, an_indicator, observed, the_city
from tests.ingest.checks.builders import COUNTED, FOREIGN, THINGS, a_cell, a_count, a_survey, an_entry, checked

WOMEN, MEN = {"breakdown": "kon=kvinna"}, {"breakdown": "kon=man"}
OLD = a_geography("141", valid_to=2017)
LONG_AGO = observed("131", {2017: 74.0, 2018: 75.0})
REGISTER = a_registry(an_indicator(kind=MeasureKind.REGISTER_SHARE))


def of(kind: CellKind, raw: str, number: float | None = None) -> dict[str, Any]:
    return a_cell(raw, "G4", kind=kind, number=number)


EXAMPLES: Mapping[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "unknown-indicator": ([a_survey(indicator="an-indicatr")], {}),
    "unknown-geography": ([a_survey(geography="Cemtrum")], {}),
    "other-geography": ([a_survey(geography="132")], {}),
    "wrong-level": ([a_survey()], {"registry": a_registry(an_indicator(levels=(the_city().level,)))}),
    "geography-not-valid": (
        [a_survey(geography="141")],
        {"scope": FOREIGN, "registry": a_registry(geographies=[the_city(), OLD])},
    ),
    "unknown-period": ([a_survey(period="i fjol")], {}),
    "year-as-date": ([a_survey(period="1905-07-11")], {}),
    "part-of-year": ([a_survey(period="2019K1")], {"scope": FOREIGN}),
    "other-year": ([a_survey(period="2016")], {}),
    "future-year": ([a_survey(period="2020")], {"scope": Scope(year=2019)}),
    "outside-series": ([a_survey(period="2009")], {"scope": FOREIGN}),
    "unknown-breakdown": ([a_survey(breakdown="kon=kvina")], {}),
    "duplicate": ([a_survey(4), a_survey(5)], {}),
    "text-for-number": ([a_survey(value="ca 12")], {}),
    "reason-for-number": ([a_survey(value="saknas")], {}),
    "bound-for-number": ([a_count(numerator="<5")], {}),
    "ambiguous-number": ([a_count(numerator="5.355")], {}),
    "ambiguous-decimal": ([a_survey(value="12.500")], {}),
    "grouped-number": ([a_count(numerator="1.234.567")], {}),
    "footnote": ([a_count(numerator="12³")], {}),
    "dash": ([a_count(numerator="–")], {}),
    "percent-sign": ([a_count(numerator="12 %")], {}),
    "error-cell": ([a_survey(value=of(CellKind.ERROR, "#DIV/0!"))], {}),
    "uncalculated-formula": ([a_survey(value=of(CellKind.UNCALCULATED, "=A1"))], {}),
    "boolean": ([a_survey(value=of(CellKind.BOOLEAN, "1", 1.0))], {}),
    "date-for-number": ([a_survey(value=of(CellKind.DATE, "1905-07-07", 2015.0))], {}),
    "too-large": ([a_count(numerator=1e300)], {}),
    "negative": ([a_survey(value=-1.0)], {}),
    "not-whole": ([a_count(numerator="1,234")], {}),
    "share-for-count": ([an_entry(numerator=74.3, denominator=400)], {"registry": REGISTER}),
    "zero-base": ([a_survey(denominator=0)], {}),
    "percent-above-100": ([a_survey(value=743)], {"standing": LONG_AGO}),
    "share-for-percent": ([a_survey(value=0.743)], {"standing": LONG_AGO}),
    "above-highest": (
        [an_entry(value=11)],
        {"registry": a_registry(an_indicator(kind=MeasureKind.STATE, unit="av 10", decimals=0))},
    ),
    "percent-format": ([a_survey(value=a_cell(0.743, "G4", form="0.0%"))], {}),
    "many-decimals": ([a_survey(value=74.3333)], {}),
    "missing-value": ([a_survey(value=None)], {}),
    "missing-count": ([a_count(numerator=None)], {}),
    "missing-answers": ([a_survey(denominator=None)], {}),
    "missing-base": ([a_count(denominator=None)], {}),
    "unknown-status": ([a_survey(value=None, status="ej svar")], {}),
    "value-despite-reason": ([a_survey(status="Saknas")], {}),
    "not-asked-for": ([an_entry(indicator=THINGS, numerator=7)], {}),
    "part-above-whole": ([an_entry(numerator=500, denominator=400)], {}),
    "limits": ([a_survey(lower=80, upper=90)], {}),
    "value-against-counts": ([an_entry(value=50.0, numerator=100, denominator=400)], {}),
    "parts-above-total": ([a_survey(4), a_survey(5, **WOMEN, denominator=300), a_survey(6, **MEN)], {}),
    "parts-against-stored": (
        [a_survey(4, **WOMEN, denominator=300), a_survey(5, **MEN, denominator=300)],
        {"standing": observed("131", {2019: (300, 400)})},
    ),
    "parts-below-total": (
        [
            an_entry(4, numerator=100, denominator=200),
            an_entry(5, numerator=40, denominator=100, **WOMEN),
            an_entry(6, numerator=50, denominator=100, **MEN),
        ],
        {"registry": REGISTER},
    ),
    "total-outside-parts": (
        [a_survey(4), a_survey(5, 60, 200, **WOMEN), a_survey(6, 65, 200, **MEN)],
        {},
    ),
    "untouched-sheet": ([an_entry()], {}),
    "hidden-rows": ([a_survey(7)], {"hidden": {"Enkät": {7, 9}}}),
    "hidden-columns": ([a_survey()], {"hidden_columns": {"Enkät": {7}}}),
    "merged-cells": ([a_survey()], {"merged": {"Enkät": ["G3:G5"]}}),
}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_finds_its_example(code: str) -> None:
    rows, options = EXAMPLES[code]
    result = checked(*rows, **options)
    assert [f.severity for f in result.findings if f.code == code][:1] == [RULES[code].severity]


@pytest.mark.parametrize("code", RULES)
def test_an_entry_with_an_error_is_no_observation(code: str) -> None:
    rows, options = EXAMPLES[code]
    result = checked(*rows, **options)
    wrong = {f.row for f in result.findings if f.severity is Severity.ERROR}
    kept = {int("".join(filter(str.isdigit, cell))) for cell in result.observations["cell"]}
    assert not wrong & kept


@pytest.mark.parametrize("code", RULES)
def test_no_word_of_an_advice_is_left_open(code: str) -> None:
    rows, options = EXAMPLES[code]
    for finding in checked(*rows, **options).findings:
        assert "{" not in finding.expected + finding.advice
        assert finding.advice.endswith((".", "?"))
        assert "  " not in finding.advice
        assert " ." not in finding.advice


def test_a_sound_row_of_each_kind_finds_nothing() -> None:
    result = checked(a_survey(4), a_count(5), an_entry(6, indicator=THINGS, value=7))
    assert result.findings == ()
    assert result.observations["value"].tolist() == [74.3, 128.0, 7.0]
    assert set(result.observations["status"]) == {str(ObservationStatus.FINAL)}
    assert COUNTED in set(result.observations["indicator"])

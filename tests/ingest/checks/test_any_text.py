from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.batches import Severity
from indicators.ingest.checks import Checked, Scope
from indicators.ingest.checks.found import LONGEST
from indicators.ingest.workbook.book import CellKind
from tests.builders import INDICATOR_ID, observed
from tests.ingest.checks.builders import COUNTED, FOREIGN, LETTERS, TEMPLATE, THINGS, an_entry, checked

STANDING = observed("131", {2017: 74.0, 2018: 75.0}, denominator=400.0)
LIKELY = st.sampled_from(["12", "12,5", "0", "1 234", "5.355", "ca 12", "-", "..", "Saknas", "74 %", "<5", "12³", " "])
TEXT = st.one_of(LIKELY, st.text(max_size=40))
NUMBER = st.floats(allow_nan=True, allow_infinity=True)


@st.composite
def cells(draw: st.DrawFn, letter: str, row: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(["", *map(str, CellKind)]))
    number = draw(st.one_of(NUMBER, st.sampled_from([0.0, 0.743, 12.0, 74.3, 743.0, 400.0, 2015.0])))
    raw = "" if not kind else draw(TEXT) if kind == CellKind.TEXT else f"{number:g}"
    told = number if kind in (CellKind.NUMBER, CellKind.DATE, CellKind.BOOLEAN) else None
    form = draw(st.sampled_from(["", "General", "0.0%", '0" %"', "yyyy-mm-dd"]))
    return {"cell": f"{letter}{row}", "raw": raw, "kind": kind, "number": told, "format": form}


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for row in range(4, 4 + draw(st.integers(0, 4))):
        keys = {
            "indicator": draw(st.one_of(st.sampled_from([INDICATOR_ID, COUNTED, THINGS]), st.text(max_size=12))),
            "geography": draw(st.one_of(st.sampled_from(["131", "132", "1480", "Stadsdel 131"]), st.text(max_size=12))),
            "period": draw(st.one_of(st.sampled_from(["2018", "2019", "2018/19", "1905-07-11"]), st.text(max_size=12))),
            "breakdown": draw(st.one_of(st.sampled_from(["", "kon=kvinna", "kon=man"]), st.text(max_size=12))),
        }
        chosen = draw(st.sets(st.sampled_from(list(LETTERS))))
        fields = {field: draw(cells(LETTERS[field], row)) for field in LETTERS if field in chosen}
        made.append(an_entry(row, sheet=draw(st.sampled_from(["Enkät", "Brott"])), **keys, **fields))
    return made


def outcomes(given_rows: list[dict[str, Any]], scope: Scope) -> Checked:
    return checked(*given_rows, scope=scope, standing=STANDING)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows())
def test_no_entry_is_lost_no_zero_invented_and_findings_are_short_and_in_order(
    given_rows: list[dict[str, Any]],
) -> None:
    result = outcomes(given_rows, FOREIGN)
    every_entry_is_an_observation_or_has_an_error(given_rows, result)
    a_zero_is_only_where_a_zero_stood(result)
    found_values_are_short_and_hide_nothing(result)
    findings_come_in_the_files_order(given_rows, result)


def every_entry_is_an_observation_or_has_an_error(given_rows: list[dict[str, Any]], result: Checked) -> None:
    wrong = {(f.sheet, f.row) for f in result.findings if f.severity is Severity.ERROR}
    assert len(result.observations) + len(wrong) == len(given_rows)


def a_zero_is_only_where_a_zero_stood(result: Checked) -> None:
    observations = result.observations
    assert all("0" in raw for raw in observations.loc[observations["value"] == 0, "raw"])


def found_values_are_short_and_hide_nothing(result: Checked) -> None:
    for finding in result.findings:
        assert len(finding.value) <= LONGEST
        assert not set(finding.value) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x1b\n")


def findings_come_in_the_files_order(given_rows: list[dict[str, Any]], result: Checked) -> None:
    order = list(dict.fromkeys(row["sheet"] for row in given_rows))
    places = [(order.index(f.sheet), f.row or 0, len(f.column), f.column) for f in result.findings]
    assert places == sorted(places)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows())
def test_a_template_leaves_out_only_untouched_sheets(given_rows: list[dict[str, Any]]) -> None:
    result = outcomes(given_rows, TEMPLATE)
    untouched = {f.sheet for f in result.findings if f.code == "untouched-sheet"}
    wrong = {(f.sheet, f.row) for f in result.findings if f.severity is Severity.ERROR}
    left = sum(1 for row in given_rows if row["sheet"] in untouched and ("Enkät", row["row"]) not in wrong)
    assert len(result.observations) + len(wrong) + left >= len(given_rows)

"""`status`: the assessments as the pages tell them."""

from __future__ import annotations

import pytest

from indicators.model import Assessment
from tests.terminal.conftest import Run

FIELDS = (
    *("indicator", "strategic_area", "geography", "year", "value", "lower", "upper", "unit", "baseline"),
    *("baseline_year", "target", "target_year", "decision", "required", "assessment", "assessment_sv", "reason"),
    *("within_margin", "slope", "slope_lower", "slope_upper", "chance", "fragile", "demo"),
    "value_year",  # the latest year with a value, which the viewpoint need not be
)


GAP_FIELDS = (
    *("indicator", "strategic_area", "between", "year", "unit", "demo", "from_year", "value_year", "better", "worse"),
    *("before", "now", "by_chance", "standing", "reason"),
)


def test_json_has_every_promised_field(run: Run) -> None:
    rows = run("status", "--json").json
    assert len(rows) > 400
    assert all(set(FIELDS) == set(row) for row in rows)


def test_json_gives_every_area_its_indicators(run: Run) -> None:
    rows = run("status", "--json").json
    assert {row["strategic_area"] for row in rows} == set(range(1, 11))


def test_assessments_are_the_seven_codes_and_a_missing_one_has_its_reason(run: Run) -> None:
    rows = run("status", "--json").json
    assert {row["assessment"] for row in rows} <= {str(a) for a in Assessment}
    assert all(row["reason"] for row in rows if row["assessment"] == "NOT_ASSESSED")


def test_choices_limit_what_is_told(run: Run) -> None:
    rows = run("status", "--json", "--geography", "135", "--indicator", "anmald-skadegorelse", "--year", "2018").json
    assert [(r["indicator"], r["geography"], r["year"]) for r in rows] == [("anmald-skadegorelse", "135", 2018)]
    assert rows[0]["demo"] is False


def test_limiting_the_choice_does_not_change_the_answer(run: Run) -> None:
    whole = run("status", "--json", "--year", "2018").json
    alone = run("status", "--json", "--year", "2018", "--geography", "135").json
    district = [row for row in whole if row["geography"] == "135"]
    for one, other in zip(alone, district, strict=True):
        numbers = {k: v for k, v in other.items() if isinstance(v, float)}
        assert {k: one[k] for k in numbers} == pytest.approx(numbers, rel=1e-9)
        assert {k: v for k, v in one.items() if k not in numbers} == {
            k: v for k, v in other.items() if k not in numbers
        }


def test_values_of_district_rates_carry_their_limits(run: Run) -> None:
    row = run("status", "--json", "--geography", "135", "--indicator", "anmald-skadegorelse", "--year", "2019").json[0]
    assert row["lower"] < row["value"] < row["upper"]
    assert row["target"] == row["baseline"] * 0.85


@pytest.mark.parametrize("time", ["2019-01-01", "2020-12-01T12:59+01:00"])
def test_as_of_before_the_first_version_tells_when_it_came(run: Run, time: str) -> None:
    said = run("status", "--json", "--as-of", time)
    first = "1 december 2020 kl. 13.00"
    assert (said.status, said.out) == (2, "")
    assert said.err == f"Det finns inget från {time}: den första dataversionen kom {first}.\n"


def test_plain_output_counts_what_it_told(run: Run) -> None:
    said = run("status", "--geography", "135")
    assert said.out.splitlines()[-1].startswith("Läge per 2020, dataversion")


def test_gaps_are_told_with_their_ends_and_what_chance_alone_would_give(run: Run) -> None:
    rows = run("status", "--gaps", "--json", "--year", "2019").json
    assert all(set(row) == set(GAP_FIELDS) for row in rows)
    assert {row["between"] for row in rows} == {"sdn", "kon", "alder"}
    assert all(row["reason"] for row in rows if row["standing"] == "not_assessed")
    gap = next(row for row in rows if (row["indicator"], row["between"]) == ("demo-trygg-ute-kvallstid", "sdn"))
    ends = [
        run("status", "--json", "--year", "2019", "--geography", gap[end], "--indicator", gap["indicator"]).json[0]
        for end in ("better", "worse")
    ]
    assert gap["now"] == pytest.approx(ends[0]["value"] - ends[1]["value"])
    assert 0 < gap["by_chance"] < gap["now"]
    said = run("status", "--gaps", "--year", "2019", "--indicator", gap["indicator"], "--geography", "1480").out
    assert "Örgryte-Härlanda mot Angered" in said
    assert "28,4 (2014) → 24,9 (2019), slumpen ensam 6,6  går inte att avgöra · påhittad" in said
    assert said.splitlines()[-1].endswith(": tre skillnader.")


def test_unknown_geography_is_wrong_use_with_advice(run: Run) -> None:
    said = run("status", "--geography", "999")
    assert said.status == 2
    assert "999 finns inte i registret" in said.err


def test_nonsense_time_is_wrong_use(run: Run) -> None:
    said = run("status", "--as-of", "igår")
    assert said.status == 2
    assert "Skriv 2026-11-22" in said.err

"""Läget just nu."""

from __future__ import annotations

import json
import re

import pytest

from indicators import swedish
from indicators.model import Registry
from indicators.settings import Settings
from indicators.terminal.commands import main
from indicators.texts import words
from tests.pages.conftest import Open, html_of, text_of

YEARS = ("2016", "2018", "2020")


@pytest.fixture
def status(prepared: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """`status --json` for a year, city rows by indicator."""
    monkeypatch.setenv("LAGESBILD_FILES", str(prepared.files))

    def told(year: str) -> dict[str, dict[str, object]]:
        assert main(["status", "--json", "--year", year]) == 0
        rows = json.loads(capsys.readouterr().out)
        return {row["indicator"]: row for row in rows if row["geography"] == "1480"}

    return told


def rows_of(html: str) -> list[str]:
    body = re.search(r'class="lb-table lb-front".*?<tbody[^>]*>(.*?)</tbody>', html, flags=re.DOTALL)
    assert body
    return re.findall(r"<tr.*?</tr>", body[1], flags=re.DOTALL)


@pytest.mark.parametrize("year", YEARS)
def test_ten_rows_in_the_programmes_order_whatever_the_year(opened: Open, register: Registry, year: str) -> None:
    rows = rows_of(html_of(opened("front", lage=year)))
    assert [text_of(row).split(" ")[0] for row in rows] == [str(n) for n in range(1, 11)]
    assert all(area.goal in text_of(row) for area, row in zip(register.strategic_areas, rows, strict=True))


@pytest.mark.parametrize("year", YEARS)
def test_headline_values_years_and_targets_are_those_of_status(
    opened: Open, register: Registry, status, year: str
) -> None:
    told, rows = status(year), rows_of(html_of(opened("front", lage=year)))
    for number, row in enumerate(rows, start=1):
        indicator = register.headline(number)
        assert indicator is not None
        said = told[indicator.id]
        ends = [v for v in (said["baseline"], said["value"], said["target"]) if v is not None]
        ways = [(start, said["value"]) for start in (said["baseline"], said["required"]) if start is not None]
        usual = indicator.decimals
        near = [swedish.decimals_apart([(float(one), float(other))], usual) for one, other in ways]
        decimals = max(swedish.honest_decimals(ends, usual), *near, usual)
        figure = swedish.counted_number(float(str(said["value"])), decimals, usual)
        value = swedish.joined(figure, indicator.unit)
        late = "" if said["value_year"] == int(year) else f" ({said['value_year']})"
        target = swedish.plain(float(str(said["target"])), decimals)
        assert text_of(f"{value}{late}") in text_of(row)
        assert re.search(rf"mål (minst|högst) {re.escape(text_of(target))}( |%|$)", text_of(row))


@pytest.mark.parametrize("year", YEARS)
def test_headline_assessments_are_those_of_status(opened: Open, register: Registry, status, year: str) -> None:
    told, rows = status(year), rows_of(html_of(opened("front", lage=year)))
    for number, row in enumerate(rows, start=1):
        indicator = register.headline(number)
        assert indicator is not None
        word = str(told[indicator.id]["assessment_sv"]).split(":")[0]
        assert f"<span>{word}</span>" in row


@pytest.mark.parametrize("year", YEARS)
def test_counts_are_those_of_status(opened: Open, register: Registry, status, year: str) -> None:
    text = text_of(html_of(opened("front", lage=year)))
    said = [row["assessment"] for name, row in status(year).items() if register.indicators[name].is_assessed]
    made_up = sum(bool(row["demo"]) for name, row in status(year).items() if register.indicators[name].is_assessed)
    assert f"Alla {len(said)} indikatorer ({made_up} påhittade):" in text
    for assessment, word in words.CHIP.items():
        if assessment != "NOT_ASSESSED" and (assessment != "MISSED" or said.count(assessment)):
            assert f"{said.count(assessment)} {words.counted(assessment, said.count(assessment))}" in text, word


def test_counts_per_area_add_up_to_the_whole(opened: Open) -> None:
    html = html_of(opened("front", lage="2018"))
    whole = sum(map(int, re.findall(r"<strong>(\d+)</strong>", html.split("lb-table")[0])))
    parts = sum(map(int, re.findall(r'height="16" alt=""><span>(\d+)</span>', html)))
    assert whole == parts


def test_made_up_headlines_say_so(opened: Open, register: Registry) -> None:
    rows = rows_of(html_of(opened("front")))
    for number, row in enumerate(rows, start=1):
        indicator = register.headline(number)
        assert indicator is not None
        assert ("påhittad" in text_of(row)) == indicator.is_demo


@pytest.mark.parametrize("year", ["2018", "2020"])
def test_what_changed_is_counted_against_the_year_before(opened: Open, register: Registry, status, year: str) -> None:
    then, now = status(str(int(year) - 1)), status(year)
    assessed = [name for name in now if register.indicators[name].is_assessed]
    changed = [name for name in assessed if name in then and then[name]["assessment"] != now[name]["assessment"]]
    text = text_of(html_of(opened("front", lage=year)))
    assert f"Sedan läget {int(year) - 1}: {len(changed)} av {len(assessed)} bedömningar har ändrats" in text


@pytest.mark.parametrize("year", ["2018", "2020"])
def test_what_cannot_be_followed_is_counted_as_status_tells_it(
    opened: Open, register: Registry, status, year: str
) -> None:
    said = [row for name, row in status(year).items() if register.indicators[name].is_assessed]
    few = sum(row["reason"] == "too_few" for row in said)
    late = sum(row["value_year"] != int(year) for row in said)
    text = text_of(html_of(opened("front", lage=year))).lower()
    assert f"{swedish.counted(few, 'indikator', 'indikatorer')} har för få mätningar" in text
    assert f"{swedish.count_word(late)} av alla {len(said)} saknar värde för {year}" in text


@pytest.mark.parametrize("year", YEARS)
def test_counts_of_each_area_are_those_of_status(opened: Open, register: Registry, status, year: str) -> None:
    told = status(year)
    for number, row in enumerate(rows_of(html_of(opened("front", lage=year))), start=1):
        said = [str(told[i.id]["assessment"]) for i in register.of_area(number) if i.id in told and i.is_assessed]
        shown = re.findall(r'height="16" alt=""><span>(\d+)</span>', row)
        assert sorted(map(int, shown)) == sorted(said.count(a) for a in set(said))


def test_first_viewpoint_says_that_there_is_nothing_to_compare_with(opened: Open) -> None:
    assert "går inte att bedöma" in text_of(html_of(opened("front", lage="2015")))


def test_nothing_is_nan_none_or_zero_for_missing(opened: Open) -> None:
    for year in YEARS:
        text = text_of(html_of(opened("front", lage=year)))
        assert not re.search(r"\b(nan|None|inf)\b", text)

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
def test_headline_values_are_those_of_status(opened: Open, register: Registry, status, year: str) -> None:
    told, rows = status(year), rows_of(html_of(opened("front", lage=year)))
    for number, row in enumerate(rows, start=1):
        indicator = register.headline(number)
        assert indicator is not None
        value = told[indicator.id]["value"]
        shown = re.search(r"<strong>([^<]*)</strong>", row)
        assert shown
        printed = shown[1].replace(swedish.NBSP, "")
        numbers = {
            swedish.number(float(value), d).replace(swedish.NBSP, "")
            for d in (indicator.decimals, indicator.decimals + 1)
        }
        assert any(printed.startswith(n) for n in numbers), (indicator.id, printed, value)


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
    assert f"Alla {len(said)} indikatorer för staden:" in text
    for assessment, word in words.CHIP.items():
        if assessment != "NOT_ASSESSED":
            assert f"{said.count(assessment)} {words.LOWER[assessment]}" in text, word


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


def test_what_changed_is_counted_against_the_year_before(opened: Open, status) -> None:
    then, now = status("2017"), status("2018")
    text = text_of(html_of(opened("front", lage="2018")))
    changed = sum(
        then[name]["assessment"] != row["assessment"] for name, row in now.items() if name in then and row["assessment"]
    )
    shown = re.search(r"Sedan läget 2017: (\d+) av", text)
    assert shown
    assert int(shown[1]) <= changed  # context indicators are not counted
    assert int(shown[1]) > 0


def test_first_viewpoint_says_that_there_is_nothing_to_compare_with(opened: Open) -> None:
    assert "går inte att bedöma" in text_of(html_of(opened("front", lage="2015")))


def test_nothing_is_nan_none_or_zero_for_missing(opened: Open) -> None:
    for year in YEARS:
        text = text_of(html_of(opened("front", lage=year)))
        assert not re.search(r"\b(nan|None|inf)\b", text)

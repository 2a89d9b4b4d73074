"""Leveransläge."""

from __future__ import annotations

import re

import pytest

from indicators.model import GeographyLevel, Registry
from tests.pages.conftest import Open, html_of, text_of
from ui import cached


@pytest.fixture(autouse=True)
def _in_march(monkeypatch: pytest.MonkeyPatch, _database: None) -> None:
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-03-20")
    cached.settings.clear()


@pytest.mark.parametrize("role", ["lasare", "uppladdare"])
def test_the_board_is_closed_to_those_who_do_not_review(opened: Open, role: str) -> None:
    app = opened("leveranslage", role=role)
    assert app.exception
    assert html_of(app) == ""


@pytest.mark.parametrize("role", ["godkannare", "utvecklingsledare", "administrator"])
def test_every_district_has_a_row(opened: Open, register: Registry, role: str) -> None:
    app = opened("leveranslage", role=role)
    assert not app.exception
    html = html_of(app)
    assert all(place.name in text_of(html) for place in register.on_level(GeographyLevel.DISTRICT))
    assert html.split("lb-board")[1].split("</table>")[0].count('scope="row"') == 10


def test_the_year_asked_for_is_the_one_that_has_ended(opened: Open) -> None:
    assert "för 2019" in text_of(html_of(opened("leveranslage", role="godkannare")))


def test_the_address_chooses_the_year(opened: Open) -> None:
    told = text_of(html_of(opened("leveranslage", role="godkannare", ar="2016")))
    assert "Sista dag var 28 februari 2017" in told


def test_a_year_that_is_not_offered_is_said_in_words(opened: Open) -> None:
    told = text_of(html_of(opened("leveranslage", role="godkannare", ar="1999")))
    assert "Adressen bad om År ”1999”, som inte finns." in told


def test_a_reminder_can_be_copied_for_each_district_that_lacks_something(opened: Open) -> None:
    for year in ("2015", "2017", "2019"):
        app = opened("leveranslage", role="godkannare", ar=year)
        title = text_of(html_of(app))
        done = re.search(r"(alla tio|Ingen stadsdel|(\w+) av tio)", title)
        assert done
        assert all(code.value.startswith("Hej ") for code in app.code)
        assert bool(app.code) == (done[1] != "alla tio")


def test_where_nobody_lacks_anything_it_says_so(opened: Open) -> None:
    app = opened("leveranslage", role="godkannare", ar="2019")
    assert app.code or "Ingen stadsdel behöver påminnas." in text_of(html_of(app))

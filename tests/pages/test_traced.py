"""One click from a number to its origin: every table, the right value, and nothing behind what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.model import Registry
from indicators.situation import Situation, situation
from indicators.store import Store
from tests.pages.conftest import Open, html_of, text_of

LINK = re.compile(
    r'<a href="([^"]*&amp;ar=\d{4}[^"]*)"[^>]*(?:class="lb-trace"|title="Visa indikatorn här")[^>]*>(.*?)</a>',
    re.DOTALL,
)
"""A number that leads to its origin: to that part of the page Indikator, or to the page's top with that part below."""
NUMBER = re.compile(r"[−-]?\d[\d\u00a0\u202f ]*(?:,\d+)?")
YEAR = 2019


@pytest.fixture(scope="module")
def seen(store: Store, register: Registry) -> Situation:
    return situation(store, register, year=YEAR)


def links(html: str) -> Iterator[tuple[dict[str, str], str]]:
    for address, shown in LINK.findall(html):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(unescape(address)).query).items()}
        yield asked, text_of(shown)


def value_of(asked: dict[str, str], seen: Situation) -> float:
    rows = seen.series(asked["indikator"], asked["plats"], asked.get("uppdelning", ""))
    (value,) = rows[rows[obs.YEAR] == int(asked["ar"])][obs.VALUE].tolist()
    return float(value)


def agrees(shown: str, value: float) -> bool:
    last = re.sub(r"\s", "", NUMBER.findall(shown.split("→")[-1])[0]).replace(",", ".").replace("−", "-")
    return abs(float(last) - value) <= 0.5 * 10 ** -len(last.partition(".")[2]) + 1e-9


@pytest.mark.parametrize(
    ("page", "query", "least"),
    [
        ("front", {}, 8),
        ("area", {"omrade": "1"}, 10),
        ("stadsdelar", {"indikator": "anmalda-ran"}, 150),
        ("min_stadsdel", {"stadsdel": "131"}, 15),
        ("indicator", {"indikator": "anmalda-ran", "plats": "131"}, 10),
    ],
    ids=["the front page", "an area", "the districts", "one district", "an indicator"],
)
def test_every_number_leads_to_the_value_that_it_is(
    opened: Open, seen: Situation, page: str, query: dict[str, str], least: int
) -> None:
    found = list(links(html_of(opened(page, lage=str(YEAR), **query))))
    assert len(found) >= least
    for asked, shown in found:
        assert agrees(shown, value_of(asked, seen)), (asked, shown)


def test_the_equal_city_links_every_value_and_the_ends_of_every_gap(opened: Open, seen: Situation) -> None:
    found = list(links(html_of(opened("jamlik", lage=str(YEAR), indikator="demo-god-halsa"))))
    numbers = [(asked, shown) for asked, shown in found if NUMBER.fullmatch(shown.split("→")[-1].strip(" %"))]
    assert len(numbers) > 20
    assert any("uppdelning" in asked for asked, _ in numbers)
    for asked, shown in numbers:
        assert agrees(shown, value_of(asked, seen)), (asked, shown)
    for asked, shown in found:
        assert not pd.isna(value_of(asked, seen)), (asked, shown)


def test_nothing_hidden_or_missing_is_a_link(opened: Open, seen: Situation) -> None:
    """Every link of the districts' page leads to a value that anyone may see, and the words for none are plain."""
    html = html_of(opened("stadsdelar", lage=str(YEAR)))
    assert "dolt" in text_of(html)
    for asked, shown in links(html):
        assert NUMBER.search(shown)
        assert not pd.isna(value_of(asked, seen))


def test_a_part_s_origin_is_told_as_the_part_s(opened: Open) -> None:
    chosen = {"indikator": "demo-god-halsa", "plats": "1480", "ar": "2019", "uppdelning": "kon=kvinna"}
    text = text_of(html_of(opened("indicator", lage=str(YEAR), **chosen)))
    assert re.search(r"Varifrån kommer [\d,]+ %, kvinnor, 2019\?", text)
    assert "kon: kvinna" in text


def test_a_part_that_does_not_exist_gives_everybody_s_origin(opened: Open) -> None:
    chosen = {"indikator": "demo-god-halsa", "plats": "1480", "ar": "2019", "uppdelning": "skonummer=43"}
    assert re.search(
        r"Varifrån kommer [\d,]+ %, 2019\?", text_of(html_of(opened("indicator", lage=str(YEAR), **chosen)))
    )

"""Min stadsdel: every indicator a row, in agreement with Stadsdelar, at every viewpoint."""

from __future__ import annotations

import re

import pytest

from indicators import swedish
from indicators.model import GeographyLevel, Registry
from tests.pages.conftest import Open, html_of, text_of
from ui import choices

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")
CODES = [str(code) for code in range(131, 141)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("year", ["2015", "2019"])
def test_every_district_opens_with_every_indicator(opened: Open, register: Registry, code: str, year: str) -> None:
    app = opened("min_stadsdel", lage=year, stadsdel=code)
    text = text_of(html_of(app))
    assert not app.exception
    assert not NOT_A_VALUE.search(text)
    told = [i for i in register.indicators.values() if GeographyLevel.DISTRICT in i.levels]
    assert all(text_of(i.short_name) in text for i in told)


@pytest.mark.parametrize("code", ["131", "135"])
def test_the_title_counts_as_many_as_the_groups_do(opened: Open, code: str) -> None:
    text = text_of(html_of(opened("min_stadsdel", lage="2020", stadsdel=code)))
    headings = (
        r"Säkerställt sämre (\d+)",
        r"Säkerställt bättre (\d+)",
        r"Går inte att skilja från resten av staden (\d+)",
    )
    counts = [int(re.findall(heading, text)[0]) for heading in headings]
    neutral = re.findall(rf"{headings[2]}, varav (\w+) utan värdering", text)
    counts[2] -= next((n for n in range(13) if neutral and swedish.count_word(n) == neutral[0][1]), 0)
    worse, better, same = map(swedish.count_word, counts)
    title = re.sub(r" \((?:\w+ )?påhittade?\)", "", text)
    assert f"på {worse} indikatorer och bättre på {better}; på {same} går skillnaden inte att avgöra" in title


def test_likeness_is_told_with_its_reason_and_its_caveat(opened: Open) -> None:
    text = text_of(html_of(opened("min_stadsdel", stadsdel="131")))
    assert "Östra Göteborg: 60 procent av invånarna bor i samma slags områden som i Angered" in text
    assert "från 2025" in text


def test_a_district_like_nobody_says_so(opened: Open) -> None:
    assert "Ingen annan stadsdel är tillräckligt lik Norra Hisingen" in text_of(
        html_of(opened("min_stadsdel", stadsdel="140"))
    )


def test_where_the_district_went_is_told_with_share_coverage_and_year_of_weights(opened: Open) -> None:
    app = opened("min_stadsdel", stadsdel="134")
    text = text_of(html_of(app))
    assert "Vart tog stadsdelen vägen 2021?" in [fold.label for fold in app.expander]
    assert "Hela Centrum ligger i stadsområdet Centrum och är 33 procent av dess invånare." in text
    assert "99,7 procent av invånarna" in text
    assert "1 januari 2025" in text


@pytest.mark.parametrize("page", ["min_stadsdel", "stadsdelar"])
def test_a_year_after_the_districts_offers_none_and_tells_where_they_went(
    opened: Open, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "viewpoint", lambda: 2021)
    app = opened(page)
    assert not app.exception
    assert not app.selectbox
    text = text_of(html_of(app))
    assert "Stadsdelarna gäller inte 2021" in text
    assert "Centrum (134) Centrum (2)" in text


def test_what_is_known_of_a_district_is_told_on_its_page_and_on_no_other(opened: Open) -> None:
    islands, visitors = "förtidsrösterna från södra skärgårdens", "Hit kommer många för att arbeta"
    text = {
        code: text_of(html_of(opened("min_stadsdel", lage="2019", stadsdel=code))) for code in ("131", "134", "137")
    }
    assert [islands in text[code] for code in text] == [False, False, True]
    assert [visitors in text[code] for code in text] == [False, True, False]


def test_the_like_districts_can_take_the_place_of_the_rest_of_the_city(opened: Open) -> None:
    app = opened("min_stadsdel", lage="2019", stadsdel="131", mot="liknande")
    text = text_of(html_of(app))
    assert not app.exception
    assert "än Östra Göteborg på" in text
    assert "Linjen i mitten är Östra Göteborg. Skälet till likheten står nedan." in text
    assert "ett test av två stickprov" in text
    assert [box.label for box in app.selectbox] == ["Stadsdel", "Jämför med"]


def test_a_district_like_nobody_is_only_held_against_the_rest(opened: Open) -> None:
    app = opened("min_stadsdel", lage="2019", stadsdel="140", mot="liknande")
    assert not app.exception
    assert app.selectbox[1].options == ["Resten av staden"]
    assert "än de liknande stadsdelarna" not in text_of(html_of(app))

"""Stadsdelar: the overall test first, every district a row, nothing claimed where nothing can be."""

from __future__ import annotations

import re

import pytest

from indicators.districts import funnels
from indicators.districts.against_city import against_city
from indicators.model import GeographyLevel, Registry
from indicators.texts import districts as texts
from tests.districts.reports import At
from tests.pages.conftest import Open, html_of, text_of

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")


@pytest.mark.parametrize("year", ["2015", "2018", "2020"])
def test_every_indicator_with_districts_opens(opened: Open, register: Registry, year: str) -> None:
    for indicator in register.indicators.values():
        if GeographyLevel.DISTRICT in indicator.levels:
            app = opened("stadsdelar", lage=year, indikator=indicator.id)
            assert not app.exception, indicator.id
            assert not NOT_A_VALUE.search(text_of(html_of(app))), indicator.id


def test_every_district_is_a_row_and_the_overall_test_stands_before_them(opened: Open, register: Registry) -> None:
    text = text_of(html_of(opened("stadsdelar", lage="2019", indikator="anmalda-biltillgrepp")))
    assert "Alla tio tillsammans:" in text
    for place in register.on_level(GeographyLevel.DISTRICT):
        assert text.index(place.name, text.index("mot resten av staden")) > text.index("Alla tio tillsammans:")


def test_no_title_claims_districts_outside_that_the_funnel_takes_in_without_saying_so_beside_it(
    opened: Open, at: At, register: Registry
) -> None:
    checked = 0
    for indicator in register.indicators.values():
        compared = against_city(at(2020), indicator) if GeographyLevel.DISTRICT in indicator.levels else None
        funnel = funnels.funnel(at(2020), indicator, compared) if compared else None
        if funnel is None or funnel.still_out:
            continue
        text = text_of(html_of(opened("stadsdelar", lage="2020", indikator=indicator.id)))
        title, _, below = text.partition("Alla tio tillsammans:")
        if "ligger säkerställt" in title:
            checked += 1
            assert (
                "sticker ingen stadsdel ut"
                in below.split(texts.heading(indicator, compared.year if compared else None))[0]
            ), indicator.id
            assert below.count("sticker ingen stadsdel ut") == 1, indicator.id
            assert "Mot stadsdelarnas spridning" in below, indicator.id
    assert checked


def test_a_missing_district_is_a_row_with_its_reason(opened: Open) -> None:
    text = text_of(html_of(opened("stadsdelar", lage="2019", indikator="demo-trygg-ute-kvallstid")))
    assert "Dolt av sekretesskäl 2019" in text
    assert "en saknar värde" in text


def test_made_up_values_are_marked(opened: Open) -> None:
    made_up, real = (html_of(opened("stadsdelar", indikator=i)) for i in ("demo-gott-bemotande", "anmalda-ran"))
    assert "· påhittad" in made_up.split("</h1>")[0]
    assert "· påhittad" not in real.split("</h1>")[0]


def test_the_map_says_what_it_does_not_show_and_why_a_district_has_no_mark(opened: Open) -> None:
    app = opened("stadsdelar", lage="2019", indikator="demo-trygg-ute-kvallstid", visa="karta")
    text = text_of(html_of(app))
    assert not app.exception
    assert "Ytan på kartan säger inget om hur många som bor i stadsdelen" in text
    assert "Lundby: dolt av sekretesskäl 2019" in text


@pytest.mark.parametrize(("view", "charts"), [("punkter", 1), ("karta", 1)])
def test_there_is_at_most_one_heavy_chart_on_the_page(opened: Open, view: str, charts: int) -> None:
    app = opened("stadsdelar", indikator="anmalda-ran", visa=view)
    assert len(app.get("vega_lite_chart")) == charts


def test_shares_have_no_funnel_and_rates_have(opened: Open) -> None:
    assert not opened("stadsdelar", indikator="demo-gott-bemotande").get("vega_lite_chart")
    assert opened("stadsdelar", indikator="anmald-misshandel").get("vega_lite_chart")


def test_centrum_s_visitors_are_told_beside_reported_crime_and_only_there(opened: Open) -> None:
    crime = text_of(html_of(opened("stadsdelar", lage="2019", indikator="anmalda-ran")))
    own = crime.split("Alla stadsdelar och alla indikatorer")[0]
    assert "Brotten räknas där de sker, inte där den utsatte bor." in own
    assert "Centrum: hit kommer många för att arbeta, handla och roa sig" in own
    votes = text_of(html_of(opened("stadsdelar", lage="2019", indikator="valdeltagande-kommunval-vallokal")))
    assert "hit kommer många" not in votes.split("Alla stadsdelar och alla indikatorer")[0]


def test_the_islands_early_votes_are_told_where_the_turnout_of_2018_is_shown(opened: Open) -> None:
    fault = "förtidsrösterna från södra skärgårdens tre valdistrikt räknades 2018 på annat håll"
    for view in ("punkter", "karta"):
        app = opened("stadsdelar", lage="2019", visa=view, indikator="valdeltagande-kommunval-vallokal")
        own, every = text_of(html_of(app)).split("Alla stadsdelar och alla indikatorer")
        assert f"Västra Göteborg: {fault}" in own
        assert fault in every
    before = text_of(html_of(opened("stadsdelar", lage="2017", indikator="valdeltagande-kommunval-vallokal")))
    assert fault not in before

"""Jämlik stad: level and gap told together for every indicator at every viewpoint, with nothing hidden shown."""

from __future__ import annotations

import re

import pytest

from indicators import swedish
from indicators.districts import equality
from indicators.model import Registry
from indicators.texts import crime
from indicators.texts import equality as equality_texts
from pages import jamlik
from tests.districts.equal_city import shipped_equality
from tests.pages.conftest import Open, html_of, text_of

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")


@pytest.mark.parametrize("year", ["2015", "2018", "2020"])
def test_every_indicator_opens(opened: Open, register: Registry, year: str) -> None:
    for key in equality.followed(register):
        app = opened("jamlik", lage=year, indikator=key)
        assert not app.exception, key
        assert not NOT_A_VALUE.search(text_of(html_of(app))), key


def test_level_and_gap_are_told_in_the_title(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2019", indikator="anmald-misshandel")))
    assert "Antalet anmälda misshandelsbrott har minskat, men det går inte att avgöra om" in text


def test_absolute_and_relative_stand_together(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2019", indikator="anmald-misshandel")))
    assert "Avståndet 1 772 → 1 528" in text
    assert "Kvoten 4,7 → 4,9 gånger" in text


def test_the_archipelago_is_left_out_and_that_is_said(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2018", indikator="valdeltagande-kommunval-vallokal")))
    assert "Angered mot Majorna-Linné" in text
    assert "Västra Göteborg ingår inte: förtidsrösterna från södra skärgårdens" in text


def test_a_hidden_end_leaves_out_what_would_need_it(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2019", indikator="demo-kan-paverka-lokalt")))
    assert "Norra Hisingen 2014 är dolt av sekretesskäl" in text
    assert "De två ändarna" not in text


def test_the_six_groups_tell_their_slope(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2018")))
    assert "Lutningen är 25,5 procentenheter" in text
    assert "Södra Skärgården ingår inte" in text


def test_before_the_first_election_the_groups_are_said_to_be_missing(opened: Open) -> None:
    assert "Underlag saknas för grupperna" in text_of(html_of(opened("jamlik", lage="2016")))


def test_every_followed_indicator_is_in_the_summary_once(opened: Open, register: Registry) -> None:
    html = html_of(opened("jamlik", lage="2020"))
    shown, rest = (part.split("</table>")[0] for part in html.split("Avståndet mellan stadsdelarna, läge per")[1:])
    for key in equality.followed(register):
        assert len(re.findall(rf'jamlik-stad\?indikator={key}[&"]', shown + rest)) == 1, key
    counts = equality.counted(list(shipped_equality(2020).values()))
    for place, standings in ((shown, list(counts)[:2]), (rest, list(counts)[2:])):
        assert place.count('<th role="rowheader" scope="row"') == sum(len(counts[s]) for s in standings)


def test_what_all_indicators_show_stands_first_with_the_way_to_their_table(opened: Open) -> None:
    html = html_of(opened("jamlik", lage="2020", indikator="demo-god-halsa"))
    counts = equality.counted(list(shipped_equality(2020).values()))
    brief = equality_texts.in_brief(counts)
    assert text_of(html).index(brief.text.strip()) < text_of(html).index("Nivån i hela staden")
    assert html.count('href="#alla-indikatorer"') == html.count('<h2 class="lb-section" id="alla-indikatorer"') == 1
    assert brief.strong == f"Alla {len(shipped_equality(2020))} indikatorer:"
    assert f"Visa {swedish.count_word(len(counts[equality.Standing.CANNOT_TELL]))} där det inte går" in text_of(html)


def test_made_up_indicators_are_marked(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2020", indikator="demo-god-halsa")))
    assert text.count("påhittad") >= 12


def test_women_and_men_are_told_for_every_indicator_divided_so(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2020")))
    assert re.search(r"Skillnaden mellan kvinnor och män minskar för \w+ indikator", text)
    assert "Trångbodda i flerbostadshus" in text
    assert "Ingen indikator i registret är uppdelad på ålder" not in text


def test_the_youngest_and_the_oldest_are_told_where_an_indicator_is_divided_by_age(opened: Open) -> None:
    html = html_of(opened("jamlik", lage="2020", indikator="demo-trygg-ute-kvallstid"))
    assert "Åldersgrupper: Trygga utomhus när det är mörkt" in html
    text = text_of(html)
    assert re.search(r"Skillnaden mellan yngst och äldst minskar för \w+ indikator", text)
    assert "16–29 år" in text
    assert "65–84 år" in text


def test_without_ages_the_page_says_so(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jamlik, "divided", lambda *_: [])
    assert "Ingen indikator i registret är uppdelad på ålder" in text_of(html_of(opened("jamlik", lage="2020")))


def test_a_chosen_indicator_that_is_divided_shows_its_two_groups(opened: Open) -> None:
    html = html_of(opened("jamlik", lage="2020", indikator="demo-god-halsa"))
    assert "Kvinnor och män: God hälsa" in html


def test_the_ends_lead_to_where_their_values_come_from(opened: Open) -> None:
    html = html_of(opened("jamlik", lage="2019", indikator="anmald-misshandel"))
    for code in ("134", "137"):
        assert re.search(rf'href="[^"]*indikator=anmald-misshandel&amp;plats={code}&amp;ar=2019[^"]*#ursprung"', html)
        assert re.search(rf'href="[^"]*min-stadsdel\?stadsdel={code}', html)


def test_the_summary_says_where_visitors_are_an_end_and_reports_are_not_crime(opened: Open) -> None:
    text = text_of(html_of(opened("jamlik", lage="2020", indikator="anmald-misshandel")))
    assert "Anmälda brott är inte brott." in text
    assert crime.VALUED in text
    said = re.search(
        r"I (\w+) av de (\w+) där avståndet minskar är Centrum ena änden; dit kommer många besökare\.", text
    )
    assert said is not None
    counts = equality.counted(list(shipped_equality(2020).values()))
    closing = counts[equality.Standing.CLOSING]
    visited = [e for e in closing if e.counts_events and "Centrum" in (e.gap.worst.name, e.gap.best.name)]  # type: ignore[union-attr]
    assert said.groups() == (swedish.count_word(len(visited)), swedish.count_word(len(closing)))
    plain = text_of(html_of(opened("jamlik", lage="2020", indikator="demo-god-halsa")))
    assert "Anmälda brott är inte brott." not in plain

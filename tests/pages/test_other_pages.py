"""Strategiskt område, Indikator, Mätluckor, Så här räknar vi and Tillgänglighet."""

from __future__ import annotations

import re

import pytest

from indicators.model import Assessment, GeographyLevel, IndicatorRole, Registry
from indicators.texts import words
from tests.pages.conftest import Open, html_of, text_of
from ui import method_example

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")
PAGES = ("front", "area", "indicator", "gaps", "method", "accessibility")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("year", ["2015", "2018", "2020"])
def test_every_page_opens_at_every_viewpoint(opened: Open, name: str, year: str) -> None:
    app = opened(name, lage=year)
    assert not app.exception
    assert not NOT_A_VALUE.search(text_of(html_of(app)))


@pytest.mark.parametrize("number", range(1, 11))
def test_area_names_goal_and_every_indicator(opened: Open, register: Registry, number: int) -> None:
    app = opened("area", lage="2018", omrade=str(number))
    text = text_of(html_of(app))
    assert not app.exception
    assert register.strategic_areas[number - 1].goal in text
    assert all(text_of(i.short_name) in text for i in register.of_area(number))


def test_area_with_no_indicator_in_a_role_says_so(opened: Open, register: Registry) -> None:
    roles = {i.role for i in register.of_area(7)}
    text = text_of(html_of(opened("area", omrade="7")))
    assert text.count("Ingen indikator i den här rollen.") == len(set(IndicatorRole) - roles)


def test_every_indicator_opens_in_each_kind_of_place(opened: Open, register: Registry) -> None:
    for indicator in register.indicators.values():
        for level in indicator.levels:
            place = register.on_level(level)[0].code
            app = opened("indicator", lage="2018", indikator=indicator.id, plats=place)
            assert not app.exception, (indicator.id, place)
            assert not NOT_A_VALUE.search(text_of(html_of(app))), (indicator.id, place)


def test_indicator_page_says_where_a_value_comes_from(opened: Open) -> None:
    text = text_of(html_of(opened("indicator", lage="2019", indikator="anmald-skadegorelse", plats="135")))
    assert "Varifrån kommer 6 221, 2019?" in text
    assert "lästes som texten" in text
    assert "SHA-256" in text


def test_indicator_page_marks_made_up_figures(opened: Open) -> None:
    made_up = text_of(html_of(opened("indicator", indikator="demo-avstar-fran-att-ga-ut")))
    real = text_of(html_of(opened("indicator", indikator="trangboddhet")))
    assert made_up.count("påhittad") >= 4
    assert "påhittad" not in real


def test_indicator_without_district_data_says_why_and_links_to_the_gaps(opened: Open) -> None:
    html = html_of(opened("indicator", indikator="trangboddhet"))
    assert "Underlag saknas per stadsdel" in html
    assert "matluckor" in html


def test_viewpoint_hides_what_came_later(opened: Open) -> None:
    html = html_of(opened("indicator", lage="2016", indikator="trangboddhet"))
    years = re.findall(r'<td role="cell">(\d{4})</td>', html)
    assert max(years) == "2016"


def test_gaps_are_all_told(opened: Open, register: Registry) -> None:
    text = text_of(html_of(opened("gaps")))
    assert all(text_of(gap.subject) in text for gap in register.gaps)


def test_gap_table_counts_real_and_made_up_apart(opened: Open, register: Registry) -> None:
    html = html_of(opened("gaps", lage="2018"))
    assert "saknas" in html
    assert "påhittad" in html
    rows = re.findall(r"<tr.*?</tr>", html.split("lb-gaps")[1].split("</table>")[0], flags=re.DOTALL)
    assert sum('scope="row"' in row for row in rows) == len(register.strategic_areas)


@pytest.mark.parametrize(("expected", "choice"), method_example.TYPICAL.items())
def test_each_typical_example_gives_its_answer(expected: Assessment, choice: tuple[str, str]) -> None:
    assert method_example.worked(*choice).progress.assessment is expected


def test_larger_margin_never_turns_cannot_tell_into_on_track() -> None:
    for course in method_example.COURSES:
        said = [method_example.worked(course, margin).progress.assessment for margin in method_example.MARGINS]
        if Assessment.UNCERTAIN in said:
            assert Assessment.ON_TRACK not in said[said.index(Assessment.UNCERTAIN) :]


def test_method_page_explains_every_word_and_publishes_the_outcome(opened: Open) -> None:
    text = text_of(html_of(opened("method")))
    assert all(word in text for word in words.CHIP.values())
    assert re.search(r"Facit 2020: när vi hade varnat missades målet", text)
    assert "110 serier" in text


def test_places_offered_are_those_with_a_value(opened: Open, register: Registry) -> None:
    app = opened("indicator", indikator="valdeltagande-riksdagsval-vallokal")
    (places,) = [box for box in app.selectbox if box.label == "Gäller"]
    assert len(places.options) > 90
    groups = [g.name for g in register.on_level(GeographyLevel.SOCIOECONOMIC)]
    assert set(groups) <= set(places.options)

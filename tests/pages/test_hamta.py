"""Hämta data: what the file will hold in a plain sentence, the file made on click, the way there from every page."""

from __future__ import annotations

import io
import json
import re
import zipfile

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from indicators.reports import opendata
from indicators.reports.choice import Choice
from indicators.reports.contents import gather
from tests.pages.conftest import TIMEOUT, Open, html_of, text_of
from ui import cached, choices, download_choice, download_link, download_results, menu

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")


def shown(app: AppTest) -> str:
    assert not app.exception
    return text_of(html_of(app))


def title(app: AppTest) -> str:
    return text_of(html_of(app).partition('<h1 class="lb-title">')[2].partition("</h1>")[0])


def test_without_a_choice_it_says_that_nothing_is_chosen_and_offers_everything(opened: Open) -> None:
    app = opened("hamta")
    text = shown(app)
    assert "Inget är valt än." in text
    assert "Ditt urval" not in text
    assert _files(app) == [
        "Hämta allt som CSV",
        "Hämta allt som Excel",
        "Hämta allt som JSON-stat 2",
    ]


def test_a_choice_is_counted_in_the_title_and_in_a_sentence(opened: Open) -> None:
    app = opened("hamta", lage="2018", indikator="anmalda-ran,demo-god-halsa", plats="kommun,sdn", fran="2014")
    told = gather(
        cached.store(),
        cached.registry(),
        download_results.seen_from(_asked(indicators=("anmalda-ran", "demo-god-halsa"), first=2014), 2018),
    )
    counts = told.counts
    assert title(app) == f"Urvalet har {counts.rows} rader från två indikatorer"
    text = shown(app)
    assert f"{counts.rows} rader : 2 indikatorer, {counts.geographies} platser, 2014–2018." in text
    assert f"{counts.made_up} är påhittade för demonstration." in text
    assert "Läge per 2018: inga senare år." in text
    assert len(_files(app)) == 6


def _files(app: AppTest) -> list[str]:
    """The files of figures on offer; that of the crosswalk is none."""
    return [b.label for b in app.get("download_button") if not b.label.startswith("Hämta tabellen")]


def _asked(**more: object) -> Choice:
    registry = cached.registry()
    levels = tuple(g.level for g in registry.geographies.values() if str(g.level) in ("kommun", "sdn"))
    return Choice(levels=tuple(dict.fromkeys(levels)), **more)  # type: ignore[arg-type]


def test_a_choice_without_rows_says_so_and_hands_out_nothing_of_it(opened: Open) -> None:
    app = opened("hamta", indikator="anmalda-ran", plats="G1")
    assert title(app) == "Urvalet har inga värden"
    assert "Det finns inget att hämta." in shown(app)
    assert [b.label for b in app.get("download_button") if "urvalet" in b.label] == []


def test_an_unknown_code_in_the_address_is_named_and_nothing_falls_over(opened: Open) -> None:
    text = shown(opened("hamta", indikator="finns-inte,anmalda-ran", plats="999"))
    assert "Adressen bad om Indikatorer ”finns-inte”, som inte finns." in text
    assert "Adressen bad om Platser ”999”, som inte finns. I stället visas allt annat." in text
    assert "från en indikator" in text


def test_the_first_rows_are_those_of_the_file_in_words(opened: Open) -> None:
    text = shown(opened("hamta", indikator="anmalda-ran", plats="131", fran="2018", till="2019"))
    assert "Anmälda rån i stadsdelarna Angered 2018 alla 166 133–204 slutligt" in text
    assert not NOT_A_VALUE.search(text)


def test_made_up_rows_are_marked_one_by_one(opened: Open) -> None:
    html = html_of(opened("hamta", indikator="demo-god-halsa", plats="131"))
    rows = html.partition("lb-preview")[2].partition("</table>")[0].split("<tr")[2:]
    assert rows
    assert all("· påhittad" in row for row in rows)
    assert "· påhittad" in html.partition("</h1>")[0]


def test_the_indicators_offered_are_those_of_the_chosen_areas(opened: Open) -> None:
    app = opened("hamta", omrade="5")
    (picker,) = [each for each in app.multiselect if each.label == "Indikatorer"]
    names = {i.short_name for i in cached.registry().of_area(5) if not i.is_demo}
    assert names <= set(picker.options)
    assert "Anmälda rån i stadsdelarna" not in set(picker.options) - names


def test_choosing_in_a_picker_is_kept_in_the_address_line(opened: Open) -> None:
    app = opened("hamta")
    (picker,) = [each for each in app.multiselect if each.label == "Strategiska områden"]
    picker.set_value(["5", "7"]).run()
    assert app.query_params["omrade"] in ("5,7", ["5,7"])
    picker = next(each for each in app.multiselect if each.label == "Strategiska områden")
    picker.set_value([]).run()
    assert "omrade" not in app.query_params


@pytest.mark.parametrize("kind", list(opendata.Format))
def test_the_file_handed_out_is_the_one_that_the_terminal_writes_without_names(
    opened: Open, kind: opendata.Format
) -> None:
    opened("hamta")
    asked = Choice(indicators=("anmalda-ran",), last=2019)
    made = download_results.content(cached.key(), asked, kind)
    told = gather(cached.store(), cached.registry(), asked, with_names=False)
    assert made == opendata.package(told, cached.registry(), kind=kind).content
    assert download_results.content(cached.key(), asked, kind) is made
    assert b"Godk\xc3\xa4nd av" not in made


def test_the_files_open_and_hold_what_the_page_counted(opened: Open) -> None:
    opened("hamta")
    asked = Choice(indicators=("anmalda-ran",), last=2019)
    rows = download_results.summary(cached.key(), asked).counts.rows
    made = {kind: download_results.content(cached.key(), asked, kind) for kind in opendata.Format}
    book = openpyxl.load_workbook(io.BytesIO(made[opendata.Format.XLSX]), read_only=True)
    assert sum(1 for _ in book["Värden"].rows) == rows + 1
    table = zipfile.ZipFile(io.BytesIO(made[opendata.Format.CSV])).read("varden.csv").decode("utf-8-sig")
    assert len(table.splitlines()) == rows + 1
    cube = json.loads(zipfile.ZipFile(io.BytesIO(made[opendata.Format.JSON_STAT])).read("json-stat/anmalda-ran.json"))
    assert len(cube["extension"]["observations"]["rows"]) == rows


@pytest.mark.parametrize("kind", list(opendata.Format))
@pytest.mark.parametrize("asked", [Choice(), Choice(indicators=("anmalda-ran",)), Choice(strategic_areas=(5,))])
def test_the_size_told_is_right_to_within_a_factor_of_two(opened: Open, kind: opendata.Format, asked: Choice) -> None:
    opened("hamta")
    told = opendata.expected_size(download_results.summary(cached.key(), asked).counts, kind)
    assert 0.5 < told / len(download_results.content(cached.key(), asked, kind)) < 2.0


def test_what_is_too_large_to_be_made_while_somebody_waits_is_left_to_the_terminal(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_results, "LARGEST", 10)
    text = shown(opened("hamta", indikator="anmalda-ran"))
    assert "Urvalet är för stort för sidan. Det har upp till 100 rader." in text
    assert "python -m indicators export" in text


@pytest.mark.parametrize(
    ("made", "path", "led"),
    [
        ({"indikator": "anmalda-ran", "plats": "131"}, menu.INDICATOR, {"indikator": "anmalda-ran", "plats": "131"}),
        (
            {"indikator": "anmalda-ran", "visa": "karta"},
            menu.DISTRICTS,
            {"indikator": "anmalda-ran", "plats": "kommun,sdn"},
        ),
        ({"indikator": "anmalda-ran"}, menu.EQUAL_CITY, {"indikator": "anmalda-ran", "plats": "kommun,sdn,grupp"}),
        ({"stadsdel": "137"}, menu.MY_DISTRICT, {"plats": "137"}),
        ({"brott": "anmalda-ran", "stadsdel": "alla"}, menu.CRIME, {"indikator": "anmalda-ran", "plats": "sdn"}),
        ({"brott": "anmalda-ran", "stadsdel": "134"}, menu.CRIME, {"indikator": "anmalda-ran", "plats": "134"}),
        ({"omrade": "5"}, menu.AREA, {"omrade": "5"}),
        ({"indikator": "a,b", "fran": "2014", "till": "alla"}, menu.DOWNLOAD, {"indikator": "a,b", "fran": "2014"}),
        ({"ar": "2019", "indikator": "anmalda-ran"}, menu.BOARD, {}),
        ({}, menu.FRONT, {}),
    ],
)
def test_a_page_leads_to_its_own_figures(
    monkeypatch: pytest.MonkeyPatch, made: dict[str, str], path: str, led: dict[str, str]
) -> None:
    monkeypatch.setattr(choices, "made", lambda: made)
    assert download_link.choice(path) == led


def test_the_years_offered_end_with_the_viewpoint(opened: Open) -> None:
    app = opened("hamta", lage="2017", indikator="anmalda-ran")
    (last,) = [each for each in app.selectbox if each.label == "Till år"]
    assert last.options[:2] == ["Alla", "2017"]


def test_every_dimension_of_the_register_has_a_name(opened: Open) -> None:
    opened("hamta")
    dimensions = {name for i in cached.registry().indicators.values() for name in i.breakdowns}
    assert dimensions <= set(download_choice.DIVIDED)


@pytest.mark.parametrize("page", ["indicator", "stadsdelar", "min_stadsdel", "jamlik"])
def test_the_pages_about_figures_have_a_link_to_them(opened: Open, page: str) -> None:
    app = AppTest.from_function(_forgetful, kwargs={"name": page}, default_timeout=TIMEOUT)
    app.session_state["access-role"] = "lasare"
    html = html_of(app.run())
    (address,) = re.findall(r'href="\./hamta-data\?([^"]+)"[^>]*>Hämta siffrorna</a>', html)
    assert "indikator=" in address or address.startswith("plats=")


def _forgetful(name: str) -> None:
    from importlib import import_module

    from ui import choices

    choices.forget()
    import_module(f"pages.{name}").render()


def test_who_takes_the_figures_along_is_told_how_districts_became_city_areas(opened: Open) -> None:
    text = text_of(html_of(opened("hamta")))
    assert "Stadsdelarna gällde till och med 2020." in text
    assert "Angered (131)" in text
    assert "Platser jämförs med sin kod, aldrig med sitt namn" in text

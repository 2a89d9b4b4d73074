"""Pointing out where the figures of a foreign file stand."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators.ingest import entries
from indicators.ingest.mapping import Place, Source
from indicators.ingest.workbook.book import CELL_COLUMNS, Sheet
from indicators.model import Registry
from ui import mapping_tables, mapping_words
from ui.mapping_fields import marks_in, row_numbers

ROWS = [["Stadsdel", "2018", "2019"], ["Angered", "401", ".."], ["<b>Bergsjön</b>", "9", "-"]]


def sheet() -> Sheet:
    cells = [
        (row, column, "text", text, float("nan"), "", False)
        for row, texts in enumerate(ROWS, start=1)
        for column, text in enumerate(texts, start=1)
    ]
    return Sheet(name="Blad <1>", is_hidden=False, cells=pd.DataFrame(cells, columns=list(CELL_COLUMNS)))


@pytest.mark.parametrize(
    ("text", "rows"),
    [("8", (8,)), ("7, 8", (7, 8)), ("8 7 8", (7, 8)), ("", ()), ("0", ()), ("rad 3", (3,)), ("99999999", ())],
)
def test_row_numbers_are_read_in_order_and_the_rest_is_left_out(text: str, rows: tuple[int, ...]) -> None:
    assert row_numbers(text) == rows


def test_only_marks_that_stand_in_the_sheet_are_asked_about() -> None:
    assert marks_in(sheet()) == ["..", "-"]


def test_the_corner_of_a_sheet_shows_its_texts_as_text_with_the_header_marked() -> None:
    html = mapping_tables.corner(sheet(), header_rows=(1,), first=2)
    assert "&lt;b&gt;Bergsjön&lt;/b&gt;" in html
    assert "Blad &lt;1&gt;" in html
    assert html.count("lb-head-row") == 1
    assert 'tabindex="0"' in html


def test_a_sample_names_what_the_register_knows_and_shows_the_rest_as_text(register: Registry) -> None:
    row = {
        entries.SHEET: "",
        entries.INDICATOR: "anmalda-ran",
        entries.GEOGRAPHY: "<i>131</i>",
        entries.PERIOD: "2019",
        entries.BREAKDOWN: "kon=kvinna",
        entries.part(entries.VALUE, "cell"): "C2",
        entries.part(entries.VALUE, "raw"): "<u>",
    }
    html = mapping_tables.sample(pd.DataFrame([row]), register)
    assert register.indicators["anmalda-ran"].short_name in html
    assert "&lt;i&gt;131&lt;/i&gt;" in html
    assert "&lt;u&gt;" in html
    assert "kvinnor" in html


@pytest.mark.parametrize(
    ("raw", "kind", "number", "shown"),
    [
        ("4.5999999999999999E-2", "number", 0.046, "0,046"),
        ("7.4299999999999997", "number", 7.43, "7,43"),
        ("5355", "number", 5355.0, "5355"),
        ("1.5e-3", "text", float("nan"), "1.5e-3"),
        ("2019-08-15", "date", 43692.0, "2019-08-15"),
    ],
)
def test_numbers_of_the_file_are_shown_in_swedish(
    register: Registry, raw: str, kind: str, number: float, shown: str
) -> None:
    row = {
        **dict.fromkeys((entries.SHEET, entries.INDICATOR, entries.GEOGRAPHY, entries.PERIOD, entries.BREAKDOWN), ""),
        entries.part(entries.VALUE, "cell"): "C2",
        entries.part(entries.VALUE, "raw"): raw,
        entries.part(entries.VALUE, "kind"): kind,
        entries.part(entries.VALUE, "number"): number,
    }
    assert f">{shown}<" in mapping_tables.sample(pd.DataFrame([row]), register)
    cells = pd.DataFrame([(1, 1, kind, raw, number, "General", False)], columns=list(CELL_COLUMNS))
    assert f">{shown}<" in mapping_tables.corner(Sheet(name="Blad1", is_hidden=False, cells=cells))


def test_what_is_left_to_say_is_listed_as_text() -> None:
    assert "<li>&lt;b&gt;</li>" in mapping_tables.problems(["<b>"])
    assert "Allt som behövs är utpekat." in mapping_tables.problems([])


def test_a_problem_names_the_field_as_the_page_does() -> None:
    assert "Siffrornas kolumner: skriv till exempel F." in mapping_tables.problems(
        ["values.columns: skriv till exempel F."]
    )
    assert "Platsen: skriv en cell." in mapping_tables.problems(["geography.cell: skriv en cell."])


def test_texts_are_those_of_the_column_under_the_header_or_of_the_headings() -> None:
    column = Source(place=Place.COLUMN, at="A")
    assert mapping_words.texts(sheet(), column, begins=2) == ["Angered", "<b>Bergsjön</b>"]
    assert mapping_words.texts(sheet(), Source(place=Place.HEADING, at="1"), begins=2) == ["Stadsdel", "2018", "2019"]
    assert mapping_words.texts(sheet(), Source(place=Place.FIXED, at="x"), begins=2) == []


def test_only_texts_that_the_register_does_not_know_are_asked_about(register: Registry) -> None:
    assert mapping_words.unknown(["Angered", "Storstan"], entries.GEOGRAPHY, register) == ["Storstan"]


def test_rows_of_ones_own_place_are_found_by_name_and_by_translation(register: Registry) -> None:
    source = Source(place=Place.COLUMN, at="A", recode={"Norra": "131"})
    assert mapping_words.of_place(["Angered", "SDN 131", "Norra", "Lundby", "x"], source, register, "131") == (
        "Angered",
        "SDN 131",
        "Norra",
    )


def test_a_place_may_only_stand_for_the_uploaders_own(register: Registry) -> None:
    assert mapping_words.offered(entries.GEOGRAPHY, register, "131") == {"131": "Angered"}
    assert "anmalda-ran" in mapping_words.offered(entries.INDICATOR, register, "131")


def _words() -> None:
    import streamlit as st

    from indicators.ingest.mapping import Place, Source
    from ui import mapping_words

    source = Source(place=Place.COLUMN, at="A", recode={"Gammal": "131"})
    told = mapping_words.translated(source, ["Bergsjön", "![x](http://x.se/)"], {"131": "Angered"}, key="w")
    st.text(f"{dict(told.recode)} {told.others}")


def test_a_text_of_the_file_is_no_markdown_in_its_label() -> None:
    labels = [box.label for box in AppTest.from_function(_words).run().selectbox]
    assert labels == ["I filen står ”Bergsjön”. Det är", r"I filen står ”\!\[x\]\(http\://x\.se/\)”. Det är"]


def test_a_translated_text_is_kept_and_the_rest_are_skipped() -> None:
    app = AppTest.from_function(_words).run()
    assert app.text[0].value == "{'Gammal': '131'} keep"
    app = app.selectbox[0].select("131").run()
    assert app.text[0].value == "{'Gammal': '131', 'Bergsjön': '131'} skip"


def _fields() -> None:
    import streamlit as st

    from indicators.ingest import mapping
    from indicators.ingest.workbook.book import Book, FileKind
    from tests.ui.test_mapping import sheet
    from ui import cached
    from ui.mapping_fields import Form, layout

    here = sheet()
    book = Book(kind=FileKind.CSV, sheets=(here,))
    start = mapping.suggest(book, cached.registry())
    assert start is not None
    form = Form(prefix="p", sheet=here, registry=cached.registry(), geography="131", years=[2019])
    st.text(mapping.dump(layout(form, start)))


@pytest.mark.usefixtures("database")
def test_the_fields_begin_with_the_guess_and_follow_what_is_pointed_out() -> None:
    app = AppTest.from_function(_fields, default_timeout=30).run()
    assert not app.exception
    assert 'column = "A"' in app.text[0].value
    assert 'keep = ["Angered"]' in app.text[0].value
    app = next(box for box in app.selectbox if box.label == "Tecknet - betyder").select("zero").run()
    app = next(box for box in app.selectbox if box.label == "Var står indikatorn?").select("fixed").run()
    chosen = next(box for box in app.selectbox if box.label == "Indikator")
    assert chosen.value == ""
    assert '[indicator]\nfixed = ""' in app.text[0].value
    app = chosen.select("anmalda-ran").run()
    assert 'fixed = "anmalda-ran"' in app.text[0].value
    assert '"zero"' in app.text[0].value

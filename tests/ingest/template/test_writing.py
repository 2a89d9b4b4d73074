"""The template as a person opens it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from indicators.errors import InputError
from indicators.ingest.template import words
from indicators.model import StrategicArea
from tests.builders import a_registry, an_indicator, observed
from tests.ingest.template.templates import FIRST, a_template, one, opened


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened()


def texts(workbook: Workbook, sheet: str) -> Iterator[str]:
    return (str(cell.value) for row in workbook[sheet].iter_rows() for cell in row if cell.value is not None)


def test_the_sheets_are_the_reading_aid_the_strategic_areas_and_the_hidden_lists(book: Workbook) -> None:
    assert book.sheetnames == ["Läs mig", "1 Område 1", "2 Område 2", "Listor"]
    assert book["Listor"].sheet_state == "hidden"


def test_it_opens_on_the_first_sheet_to_fill_with_the_cursor_in_the_first_cell_to_fill(book: Workbook) -> None:
    sheet = book.active
    assert (sheet.title, sheet.freeze_panes, sheet.sheet_view.selection[-1].activeCell) == ("1 Område 1", "C4", "G4")


def test_the_heads_say_the_years(book: Workbook) -> None:
    assert tuple(cell.value for cell in one(book)[3]) == words.heads(2019)


def test_a_row_says_what_it_is_about(book: Workbook) -> None:
    cells = [cell.value for cell in one(book)[FIRST + 3]]
    assert cells[:4] == ["demo-trygg", "Trygga ute (påhittad)", "Män", "procent"]


def test_the_stored_figure_is_the_number_of_the_kind_that_is_asked_for(book: Workbook) -> None:
    assert (one(book)["D4"].value, one(book)["E4"].value, one(book)["E4"].number_format) == ("antal", 89, "#,##0")


def test_where_last_year_has_no_figure_the_latest_one_stands_with_its_year(book: Workbook) -> None:
    assert one(book)["E5"].value == "61,3 (2017)"


def test_a_hidden_figure_is_not_in_the_file(book: Workbook) -> None:
    assert one(book)["E6"].value == "dolt"


def test_a_group_without_figures_shows_a_dash(book: Workbook) -> None:
    assert one(book)["E7"].value == "–"


def test_only_the_white_cells_are_open(book: Workbook) -> None:
    sheet = one(book)
    is_open = [cell.column_letter for cell in sheet[FIRST] if not cell.protection.locked]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert is_open == ["F", "G", "H", "I", "J"]


def test_a_row_without_base_is_locked_there(book: Workbook) -> None:
    assert book["2 Område 2"]["H4"].protection.locked
    assert book["2 Område 2"].column_dimensions["H"].hidden


def test_the_key_is_hidden_and_locked(book: Workbook) -> None:
    assert one(book).column_dimensions["K"].hidden
    assert one(book)["K6"].value == "demo-trygg|kon=kvinna"
    assert one(book)["K6"].protection.locked


def limits(cell: Cell) -> list[tuple[str, str | None, str | None]]:
    every = cell.parent.data_validations.dataValidation
    return [(v.type, v.formula1, v.formula2) for v in every if cell.coordinate in v.sqref]


def test_counts_percentages_and_bases_have_their_limits(book: Workbook) -> None:
    sheet = one(book)
    assert limits(sheet["G4"]) == limits(sheet["F4"]) == [("whole", "0", None)]
    assert limits(sheet["G5"]) == [("decimal", "0", "100")]
    assert limits(sheet["H5"]) == [("whole", "1", None)]


def test_the_prompt_says_what_the_base_is_and_the_latest_one_that_is_stored(book: Workbook) -> None:
    said = {
        cell: (v.promptTitle, " ".join(v.prompt.split()))
        for v in one(book).data_validations.dataValidation
        for cell in ("H4", "H5")
        if cell in v.sqref
    }
    place = "Folkmängden på platsen, i den grupp som raden gäller. Minst 1. Sparat: 51 000 (2018)."
    assert said["H4"] == ("Folkmängd", place)
    assert said["H5"][0] == "Antal svar"
    assert "Brott och annat per invånare: folkmängden." in " ".join(texts(book, "Läs mig"))


def test_the_status_is_chosen_from_the_named_list(book: Workbook) -> None:
    assert limits(one(book)["I7"]) == [("list", "statuslista", None)]
    assert book.defined_names["statuslista"].attr_text == "Listor!$A$2:$A$6"
    assert [book["Listor"].cell(row, 1).value for row in range(2, 7)] == list(words.REASONS)


def test_the_properties_say_which_template_it_is(book: Workbook) -> None:
    kept = {p.name: p.value for p in book.custom_doc_props.props}
    assert kept["Mallens nummer"] == "M-131-2019-3"
    assert kept["Utfärdad"] == "2020-02-03T13:05:00+00:00"


def test_the_reading_aid_says_until_when_and_what_is_hidden(book: Workbook) -> None:
    said = " ".join(texts(book, "Läs mig"))
    assert "senast 28 februari 2020" in said
    assert "Antal 1–4 och enkätvärden med färre än 50 svar döljs" in said


def test_it_prints_on_one_page_across(book: Workbook) -> None:
    setup = one(book).page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_name_that_begins_like_a_formula_stays_text(name: str) -> None:
    content = a_template(a_registry(an_indicator(name=name)), observed("131", {2018: 60.0}))
    cell = opened(content)["1 Område 1"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_a_year_without_anything_to_fill_in_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="inget att fylla i för stadsdel Stadsdel 131"):
        a_template(year=2021)


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Livsvillkor", "7 Livsvillkor"),
        ("Alkohol, narkotika, dopning och tobak", "7 Alkohol, narkotika, dopning"),
        ("Otrygghet och utsatthet för brott", "7 Otrygghet och utsatthet"),
        ("A/B: [allt]?", "7 A B allt"),
        ("x" * 40, f"7 {'x' * 29}"),
    ],
)
def test_a_sheet_name_is_short_and_safe(name: str, sheet: str) -> None:
    assert words.sheet_name(StrategicArea(number=7, name=name, short_name=name, goal="")) == sheet

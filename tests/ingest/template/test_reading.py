"""A filled-in template read back: by key, never by order; grey cells that were touched are found."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest
from openpyxl import Workbook

from indicators.batches import Finding, Severity
from indicators.ingest import entries as e
from indicators.ingest.template import KINDS, entries
from tests.builders import a_registry, an_indicator
from tests.ingest.books import a_book
from tests.ingest.template.templates import a_register, a_template, entry, one, opened


def read(workbook: Workbook) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    return entries(a_book(workbook), a_register())


def codes(workbook: Workbook) -> list[tuple[str, str]]:
    """The findings' codes and cells."""
    return [(f.code, f.cell) for f in read(workbook)[1]]


def test_an_untouched_template_gives_an_empty_entry_for_each_row_and_no_findings() -> None:
    table, findings = read(opened())
    assert (len(table), findings) == (5, ())
    assert not table[[e.part(field, "raw") for field in (e.VALUE, e.NUMERATOR, e.STATUS, e.COMMENT)]].any(axis=None)


def test_a_figure_comes_with_its_cell_text_number_and_format() -> None:
    workbook = opened()
    one(workbook)["G4"] = 97
    found = entry(read(workbook)[0], "anmalda-ran")
    assert [found[e.part(e.NUMERATOR, part)] for part in e.PARTS] == ["G4", "97", "number", 97.0, "#,##0"]
    assert (found[e.part(e.VALUE, "cell")], found[e.GEOGRAPHY]) == ("", "131")


def test_an_empty_figure_still_says_where_it_would_stand() -> None:
    found = entry(read(opened())[0], "demo-trygg", breakdown="kon=man")
    assert (found[e.part(e.VALUE, "cell")], found[e.part(e.VALUE, "raw")]) == ("G7", "")
    assert math.isnan(found[e.part(e.VALUE, "number")])  # type: ignore[arg-type]


def test_base_status_and_comment_are_read() -> None:
    workbook = opened()
    for cell, text in (("G5", "61,2"), ("H5", 412), ("I5", "Preliminärt"), ("J5", "Ny fråga")):
        one(workbook)[cell] = text
    found = entry(read(workbook)[0], "demo-trygg")
    fields = (e.VALUE, e.DENOMINATOR, e.STATUS, e.COMMENT)
    assert [found[e.part(field, "raw")] for field in fields] == ["61,2", "412", "Preliminärt", "Ny fråga"]


def test_a_correction_is_an_entry_of_the_year_before_with_the_comment_alone() -> None:
    workbook = opened()
    for cell, text in (("F4", 91), ("G4", 97), ("H4", 52_000), ("I4", "Preliminärt"), ("J4", "Rättat")):
        one(workbook)[cell] = text
    found = entry(read(workbook)[0], "anmalda-ran", period="2018")
    fields = (e.NUMERATOR, e.DENOMINATOR, e.STATUS, e.COMMENT)
    assert [found[e.part(field, "raw")] for field in fields] == ["91", "", "", "Rättat"]
    assert found[e.part(e.NUMERATOR, "cell")] == "F4"


def test_a_row_without_base_has_no_cell_for_it() -> None:
    assert entry(read(opened())[0], "nattvandringar")[e.part(e.DENOMINATOR, "cell")] == ""


def move(workbook: Workbook, source: int, target: int) -> None:
    """Put a whole row elsewhere, hidden key included."""
    one(workbook).move_range(f"A{source}:K{source}", rows=target - source)


def test_sorted_rows_are_read_by_their_keys() -> None:
    workbook = opened()
    one(workbook)["G4"] = 97
    move(workbook, 4, 20)
    table, findings = read(workbook)
    assert (entry(table, "anmalda-ran")[e.part(e.NUMERATOR, "cell")], findings) == ("G20", ())


def test_a_deleted_row_is_a_warning_that_names_the_indicator() -> None:
    workbook = opened()
    one(workbook).delete_rows(7)
    (finding,) = read(workbook)[1]
    assert (finding.severity, finding.sheet, finding.value) == (Severity.WARNING, "1 Område 1", "1 rad")
    assert finding.expected == "raden med Känner sig trygga (män)"


def test_of_many_deleted_rows_five_indicators_are_named() -> None:
    names = [f"Uppgift {number}" for number in range(1, 9)]
    register = a_registry(*(an_indicator(id=f"u-{n[-1]}", name=n, short_name=n, breakdowns=()) for n in names))
    workbook = opened(a_template(register))
    one(workbook).delete_rows(4, 7)
    (finding,) = (f for f in entries(a_book(workbook), register)[1] if f.code == "rows-removed")
    shown = "raderna med Uppgift 1, Uppgift 2, Uppgift 3, Uppgift 4, Uppgift 5 och 2 till"
    assert (finding.value, finding.expected) == ("7 rader", shown)


def test_a_row_emptied_but_for_its_hidden_key_is_a_deleted_row() -> None:
    workbook = opened()
    for column in "ABCDE":
        one(workbook)[f"{column}7"] = None
    assert codes(workbook) == [("rows-removed", "")]


def test_a_deleted_sheet_is_a_warning() -> None:
    workbook = opened()
    workbook.remove(workbook["2 Område 2"])
    (finding,) = read(workbook)[1]
    assert (finding.code, finding.severity, finding.sheet) == ("sheet-missing", Severity.WARNING, "2 Område 2")


def test_a_renamed_sheet_is_known_by_its_heads() -> None:
    workbook = opened()
    one(workbook).title = "Barn"
    workbook["Barn"]["G4"] = 97
    table, findings = read(workbook)
    assert (entry(table, "anmalda-ran")[e.SHEET], findings) == ("Barn", ())


@pytest.mark.parametrize(
    ("cell", "written", "expected"),
    [
        ("A4", "anmalda-mord", "anmalda-ran"),
        ("B4", "Rån", "Anmälda rån"),
        ("C6", "Män", "Kvinnor"),
        ("D4", "procent", "antal"),
        ("E4", 98, "89"),
        ("E4", None, "89"),
        ("E6", "4", "dolt"),
    ],
)
def test_a_changed_grey_cell_is_found_with_what_stood_there(cell: str, written: object, expected: str) -> None:
    workbook = opened()
    one(workbook)[cell] = written
    (finding,) = read(workbook)[1]
    assert (finding.code, finding.cell, finding.severity) == ("locked-cell-changed", cell, Severity.ERROR)
    assert (finding.value, finding.expected) == ("" if written is None else str(written), expected)


def test_the_advice_for_a_changed_stored_figure_points_at_the_correction() -> None:
    workbook = opened()
    one(workbook)["E4"] = 98
    (finding,) = read(workbook)[1]
    assert finding.advice == "Skriv tillbaka 89. Är värdet fel? Skriv det rätta i F4."
    assert finding.year == 2018


def test_a_base_written_where_none_is_asked_for_is_a_changed_grey_cell() -> None:
    workbook = opened()
    workbook["2 Område 2"]["H4"] = 12
    assert codes(workbook) == [("locked-cell-changed", "H4")]


def test_rows_sorted_without_their_hidden_keys_are_not_read_in_silence() -> None:
    workbook = opened()
    sheet = one(workbook)
    for column in "ABCDEFGHIJ":
        sheet[f"{column}4"].value, sheet[f"{column}7"].value = sheet[f"{column}7"].value, sheet[f"{column}4"].value
    assert {cell for code, cell in codes(workbook) if code == "locked-cell-changed"} >= {"A4", "A7"}


def test_without_the_hidden_keys_code_and_group_say_the_row() -> None:
    workbook = opened()
    one(workbook).delete_cols(11)
    one(workbook)["G6"] = 55.5
    table, findings = read(workbook)
    assert (entry(table, "demo-trygg", breakdown="kon=kvinna")[e.part(e.VALUE, "number")], findings) == (55.5, ())


def test_without_the_hidden_sheet_the_register_says_the_rows() -> None:
    workbook = opened()
    workbook.remove(workbook["Listor"])
    one(workbook)["G6"] = 55.5
    table, findings = read(workbook)
    assert (entry(table, "demo-trygg", breakdown="kon=kvinna")[e.part(e.VALUE, "number")], findings) == (55.5, ())


def test_an_added_row_with_a_figure_is_found() -> None:
    workbook = opened()
    one(workbook)["A9"], one(workbook)["G9"] = "anmalda-mord", 3
    (finding,) = read(workbook)[1]
    assert (finding.code, finding.cell, finding.value) == ("row-not-in-template", "A9", "anmalda-mord")


def test_a_sum_without_code_is_an_added_row() -> None:
    workbook = opened()
    one(workbook)["B9"], one(workbook)["G9"] = "Summa", 100
    assert codes(workbook) == [("row-not-in-template", "G9")]


def test_a_note_below_and_beside_the_rows_is_told_once() -> None:
    workbook = opened()
    one(workbook)["A10"], one(workbook)["M4"] = "Ifylld av Eva", "kontrollerat"
    assert codes(workbook) == [("text-outside", "M4")]


def test_a_moved_column_is_found_by_its_head_and_told() -> None:
    workbook = opened()
    one(workbook).insert_cols(3)
    one(workbook)["H4"] = 97
    table, (finding,) = read(workbook)
    assert entry(table, "anmalda-ran")[e.part(e.NUMERATOR, "cell")] == "H4"
    assert (finding.code, finding.severity) == ("columns-moved", Severity.INFO)


def test_a_changed_head_is_found_and_its_column_still_read() -> None:
    workbook = opened()
    one(workbook)["G3"], one(workbook)["G4"] = "Antal", 97
    table, (finding,) = read(workbook)
    assert entry(table, "anmalda-ran")[e.part(e.NUMERATOR, "number")] == 97
    assert (finding.code, finding.cell, finding.expected) == ("head-changed", "G3", "Värde 2019")


def test_a_head_that_stands_twice_is_found() -> None:
    workbook = opened()
    one(workbook)["L3"] = "Värde 2019"
    assert codes(workbook) == [("head-twice", "L3")]


def test_a_deleted_column_is_found() -> None:
    workbook = opened()
    one(workbook).delete_cols(6)
    assert ("column-missing", "") in codes(workbook)


def test_a_sheet_without_its_heads_is_found() -> None:
    workbook = opened()
    one(workbook).delete_rows(1, 3)
    assert ("heads-missing", "") in codes(workbook)


def test_a_sheet_of_ones_own_is_told_and_not_read() -> None:
    workbook = opened()
    workbook.create_sheet("Underlag")["A1"] = 12
    assert [(f.code, f.sheet) for f in read(workbook)[1]] == [("sheet-not-read", "Underlag")]


def test_a_hidden_row_that_is_filled_in_is_read_and_told() -> None:
    workbook = opened()
    one(workbook)["G5"] = 61.2
    one(workbook).row_dimensions[5].hidden = one(workbook).row_dimensions[6].hidden = True
    table, (finding,) = read(workbook)
    assert entry(table, "demo-trygg")[e.part(e.VALUE, "number")] == 61.2
    assert (finding.code, finding.value) == ("hidden-rows-read", "rad 5")


def test_a_file_without_the_mark_of_a_template_gives_one_finding() -> None:
    workbook = Workbook()
    table, (finding,) = read(workbook)
    assert (len(table), finding.code, finding.severity) == (0, "not-a-template", Severity.ERROR)


def test_a_template_of_a_place_that_the_register_does_not_know_is_none() -> None:
    book = a_book(opened())
    other = dataclasses.replace(book, properties={**book.properties, "Mallens nummer": "M-999-2019-3"})
    assert [f.code for f in entries(other, a_register())[1]] == ["not-a-template"]


def test_every_kind_of_finding_has_words_for_the_documentation() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    assert all(kind.message and kind.about.endswith(".") for kind in KINDS)

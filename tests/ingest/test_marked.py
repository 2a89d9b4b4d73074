"""The file back: red cells with comments, a first sheet with links, and nothing else of the file changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from indicators.batches import Finding, Severity
from indicators.errors import FileError
from indicators.ingest import template
from indicators.ingest.marked import can_mark, listing, marked, returned
from indicators.ingest.workbook.book import Book, FileKind
from tests.ingest.books import a_book, as_bytes
from tests.ingest.office import saved_again
from tests.ingest.template.templates import a_register, a_template, one, opened

RED = "FFFFC7CE"
SHEET = "1 Område 1"


def a_finding(cell: str = "G4", **changes: Any) -> Finding:
    fields: dict[str, Any] = {
        "code": "text-for-number",
        "severity": Severity.ERROR,
        "sheet": SHEET,
        "cell": cell,
        "value": "ca 12",
        "message": "Text där det ska stå ett tal",
        "expected": "helt tal, minst 0",
        "advice": "Skriv 12.",
    }
    return Finding(**(fields | changes))


def sent(**cells: object) -> bytes:
    """A template that somebody has filled in."""
    workbook = opened(a_template())
    for cell, value in cells.items():
        one(workbook)[cell] = value
    return as_bytes(workbook)


def back(content: bytes, *findings: Finding) -> Workbook:
    return load_workbook(io.BytesIO(marked(content, a_book(content), findings)))


def color(workbook: Workbook, cell: str) -> str:
    fill = one(workbook)[cell].fill
    return str(fill.start_color.rgb) if fill.fill_type else ""


def lines(workbook: Workbook) -> list[list[object]]:
    return [[cell.value for cell in row] for row in workbook["Fel"].iter_rows(min_row=5, max_col=5)]


def test_the_faulty_cell_is_red_and_says_what_to_do() -> None:
    workbook = back(sent(G4="ca 12"), a_finding())
    assert color(workbook, "G4") == RED
    assert one(workbook)["G4"].comment.text == ("Text där det ska stå ett tal.\nSka vara: helt tal, minst 0\nSkriv 12.")


def test_the_first_sheet_lists_the_faults_with_links() -> None:
    workbook = back(sent(G4="ca 12"), a_finding())
    assert workbook.sheetnames[0] == workbook.active.title == "Fel"
    assert lines(workbook) == [[SHEET, "G4", "ca 12", "helt tal, minst 0", "Skriv 12."]]
    assert workbook["Fel"]["B5"].hyperlink.location == f"'{SHEET}'!G4"


def test_the_title_counts_cells_not_findings() -> None:
    twice = (a_finding(), a_finding(message="Annat fel"), a_finding("G5"))
    assert back(sent(), *twice)["Fel"]["A1"].value == "Rätta 2 celler och ladda upp filen igen"


@pytest.mark.parametrize(
    ("findings", "title"),
    [
        ((), "Filen har inga fel"),
        ((a_finding(),), "Rätta 1 cell och ladda upp filen igen"),
        ((a_finding(""),), "Rätta 1 fel i filen och ladda upp filen igen"),
        ((a_finding(), a_finding("")), "Rätta 1 cell och 1 fel i filen, och ladda upp filen igen"),
    ],
)
def test_the_title_says_what_there_is_to_mend(findings: tuple[Finding, ...], title: str) -> None:
    assert back(sent(), *findings)["Fel"]["A1"].value == title


def test_an_empty_cell_is_said_to_be_empty() -> None:
    assert lines(back(sent(), a_finding(value="")))[0][2] == "(tom)"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_what_was_written_never_becomes_a_formula(value: str) -> None:
    cell = back(sent(), a_finding(value=value))["Fel"]["C5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (value, "s", True)


def test_signs_that_a_workbook_cannot_hold_become_blanks() -> None:
    assert lines(back(sent(), a_finding(value="a\x00b\ud800c")))[0][2] == "a b c"


def test_warnings_are_listed_below_and_not_marked() -> None:
    workbook = back(sent(), a_finding(), a_finding("G5", severity=Severity.WARNING))
    assert [row[1] for row in lines(workbook)] == ["G4", None, None, "G5"]
    assert (color(workbook, "G5"), one(workbook)["G5"].comment) == ("", None)


def test_a_finding_about_a_sheet_that_is_gone_is_listed_without_link() -> None:
    workbook = back(sent(), a_finding("", sheet="9 Borta"))
    assert (workbook["Fel"]["A5"].value, workbook["Fel"]["A5"].hyperlink) == ("9 Borta", None)


def test_everything_else_is_as_it_was() -> None:
    content = sent(G4="ca 12", G5=61.2, J5="=1+1")
    before, after = load_workbook(io.BytesIO(content)), back(content, a_finding())
    for sheet in before.worksheets:
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [[cell.value for cell in row] for row in after[sheet.title].iter_rows()] == values
    assert template.identity(a_book(after)) == template.identity(a_book(before))
    assert one(after).protection.sheet
    assert len(one(after).data_validations.dataValidation) == len(one(before).data_validations.dataValidation)


def test_a_text_that_only_looks_like_a_formula_stays_a_text() -> None:
    workbook = opened(a_template())
    one(workbook)["J4"] = "=1+1"
    one(workbook)["J4"].data_type = "s"
    assert one(back(as_bytes(workbook), a_finding()))["J4"].data_type == "s"


def test_only_one_sheet_is_selected_so_that_nobody_writes_in_two() -> None:
    workbook = back(sent(), a_finding())
    assert [s.title for s in workbook.worksheets if s.sheet_view.tabSelected] == ["Fel"]


def test_at_most_500_cells_get_a_comment_but_all_are_red_and_listed() -> None:
    cells = [f"G{row}" for row in range(10, 611)]
    workbook = back(sent(), *(a_finding(cell) for cell in cells))
    assert sum(one(workbook)[cell].comment is not None for cell in cells) == 500
    assert {color(workbook, cell) for cell in cells} == {RED}
    assert len(lines(workbook)) == 601


def test_a_very_long_list_is_cut_and_says_how_much_is_left() -> None:
    made = listing("x.csv", [a_finding(f"G{row}") for row in range(4, 5104)])
    last = lines(load_workbook(io.BytesIO(made)))[-1]
    assert last[0] == "Och 100 fel till. Rätta de här först och ladda upp filen igen."


def again(first: Workbook, *findings: Finding) -> Workbook:
    """The marked file mended, uploaded and marked a second time."""
    return back(as_bytes(first), *findings)


def test_the_second_time_what_is_mended_is_no_longer_red() -> None:
    workbook = again(back(sent(), a_finding(), a_finding("E4"), a_finding("G5")), a_finding("G5"))
    assert [color(workbook, cell) for cell in ("G4", "E4", "G5")] == ["", "FFE9EDF1", RED]
    assert (one(workbook)["G4"].comment, len(lines(workbook))) == (None, 1)
    assert workbook.sheetnames.count("Fel") == 1


def test_marks_are_gone_also_where_rows_were_sorted_in_between() -> None:
    first = back(sent(), a_finding("G4"))
    one(first).move_range("A4:K4", rows=20)
    workbook = again(first, a_finding("G5"))
    assert (color(workbook, "G24"), one(workbook)["G24"].comment) == ("", None)


def test_the_users_own_comment_and_colour_are_kept_through_two_turns() -> None:
    workbook = opened(a_template())
    one(workbook)["G4"].comment = Comment("Fråga Eva", "Eva")
    one(workbook)["G4"].fill = PatternFill("solid", start_color="FF00FF00")
    first = back(as_bytes(workbook), a_finding())
    assert one(first)["G4"].comment.text.startswith("Fråga Eva\n")
    second = again(first, a_finding("G5"))
    assert (one(second)["G4"].comment.text, color(second, "G4")) == ("Fråga Eva", "FF00FF00")


def test_the_list_is_not_read_as_data() -> None:
    content = sent(G4="ca 12")
    before = template.entries(a_book(content), a_register())
    after = template.entries(a_book(marked(content, a_book(content), [a_finding()])), a_register())
    assert after[0].equals(before[0])
    assert after[1] == before[1]


def test_a_sheet_of_the_users_own_called_fel_is_kept() -> None:
    workbook = Workbook()
    workbook.active.title = "Fel"
    workbook.active["A1"] = "mitt"
    content = as_bytes(workbook)
    made = back(content, a_finding("A1", sheet="Fel"))
    assert made["Fel"]["A1"].value == "mitt"
    assert made.worksheets[0]["A1"].value == "Rätta 1 cell och ladda upp filen igen"


def test_a_merged_cell_is_marked_where_its_content_stands() -> None:
    workbook = Workbook()
    workbook.active.merge_cells("A1:B2")
    content = as_bytes(workbook)
    made = back(content, a_finding("B2", sheet="Sheet"))
    assert made["Sheet"]["A1"].fill.start_color.rgb == RED


def test_a_text_file_gets_a_list_of_its_own() -> None:
    name, content = returned("Angered 2019.csv", b"a;b", Book(kind=FileKind.CSV, sheets=()), [a_finding(sheet="")])
    made = load_workbook(io.BytesIO(content))
    assert (name, made.sheetnames) == ("Angered 2019-rattas.xlsx", ["Fel"])
    assert made["Fel"]["A2"].value == "Felen i filen Angered 2019.csv. Rätta i din egen fil."


def test_a_marked_file_marked_again_keeps_its_name() -> None:
    content = sent()
    assert returned("Angered-rattas.xlsx", content, a_book(content), [a_finding()])[0] == "Angered-rattas.xlsx"


def test_a_file_that_cannot_be_reopened_gets_a_list() -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    book = a_book(Workbook())
    with pytest.raises(FileError, match="kan inte märkas"):
        marked(broken.getvalue(), book, [a_finding()])
    assert returned("x.xlsx", broken.getvalue(), book, [a_finding()])[1]


def test_a_file_that_unpacks_to_very_much_is_not_reopened() -> None:
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (17 * 1024 * 1024))
    assert not can_mark(large.getvalue(), a_book(Workbook()))


def test_macros_never_come_back() -> None:
    content = io.BytesIO(sent())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    made = marked(content.getvalue(), a_book(sent()), [a_finding()])
    assert not [name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if "vba" in name]
    assert "makron" in str(load_workbook(io.BytesIO(made))["Fel"]["A2"].value)


def test_libreoffice_opens_the_marked_file_with_colours_comments_and_links(tmp_path: Path) -> None:
    content = sent(G4="ca 12")
    after = load_workbook(io.BytesIO(saved_again(marked(content, a_book(content), [a_finding()]), tmp_path)))
    assert color(after, "G4") == RED
    assert "Skriv 12." in one(after)["G4"].comment.text
    assert after["Fel"]["B5"].hyperlink is not None
    assert template.identity(a_book(after)) is not None

"""The template opened and saved in LibreOffice: nothing of what people and the reading need is lost."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest import entries as e
from indicators.ingest.template import entries, identity
from indicators.ingest.workbook import read
from tests.ingest.books import as_bytes
from tests.ingest.office import saved_again
from tests.ingest.template.templates import a_register, a_template, entry, one, opened


@pytest.fixture(scope="module")
def sent() -> bytes:
    workbook = opened(a_template())
    for cell, value in (("F4", 91), ("G4", 97), ("H4", 52_000), ("G5", 61.2), ("I6", "Sekretess"), ("J6", "=1+1")):
        one(workbook)[cell] = value
    one(workbook)["J6"].data_type = "s"
    return as_bytes(workbook)


@pytest.fixture(scope="module")
def back(sent: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return saved_again(sent, tmp_path_factory.mktemp("office"))


def values(workbook: Workbook) -> dict[str, list[list[object]]]:
    return {s.title: [[cell.value for cell in row] for row in s.iter_rows()] for s in workbook.worksheets}


def locked(sheet: Worksheet) -> list[str]:
    return [cell.coordinate for row in sheet["A4:K7"] for cell in row if cell.protection.locked]


def helped(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """The limit and help of each cell that has one."""
    found = {}
    for row in sheet["F4:I7"]:
        for cell in row:
            for v in sheet.data_validations.dataValidation:
                if cell.coordinate in v.sqref:
                    operator = None if v.operator == "between" else v.operator
                    found[cell.coordinate] = (v.type, operator, v.formula1, v.promptTitle, v.prompt, v.error)
    return found


def test_every_value_survives(sent: bytes, back: bytes) -> None:
    assert values(opened(back)) == values(opened(sent))


def test_the_locks_survive(sent: bytes, back: bytes) -> None:
    after = opened(back)
    assert all(sheet.protection.sheet for sheet in after.worksheets)
    assert locked(one(after)) == locked(one(opened(sent)))


def test_the_limits_and_their_help_survive(sent: bytes, back: bytes) -> None:
    assert helped(one(opened(back))) == helped(one(opened(sent)))


def test_the_named_list_and_its_hidden_sheet_survive(back: bytes) -> None:
    after = opened(back)
    assert after.defined_names["statuslista"].attr_text.replace("$", "") == "Listor!A2:A6"
    assert after["Listor"].sheet_state == "hidden"


def test_the_hidden_key_and_the_number_formats_survive(back: bytes) -> None:
    sheet = one(opened(back))
    assert sheet.column_dimensions["K"].hidden
    assert (sheet["G4"].number_format, sheet["G5"].number_format) == ("#,##0", "#,##0.0")


def test_the_mark_survives(sent: bytes, back: bytes) -> None:
    assert identity(read(back, "mall.xlsx")) == identity(read(sent, "mall.xlsx"))


def test_it_reads_the_same_without_findings(sent: bytes, back: bytes) -> None:
    before, _ = entries(read(sent, "mall.xlsx"), a_register())
    after, findings = entries(read(back, "mall.xlsx"), a_register())
    assert findings == ()
    assert after.drop(columns=[c for c in after if c.endswith("format")]).equals(
        before.drop(columns=[c for c in before if c.endswith("format")])
    )


def test_a_text_that_begins_like_a_formula_is_still_a_text(back: bytes) -> None:
    table, _ = entries(read(back, "mall.xlsx"), a_register())
    found = entry(table, "demo-trygg", breakdown="kon=kvinna")
    assert (found[e.part(e.COMMENT, "raw")], found[e.part(e.COMMENT, "kind")]) == ("=1+1", "text")

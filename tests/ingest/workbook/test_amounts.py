"""How much a file may hold, tried with small files and smaller limits, without a process."""

from __future__ import annotations

import io

import pytest

from indicators.errors import FileError
from indicators.ingest.workbook import limits
from indicators.ingest.workbook.separated import read_text
from indicators.ingest.workbook.wire import Writer
from indicators.ingest.workbook.workbooks import read_workbook
from tests.ingest.workbook.forging import inline, one, sheet, workbook

TWO_SHEETS = workbook({name: sheet(one(inline("A1", "abc"), inline("B1", "def"))) for name in ("Blad1", "Blad2")})


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [
        ("CELLS", 3, "cell-count"),
        ("ALL_TEXT", 11, "text-amount"),
        ("SHEETS", 1, "sheet-count"),
        ("TEXT", 2, "long-text"),
    ],
)
def test_the_amounts_of_all_sheets_count_together(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, code: str
) -> None:
    monkeypatch.setattr(limits, limit, most)
    with pytest.raises(FileError) as refused:
        read_workbook(TWO_SHEETS, Writer(io.BytesIO()))
    assert refused.value.code == code


def test_an_amount_at_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 4)
    monkeypatch.setattr(limits, "ALL_TEXT", 12)
    out = io.BytesIO()
    read_workbook(TWO_SHEETS, Writer(out))
    assert out.getvalue().splitlines()[-1].startswith(b'{"book"')


def test_the_text_of_a_text_file_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ALL_TEXT", 5)
    with pytest.raises(FileError) as refused:
        read_text(b"abc;def\n", Writer(io.BytesIO()))
    assert refused.value.code == "text-amount"

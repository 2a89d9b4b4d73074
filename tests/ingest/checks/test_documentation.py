"""`docs/checks.md` tells of every code that a file can be answered with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indicators.deliveries.receiving import UnknownLayout
from indicators.errors import FileError
from indicators.ingest import template
from indicators.ingest.checks import RULES
from indicators.ingest.checks.documentation import LATER, REFUSED_LATER, document
from indicators.ingest.marked import marking
from indicators.ingest.workbook.book import Book, FileKind
from indicators.ingest.workbook.refusals import REFUSALS

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = re.compile(r'(?:code=|FileError\(\s*|_info\()"([a-z]+(?:-[a-z0-9]+)*)"')
TOLD = set(re.findall(r"^\| `([^`]+)` \|", document(), flags=re.MULTILINE))


def test_the_page_is_made_from_the_code() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == document()


def test_every_code_written_anywhere_is_on_the_page() -> None:
    folders = [ROOT / "indicators" / name for name in ("ingest", "deliveries", "terminal")]
    sources = [file.read_text(encoding="utf-8") for folder in folders for file in sorted(folder.rglob("*.py"))]
    assert {code for source in sources for code in WRITTEN.findall(source)} - TOLD == set()


def test_every_rule_kind_and_refusal_is_on_the_page() -> None:
    kinds = {kind.code for kind in template.KINDS}
    assert {*RULES, *kinds, *REFUSALS} <= TOLD


@pytest.mark.parametrize("fault", [UnknownLayout(Book(kind=FileKind.XLSX, sheets=())), marking._cannot()])
def test_later_refusals_are_told_as_they_are_said(fault: FileError) -> None:
    assert (fault.code, fault.reason, fault.advice) in REFUSED_LATER


def test_what_is_found_later_is_told_as_it_is_said() -> None:
    files = ("terminal/delivered.py", "deliveries/receiving.py")
    source = "".join((ROOT / "indicators" / file).read_text(encoding="utf-8") for file in files)
    for code, message, _, advice, _ in LATER:
        assert all(text in source for text in (f'"{code}"', message.strip("… "), advice.strip("… ")))

"""Swedish text files: encoding, separator and fields, everything kept as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.book import CellKind, FileKind
from indicators.ingest.workbook.places import address
from indicators.ingest.workbook.refusals import refusal
from indicators.ingest.workbook.strings import Budget
from indicators.ingest.workbook.wire import KINDS, PIECE, CellRow, Writer

SEPARATORS: Final = ";\t,"
_STATED: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"')
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SAMPLE: Final = 20
_TEXT: Final = KINDS.index(CellKind.TEXT)
_NAN: Final = float("nan")


def read_text(content: bytes, writer: Writer) -> None:
    """Write the fields of a text file as lines; raises FileError where it is no table of text."""
    text, encoding = decoded(content)
    stated = _STATED.match(text)
    separator = stated[1] if stated and stated[1] in SEPARATORS else guessed(text)
    count = _write(_rows(text[stated.end() :] if stated else text, separator), writer)
    if not count:
        raise refusal("no-cells")
    writer.sheet(name="", is_hidden=False, hidden_rows=[], hidden_columns=[], merged=[], extent=[0, 0, 0])
    book = {"kind": FileKind.CSV, "formats": [""], "properties": {}, "is_plain": False}
    writer.end(book={**book, "separator": separator, "encoding": encoding})


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8 with or without byte order mark, else the Windows code page of Sweden."""
    strange = _NO_TEXT.search(content)
    if strange:
        raise refusal("csv-bytes", what=str(strange.start() + 1))
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as fault:
        raise refusal("csv-bytes", what=str(fault.start + 1)) from fault


def guessed(text: str) -> str:
    """The separator: the most frequent in the heading, unless that has none and the lines below agree on one."""
    lines = [_QUOTED.sub("", line) for line in _first_lines(text)]
    heading = next((line for line in lines if any(mark in line for mark in SEPARATORS)), "")
    best = max(SEPARATORS, key=heading.count)
    if best == ",":
        agreed = (mark for mark in SEPARATORS[:2] if _is_agreed([line.count(mark) for line in lines]))
        best = next(agreed, best)
    return best


def _is_agreed(counts: Sequence[int]) -> bool:
    """Most lines have the separator, and all of those equally often."""
    there = [count for count in counts if count]
    return len(there) * 2 > len(counts) and len(set(there)) == 1


def _first_lines(text: str) -> list[str]:
    lines = text[: limits.TEXT].splitlines()
    return [line for line in lines if line.strip()][:_SAMPLE]


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Records as a spreadsheet program counts them; a quotation that never ends would swallow the rest, so refuse."""
    csv.field_size_limit(limits.TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as fault:
        code = "long-text" if "field limit" in str(fault) else "csv-quotes"
        raise refusal(code, what=str(reader.line_num)) from fault


def _write(rows: Iterator[list[str]], writer: Writer) -> int:
    budget, count = Budget(), 0
    found: list[CellRow] = []
    for number, fields in enumerate(rows, start=1):
        found += [(number, column, _TEXT, 0, False, _NAN, text) for column, text in enumerate(fields, 1) if text]
        if len(fields) > limits.COLUMNS and any(fields[limits.COLUMNS :]):
            raise refusal("column-count", sheet="textfilen", cell=f"på rad {number}")
        if number > limits.ROWS + limits.HEADING_ROWS and any(fields):
            raise refusal("row-count", sheet="textfilen", cell=address(number, 1))
        if len(found) >= PIECE:
            count += _pass_on(found, writer, budget)
            found = []
    return count + _pass_on(found, writer, budget)


def _pass_on(found: list[CellRow], writer: Writer, budget: Budget) -> int:
    for *_, text in found:
        budget.spend(str(text))
    if found:
        writer.cells(found)
    return len(found)

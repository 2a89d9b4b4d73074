"""A fetched file as entries: by a layout that a person has pointed out, or by the headings in its first row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from indicators.batches import Finding
from indicators.errors import FileError, InputError, SourceError
from indicators.ingest import mapping, workbook
from indicators.ingest.checks import MARKS, Scope
from indicators.ingest.sources import entering, wire
from indicators.ingest.sources.records import Records
from indicators.ingest.sources.refusals import refusal
from indicators.ingest.workbook.book import COLUMN, FORMAT, KIND, RAW, ROW, Book, CellKind, Sheet
from indicators.model import Registry, Source

if TYPE_CHECKING:
    import pandas as pd

_LETTERS: Final = {CellKind.NUMBER: wire.NUMBER, CellKind.BOOLEAN: wire.BOOLEAN, CellKind.DATE: wire.DATE}


_ADVICE: Final = (
    "Kontrollera adressen, och be utgivaren om filen som CSV i UTF-8 eller som Excel-arbetsbok (.xlsx). "
    "Siffrorna står som förut."
)
"""What whoever keeps the sources can do; the file is nobody's here to open and save again."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Read:
    """The entries of a file, and what they are to be held against."""

    table: pd.DataFrame
    findings: Sequence[Finding]
    scope: Scope
    marks: Mapping[str, str] = field(default_factory=lambda: MARKS)
    unseen: Mapping[str, Any] = field(default_factory=dict)


def read(source: Source, content: bytes, registry: Registry, *, layout: str, year: int) -> Read:
    """What the file says; SourceError where it cannot be read at all."""
    try:
        book = workbook.read(content, source.name)
        if source.layout:
            return _laid_out(book, _document(source, layout), registry, year)
    except FileError as fault:
        raise SourceError(f"{fault.reason} {_ADVICE}", code=fault.code) from fault
    except InputError as fault:
        raise SourceError(str(fault), code="source-layout") from fault
    table, findings = entering.entries(_first_sheet(book), source)
    return Read(table=table, findings=findings, scope=Scope(year=year), unseen=_unseen(book))


def _document(source: Source, layout: str) -> str:
    """The layout's document: in the register itself, or the saved one that it names."""
    if "=" in source.layout or source.layout.lstrip().startswith("{"):
        return source.layout
    if not layout:
        raise refusal("source-layout", what=source.layout)
    return layout


def _laid_out(book: Book, document: str, registry: Registry, year: int) -> Read:
    chosen = mapping.load(document)
    table, findings = mapping.entries(book, chosen, registry)
    return Read(
        table=table,
        findings=findings,
        scope=Scope(year=year, percent=chosen.percent, factor=chosen.factor),
        marks={**MARKS, **chosen.marks},
        unseen=_unseen(book),
    )


def _first_sheet(book: Book) -> Records:
    """The first sheet's rows, with the names of the columns in its first filled row."""
    sheet = next((each for each in book.sheets if not each.is_hidden), book.sheets[0])
    rows: dict[int, dict[int, tuple[str, str]]] = {}
    for row, column, raw, kind, shown in _cells(sheet):
        is_percent = kind == CellKind.NUMBER and "%" in shown
        letter = wire.PERCENT if is_percent else _LETTERS.get(CellKind(kind), wire.TEXT)
        rows.setdefault(row, {})[column] = (raw, letter)
    heading = rows.pop(next(iter(rows)))
    width = max(heading)
    names = tuple(heading.get(at, ("", ""))[0].strip() for at in range(1, width + 1))
    _judge(names)
    kept = {number: [row.get(at, (None, wire.NOTHING)) for at in range(1, width + 1)] for number, row in rows.items()}
    return Records(
        columns=names,
        rows=[[text for text, _ in row] for row in kept.values()],
        kinds=["".join(letter for _, letter in row) for row in kept.values()],
        numbers=tuple(kept),
        sheet=sheet.name,
    )


def _cells(sheet: Sheet) -> Any:
    return zip(*(sheet.cells[name].tolist() for name in (ROW, COLUMN, RAW, KIND, FORMAT)), strict=True)


def _judge(names: tuple[str, ...]) -> None:
    said = [name.casefold() for name in names if name]
    if again := sorted({name for name in said if said.count(name) > 1}):
        raise refusal("source-repeated", names=", ".join(again))


def _unseen(book: Book) -> dict[str, Any]:
    return {
        "merged": {sheet.name: sheet.merged for sheet in book.sheets if sheet.merged},
        "hidden": {sheet.name: sheet.hidden_rows for sheet in book.sheets if sheet.hidden_rows},
        "hidden_columns": {sheet.name: sheet.hidden_columns for sheet in book.sheets if sheet.hidden_columns},
    }

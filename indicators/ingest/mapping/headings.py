"""What stands over the columns of a sheet, and its first rows as texts for a person to point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indicators.ingest.mapping import columns
from indicators.ingest.mapping.layout import Mapping, Place, plain
from indicators.ingest.numbers import written
from indicators.ingest.workbook.book import COLUMN, KIND, NUMBER, RAW, ROW, Book, CellKind, Sheet


def grid(sheet: Sheet, rows: int = 30, columns: int = 30) -> list[list[str]]:
    """The upper left corner of a sheet as texts, row by row, with numbers as one types them; blank is ''."""
    corner = sheet.cells[(sheet.cells[ROW] <= rows) & (sheet.cells[COLUMN] <= columns)]
    shown = [[""] * int(corner[COLUMN].max()) for _ in range(int(corner[ROW].max()))] if len(corner) else []
    parts = (corner[name] for name in (ROW, COLUMN, KIND, RAW, NUMBER))
    for row, column, kind, text, number in zip(*parts, strict=True):
        shown[row - 1][column - 1] = written(number) if kind == CellKind.NUMBER else str(text)
    return shown


def headers(sheet: Sheet, rows: Iterable[int], *, fill: bool = False) -> dict[str, str]:
    """The heading over each column by its letters, header rows joined; `fill`: a blank is as the one to its left."""
    joined: dict[int, list[str]] = {}
    for row in rows:
        for column, text in _row(sheet, row, fill).items():
            texts = joined.setdefault(column, [])
            if text not in texts[-1:]:
                texts.append(text)
    return {columns.letters(column): " ".join(joined[column]) for column in sorted(joined)}


def stamped(mapping: Mapping, book: Book) -> Mapping:
    """The mapping with the headings of a file as its fingerprint, so that next year's file is known again."""
    found = chosen(book, mapping)
    if not found or not mapping.header_rows:
        return replace(mapping, headings={})
    over = headers(found[0], mapping.header_rows)
    return replace(mapping, headings={letters: over[letters] for letters in _used(mapping) if letters in over})


def changed(sheet: Sheet, mapping: Mapping) -> dict[str, str]:
    """Headings that are not as the mapping says: the letters and what stands there now."""
    over = headers(sheet, mapping.header_rows) if mapping.headings else {}
    return {
        letters: over.get(letters, "")
        for letters, expected in mapping.headings.items()
        if plain(over.get(letters, "")) != plain(expected)
    }


def chosen(book: Book, mapping: Mapping) -> list[Sheet]:
    """The sheets a mapping takes: those named, and visible ones that a pattern fits, in the file's order."""
    from indicators.ingest.mapping.layout import fits

    def is_taken(sheet: Sheet) -> bool:
        named = any(sheet.name == name for name in mapping.sheets)
        return named or (not sheet.is_hidden and any("*" in name and fits(sheet.name, name) for name in mapping.sheets))

    return [sheet for sheet in book.sheets if is_taken(sheet)]


def absent(book: Book, mapping: Mapping) -> list[str]:
    """Sheets that are named but not in the file."""
    return [name for name in mapping.sheets if "*" not in name and book.sheet(name) is None]


def matches(book: Book, mapping: Mapping) -> bool:
    """Whether a file has the mapping's sheets and headings; never for a mapping without a fingerprint."""
    if not mapping.headings or absent(book, mapping):
        return False
    fitting = [not changed(sheet, mapping) for sheet in chosen(book, mapping)]
    return any(fitting) if any("*" in name for name in mapping.sheets) else all(fitting) and bool(fitting)


def _row(sheet: Sheet, row: int, fill: bool) -> dict[int, str]:
    """The texts of one row by column, with merged cells and, if so wished, blanks filled from the left."""
    cells = sheet.cells[sheet.cells[ROW] == row]
    texts = {int(column): " ".join(str(text).split()) for column, text in zip(cells[COLUMN], cells[RAW], strict=True)}
    for each in sheet.merged:
        corner = columns.corners(each)
        if corner is None or not corner[0] <= row <= corner[2]:
            continue
        first = sheet.cell(corner[0], corner[1])
        for column in range(corner[1], corner[3] + 1):
            if first and not texts.get(column):
                texts[column] = " ".join(first.raw.split())
    texts = {column: text for column, text in texts.items() if text}
    return _filled(texts, _widest(sheet)) if fill else texts


def _filled(texts: dict[int, str], last: int) -> dict[int, str]:
    filled, standing = {}, ""
    for column in range(min(texts, default=last + 1), last + 1):
        standing = texts.get(column) or standing
        filled[column] = standing
    return filled


def _widest(sheet: Sheet) -> int:
    return int(sheet.cells[COLUMN].max()) if len(sheet.cells) else 0


def _used(mapping: Mapping) -> Sequence[str]:
    """Columns whose headings stay the same from year to year: all but those whose headings are keys."""
    used = [source.at for source in mapping.keys.values() if source.place is Place.COLUMN]
    used += [each.column for each in mapping.filters]
    if all(source.place is not Place.HEADING for source in mapping.keys.values()):
        used += [columns.letters(each) for values in mapping.values for each in columns.span(values.columns)]
    return sorted(set(used), key=columns.number)

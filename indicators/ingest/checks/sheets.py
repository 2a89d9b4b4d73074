"""What is said about whole sheets: untouched ones, hidden rows and columns, merged cells over figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from indicators.ingest import entries as e
from indicators.ingest.checks.columns import FIGURES, Bools, Columns
from indicators.ingest.checks.found import Found, place_of

_RANGE: Final = re.compile(r"([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})")
_COLUMN: Final = re.compile(r"[0-9]+$")


def untouched(columns: Columns, found: Found) -> Bools:
    """The entries of sheets where nobody has filled in anything, with one finding for each sheet."""
    filled = columns.is_given(e.COMMENT) | columns.is_given(e.STATUS)
    for field in FIGURES:
        filled = filled | columns.is_given(field)
    touched = set(columns.sheet[filled].tolist())
    without = [sheet for sheet in dict.fromkeys(columns.sheet.tolist()) if sheet not in touched]
    for sheet in without:
        found.add_sheet("untouched-sheet", sheet)
    return np.asarray(np.isin(columns.sheet, without), dtype=np.bool_)


def hidden_rows(columns: Columns, hidden: Mapping[str, Collection[int]], found: Found) -> None:
    """One finding for each sheet with hidden rows that held figures."""
    for sheet, rows in hidden.items():
        inside = (columns.sheet == sheet) & np.isin(columns.row, list(rows)) & _has_figure(columns)
        if inside.any():
            found.add_sheet("hidden-rows", sheet, rows=_spans(sorted(set(columns.row[inside].tolist()))))


def hidden_columns(columns: Columns, hidden: Mapping[str, Collection[int]], found: Found) -> None:
    """One finding for each sheet with hidden columns that held figures; columns are counted from 1."""
    for sheet, numbers in hidden.items():
        inside = columns.sheet == sheet
        letters = {
            _COLUMN.sub("", str(cell))
            for field in FIGURES
            for cell in columns.cell(field)[inside & columns.is_given(field)]
            if cell and place_of(str(cell))[1] in numbers
        }
        if letters:
            found.add_sheet("hidden-columns", sheet, columns=", ".join(sorted(letters, key=lambda c: (len(c), c))))


def merged(columns: Columns, ranges: Mapping[str, Sequence[str]], found: Found) -> None:
    """A finding for each merged range that lies over the cell of a figure and holds more than it."""
    for sheet, texts in ranges.items():
        inside = columns.sheet == sheet
        cells = {str(cell) for field in FIGURES for cell in columns.cell(field)[inside] if cell} if texts else set()
        places = np.array([place_of(cell) for cell in cells], dtype=np.int64).reshape(-1, 2)
        for text in texts:
            corners = _RANGE.fullmatch(text)
            if not corners:
                continue
            first, last = (np.array(place_of(corner)) for corner in corners.groups())
            if bool(((places >= first) & (places <= last)).all(axis=1).any()):
                found.add_sheet("merged-cells", sheet, cell=corners[1], range=text.replace(":", "–"))


def _has_figure(columns: Columns) -> Bools:
    return np.asarray(np.logical_or.reduce([columns.is_given(field) for field in FIGURES]), dtype=np.bool_)


def _spans(rows: Sequence[int]) -> str:
    """`7, 9–12`."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)

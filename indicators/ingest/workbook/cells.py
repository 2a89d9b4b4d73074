"""The cells of one sheet: address, kind, text, number and format of each, judged as they come out of the XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from indicators.errors import FileError
from indicators.ingest.workbook import dates, limits
from indicators.ingest.workbook.book import CellKind
from indicators.ingest.workbook.formats import Formats, shows
from indicators.ingest.workbook.markup import Attributes
from indicators.ingest.workbook.places import LETTERS, NUMBER_OF, row_number
from indicators.ingest.workbook.refusals import refusal
from indicators.ingest.workbook.strings import Budget, Runs, Shared, plain
from indicators.ingest.workbook.wire import KINDS, PIECE, CellRow, Writer

_NUMBER, _TEXT, _BOOLEAN, _DATE, _ERROR, _UNCALCULATED = map(
    KINDS.index,
    (CellKind.NUMBER, CellKind.TEXT, CellKind.BOOLEAN, CellKind.DATE, CellKind.ERROR, CellKind.UNCALCULATED),
)
_NAN: Final = float("nan")
_LAST_ROW: Final = limits.ROWS + limits.HEADING_ROWS
_BOOLEANS: Final = {"1": "SANT", "0": "FALSKT", "true": "SANT", "false": "FALSKT"}
"""As a Swedish Excel shows them."""
_is_number: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?").fullmatch


@dataclass(slots=True, kw_only=True)
class Common:
    """What the sheets of a workbook share."""

    writer: Writer
    shared: Shared
    budget: Budget
    is_1904: bool = False
    is_uncalculated: bool = False
    codes: list[str] = field(default_factory=list)
    """The format codes in use; a cell points at one of them."""
    styles: dict[str | None, tuple[int, str]] = field(default_factory=dict)
    """Of each style: place among the codes and what it shows (`date`, `time` or '')."""
    cell_count: int = 0

    def take(self, formats: Formats) -> None:
        """Number the formats."""
        places = {code: place for place, code in enumerate(dict.fromkeys(formats.styles))}
        self.codes = list(places)
        kinds = {code: shows(code) for code in places}
        self.styles = {str(style): (places[code], kinds[code]) for style, code in enumerate(formats.styles)}
        self.styles[None] = self.styles["0"]


class Cells:
    """Takes the rows and cells of a sheet one after the other, in rising order, and writes those with content."""

    def __init__(self, sheet: str, common: Common) -> None:
        """Nothing yet."""
        self._sheet, self._common = sheet, common
        self._shared, self._styles = common.shared, common.styles
        self._found: list[CellRow] = []
        self._row, self._digits, self._column, self._row_begin = 0, "", 0, 0
        self._is_hidden = False
        self._said: Attributes = {}
        self._value, self._formula = "", ""
        self._is_formula = False
        self.runs = Runs()
        self.count = self.widest = self.area = 0
        self.hidden_rows: list[int] = []

    @property
    def last_row(self) -> int:
        """The last row of the sheet's XML, empty ones included."""
        return self._row

    def begin_row(self, said: Attributes) -> None:
        """A new row, below the one before."""
        text = said.get("r")
        row = self._row + 1 if text is None else row_number(text)
        if not 0 < row <= limits.GRID_ROWS:
            raise refusal("outside-grid", sheet=self._sheet, cell=f"rad {text}")
        if row <= self._row:
            raise refusal("cell-order", sheet=self._sheet, cell=f"rad {row}")
        self._row, self._digits, self._column, self._row_begin = row, str(row), 0, self.count + len(self._found)
        self._is_hidden = said.get("hidden", "0") in ("1", "true") or said.get("ht") == "0"

    def end_row(self, _: str) -> None:
        """The row is done."""
        if self._is_hidden and self.count + len(self._found) > self._row_begin:
            self.hidden_rows.append(self._row)
        self.widest = max(self.widest, self._column)
        self.area += self._column
        if len(self._found) >= PIECE:
            self.write()

    def begin_cell(self, said: Attributes) -> None:
        """A new cell, to the right of the one before."""
        self._said = said
        self._value = self._formula = ""
        self._is_formula = False

    def begin_formula(self, _: Attributes) -> None:
        """The cell is calculated."""
        self._is_formula = True

    def formula(self, text: str) -> None:
        """The formula's own text."""
        self._formula = text

    def value(self, text: str) -> None:
        """What the cell says it holds."""
        self._value = text

    def inline(self, _: str) -> None:
        """The text that stands in the cell itself."""
        self._value = self.runs.whole()

    def end_cell(self, _: str) -> None:
        """Judge and keep the cell if it holds something."""
        said = self._said
        column = self._place(said.get("r"))
        if not (self._value or self._is_formula):
            return
        if column > limits.COLUMNS or self._row > _LAST_ROW:
            raise self._refusal("column-count" if column > limits.COLUMNS else "row-count")
        style = self._styles.get(said.get("s"))
        if style is None:
            raise self._refusal("cell-content", "ett format som saknas")
        kind, number, raw = self._content(said.get("t", "n"), style[1])
        if raw != "":
            self._found.append((self._row, column, kind, style[0], self._is_formula, number, raw))

    def _place(self, name: str | None) -> int:
        """The cell's column; in the order of the sheet or refused."""
        if name is None:
            column = self._column + 1
        else:
            letters = name.removesuffix(self._digits)
            column = NUMBER_OF.get(letters, 0) if len(letters) < len(name) else 0
        if not 0 < column <= limits.GRID_COLUMNS:
            raise refusal("outside-grid", sheet=self._sheet, cell=name or "utan adress")
        if column <= self._column:
            raise refusal("cell-order", sheet=self._sheet, cell=name or "utan adress")
        self._column = column
        return column

    def _content(self, sort: str, shown: str) -> tuple[int, float, str | int]:
        """Kind, number and text of the cell; '' where it is empty after all."""
        if sort == "s":
            return _TEXT, _NAN, self._shared_text()
        if sort == "n":
            return self._number(shown)
        if sort in ("str", "inlineStr"):
            text = plain(self._value) if sort == "str" else self._value
            self._common.budget.spend(text)
            return _TEXT, _NAN, text
        if not self._value:
            return self._without_result()
        if sort == "b":
            return _BOOLEAN, _NAN, self._known(_BOOLEANS.get(self._value), "sann eller falsk")
        if sort == "e":
            return _ERROR, _NAN, self._known(self._value if self._value.startswith("#") else None, "ett fel")
        if sort == "d":
            return self._written_date()
        raise self._refusal("cell-content", f"av okänt slag ({sort})")

    def _shared_text(self) -> str | int:
        text = self._value
        place = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else self._shared.count
        if place >= self._shared.count:
            raise self._refusal("cell-content", "en text som saknas")
        return "" if place in self._shared.empty else place

    def _number(self, shown: str) -> tuple[int, float, str | int]:
        text = self._value.strip()
        is_guess = self._is_formula and self._common.is_uncalculated and text == "0"
        if not text or is_guess:
            return self._without_result()
        number = float(text) if _is_number(text) else _NAN
        if number - number != 0:
            raise self._refusal("cell-content", "ett tal")
        if shown and (day := dates.iso(number, is_1904=self._common.is_1904, is_time=shown == "time")):
            return _DATE, number, day
        return _NUMBER, number, text

    def _without_result(self) -> tuple[int, float, str]:
        if not self._is_formula:
            return _TEXT, _NAN, ""
        self._common.budget.spend(self._formula)
        return _UNCALCULATED, _NAN, f"={self._formula}"

    def _written_date(self) -> tuple[int, float, str]:
        text = self._value.strip()
        try:
            return _DATE, dates.serial(text), text
        except ValueError as fault:
            raise self._refusal("cell-content", "ett datum") from fault

    def _known(self, text: str | None, what: str) -> str:
        if text is None:
            raise self._refusal("cell-content", what)
        return text

    def _refusal(self, code: str, what: str = "") -> FileError:
        cell = f"{LETTERS[self._column - 1]}{self._row}"
        return refusal(code, sheet=self._sheet, cell=cell, what=what)

    def write(self) -> None:
        """Pass on the cells so far."""
        if self._found:
            self.count += len(self._found)
            self._common.cell_count += len(self._found)
            if self._common.cell_count > limits.CELLS:
                raise refusal("cell-count")
            self._common.writer.cells(self._found)
            self._found = []

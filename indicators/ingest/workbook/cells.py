"""The cells of one sheet: address, kind, text, number and format of each, judged as they come out of the XML."""

from __future__ import annotations

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
_NEXT: Final = (*LETTERS, "")
"""The letters of the next column."""
_LAST_ROW: Final = limits.ROWS + limits.HEADING_ROWS
_BOOLEANS: Final = {"1": "SANT", "0": "FALSKT", "true": "SANT", "false": "FALSKT"}
"""As a Swedish Excel shows them."""


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
        self._inline, self._formula, self._is_formula = "", "", False
        self._known: dict[str, str | int] = {}
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

    def begin_formula(self, _: Attributes) -> None:
        """The cell is calculated."""
        self._is_formula, self._formula = True, ""

    def formula(self, text: str) -> None:
        """The formula's own text."""
        self._formula = text

    def inline(self, _: str) -> None:
        """The text that stands in the cell itself."""
        self._inline = self.runs.whole()

    def cell(self, said: Attributes, value: str) -> None:
        """A cell, to the right of the one before: judge it and keep it if it holds something."""
        name = said.get("r")
        if name == _NEXT[self._column] + self._digits:  # the usual case, quickly
            self._column += 1
        else:
            self._place(name)
        if not (value or self._is_formula or self._inline):
            return
        row, column = self._row, self._column
        if column > limits.COLUMNS or row > _LAST_ROW:
            raise self._refusal("column-count" if column > limits.COLUMNS else "row-count")
        style = self._styles.get(said.get("s"))
        if style is None:
            raise self._refusal("cell-content", "ett format som saknas")
        sort = said.get("t", "n")
        if sort == "s":
            kind, number, raw = _TEXT, _NAN, self._known.get(value)
            if raw is None:
                raw = self._shared_text(value)
        else:
            kind, number, raw = self._number(value, style[1]) if sort == "n" else self._content(sort, value)
        if raw != "":
            self._found.append((row, column, kind, style[0], self._is_formula, number, raw))
        self._is_formula, self._inline = False, ""

    def _place(self, name: str | None) -> None:
        """Go to the cell's column; in the order of the sheet or refused."""
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

    def _content(self, sort: str, value: str) -> tuple[int, float, str | int]:
        """Kind, number and text of a cell of the rarer kinds; '' where it is empty after all."""
        if sort in ("str", "inlineStr"):
            text = plain(value) if sort == "str" else self._inline
            self._common.budget.spend(text)
            return _TEXT, _NAN, text
        if not value:
            return self._without_result()
        if sort == "b":
            return _BOOLEAN, _NAN, self._one_of(_BOOLEANS.get(value), "sann eller falsk")
        if sort == "e":
            return _ERROR, _NAN, self._one_of(value if value.startswith("#") else None, "ett fel")
        if sort == "d":
            return self._written_date(value)
        raise self._refusal("cell-content", f"av okänt slag ({sort})")

    def _shared_text(self, text: str) -> str | int:
        place = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else self._shared.count
        if place >= self._shared.count:
            raise self._refusal("cell-content", "en text som saknas")
        self._known[text] = "" if place in self._shared.empty else place
        return self._known[text]

    def _number(self, text: str, shown: str) -> tuple[int, float, str | int]:
        text = text.strip()
        is_guess = self._is_formula and self._common.is_uncalculated and text == "0"
        if not text or is_guess:
            return self._without_result()
        try:
            number = float(text)
        except ValueError:
            number = _NAN
        if number - number != 0 or "_" in text or not text.isascii():  # infinite, none, or Python's own ways to write
            raise self._refusal("cell-content", "ett tal")
        if shown and (day := dates.iso(number, is_1904=self._common.is_1904, is_time=shown == "time")):
            return _DATE, number, day
        return _NUMBER, number, text

    def _without_result(self) -> tuple[int, float, str]:
        if not self._is_formula:
            return _TEXT, _NAN, ""
        self._common.budget.spend(self._formula)
        return _UNCALCULATED, _NAN, f"={self._formula}"

    def _written_date(self, value: str) -> tuple[int, float, str]:
        text = value.strip()
        try:
            return _DATE, dates.serial(text), text
        except ValueError as fault:
            raise self._refusal("cell-content", "ett datum") from fault

    def _one_of(self, text: str | None, what: str) -> str:
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

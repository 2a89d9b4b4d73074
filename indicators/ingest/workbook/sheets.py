"""One sheet in one pass: its cells, and around them what is hidden, merged and counted."""

from __future__ import annotations

from typing import IO

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.cells import Cells, Common
from indicators.ingest.workbook.markup import MAIN, Attributes, named, scan
from indicators.ingest.workbook.places import area
from indicators.ingest.workbook.refusals import refusal

_LATER_VALIDATIONS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_TRUE = ("1", "true")


class Surroundings:
    """What a sheet's XML says outside of its cells."""

    def __init__(self, sheet: str) -> None:
        """Nothing yet."""
        self._sheet = sheet
        self._validations = 0
        self.merged: list[str] = []
        self.hidden_columns: set[int] = set()

    def column(self, said: Attributes) -> None:
        """The look of some columns next to each other."""
        first, last = (_digits(said.get(name, "")) for name in ("min", "max"))
        if said.get("hidden", "0") in _TRUE or said.get("width") == "0":
            self.hidden_columns.update(range(max(first, 1), min(last, limits.COLUMNS) + 1))

    def merge(self, said: Attributes) -> None:
        """A merged range."""
        place = said.get("ref", "")
        if not 0 < area(place) <= limits.MERGED_AREA:
            raise refusal("merged-area", sheet=self._sheet, cell=place)
        if len(self.merged) >= limits.MERGED:
            raise refusal("merged-count", sheet=self._sheet)
        self.merged.append(place)

    def validation(self, _: Attributes) -> None:
        """A rule for what may be written in some cells."""
        self._validations += 1
        if self._validations > limits.VALIDATIONS:
            raise refusal("validations", sheet=self._sheet)


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def read_sheet(stream: IO[bytes], name: str, *, is_hidden: bool, common: Common) -> bool:
    """Write the sheet's cells and what belongs to them; False where it has none."""
    cells, around = Cells(name, common), Surroundings(name)
    runs = cells.runs
    starts = named({"row": cells.begin_row, "f": cells.begin_formula, "is": runs.begin})
    starts |= named({"rPh": runs.enter_reading, "col": around.column, "mergeCell": around.merge})
    starts |= named({"dataValidation": around.validation}, (*MAIN, _LATER_VALIDATIONS))
    ends = named({"row": cells.end_row, "f": cells.formula})
    ends |= named({"t": runs.add, "rPh": runs.leave_reading, "is": cells.inline})
    scan(stream, root="worksheet", starts=starts, ends=ends, record=("c", "v", cells.cell))
    cells.write()
    if cells.count:
        common.writer.sheet(
            name=name,
            is_hidden=is_hidden,
            hidden_rows=cells.hidden_rows,
            hidden_columns=sorted(around.hidden_columns),
            merged=around.merged,
            extent=[cells.last_row, cells.widest, cells.area],
        )
    return bool(cells.count)

"""Text tables read so that every value still knows the cell it stood in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from openpyxl.utils import get_column_letter

from indicators import observations as obs
from indicators.model import TOTAL, ObservationStatus

COMMENT: Final = "#"
"""A line that begins so is a remark, not data; it still counts as a line."""

_BLANK: Final[Mapping[str, Any]] = {
    obs.BREAKDOWN: TOTAL,
    obs.VALUE: float("nan"),
    obs.NUMERATOR: float("nan"),
    obs.DENOMINATOR: float("nan"),
    obs.LOWER: float("nan"),
    obs.UPPER: float("nan"),
    obs.STATUS: str(ObservationStatus.FINAL),
    obs.IS_DEMO: False,
    obs.BASE_ESTIMATED: False,
    obs.BATCH: 0,
    obs.SHEET: "",
    obs.NOTE: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text table: its fields by column name, and where they stand."""

    number: int
    """Counted from 1, the heading included, as a spreadsheet program shows it."""
    fields: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text in a column, without blanks around it."""
        return self.fields[column].strip()

    def cell(self, column: str) -> str:
        """The address of a field, such as `G12`."""
        return f"{get_column_letter(list(self.fields).index(column) + 1)}{self.number}"

    def origin(self, column: str) -> dict[str, str]:
        """Address and raw text of a field, as an observation keeps them."""
        return {obs.CELL: self.cell(column), obs.RAW: self.fields[column]}


def lines(content: bytes) -> Iterator[Line]:
    """The lines of a comma-separated text in UTF-8, the heading and remarks left out."""
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    heading: list[str] = []
    for fields in reader:
        if not fields or fields[0].startswith(COMMENT):
            continue
        if heading:
            yield Line(reader.line_num, dict(zip(heading, fields, strict=True)))
        heading = heading or fields


def observation(indicator: str, geography: str, year: int, columns: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the table of observations; what is not given is blank, the period is the year."""
    named = {obs.INDICATOR: indicator, obs.GEOGRAPHY: geography, obs.YEAR: year, obs.PERIOD: str(year)}
    return {**_BLANK, **named, **columns}


def table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a checked table of observations."""
    return obs.checked(pd.DataFrame(list(rows), columns=list(obs.DTYPES))) if rows else obs.empty()

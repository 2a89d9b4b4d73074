"""Tables as CSV that a Swedish spreadsheet opens with a double click and a program reads with two arguments."""

from __future__ import annotations

import csv
import io
from numbers import Real

import pandas as pd

from indicators.reports.formulas import is_like_a_formula


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as UTF-8 CSV with byte order mark, semicolons and decimal commas, as Swedish spreadsheets expect it.

    Texts that a spreadsheet would run as a formula get an apostrophe in front; numbers never do.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(name) for name in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Real):
        return "" if value != value else str(value).removesuffix(".0").replace(".", ",")
    text = "" if value is None else str(value)
    return f"'{text}" if is_like_a_formula(text) else text

"""Files that spreadsheets open without surprises."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from indicators.reports import opendata, workbook


@pytest.mark.parametrize("dangerous", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx"])
def test_text_that_looks_like_a_formula_is_defused_in_csv(dangerous: str) -> None:
    told = opendata.csv_bytes(pd.DataFrame({"text": [dangerous]})).decode("utf-8-sig").splitlines()[1]
    assert told.strip('"').startswith("'")


def test_negative_numbers_stay_numbers_in_csv() -> None:
    told = opendata.csv_bytes(pd.DataFrame({"tal": [-1.5]})).decode("utf-8-sig").splitlines()[1]
    assert told == "-1,5"


def test_missing_number_is_empty_never_zero() -> None:
    told = opendata.csv_bytes(pd.DataFrame({"tal": [float("nan")], "text": [None]})).decode("utf-8-sig").splitlines()
    assert told[1] == ";"


def test_formula_text_is_text_in_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.book({"A": pd.DataFrame({"text": ["=1+1"]})})))
    assert book["A"]["A2"].data_type == "s"
    assert book["A"]["A2"].value == "=1+1"


def test_same_table_gives_the_same_workbook() -> None:
    table = pd.DataFrame({"tal": [1.0, float("nan"), 2.0]})
    first, second = workbook.book({"A": table}), workbook.book({"A": table})
    assert _cells(first) == _cells(second) == [("tal",), (1,), (None,), (2,)]


def _cells(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content))["A"].iter_rows(values_only=True))

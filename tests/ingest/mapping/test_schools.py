"""The school agency's tables: a column for each year, a column for each measure, and the same as text."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.ingest.mapping.real import GRADES, GRADES_YEAR_6, GRADES_YEAR_6_TEXT, book, found, mapped

GRADES_MAPPING = """
sheets = ["Samtliga"]
header_rows = [8]
[indicator]
column = "E"
others = "skip"
[indicator.recode]
"Genomsnittligt meritvärde (17 ämnen)" = "meritvarde-17-amnen"
"Andel (%) som fått godkänt betyg i alla ämnen" = "godkant-i-alla-amnen"
[geography]
column = "B"
others = "skip"
[period]
heading = "8"
[[values]]
field = "value"
columns = "F:"
[marks]
".." = "missing"
"." = "not_applicable"
"""
YEAR_6_KEYS = """
[indicator]
heading = "{row}"
[indicator.recode]
"Andel (%) elever som fått godkänt betyg i alla ämnen" = "godkant-i-alla-amnen"
"Antal ämnesbetyg (genomsnitt)" = "antal-amnesbetyg"
[geography]
column = "A"
others = "skip"
[period]
cell = "A4"
[[values]]
field = "value"
columns = "G, H"
[[values]]
field = "denominator"
columns = "F"
[[filters]]
column = "E"
keep = ["Samtliga"]
"""


@pytest.fixture(scope="module")
def grades() -> pd.DataFrame:
    return mapped(GRADES, GRADES_MAPPING)[0]


@pytest.mark.parametrize(
    ("indicator", "period", "value", "cell"),
    [
        ("meritvarde-17-amnen", "2024/25", 232.2, "F527"),
        ("meritvarde-17-amnen", "2023/24", 228.8, "G527"),
        ("meritvarde-17-amnen", "2015/16", 225.1, "O527"),
        ("godkant-i-alla-amnen", "2024/25", 72.2, "F530"),
        ("godkant-i-alla-amnen", "2015/16", 71.4, "O530"),
    ],
)
def test_a_column_for_each_school_year_is_read(
    grades: pd.DataFrame, indicator: str, period: str, value: float, cell: str
) -> None:
    entry = found(grades, indicator=indicator, period=period)
    assert (entry["value_number"], entry["value_cell"]) == (value, cell)


def test_only_the_city_and_the_translated_measures_are_read(grades: pd.DataFrame) -> None:
    assert set(grades["geography"]) == {"1480"}
    assert len(grades) == 2 * 10


def test_every_key_in_a_cell_says_where_it_stood(grades: pd.DataFrame) -> None:
    entry = found(grades, indicator="meritvarde-17-amnen", period="2024/25")
    assert (entry["indicator_cell"], entry["geography_cell"], entry["period_cell"]) == ("E527", "B527", "F8")


def test_places_and_measures_left_out_are_told_of_once_each() -> None:
    findings = mapped(GRADES, GRADES_MAPPING)[1]
    assert [finding.code for finding in findings] == ["mapped-others-skipped"] * 2
    assert findings[1].message == "578 rader med andra platser än dem i registret har inte lästs"


def test_three_sheets_of_one_layout_are_read_with_the_sheet_as_a_key() -> None:
    document = GRADES_MAPPING.replace('sheets = ["Samtliga"]', 'sheets = ["Samtliga", "Kommunal", "Enskild"]')
    huvudman = (
        '[breakdown.huvudman]\nsheet = true\nrecode = { Samtliga = "", Kommunal = "kommunal", Enskild = "enskild" }'
    )
    table, _ = mapped(GRADES, document + huvudman)
    keys = {"indicator": "meritvarde-17-amnen", "period": "2024/25"}
    sheet = book(GRADES).sheet("Enskild")
    entry = found(table, breakdown="huvudman=enskild", **keys)
    assert found(table, breakdown="", **keys)["value_number"] == 232.2
    assert sheet is not None
    assert sheet.cell(entry["row"], 2).raw == "1480"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("indicator", "value", "cell"), [("antal-amnesbetyg", 15.8, "G156"), ("godkant-i-alla-amnen", 68.1, "H156")]
)
def test_a_column_for_each_measure_is_read_with_the_pupils_as_base(indicator: str, value: float, cell: str) -> None:
    document = 'sheets = ["Statistik"]\nheader_rows = [7]' + YEAR_6_KEYS.format(row=7)
    entry = found(mapped(GRADES_YEAR_6, document)[0], indicator=indicator)
    assert (entry["value_number"], entry["value_cell"]) == (value, cell)
    assert (entry["denominator_number"], entry["denominator_cell"]) == (6206.0, "F156")
    assert entry["period"] == "2024/25"


@pytest.mark.parametrize(
    ("indicator", "raw", "cell"), [("antal-amnesbetyg", "15,4", "G154"), ("godkant-i-alla-amnen", "69,0", "H154")]
)
def test_the_same_table_as_text_is_read(indicator: str, raw: str, cell: str) -> None:
    table, _ = mapped(GRADES_YEAR_6_TEXT, "header_rows = [6]" + YEAR_6_KEYS.format(row=6))
    entry = found(table, indicator=indicator)
    assert (entry["value_raw"], entry["value_cell"], entry["denominator_raw"]) == (raw, cell, "5 846")
    assert (entry["sheet"], entry["period"]) == ("", "2019/20")

"""What the template writer writes and a person fills in comes back value for value, wherever the rows have gone."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.ingest import entries as e
from indicators.ingest.template import entries, rows, words
from indicators.ingest.workbook import read
from tests.ingest.books import a_book, as_bytes
from tests.ingest.template.templates import a_register, a_template, figures, opened

COLUMNS = {e.DENOMINATOR: words.BASE, e.STATUS: words.STATUS, e.COMMENT: words.COMMENT}
PLAN = {row.key: row for row in rows(a_register(), "131", 2019, figures())}

# Spreadsheet programs keep 15 digits.
decimals = st.builds(lambda digits, places: float(f"{digits}e-{places}"), st.integers(0, 10**12), st.integers(1, 12))
numbers = st.one_of(st.none(), st.integers(0, 10**9), decimals)
written = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
texts = st.one_of(st.none(), written, st.sampled_from(["61,2", "=1+1", "-", "..", "saknas", "12 500", "@x"]))
answers = st.fixed_dictionaries(
    {
        "figure": st.one_of(numbers, texts),
        "corrected": st.one_of(st.none(), numbers),
        e.DENOMINATOR: numbers,
        e.STATUS: st.one_of(st.none(), st.sampled_from(list(words.REASONS))),
        e.COMMENT: texts,
    }
)
fillings = st.fixed_dictionaries(dict.fromkeys(PLAN, answers))
Filling = dict[str, dict[str, Any]]


def fill_in(workbook: Workbook, filling: Filling, *, order: int) -> None:
    """Write as a person would, then shuffle the rows of each sheet."""
    for sheet in workbook.worksheets[1:-1]:
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_col=11)]
        random.Random(order).shuffle(lines)
        for at, line in enumerate(lines, start=4):
            answer = filling[str(line[words.KEY])]
            line[words.FIGURE], line[words.CORRECTED] = answer["figure"], answer["corrected"]
            for field, place in COLUMNS.items():
                if field != e.DENOMINATOR or PLAN[str(line[words.KEY])].has_base:
                    line[place] = answer[field]
            put(sheet, at, line)


def put(sheet: Worksheet, at: int, line: list[Any]) -> None:
    for column, value in enumerate(line, start=1):
        cell = sheet.cell(at, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def same(found: dict[str, Any], field: str, value: object) -> bool:
    number, raw = found[e.part(field, "number")], found[e.part(field, "raw")]
    if value is None:
        return raw == "" and math.isnan(number)
    return raw == value if isinstance(value, str) else number == value


def check(content: bytes, filling: Filling, *, safely: bool) -> None:
    book = read(content, "mall.xlsx") if safely else a_book(content)
    table, findings = entries(book, a_register())
    assert findings == ()
    by_key = {(r[e.INDICATOR], r[e.BREAKDOWN], r[e.PERIOD]): r for r in table.to_dict("records")}
    for key, answer in filling.items():
        row = PLAN[key]
        found = by_key.pop((row.indicator.id, row.breakdown, "2019"))
        assert same(found, str(row.asked), answer["figure"])
        expected = {f: answer[f] if f != e.DENOMINATOR or row.has_base else None for f in COLUMNS}
        assert all(same(found, field, value) for field, value in expected.items())
        if answer["corrected"] is not None:
            before = by_key.pop((row.indicator.id, row.breakdown, "2018"))
            assert same(before, str(row.asked), answer["corrected"])
    assert not by_key


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(filling=fillings, order=st.integers(0, 1000))
def test_what_a_person_fills_in_comes_back_value_for_value(filling: Filling, order: int) -> None:
    workbook = opened(a_template())
    fill_in(workbook, filling, order=order)
    check(as_bytes(workbook), filling, safely=False)


@pytest.mark.parametrize("order", range(3))
def test_it_comes_back_through_the_safe_reading_too(order: int) -> None:
    one = {"figure": 61.2, "corrected": None, e.DENOMINATOR: 412, e.STATUS: None, e.COMMENT: "=1+1"}
    other = {"figure": "12 500", "corrected": 0.1, e.DENOMINATOR: None, e.STATUS: "Saknas", e.COMMENT: None}
    filling = {key: one if n % 2 else other for n, key in enumerate(PLAN)}
    workbook = opened(a_template())
    fill_in(workbook, filling, order=order)
    check(as_bytes(workbook), filling, safely=True)

"""A mapping as text: the same both ways, and every fault told."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import assume, given

from indicators.errors import InputError
from indicators.ingest.mapping import dump, faults, load
from indicators.ingest.mapping.layout import Mapping
from tests.ingest.mapping.layouts import a_mapping, column, mappings

SMALLEST = """
header_rows = [1]
indicator = { fixed = "an-indicator" }
geography = { column = "A" }
period = { column = "B" }
values = [{ field = "value", columns = "C" }]
"""


@given(mappings)
def test_a_mapping_is_the_same_after_it_has_been_written_down(mapping: Mapping) -> None:
    assume(not faults.of(mapping))
    assert load(dump(mapping)) == mapping


@given(mappings)
def test_what_is_written_down_can_be_read_by_others(mapping: Mapping) -> None:
    assert tomllib.loads(dump(mapping))["header_rows"] == list(mapping.header_rows)


def test_the_smallest_document_is_a_mapping() -> None:
    assert load(SMALLEST) == a_mapping()


def test_a_document_may_be_json() -> None:
    assert load(json.dumps(tomllib.loads(SMALLEST))) == a_mapping()


def test_all_faults_are_told_at_once() -> None:
    document = (
        SMALLEST.replace('column = "A"', 'column = "Å"').replace('"value"', '"varde"') + 'factor = "tusen"\nfel = 1'
    )
    with pytest.raises(InputError) as told:
        load(document)
    assert str(told.value).splitlines() == [
        "fel: okänt fält. Ta bort det eller rätta stavningen.",
        "factor: ska vara ett tal.",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("first_row = 1", "first_row: siffrorna börjar under rubrikraderna. Skriv ett högre radnummer."),
        ("last_row = 1", "last_row: sista raden ligger före den första. Rätta radnumret."),
        ("sheets = []", 'sheets: nämn minst ett blad, eller skriv ["*"] för alla.'),
        ("factor = 0", "factor: skriv ett tal större än 0, till exempel 1000."),
        ("factor = nan", "factor: skriv ett tal större än 0, till exempel 1000."),
        ('percent = "delar"', "percent: ska vara as_written eller fraction."),
        ('marks = { "-" = "noll" }', 'marks: "-" ska betyda ett av missing, suppressed, not_applicable, zero.'),
        ('headings = { "1" = "År" }', 'headings: "1" är ingen kolumn. Skriv till exempel B.'),
        (
            'filters = [{ column = "D" }]',
            "filters: säg vilka texter i kolumn D som ska läsas (keep) eller hoppas över (drop).",
        ),
        (
            'breakdown = { kon = { heading = "2" } }',
            "breakdown.kon.heading: skriv en av rubrikraderna, till exempel 8, eller flera som 7+8.",
        ),
        (
            'breakdown = { kon = { heading = "²" } }',
            "breakdown.kon.heading: skriv en av rubrikraderna, till exempel 8, eller flera som 7+8.",
        ),
        (
            "breakdown = { kon = { } }",
            "kon: skriv en av column, heading, sheet, cell och fixed, så att det syns var den står.",
        ),
        (
            'breakdown = { kon = { fixed = "", recode = { A = "x=y" } } }',
            "breakdown.kon: namn och kategorier får inte innehålla = eller |. Skriv till exempel kvinna.",
        ),
        ('breakdown = { kon = { cell = "4A" } }', "breakdown.kon.cell: skriv en cell, till exempel A4."),
        (
            'breakdown = { kon = { column = "A", recode = { k = "kvinna", K = "kvinna" } } }',
            "breakdown.kon.recode: samma text är översatt två gånger. Ta bort den ena.",
        ),
    ],
)
def test_a_fault_says_what_to_write(line: str, fault: str) -> None:
    with pytest.raises(InputError) as told:
        load(f"{SMALLEST}{line}")
    assert str(told.value) == fault


@pytest.mark.parametrize(
    "values",
    [
        '[{ field = "value", columns = "C:E" }, { field = "numerator", columns = "F:G" }]',
        '[{ field = "status", columns = "C" }]',
        '[{ field = "value", columns = "C" }, { field = "value", columns = "D" }]',
        '[{ field = "value", columns = "C" }, { field = "denominator", columns = "D:" }]',
        '[{ field = "value", columns = "E:C" }]',
        '[{ field = "value", columns = "ÅÄÖ" }]',
        '[{ field = "value", columns = "XFE" }]',
        "[]",
    ],
)
def test_columns_that_do_not_make_entries_are_refused(values: str) -> None:
    document = SMALLEST.replace('[{ field = "value", columns = "C" }]', values)
    with pytest.raises(InputError, match="values"):
        load(document)


@pytest.mark.parametrize("text", ["inte toml", "[" * 5000, '{"a": ', "x" * 300_000, "", "a = 1979-05-27"])
def test_what_is_no_mapping_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError):
        load(text)


def test_a_column_beyond_the_last_is_a_fault() -> None:
    assert faults.of(a_mapping(period=column("XFE"))) == ["period.column: skriv en kolumns bokstav, till exempel B."]

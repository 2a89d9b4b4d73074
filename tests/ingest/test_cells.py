"""Text tables that know where each value stood."""

from __future__ import annotations

import pytest

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.ingest import cells

TABLE = '# en anmärkning\nkod,namn,antal\n131,Angered, 12 \n132,"Östra, Göteborg",\n'.encode()


def test_a_remark_is_no_line_but_counts_in_the_address() -> None:
    assert [line.number for line in cells.lines(TABLE)] == [3, 4]


def test_an_address_is_column_letter_and_line_number() -> None:
    first, _ = cells.lines(TABLE)
    assert first.cell("antal") == "C3"


def test_the_raw_text_keeps_the_blanks_that_reading_drops() -> None:
    first, _ = cells.lines(TABLE)
    assert (first["antal"], first.origin("antal")[obs.RAW]) == ("12", " 12 ")


def test_a_comma_within_quotes_belongs_to_the_text() -> None:
    _, second = cells.lines(TABLE)
    assert second["namn"] == "Östra, Göteborg"


def test_a_line_with_too_few_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(cells.lines(b"kod,namn\n131\n"))


def test_an_empty_list_of_rows_is_an_empty_table() -> None:
    assert cells.table([]).empty


def test_two_rows_for_one_place_and_year_are_refused() -> None:
    row = cells.observation("folkmangd", "1480", 2014, {obs.VALUE: 1.0})
    with pytest.raises(MeasureError, match="more than one row"):
        cells.table([row, row])

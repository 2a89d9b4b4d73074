"""Which template a file was made from."""

from __future__ import annotations

import dataclasses

import pytest

from indicators.ingest.template import TemplateMark, identity
from tests.ingest.books import a_book
from tests.ingest.template.templates import AT, a_template, opened

MARK = TemplateMark(number="M-131-2019-3", geography="131", year=2019, version=3, revision=12, issued_at=AT)


def test_the_properties_tell_the_template() -> None:
    assert identity(a_book(a_template())) == MARK


def test_the_reading_aid_tells_it_where_the_properties_are_lost() -> None:
    book = dataclasses.replace(a_book(a_template()), properties={})
    assert identity(book) == MARK


def test_a_file_without_either_was_not_made_from_a_template() -> None:
    workbook = opened()
    workbook.remove(workbook["Läs mig"])
    assert identity(dataclasses.replace(a_book(workbook), properties={})) is None


@pytest.mark.parametrize("number", ["", "M-131", "M-131-2019-x", "M-131-2019-3; drop", "M-åäö-2019-3"])
def test_a_number_that_is_none_tells_nothing(number: str) -> None:
    book = a_book(a_template())
    workbook = opened()
    workbook["Läs mig"].delete_rows(1, 60)
    bare = dataclasses.replace(a_book(workbook), properties={**book.properties, "Mallens nummer": number})
    assert identity(bare) is None


def test_a_time_that_is_none_tells_nothing() -> None:
    workbook = opened()
    workbook["Läs mig"].delete_rows(1, 60)
    book = a_book(workbook)
    assert identity(dataclasses.replace(book, properties={**book.properties, "Utfärdad": "i går"})) is None

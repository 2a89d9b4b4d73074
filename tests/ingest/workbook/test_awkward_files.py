"""More than a hundred awkward and hostile files: each is read with the right values, or refused with what to do."""

from __future__ import annotations

import pytest

from indicators.errors import FileError
from indicators.ingest.workbook import read
from tests.ingest.workbook import attacks, contents, others, textfiles
from tests.ingest.workbook.cases import Case, cell_at, shown
from tests.ingest.workbook.forging import one, workbook

SECONDS = 10
ALL = (*contents.CASES, *textfiles.CASES, *others.CASES, *attacks.CASES)


def _named(cases: tuple[Case, ...]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


@pytest.mark.parametrize("case", _named(tuple(case for case in ALL if not case.code)))
def test_an_awkward_file_is_read_with_the_right_values(case: Case) -> None:
    book = read(case.make(), case.file_name, seconds=SECONDS)
    assert {place: shown(cell_at(book, place)) for place in case.cells} == dict(case.cells)
    assert case.also(book)


@pytest.mark.parametrize("case", _named(tuple(case for case in ALL if case.code)))
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(case: Case) -> None:
    with pytest.raises(FileError) as refused:
        read(case.make(), case.file_name, seconds=SECONDS)
    assert refused.value.code == case.code
    assert case.words in str(refused.value)
    assert refused.value.advice.endswith(".")


def test_the_table_holds_enough_cases_each_of_its_own_name() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 60


def test_a_file_is_read_as_usual_after_a_hostile_one() -> None:
    for case in attacks.CASES[:3]:
        with pytest.raises(FileError):
            read(case.make(), case.file_name, seconds=SECONDS)
    assert shown(cell_at(read(workbook(one('<c r="A1"><v>1</v></c>')), "x.xlsx"), "A1")) == "number 1 General"

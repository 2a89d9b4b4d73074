"""The appendix: plain tables that agree with the results, the same bytes every time, nothing hidden shown."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from indicators import events
from indicators.hearing.slides import Deck
from indicators.reports.appendix import appendix
from indicators.situation import Situation
from tests.issued import Hearing

AT = datetime(2020, 10, 9, 12)


@pytest.fixture(scope="module")
def now(hearing: Hearing) -> Situation:
    return hearing.drafted.now


@pytest.fixture(scope="module")
def book(hearing: Hearing):
    return openpyxl.load_workbook(io.BytesIO(hearing.files["xlsx"]))


def rows(book, name: str) -> list[dict[str, object]]:
    head, *told = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in told]


def test_the_sheets_are_there_in_order(book) -> None:
    assert book.sheetnames == [
        "Läs mig",
        "Bedömningar",
        "Värden",
        "Skillnader",
        "Datatäckning",
        "Ändringar",
        "Löften",
        "Händelser",
        "Kontroller",
        "Metod",
    ]


def test_every_indicator_has_a_row_with_its_result(book, now: Situation) -> None:
    told = {row["Indikator"]: row for row in rows(book, "Bedömningar")}
    assert set(told) == set(now.registry.indicators)
    for key, row in told.items():
        progress = now.city(key)
        if progress is not None:
            assert row["Värde"] == pytest.approx(progress.value.value)
            assert row["Bedömning (kod)"] == progress.assessment
            assert row["Mål"] == pytest.approx(progress.target)


def test_every_value_is_there_and_hidden_ones_are_empty(book, now: Situation) -> None:
    told = rows(book, "Värden")
    assert len(told) == len(now.estimates)
    hidden = [row for row in told if row["Status"] == "dolt av sekretesskäl"]
    assert hidden
    assert all(row["Värde"] is None and row["Nedre gräns"] is None for row in hidden)


def test_numbers_are_numbers_and_nothing_is_a_formula(book) -> None:
    for sheet in book:
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert all(isinstance(row["År"], int) for row in rows(book, "Värden"))


def test_no_gap_is_without_chance_where_it_has_ends(book) -> None:
    told = [row for row in rows(book, "Skillnader") if row["Avstånd nu"] is not None]
    assert told
    assert all(row["Nivå och skillnad"] for row in told)
    assert all(row["Slumpen ensam"] is not None for row in told if "margin" not in str(row["Nivå och skillnad"]))


def test_the_same_deck_gives_the_same_bytes(whole: Deck, now: Situation) -> None:
    assert appendix(whole, now, at=AT) == appendix(whole, now, at=AT)


def test_what_was_said_last_time_stands_beside(book, now: Situation) -> None:
    told = rows(book, "Ändringar")
    assert len(told) == len(now.for_city())
    assert all(row["Bedömning då"] for row in told)


def test_every_event_up_to_the_viewpoint_is_listed_with_the_curves_it_concerns(book, now: Situation) -> None:
    told = {row["Händelse"]: row for row in rows(book, "Händelser")}
    due = {e.title for e in [*now.registry.events, *events.breaks(now.registry)] if e.year <= now.year}
    assert set(told) == due
    assert told["Programmet Dialog och samarbete antas"]["Indikatorer"] == "alla"
    assert (
        "Elever i åk 9 behöriga"
        in told["Hårdare behörighetskrav: åtta godkända ämnen i stället för tre"]["Indikatorer"]
    )

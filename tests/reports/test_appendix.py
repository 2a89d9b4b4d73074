"""The appendix: plain tables that agree with the results, the same bytes every time, nothing hidden shown."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from indicators import events
from indicators.districts.equality_breakdowns import SEX, of_every_indicator
from indicators.hearing import panels
from indicators.hearing.slides import Deck, Gaps
from indicators.reports.appendix import DRAFT, appendix
from indicators.situation import Situation
from tests.editions import files
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


def test_no_gap_is_without_its_chance_or_the_reason_there_is_none(book) -> None:
    told = [row for row in rows(book, "Skillnader") if row["Avstånd nu"] is not None]
    assert {row["Mellan"] for row in told} >= {"Stadsdelar", "Kvinnor och män"}
    for row in told:
        assert (row["Slumpen ensam"] is None) is (row["Utan slumptal"] == panels.NO_MARGIN), row
    assert {"demo-nattvandringar", "trangboddhet"} <= {row["Indikator"] for row in told if row["Utan slumptal"]}


def test_every_gap_has_a_verdict_on_its_level_or_why_not(book) -> None:
    for row in rows(book, "Skillnader"):
        said = str(row["Nivå och skillnad"])
        has_level = any(word in said for word in ("Nivån", "Bättre", "Sämre"))
        assert has_level if row["Avstånd nu"] is not None else said.startswith("Inte bedömt: "), row


def test_every_gap_between_women_and_men_is_there_as_on_its_slide(book, now: Situation, hearing: Hearing) -> None:
    told = {row["Indikator"]: row for row in rows(book, "Skillnader") if row["Mellan"] == "Kvinnor och män"}
    assert set(told) == {b.indicator.id for b in of_every_indicator(now, SEX)}
    drawn = 0
    for slide in hearing.drafted.deck.slides:
        gaps = [gap for panel in slide.panels if isinstance(panel, Gaps) for gap in panel.gaps]
        for gap in (g for g in gaps if g.name == "Kvinnor och män"):
            row = told[slide.indicators[0]]
            assert (row["Bättre änden"], row["Sämre änden"]) == (gap.now.left.name, gap.now.right.name)
            assert (str(row["Från år"]), str(row["Till år"])) == (gap.then.when, gap.now.when)
            assert row["Avstånd nu"] == pytest.approx(abs(gap.now.left.value - gap.now.right.value))
            assert row["Avstånd då"] == pytest.approx(abs(gap.then.left.value - gap.then.right.value))
            assert files.is_printed_as(row["Slumpen ensam"], files.numbers(gap.floor)[0])
            assert row["Nivå och skillnad"] == gap.verdict
            drawn += 1
    assert drawn > 3


def test_the_same_deck_gives_the_same_bytes(whole: Deck, now: Situation) -> None:
    assert appendix(whole, now, at=AT) == appendix(whole, now, at=AT)


def test_every_sheet_of_a_draft_says_that_it_is_one_and_none_of_an_edition(book, whole: Deck, now: Situation) -> None:
    draft = openpyxl.load_workbook(io.BytesIO(appendix(whole, now, at=AT)))
    for sheet in draft:
        assert sheet["A1"].value == DRAFT
        assert sheet.oddHeader.center.text == DRAFT
        assert sheet.freeze_panes == "A3"
        assert sheet["A2"].value == book[sheet.title]["A1"].value
    assert not [sheet.title for sheet in book if "UTKAST" in str(sheet["A1"].value)]


def test_what_cannot_be_compared_says_why(book) -> None:
    told = [row for row in rows(book, "Ändringar") if row["Säkerställd skillnad"] == "Går inte att jämföra"]
    assert told
    assert all(row["Varför inte jämförbar"] for row in told)


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

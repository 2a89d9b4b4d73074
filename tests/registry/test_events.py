"""`events.toml` and `demo-events.toml`: read in full, or refused with where and what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from indicators import registry
from indicators.model import Event, EventKind
from indicators.registry import examples
from indicators.settings import ROOT
from tests.documents import an_entry, an_event_entry, an_event_file, register_documents
from tests.registry.faults import faults_of

GUIDE = (ROOT / "docs" / "add-an-event.md").read_text(encoding="utf-8")
DEMO = an_entry(id="demo-an-indicator")


def with_events(*entries: dict[str, Any], file: str = "events.toml") -> dict[str, bytes]:
    return register_documents() | {file: an_event_file(*entries)}


def test_every_field_of_an_event_is_read() -> None:
    entry = an_event_entry(
        ends="2015-12-31", indicators=["an-indicator"], strategic_areas=[1, 8], geographies=["131", "134"]
    )
    assert registry.load(with_events(entry)).events == (
        Event(
            id="an-event",
            date="2015-10",
            ends="2015-12-31",
            kind=EventKind.HAPPENING,
            title="Första hearingen",
            text="Den första hearingen hölls.",
            indicators=("an-indicator",),
            strategic_areas=(1, 8),
            geographies=("131", "134"),
            source="Protokoll",
        ),
    )


def test_a_register_without_events_is_sound() -> None:
    assert registry.load(register_documents()).events == ()


def test_events_come_in_order_of_date_whatever_the_file() -> None:
    real = an_event_file(an_event_entry(id="b", date="2016-02-03"), an_event_entry(id="a", date="2016"))
    made_up = an_event_file(an_event_entry(id="demo-c", date="2015-12"))
    loaded = registry.load(register_documents() | {"events.toml": real, "demo-events.toml": made_up})
    assert [(e.id, e.is_demo) for e in loaded.events] == [("demo-c", True), ("a", False), ("b", False)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date": "2015-13"}, '"2015-13" finns inte i almanackan'),
        ({"date": "hösten 2015"}, '"hösten 2015" är inte ett datum. Skriv ett år (2015)'),
        ({"date": "1066"}, '"1066" är inte ett datum'),
        ({"ends": "2015-02-30"}, "fältet ends går inte att läsa"),
        ({"ends": "2014"}, "slutar 2014 men börjar 2015-10. Byt plats på date och ends."),
        ({"kind": "orsak"}, "fältet kind ska vara något av metodbyte, händelse, beslut"),
        ({"title": "x" * 91}, "fältet title har 91 tecken"),
        ({"source": " "}, "fältet source ska vara ifyllt"),
        ({"id": "Första"}, "fältet id ska vara små bokstäver"),
        ({"id": "demo-x"}, "Flytta posten till demo-events.toml"),
        ({"indicators": ["finns-inte"]}, 'indicators har "finns-inte", som inte finns i registret'),
        ({"strategic_areas": [11]}, "strategic_areas har 11, som inte finns i programme.toml"),
        ({"strategic_areas": [1, 1]}, "samma nummer två gånger"),
        ({"geographies": ["199"]}, 'geographies har "199", som inte finns i geographies.toml'),
        ({"indikator": "x"}, "fältet indikator är okänt. Menade du indicators?"),
    ],
)
def test_what_cannot_be_so_is_refused_with_advice(changes: dict[str, Any], expected: str) -> None:
    (fault,) = faults_of(with_events(an_event_entry(**changes)))
    assert fault.startswith("events.toml: ")
    assert expected in fault


@pytest.mark.parametrize("field", ["id", "date", "kind", "title", "text", "source"])
def test_a_missing_field_is_named_with_an_example(field: str) -> None:
    (fault,) = faults_of(with_events(an_event_entry(without=[field])))
    assert f"fältet {field} saknas. Lägg till {examples.EVENT[field]}." in fault


def test_two_events_of_one_id_are_refused_across_the_files() -> None:
    (fault,) = faults_of(with_events(an_event_entry(), an_event_entry()))
    assert "id står på två händelser" in fault


def test_a_made_up_event_is_named_so_in_a_file_of_its_own() -> None:
    (fault,) = faults_of(with_events(an_event_entry(), file="demo-events.toml"))
    assert "Skriv demo-an-event" in fault


def test_a_real_event_may_not_lean_on_a_made_up_indicator() -> None:
    made_up = register_documents(DEMO)["indicators/01-test.toml"]
    documents = register_documents() | {"indicators/demo-01-test.toml": made_up}
    pointing = an_event_entry(indicators=["demo-an-indicator"])
    (fault,) = faults_of(documents | {"events.toml": an_event_file(pointing)})
    assert "pekar på den påhittade indikatorn demo-an-indicator" in fault
    sound = documents | {"demo-events.toml": an_event_file(pointing | {"id": "demo-an-event"})}
    assert registry.load(sound).events[0].is_demo


def test_made_up_events_go_with_the_made_up_indicators() -> None:
    documents = with_events() | {"demo-events.toml": an_event_file(an_event_entry(id="demo-x"))}
    assert "demo-events.toml" not in registry.without_demo(documents)
    assert [e.id for e in registry.load(registry.without_demo(documents)).events] == ["an-event"]


def test_an_indicator_file_that_cannot_be_read_raises_no_second_fault() -> None:
    documents = with_events(an_event_entry(indicators=["an-indicator"])) | {"indicators/01-test.toml": b"x = ["}
    assert len(faults_of(documents)) == 1


def test_the_example_of_the_guide_can_be_loaded_as_it_stands() -> None:
    example = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0].encode()
    assert [e.id for e in registry.load(register_documents() | {"events.toml": example}).events] == ["forsta-hearingen"]


@pytest.mark.parametrize("field", examples.EVENT)
def test_every_field_is_explained(field: str) -> None:
    assert f"`{field}`" in GUIDE


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_is_explained(kind: str) -> None:
    assert f"`{kind}`" in GUIDE


def test_the_fault_shown_is_what_loading_says() -> None:
    (fault,) = faults_of(with_events(an_event_entry(id="forsta-hearingen", date="2015", ends="2014")))
    assert fault in GUIDE

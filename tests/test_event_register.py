"""Events added, changed, removed and taken back as revisions of the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import event_register, registry
from indicators.errors import AccessError, InputError
from indicators.event_register import Draft
from indicators.model import Event, EventKind, UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.builders import an_event
from tests.conftest import settings_in
from tests.documents import an_entry, an_event_entry, an_event_file, an_indicator_file, register_documents

LEAD = Person(name="Lena Lead", role=UserRole.LEAD)
OTHER = Person(name="Erik", role=UserRole.LEAD)
AT = datetime(2020, 10, 15, 12, tzinfo=UTC)
DRAFT = Draft(date="2015-10", title="Första hearingen", text="Den hölls.", source="Protokoll")
DEMO_INDICATOR = {"indicators/demo-01-test.toml": an_indicator_file(an_entry(id="demo-an-indicator"))}
DOCUMENTS = register_documents() | DEMO_INDICATOR


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(settings_in(tmp_path))
    made.save_register(DOCUMENTS, by="Produkten", at=AT, registry=registry.load(DOCUMENTS))
    yield made
    made.close()


def current(store: Store) -> registry.Registry:  # type: ignore[name-defined]
    return registry.load(store.register_documents())


def put(store: Store, told: Event | None = None, *, seen: int | None = None, by: Person = LEAD) -> int:
    looked = store.register_revision() if seen is None else seen
    return event_register.put(store, told or an_event(), person=by, at=AT, seen=looked)


def test_an_added_event_is_a_revision_with_who_when_and_what(store: Store) -> None:
    assert put(store) == 2
    assert current(store).events == (an_event(),)
    (row,) = event_register.history(store)
    assert (row.id, row.actor, row.at, row.comment) == (2, "Lena Lead", AT, "Händelse tillagd: Första hearingen")


def test_a_changed_event_takes_the_place_of_the_one_before(store: Store) -> None:
    put(store)
    put(store, an_event(title="Hearingen"))
    assert [e.title for e in current(store).events] == ["Hearingen"]
    assert event_register.history(store)[0].comment == "Händelse ändrad: Hearingen"


def test_a_removed_event_is_gone_but_stays_in_the_revision_before(store: Store) -> None:
    put(store)
    event_register.remove(store, "an-event", person=LEAD, at=AT, seen=2)
    assert current(store).events == ()
    assert registry.load(store.register_documents(2)).events == (an_event(),)


def test_the_latest_change_can_be_taken_back_and_that_too(store: Store) -> None:
    put(store)
    event_register.undo(store, person=LEAD, at=AT, seen=2)
    assert current(store).events == ()
    assert event_register.history(store)[0].comment == "Ångrad: Händelse tillagd: Första hearingen"
    event_register.undo(store, person=LEAD, at=AT, seen=3)
    assert current(store).events == (an_event(),)


def test_taking_back_leaves_the_rest_of_the_register_alone(store: Store) -> None:
    put(store)
    changed = store.register_documents() | {"indicators/01-test.toml": an_indicator_file(an_entry(name="Nytt namn"))}
    store.save_register(changed, by="Annan", at=AT, registry=registry.load(changed))
    event_register.undo(store, person=LEAD, at=AT, seen=3)
    assert current(store).events == ()
    assert current(store).indicators["an-indicator"].name == "Nytt namn"


def test_what_was_read_in_with_other_files_is_not_taken_back_here(store: Store) -> None:
    whole = {
        **store.register_documents(),
        "events.toml": an_event_file(),
        "indicators/01-test.toml": an_indicator_file(an_entry(name="Nytt namn")),
    }
    store.save_register(whole, by="Annan", at=AT, registry=registry.load(whole))
    assert event_register.latest(store) is None
    with pytest.raises(InputError, match="ingen ändring av händelserna att ångra"):
        event_register.undo(store, person=LEAD, at=AT, seen=2)


def test_a_change_made_meanwhile_is_not_written_over(store: Store) -> None:
    put(store, by=OTHER, seen=1)
    with pytest.raises(InputError, match=r"Erik ändrade händelserna 15 oktober 2020 .* medan du skrev .*står kvar"):
        put(store, an_event("mine"), seen=1)
    assert [e.id for e in current(store).events] == ["an-event"]
    put(store, an_event("mine"), seen=2)
    assert [e.id for e in current(store).events] == ["an-event", "mine"]


def test_another_change_of_the_register_stands_in_nobody_s_way(store: Store) -> None:
    changed = DOCUMENTS | {"indicators/01-test.toml": an_indicator_file(an_entry(name="Nytt namn"))}
    store.save_register(changed, by="Annan", at=AT, registry=registry.load(changed))
    put(store, seen=1)
    assert current(store).indicators["an-indicator"].name == "Nytt namn"
    assert current(store).events == (an_event(),)


def test_the_store_refuses_a_revision_made_of_an_older_one(store: Store) -> None:
    put(store)
    with pytest.raises(InputError, match="Lena Lead ändrade registret samtidigt"):
        store.save_register(DOCUMENTS, by="Annan", at=AT, registry=registry.load(DOCUMENTS), replaces=1)


@pytest.mark.parametrize("role", [r for r in UserRole if r is not UserRole.LEAD])
def test_only_the_lead_changes_events(store: Store, role: UserRole) -> None:
    person = Person(name="Någon", role=role)
    put(store)
    for act in (
        lambda: put(store, an_event("b"), by=person),
        lambda: event_register.remove(store, "an-event", person=person, at=AT, seen=2),
        lambda: event_register.undo(store, person=person, at=AT, seen=2),
    ):
        with pytest.raises(AccessError):
            act()
    assert store.register_revision() == 2


def test_the_same_event_saved_twice_is_one_revision(store: Store) -> None:
    assert put(store) == put(store, seen=2) == 2


def test_comments_at_the_top_of_the_file_are_kept(store: Store) -> None:
    documents = DOCUMENTS | {"events.toml": b"# Viktigt.\n\n" + an_event_file()}
    store.save_register(documents, by="Annan", at=AT + timedelta(days=1), registry=registry.load(documents))
    put(store, an_event("b"))
    assert store.register_documents()["events.toml"].startswith(b"# Viktigt.\n\n[[event]]\n")


def test_made_up_events_have_a_file_of_their_own_and_go_with_the_demonstration(store: Store) -> None:
    made_up = event_register.event(
        Draft(date="2016", title="Påhittad dag", text="x", source="y", is_demo=True, indicators=("demo-an-indicator",)),
        current(store),
    )
    assert made_up.id == "demo-pahittad-dag"
    put(store, made_up)
    put(store)
    kept = registry.without_demo(store.register_documents())
    assert [e.id for e in registry.load(kept).events] == ["an-event"]


words = st.text(min_size=1, max_size=60).filter(lambda t: t.isprintable() and bool(t.strip()))


@given(
    title=words,
    text=words,
    source=words,
    date=st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2100, 1, 1).date()),
)
def test_whatever_can_be_saved_reads_back_the_same(title: str, text: str, source: str, date: object) -> None:
    before = registry.load(DOCUMENTS)
    draft = Draft(date=str(date), title=title, text=text, source=source, strategic_areas=(1, 2), geographies=("131",))
    if event_register.faults(draft, before):
        return
    told = event_register.event(draft, before)
    assert registry.load(registry.with_events(DOCUMENTS, [told])).events == (told,)


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"date": ""}, "date", "Skriv när det hände"),
        ({"date": "i våras"}, "date", '"i våras" är inte ett datum. Skriv ett år (2015)'),
        ({"date": "2015-02-30"}, "date", "finns inte i almanackan"),
        ({"ends": "2014"}, "ends", "Slutet ligger före början (oktober 2015)"),
        ({"ends": "sen"}, "ends", '"sen" är inte ett datum'),
        ({"title": "  "}, "title", "Skriv en rubrik"),
        ({"title": "x" * 91}, "title", "91 tecken; högst 90"),
        ({"text": ""}, "text", "Skriv vad som hände"),
        ({"text": "." * 60}, "text", "fler än 49 punkter"),
        ({"text": "a\u202eb"}, "text", "osynliga styrtecken"),
        ({"source": ""}, "source", "utan källa"),
        ({"indicators": ("borta",)}, "indicators", "finns inte längre i registret"),
        ({"indicators": ("demo-an-indicator",)}, "indicators", "påhittad indikator"),
    ],
)
def test_nonsense_is_told_at_its_field(changes: dict[str, object], field: str, expected: str) -> None:
    from dataclasses import replace

    found = event_register.faults(replace(DRAFT, **changes), registry.load(DOCUMENTS))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert expected in found[field]


def test_a_sound_draft_has_no_faults_and_gets_a_name_of_its_own() -> None:
    before = registry.load(DOCUMENTS | {"events.toml": an_event_file(an_event_entry(id="forsta-hearingen"))})
    assert event_register.faults(DRAFT, before) == {}
    assert event_register.event(DRAFT, before).id == "forsta-hearingen-2"
    odd = Draft(date="2015", title="2020 – 100 %!", text="x", source="y", kind=EventKind.METHOD)
    assert event_register.event(odd, before).id == "handelse-2020-100"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        (" 2015 ", "Förstås som 2015."),
        ("2015-10", "Förstås som oktober 2015."),
        ("2015-06-01", "Förstås som 1 juni 2015."),
    ],
)
def test_a_typed_date_is_told_as_it_is_understood(typed: str, expected: str) -> None:
    assert event_register.understood(typed) == expected

"""An edition survives: changed promises, renamed indicators, a backup put back, a move to PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from indicators import editions
from indicators import registry as registers
from indicators.hearing.selection import Selection
from indicators.hearing.slides import SlideKind, Table
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import PromiseKind, PromiseStatus, Store, backing_up, moving, restoring
from indicators.store.promises import Noted
from tests.conftest import settings_in
from tests.servers import postgresql

AT = datetime(2020, 12, 1, 12, tzinfo=UTC)
LATER = AT + timedelta(days=300)
LEAD = Person(name="Eva", role=UserRole.LEAD)
LIGHT = Noted(hearing="Förra", kind=PromiseKind.PROMISE, text="Belys Frihamnen", owner="Trafikkontoret")


def _issued(store: Store) -> int:
    """Two hearings, the second held against the first and what was promised there; gives the promise's number."""
    held = Selection(held=date(2019, 10, 22), year=2018, areas=(2,))
    editions.issue(store, held, name="Förra", by=LEAD, at=AT)
    number = editions.note_promise(store, LIGHT, by=LEAD, at=AT)
    against = Selection(held=date(2020, 10, 13), year=2019, areas=(2, 7), compared="Förra")
    editions.issue(store, against, name="Hearing", by=LEAD, at=AT)
    return number


def _is_as_issued(store: Store) -> bool:
    edition = store.edition("Hearing")
    kept = {file.kind: store.file_content(file.sha256) for file in edition.files}
    return {kind: held for kind, (_, held) in editions.made_again(store, edition).items()} == kept


def _told(*_: object) -> None:
    return None


def test_an_edition_survives_what_happens_afterwards(
    own: Settings, tmp_path: Path, postgres: postgresql.Cluster
) -> None:
    store = Store.open(own)
    first = _issued(store)
    done = replace(LIGHT, status=PromiseStatus.DONE, told="112 stolpar.")
    editions.note_promise(store, done, by=LEAD, at=LATER, follows=first)
    _rename(store)
    assert _is_as_issued(store)
    backing_up.backup(store, tmp_path / "kopia.zip", at=LATER, report=_told)
    (tmp_path / "back").mkdir()
    there = settings_in(tmp_path / "back")
    restoring.restore(there, tmp_path / "kopia.zip", replace=False, by="Eva", at=LATER, patience=30, report=_told)
    assert _is_as_issued(Store.open(there))
    postgres.sql("CREATE DATABASE editions")
    url = postgres.url("editions")
    moving.move(there, url, patience=30, report=_told)
    moved = Store.open(replace(there, database_url=url, read_url=url))
    try:
        assert _is_as_issued(moved)
        assert [row.status for row in moved.promises()] == [PromiseStatus.DONE]
    finally:
        moved.close()


def _rename(store: Store) -> None:
    documents = store.register_documents()
    name = registers.load(documents).indicators["trangboddhet"].short_name.encode()
    changed = {file: held.replace(name, b"Nytt namn") for file, held in documents.items()}
    assert changed != documents
    store.save_register(changed, by="Eva", at=LATER, registry=registers.load(changed))


def test_what_was_promised_is_a_slide_where_the_last_hearing_has_promises(own: Settings) -> None:
    store = Store.open(own)
    _issued(store)
    deck = editions.reopened(store, store.edition("Hearing")).deck
    kinds = [slide.kind for slide in deck.slides]
    assert kinds.index(SlideKind.PROMISES) + 1 == kinds.index(SlideKind.QUESTIONS)
    slide = deck.slides[kinds.index(SlideKind.PROMISES)]
    assert slide.title == "Löftet från förra hearingen är inte klart"
    table = slide.panels[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["Belys Frihamnen", "Trafikkontoret", "–", "Öppen", "–"]
    first = editions.reopened(store, store.edition("Förra")).deck
    assert SlideKind.PROMISES not in {slide.kind for slide in first.slides}
    assert b"Frihamnen" in _content(store, "html")


def _content(store: Store, kind: str) -> bytes:
    (file,) = [file for file in store.edition("Hearing").files if file.kind == kind]
    return store.file_content(file.sha256)

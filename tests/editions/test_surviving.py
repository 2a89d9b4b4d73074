"""An edition survives: changed promises, renamed indicators, a backup put back, a move to PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from indicators import editions
from indicators import registry as registers
from indicators.hearing.slides import SlideKind, Table
from indicators.store import PromiseStatus, Store, backing_up, moving, restoring
from tests.conftest import copied, settings_in
from tests.issued import BEFORE, ISSUED, LEAD, NAME, PROMISE, Hearing
from tests.servers import postgresql

LATER = ISSUED + timedelta(days=300)


def _is_as_issued(store: Store, hearing: Hearing) -> bool:
    edition = store.edition(NAME)
    kept = {file.kind: store.file_content(file.sha256) for file in edition.files}
    again = {kind: held for kind, (_, held) in editions.made_again(store, edition).items()}
    return again == kept == hearing.files


def _told(*_: object) -> None:
    return None


def test_an_edition_survives_what_happens_afterwards(
    hearing: Hearing, tmp_path: Path, postgres: postgresql.Cluster
) -> None:
    (tmp_path / "own").mkdir()
    store = Store.open(copied(hearing.settings, tmp_path / "own"))
    done = replace(PROMISE, status=PromiseStatus.DONE, told="112 stolpar.")
    editions.note_promise(store, done, by=LEAD, at=LATER, follows=store.promises()[0].id)
    _rename(store)
    assert _is_as_issued(store, hearing)
    backing_up.backup(store, tmp_path / "kopia.zip", at=LATER, report=_told)
    (tmp_path / "back").mkdir()
    there = settings_in(tmp_path / "back")
    restoring.restore(there, tmp_path / "kopia.zip", replace=False, by="Eva", at=LATER, patience=30, report=_told)
    assert _is_as_issued(Store.open(there), hearing)
    postgres.sql("CREATE DATABASE editions")
    url = postgres.url("editions")
    moving.move(there, url, patience=30, report=_told)
    moved = Store.open(replace(there, database_url=url, read_url=url))
    try:
        assert _is_as_issued(moved, hearing)
        assert [row.status for row in moved.promises()] == [PromiseStatus.DONE]
    finally:
        moved.close()


def _rename(store: Store) -> None:
    documents = store.register_documents()
    name = registers.load(documents).indicators["trangboddhet"].short_name.encode()
    changed = {file: held.replace(name, b"Nytt namn") for file, held in documents.items()}
    assert changed != documents
    store.save_register(changed, by="Eva", at=LATER, registry=registers.load(changed))


def test_what_was_promised_is_a_slide_where_the_last_hearing_has_promises(hearing: Hearing) -> None:
    slides = hearing.drafted.deck.slides
    kinds = [slide.kind for slide in slides]
    assert kinds.index(SlideKind.PROMISES) + 1 == kinds.index(SlideKind.QUESTIONS)
    slide = slides[kinds.index(SlideKind.PROMISES)]
    assert slide.title == "Löftet från förra hearingen är inte klart"
    table = slide.panels[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["Belys Frihamnen", "Trafikkontoret", "–", "Öppen", "–"]
    first = editions.reopened(hearing.store, hearing.store.edition(BEFORE)).deck
    assert SlideKind.PROMISES not in {slide.kind for slide in first.slides}

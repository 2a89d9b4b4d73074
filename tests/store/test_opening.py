"""Opening a store: one Swedish sentence with what to do for everything that is wrong, and not a byte changed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa

from indicators.errors import InputError, StoreError
from indicators.settings import Settings
from indicators.store import Store, engines
from indicators.store.faults import faults
from tests.builders import a_registry, observed
from tests.store.deliveries import append, day, on_sqlite, settings_in

NOBODY = 65534
processes = multiprocessing.get_context("fork")


def folder_as_it_is(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def foreign(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE recipe (name)")


def foreign_with_migrations(path: Path) -> None:
    foreign(path)
    sql(path, "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0001')")


def blank(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE passing (x)", "DROP TABLE passing")


def is_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTY: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "saknas.*init"),
    "a folder": (is_folder, "går inte att läsa"),
    "zero bytes": (lambda path: path.write_bytes(b""), "tom, 0 byte.*init"),
    "without tables": (blank, "är tom.*init"),
    "text": (lambda path: path.write_text("geografi;2014\n" * 500), "inte en databas.*Flytta undan"),
    "cut short": (lambda path: os.truncate(path, 20_000), "skadad.*säkerhetskopian"),
    "cut in the header": (lambda path: os.truncate(path, 50), "skadad.*säkerhetskopian"),
    "scrambled": (
        lambda path: path.write_bytes(path.read_bytes()[:100] + random.Random(1).randbytes(path.stat().st_size - 100)),
        "skadad.*säkerhetskopian",
    ),
    "another program's": (foreign, "inte en som Lägesbild 2020 har skapat"),
    "another program's with migrations": (foreign_with_migrations, "inte en som Lägesbild 2020 har skapat"),
    "newer": (lambda path: sql(path, "UPDATE alembic_version SET version_num = '9999'"), "nyare.*Uppdatera programmet"),
}


@on_sqlite
@pytest.mark.parametrize(("spoil", "sentence"), FAULTY.values(), ids=FAULTY.keys())
def test_a_faulty_database_is_refused_and_nothing_is_changed(
    settings: Settings, tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(tmp_path / "lagesbild.db")
    before = folder_as_it_is(tmp_path)
    with pytest.raises(StoreError, match=sentence):
        Store.open(settings)
    assert folder_as_it_is(tmp_path) == before


def spoilt_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(content)


@on_sqlite
def test_creation_refuses_a_database_spoilt_in_the_middle(settings: Settings, tmp_path: Path) -> None:
    spoilt_in_the_middle(tmp_path / "lagesbild.db")
    before = folder_as_it_is(tmp_path)
    with pytest.raises(StoreError, match=r"skadad.*säkerhetskopian"):
        Store.create(settings)
    assert folder_as_it_is(tmp_path) == before


@on_sqlite
def test_creation_leaves_a_sound_database_untouched(settings: Settings, tmp_path: Path) -> None:
    before = folder_as_it_is(tmp_path)
    Store.create(settings).close()
    assert folder_as_it_is(tmp_path) == before


@on_sqlite
def test_an_emptied_database_beside_received_files_is_not_filled(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(settings)
    append(store, observed("131", {2014: 62.0}))
    store.close()
    (tmp_path / "lagesbild.db").write_bytes(b"")
    with pytest.raises(StoreError, match=r"tom, 0 byte.*säkerhetskopian.*mottagna filer finns kvar"):
        Store.create(settings)
    assert (tmp_path / "lagesbild.db").read_bytes() == b""


CREATION_REFUSES = ("a folder", "text", "cut short", "scrambled", "another program's", "newer")


@on_sqlite
@pytest.mark.parametrize("fault", CREATION_REFUSES)
def test_creation_does_not_write_over_a_faulty_database(settings: Settings, tmp_path: Path, fault: str) -> None:
    FAULTY[fault][0](tmp_path / "lagesbild.db")
    before = folder_as_it_is(tmp_path)
    with pytest.raises(StoreError):
        Store.create(settings)
    assert folder_as_it_is(tmp_path) == before


@on_sqlite
def test_creation_goes_on_where_it_was_interrupted(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "lagesbild.db").write_bytes(b"")
    Store.create(settings).close()
    assert Store.open(settings).version() == 0


@on_sqlite
def test_an_older_database_is_refused_with_how_to_upgrade(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators.store import opening

    monkeypatch.setattr(opening, "REVISIONS", (*opening.REVISIONS, "9998"))  # the day there is another migration
    monkeypatch.setattr(opening, "REVISION", "9998")
    before = folder_as_it_is(tmp_path)
    with pytest.raises(StoreError, match=r"äldre version.*init, som uppgraderar"):
        Store.open(settings)
    assert folder_as_it_is(tmp_path) == before


@on_sqlite
def test_opening_a_sound_database_leaves_it_untouched(settings: Settings, tmp_path: Path) -> None:
    before = folder_as_it_is(tmp_path)
    Store.open(settings).close()
    assert folder_as_it_is(tmp_path) == before


@on_sqlite
def test_a_newer_database_with_a_log_beside_it_is_not_touched(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "lagesbild.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
        before = (path.read_bytes(), (tmp_path / "lagesbild.db-wal").read_bytes())
        with pytest.raises(StoreError, match="nyare"):
            Store.open(settings)
        assert (path.read_bytes(), (tmp_path / "lagesbild.db-wal").read_bytes()) == before


@on_sqlite
@pytest.mark.parametrize(
    "url", ["sqlite://", "", "nonsense", "postgresql://u:hemligt@h:x/y", "mongodb://u:hemligt@h/y"]
)
@pytest.mark.parametrize("act", [Store.open, Store.create])
def test_an_address_that_cannot_be_used_is_refused_without_telling_its_password(
    settings: Settings, url: str, act: Callable[[Settings], Store]
) -> None:
    with pytest.raises(StoreError, match="LAGESBILD_DATABASE_URL") as refused:
        act(replace(settings, database_url=url))
    assert "hemligt" not in str(refused.value)


def test_a_server_that_cannot_be_reached_is_said_to_be_silent() -> None:
    with pytest.raises(StoreError, match="svarar inte"), engines.faults_in_swedish("server"):
        raise sa.exc.OperationalError(None, None, Exception("connection refused"))


@on_sqlite
def test_a_database_locked_by_another_program_is_said_to_be_busy(settings: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lagesbild.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE held (x)")
        with pytest.raises(StoreError, match=r"upptagen av ett annat program.*försök igen"):
            Store.open(settings, patience=0.05).version()


def test_a_writer_who_waits_too_long_is_told_so(store: Store, settings: Settings) -> None:
    hasty = Store.open(settings, patience=0.05)
    with store.writing(), pytest.raises(StoreError, match="upptagen"):
        append(hasty, observed("131", {2014: 62.0}))
    hasty.close()


def test_readers_are_not_held_up_by_a_writer(store: Store, settings: Settings) -> None:
    other = Store.open(settings, patience=0.05)
    with store.writing():
        assert other.version() == 0
    other.close()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="går inte att skapa"):
        Store.create(settings_in(tmp_path / "file" / "folder"))


def _open_as_nobody(settings: Settings, said: Connection) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(NOBODY)
    for act in (Store.open, Store.create):
        try:
            act(settings)
        except StoreError as fault:
            said.send(str(fault))
    said.send("")


def test_a_folder_without_permission_to_write_is_refused(template: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(template, folder / "lagesbild.db")
        folder.chmod(0o555)
        heard, said = processes.Pipe()
        visitor = processes.Process(target=_open_as_nobody, args=(settings_in(folder), said))
        visitor.start()
        visitor.join(30)
        told = [heard.recv(), heard.recv()]
        folder.chmod(0o755)
        assert all("går inte att skriva i" in sentence for sentence in told)
        assert {path.name for path in folder.iterdir()} == {"lagesbild.db"}


@on_sqlite
def test_a_database_that_vanishes_underway_is_told_in_swedish(store: Store, tmp_path: Path) -> None:
    (tmp_path / "lagesbild.db").unlink()
    with pytest.raises(StoreError, match="Inget är ändrat"):
        store.version()


@on_sqlite
def test_a_spoilt_database_never_gives_anything_but_a_sentence(settings: Settings, tmp_path: Path) -> None:
    path, chance = tmp_path / "lagesbild.db", random.Random(2020)
    with_rows = Store.open(settings)
    append(with_rows, observed("131", dict.fromkeys(range(1990, 2020), 62.0), raw="62,0"))
    append(with_rows, observed("131", dict.fromkeys(range(2000, 2020), 63.0), raw="63,0"), at=1)
    with_rows.close()
    sound = path.read_bytes()
    for _ in range(40):
        spoilt = bytearray(sound)
        for _ in range(chance.choice((1, 20, 400))):
            spoilt[chance.randrange(100, len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt)
        for log in tmp_path.glob("lagesbild.db-*"):
            log.unlink()
        _ask_everything(settings)


def _ask_everything(settings: Settings) -> None:
    try:
        opened = Store.open(settings)
    except StoreError:
        return
    questions: list[Callable[[], object]] = [
        opened.observations,
        lambda: opened.observations(version=1),
        lambda: opened.trace("an-indicator", "131", 2010),
        opened.versions,
        opened.batches,
        opened.sources,
        opened.log,
        opened.latest_year,
        opened.register_documents,
        lambda: faults(opened, a_registry()),
        lambda: opened.undo(2, by="Anna", at=day(2)),
        lambda: append(opened, observed("131", {2010: 1.0}), at=3),
    ]
    for question in questions:
        try:
            question()
        except (StoreError, InputError):
            continue
    opened.close()

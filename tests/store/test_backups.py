"""Backups: everything in one file, put back on either engine, and nothing changed by one that cannot be used."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import stat
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex

from indicators.errors import InputError, StoreError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import BatchState, PromiseKind, PromiseStatus, Store, archives, backing_up, restoring
from indicators.store.faults import faults
from indicators.store.promises import Noted
from indicators.store.records import Issued
from tests.builders import a_registry, observed
from tests.servers.postgresql import Cluster
from tests.store.deliveries import Fresh, append, approve, day, dump, hand_in, settings_in

processes = multiprocessing.get_context("fork")


def backup(settings: Settings, file: Path) -> archives.Manifest:
    store = Store.open(settings)
    made = backing_up.backup(store, file, at=day(30), report=lambda *_: None)
    store.close()
    return made


def restore(settings: Settings, file: Path, *, replace: bool = False, patience: float = 10) -> archives.Manifest:
    return restoring.restore(
        settings, file, replace=replace, by="Bo", at=day(31), patience=patience, report=lambda *_: None
    )


def fill(settings: Settings) -> None:
    """Everything that a store can hold: states, history, awkward text and numbers, people, mappings, the register."""
    store = Store.open(settings)
    append(store, observed("131", {2014: 62.1, 2015: 1 / 3, 2016: None}, note="Ä\0'\"\\\n\t\u2028€", raw="=1+1"))
    append(store, observed("131", {2014: 5e-324, 2015: 1.7976931348623157e308}), at=1, content=b"two")
    append(store, observed("132", {2014: -0.0}, breakdown="kon=kvinna", is_demo=True), at=2, content=b"three")
    store.undo(2, by="Bo", at=day(3), reason="Fel")
    approve(store, hand_in(store, observed("133", {2014: (3, 7)}), content=b"four"))
    store.give_back(hand_in(store, observed("134", {2014: 1.0}), content=b"five"), by="Bo", at=day(5), comment="Nej")
    hand_in(store, observed("135", {2014: 1.0}), content=b"six")
    hand_in(store, observed("136", {2014: 1.0}), draft=True, content=b"seven")
    store.set_person(Person(name="Åsa", role=UserRole.LEAD, geography=None), by="Bo", at=day(6))
    store.save_mapping("Skolans fil", "{}", by="Bo", at=day(6))
    store.save_register({"a.toml": bytes(range(256))}, by="Bo", at=day(6), registry=a_registry())
    _issue(store)
    store.close()


def _issue(store: Store) -> None:
    """An edition with its files, and what was promised at its hearing."""
    made = Issued(
        name="Hearing 2015",
        number=1,
        held=day(8).date(),
        year=2014,
        data_version=store.version(),
        register_revision=store.register_revision(),
        analyses_until=store.newest_analysis(),
        compared=None,
        selection={"areas": [2, 7]},
        made_with={"Typsnitt": "Å"},
        reason="",
        fingerprint="f" * 64,
        release_on=day(9).date(),
    )
    store.issue(made, {"pdf": ("hearing.pdf", b"a report"), "pptx": ("hearing.pptx", b"slides")}, by="Bo", at=day(7))
    noted = Noted(hearing="Hearing 2015", kind=PromiseKind.PROMISE, text="Belys Frihamnen")
    first = store.note_promise(noted, by="Bo", at=day(8))
    store.note_promise(dataclasses.replace(noted, status=PromiseStatus.DONE), by="Bo", at=day(9), follows=first)


def contents(settings: Settings) -> dict[str, list[str]]:
    """What a store says and its files, but for the line in the log that tells of the restore."""
    said = dump(settings)
    said["log"] = [line for line in said["log"] if "'restore'" not in line]
    said["files"] = sorted(path.name for path in settings.files.rglob("*") if path.is_file())
    return said


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, template: Path) -> tuple[Path, dict[str, list[str]]]:
    """A backup made on SQLite, and what was in the store."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copy(template, folder / "lagesbild.db")
    settings = settings_in(folder)
    fill(settings)
    backup(settings, folder / "kopia.zip")
    return folder / "kopia.zip", contents(settings)


@pytest.fixture
def nothing(blank: Fresh, tmp_path: Path) -> Iterator[Settings]:
    """A place without any store."""
    (tmp_path / "new").mkdir()
    with blank(tmp_path / "new") as settings:
        yield settings


def test_a_backup_put_back_is_the_same_store_whatever_engine_it_was_made_on(
    nothing: Settings, example: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    restore(nothing, example[0])
    assert _as_told(contents(nothing)) == _as_told(example[1])
    backup(nothing, tmp_path / "igen.zip")  # and from this engine back to the other
    (tmp_path / "back").mkdir()
    back = settings_in(tmp_path / "back")
    restore(back, tmp_path / "igen.zip")
    assert _as_told(contents(back)) == _as_told(example[1])
    store = Store.open(nothing)
    assert [line for line in faults(store, a_registry()) if "påhittade" not in line] == []
    store.withdraw(6, by="Anna", at=day(40))  # numbering goes on after the rows that came with theirs
    assert append(store, observed("140", {2014: 1.0}, indicator="ny", breakdown="kon=man"), at=41).new == 1
    store.close()


def _as_told(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """Truth is 1 in one driver's answer to a bare question and True in the other's."""
    return {name: [row.replace("True", "1").replace("False", "0") for row in rows] for name, rows in said.items()}


def test_a_store_that_is_put_back_keeps_every_index_and_reference(
    settings: Settings, example: tuple[Path, object]
) -> None:
    before = _rules(settings)
    restore(settings, example[0])
    assert _rules(settings) == before
    assert {len(each) > 5 for each in before} == {True}


def _rules(settings: Settings) -> tuple[set[str], set[str]]:
    """What the database holds its rows to, besides their columns."""
    engine = sa.create_engine(settings.database_url)
    metadata = sa.MetaData()
    metadata.reflect(engine)
    indexes = {str(CreateIndex(index).compile(engine)) for table in metadata.sorted_tables for index in table.indexes}
    references = {f"{key.parent} {key.target_fullname}" for t in metadata.sorted_tables for key in t.foreign_keys}
    engine.dispose()
    return indexes, references


def test_a_backup_is_for_nobody_else_to_read_and_never_written_over(settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "kopia.zip")
    before = (tmp_path / "kopia.zip").read_bytes()
    assert stat.S_IMODE((tmp_path / "kopia.zip").stat().st_mode) == 0o600
    with pytest.raises(InputError, match="finns redan"):
        backup(settings, tmp_path / "kopia.zip")
    assert (tmp_path / "kopia.zip").read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_store_that_lacks_a_file_gives_no_backup(settings: Settings, tmp_path: Path) -> None:
    fill(settings)
    next(path for path in settings.files.rglob("*") if path.is_file()).unlink()
    with pytest.raises(StoreError, match="saknas"):
        backup(settings, tmp_path / "kopia.zip")
    assert [path.name for path in tmp_path.iterdir() if "kopia" in path.name] == []


def test_a_store_that_holds_something_is_replaced_only_when_told(
    settings: Settings, example: tuple[Path, dict[str, list[str]]]
) -> None:
    store = Store.open(settings)
    append(store, observed("131", {2014: 99.0}), content=b"mine")
    before = contents(settings)
    with pytest.raises(StoreError, match=r"innehåller redan uppgifter.*--replace"):
        restore(settings, example[0])
    assert contents(settings) == before
    restore(settings, example[0], replace=True)
    after = _as_told(contents(settings))
    assert {name: rows for name, rows in after.items() if name != "files"} == {
        name: rows for name, rows in _as_told(example[1]).items() if name != "files"
    }
    assert [line.action for line in store.log(latest=1)] == ["restore"]
    store.close()


def altered(
    file: Path, target: Path, *, manifest: Callable[[dict], object] | None = None, **parts: bytes | None
) -> Path:
    """A backup with some parts changed or left out, whose manifest agrees with it unless it is changed itself."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        told = json.loads(old.read(archives.MANIFEST))
        for name in old.namelist():
            short = name.removeprefix("tables/").removesuffix(".jsonl")
            content = parts.get(short, old.read(name))
            if content is None or name == archives.MANIFEST:
                continue
            new.writestr(name, content)
            if short in parts:
                told["tables"] = [
                    {
                        "name": name,
                        "rows": content.count(b"\n"),
                        "bytes": len(content),
                        "sha256": hashlib.sha256(content).hexdigest(),
                    }
                    if part["name"] == name
                    else part
                    for part in told["tables"]
                ]
        if manifest is not None:
            manifest(told)
        new.writestr(archives.MANIFEST, json.dumps(told))
    return target


def _cut(file: Path, target: Path) -> Path:
    target.write_bytes(file.read_bytes()[:-200])
    return target


def _flipped(file: Path, target: Path) -> Path:
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("tables/observation.jsonl")
    content[entry.header_offset + 80] ^= 0xFF
    target.write_bytes(content)
    return target


def _with_more(name: str, content: bytes = b"x") -> Callable[[Path, Path], Path]:
    def made(file: Path, target: Path) -> Path:
        shutil.copy(file, target)
        with zipfile.ZipFile(target, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name twice
            archive.writestr(name, content)
        return target

    return made


def _told(**said: object) -> Callable[[Path, Path], Path]:
    return lambda file, target: altered(file, target, manifest=lambda told: told.update(said))


def _rows(table: str, content: bytes | None) -> Callable[[Path, Path], Path]:
    return lambda file, target: altered(file, target, **{table: content})


HOSTILE: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "no zip": (lambda _, target: target.write_text("hej") and target, "ingen säkerhetskopia"),
    "empty": (lambda _, target: target.write_bytes(b"") or target, "ingen säkerhetskopia"),
    "cut off": (_cut, "ingen säkerhetskopia"),
    "one byte altered": (_flipped, "ingen säkerhetskopia|skadad"),
    "newer program": (_told(revision="9999"), "nyare version.*uppdatera"),
    "newer layout": (_told(edition=99), "nyare version"),
    "another program": (_told(format="x"), "annat program"),
    "manifest without tables": (_told(tables=7), "förteckning"),
    "path that climbs": (_with_more("../../etc/passwd"), "något annat"),
    "path from the root": (_with_more("/etc/cron.d/x"), "något annat"),
    "part twice": (_with_more("tables/batch.jsonl"), "något annat"),
    "part too many": (_with_more("files/" + "0" * 64), "delar"),
    "file under another name": (
        lambda file, target: altered(
            file, target, manifest=lambda told: told["files"].append(told["files"].pop() | {"sha256": "0" * 64})
        ),
        "annat än sitt innehåll",
    ),
    "table left out": (_rows("batch", None), "delar"),
    "row too few": (
        lambda file, target: altered(file, target, manifest=lambda told: told["tables"][0].update(rows=9)),
        "fel antal rader",
    ),
    "no row of JSON": (_rows("marker", b"{hej\n"), "inte läslig"),
    "row too deep": (_rows("marker", b"[" * 100_000 + b"\n"), "inte läslig"),
    "row too short": (_rows("marker", b'["a"]\n'), "fel antal värden"),
    "text for a number": (_rows("indicator", b'["1; DROP TABLE batch","x"]\n'), "slaget int"),
    "endless number": (_rows("indicator", b"[1e999,1]\n"), "slaget"),
    "row that points nowhere": (_rows("batch", b""), "pekar på något som saknas|svarar inte som väntat"),
    "number too large": (_rows("indicator", b'[99999999999999999999,"x"]\n'), "slaget int"),
}


@pytest.mark.parametrize(("spoil", "sentence"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_backup_that_cannot_be_used_is_refused_and_nothing_is_changed(
    nothing: Settings,
    example: tuple[Path, dict[str, list[str]]],
    tmp_path: Path,
    spoil: Callable[[Path, Path], Path],
    sentence: str,
) -> None:
    spoilt, before = spoil(example[0], tmp_path / "spoilt.zip"), _everything(nothing)
    with pytest.raises(StoreError, match=sentence):
        restore(nothing, spoilt)
    assert _everything(nothing) == before


def _everything(settings: Settings) -> object:
    """The database, or that there is none, and every settled file."""
    is_file = settings.database_url.startswith("sqlite")
    said = {} if is_file and not Path(settings.database_url.removeprefix("sqlite:///")).exists() else dump(settings)
    return said, sorted(settings.files.rglob("*"))


def test_a_bomb_is_refused_before_it_is_unpacked(nothing: Settings, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tables/batch.jsonl", bytes(80_000_000))
        part = {"name": "tables/batch.jsonl", "rows": 1, "bytes": 80_000_000, "sha256": "0" * 64}
        told = {"format": archives.FORMAT, "edition": 1, "revision": "0001", "made": "", "version": 0}
        archive.writestr("manifest.json", json.dumps({**told, "register_revision": 0, "tables": [part], "files": []}))
    started = time.monotonic()
    with pytest.raises(StoreError, match="något annat"):
        restore(nothing, tmp_path / "bomb.zip")
    assert time.monotonic() - started < 1


def test_a_backup_of_an_earlier_revision_is_migrated_on_its_way_in(
    nothing: Settings, example: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    at_first = _of_first_revision(example[0], tmp_path / "first.zip")
    restore(nothing, at_first)
    store = Store.open(nothing)
    assert (store.version(), len(store.batches([BatchState.APPROVED]))) == (5, 3)
    assert store.observations()["value"].tolist()[:2] == [62.1, 1 / 3]
    store.close()


def _of_first_revision(file: Path, target: Path) -> Path:
    """The backup as the first revision's program would have made it: fewer tables, fewer columns."""
    first = ("batch", "breakdown", "breakdown_member", "geography", "indicator", "log", "marker", "observation")
    first += ("period", "register_document", "register_revision", "version")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        told = json.loads(old.read(archives.MANIFEST))
        tables = []
        for part in told["tables"]:
            name = part["name"].removeprefix("tables/").removesuffix(".jsonl")
            if name in first:
                rows = [json.loads(line) for line in old.read(part["name"]).splitlines()]
                kept = [row[:18] for row in rows] if name == "batch" else rows
                kept = [row for row in kept if row[2] in ("approved", "undone")] if name == "batch" else kept
                content = "".join(json.dumps(row) + "\n" for row in kept).encode()
                new.writestr(part["name"], content)
                made = {"rows": len(kept), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                tables.append({"name": part["name"], **made})
        for part in told["files"]:
            new.writestr(part["name"], old.read(part["name"]))
        new.writestr(archives.MANIFEST, json.dumps({**told, "revision": "0001", "tables": tables}))
    return target


def _write_on(settings: Settings) -> None:
    store = Store.open(settings)
    for number in range(10_000):
        rows = observed("131", dict.fromkeys(range(2000, 2100), float(number)))
        batch = hand_in(store, rows, content=b"%d" % number, draft=number % 3 == 0)
        if number % 3:
            approve(store, batch)


def test_a_backup_taken_while_others_write_is_one_moment(settings: Settings, tmp_path: Path) -> None:
    writer = processes.Process(target=_write_on, args=(settings,), daemon=True)
    writer.start()
    store = Store.open(settings)
    while not store.version():
        time.sleep(0.01)
    made: list[archives.Manifest] = []
    for number in range(4):
        made.append(_patiently(settings, tmp_path / f"{number}.zip"))
    os.kill(writer.pid or 0, signal.SIGKILL)
    writer.join(10)
    store.close()
    for number, manifest in enumerate(made):
        (tmp_path / f"back-{number}").mkdir()
        back = settings_in(tmp_path / f"back-{number}")
        restore(back, tmp_path / f"{number}.zip")
        _must_be_one_moment(back, manifest)


def _patiently(settings: Settings, file: Path) -> archives.Manifest:
    """A draft may be thrown away just when it is copied: then it is said, and one tries again."""
    while True:
        try:
            return backup(settings, file)
        except StoreError as fault:
            if "Försök igen" not in str(fault):
                raise


def _must_be_one_moment(settings: Settings, manifest: archives.Manifest) -> None:
    store = Store.open(settings)
    standing = store.observations()
    assert (len(standing), standing["value"].nunique(), store.version()) == (100, 1, manifest.version)
    assert [line for line in faults(store, a_registry()) if "utanför seriens år" not in line] == []
    store.close()


def _restore_until_killed(settings: Settings, file: Path, statements: int) -> None:
    done = iter(range(1, 1_000_000))

    @sa.event.listens_for(sa.Engine, "after_cursor_execute")
    def executed(*_: object) -> None:
        if next(done) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    restore(settings, file, replace=True)


def test_a_restore_that_is_killed_leaves_the_store_as_it_was(
    settings: Settings, example: tuple[Path, dict[str, list[str]]]
) -> None:
    store = Store.open(settings)
    append(store, observed("131", {2014: 99.0}), content=b"mine")
    before, ended = dump(settings), []
    for statements in (40, 90, 140, 100_000):
        process = processes.Process(target=_restore_until_killed, args=(settings, example[0], statements))
        process.start()
        process.join(60)
        ended.append(process.exitcode)
        if process.exitcode:
            assert dump(settings) == before
            assert (store.sweep(), store.version()) == (0, 1)
    assert ended.count(-signal.SIGKILL) >= 2
    assert (ended[-1], store.version()) == (0, 5)
    store.close()


def test_a_restore_waits_for_whoever_writes_and_says_so(settings: Settings, example: tuple[Path, object]) -> None:
    store = Store.open(settings)
    with store.writing(), pytest.raises(StoreError, match="upptagen"):
        restore(settings, example[0], replace=True, patience=0.05)
    store.close()


def test_a_database_with_other_tables_is_left_alone(nothing: Settings, example: tuple[Path, object]) -> None:
    engine = sa.create_engine(nothing.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (name TEXT)")
    engine.dispose()
    with pytest.raises(StoreError, match="andra tabeller än våra"):
        restore(nothing, example[0], replace=True)
    assert dump(nothing) == {"recipe": []}


def test_a_backup_in_a_folder_that_is_not_there_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="går inte att skriva"):
        backup(settings, tmp_path / "finns-inte" / "kopia.zip")


def test_both_engines_give_the_same_rows_byte_for_byte(
    postgres: Cluster, server: Cluster, example: tuple[Path, object], tmp_path: Path
) -> None:
    server.sql("CREATE DATABASE same")
    there = replace(settings_in(tmp_path), database_url=server.url("same"), read_url=server.url("same"))
    restoring.restore(there, example[0], replace=False, by="Bo", at=day(31), patience=5, report=lambda *_: None)
    made = backup(there, tmp_path / "same.zip")
    with archives.opened(example[0]) as (_, first):
        one = {part.name: part.sha256 for part in first.tables if part.name != "tables/log.jsonl"}
        two = {part.name: part.sha256 for part in made.tables if part.name != "tables/log.jsonl"}
        assert one == two
    server.sql("DROP DATABASE same WITH (FORCE)")

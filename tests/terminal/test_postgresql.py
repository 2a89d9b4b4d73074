"""The whole way on PostgreSQL: the same answers as on SQLite, byte for byte, and the store moved between them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import settings_in
from tests.deliveries.files import filled_in_full
from tests.servers.postgresql import Cluster
from tests.terminal.conftest import Run


def test_the_same_store_gives_the_same_answers_byte_for_byte(run: Run, prepared: Settings, moved: Settings) -> None:
    for question in (
        ("status", "--json"),
        ("status", "--json", "--year", "2018", "--geography", "135"),
        ("trace", "anmalda-ran", "131", "2016", "--json"),
        ("check",),
        ("people", "list"),
        ("mapping", "list"),
    ):
        here, there = run(*question, on=prepared), run(*question, on=moved)
        assert (there.status, there.out, there.err) == (here.status, here.out, here.err)
        assert here.status == 0


def test_a_delivery_goes_the_whole_way_and_back_on_both_engines_alike(
    run: Run, own: Settings, own_on_postgresql: Settings, tmp_path: Path
) -> None:
    assert _whole_way(run, own, tmp_path / "ett") == _whole_way(run, own_on_postgresql, tmp_path / "två")


def _whole_way(run: Run, on: Settings, folder: Path) -> list[tuple[int, str]]:
    folder.mkdir()
    sheet = folder / "angered.xlsx"
    assert run("template", "--geography", "131", "--period", "2020", "-o", str(sheet), on=on).status == 0
    store = Store.open(on)
    sheet.write_bytes(filled_in_full(sheet.read_bytes(), store, sheet="5"))
    store.close()
    told = []
    for command in (
        ("load", str(sheet), "--for", "131", "--by", "Anna", "--json"),
        ("approve", "LAST", "--by", "Bo"),
        ("status", "--json", "--geography", "131"),
        ("undo", "LAST", "--by", "Bo", "--comment", "Fel fil"),
        ("status", "--json", "--geography", "131"),
        ("check",),
        ("demo", "remove", "--by", "Bo"),
        ("status", "--json"),
        ("check",),
    ):
        said = run(*(_last(on) if part == "LAST" else part for part in command), on=on)
        assert said.status == 0, said.err
        told.append((said.status, re.sub(r'"sha256": "\w+"', "", said.out.replace(str(folder), ""))))
    return told


def _last(on: Settings) -> str:
    store = Store.open(on)
    number = store.batches()[-1].id
    store.close()
    return str(number)


def test_a_move_to_where_something_is_already_or_to_itself_is_refused(
    run: Run, prepared: Settings, moved: Settings, postgres: Cluster
) -> None:
    again = run("move", moved.database_url, on=prepared)
    assert (again.status, "innehåller redan uppgifter" in again.err) == (1, True)
    assert "Ange en tom databas." in again.err
    assert "--replace" not in again.err
    itself = run("move", prepared.database_url, on=prepared)
    assert (itself.status, "till sig själv" in itself.err) == (2, True)
    nowhere = run("move", postgres.url("finns_inte"), on=prepared)
    assert (nowhere.status, "finns inte" in nowhere.err) == (1, True)


def test_backup_restore_and_the_way_back_to_sqlite(
    run: Run, prepared: Settings, moved: Settings, tmp_path: Path
) -> None:
    made = run("backup", str(tmp_path / "kopia.zip"), on=moved)
    assert (made.status, "är klar" in made.out) == (0, True)
    back = replace(settings_in(tmp_path / "back"), today=prepared.today)
    put = run("restore", str(tmp_path / "kopia.zip"), "--by", "Bo", on=back)
    assert (put.status, "är tillbaka" in put.out, "Starta om servern" in put.out) == (0, True, True)
    assert run("status", "--json", on=back).out == run("status", "--json", on=prepared).out
    again = run("restore", str(tmp_path / "kopia.zip"), "--by", "Bo", on=back)
    assert (again.status, "--replace" in again.err) == (1, True)
    (tmp_path / "home").mkdir()
    home = replace(settings_in(tmp_path / "home"), files=moved.files)
    assert run("move", home.database_url, on=moved).status == 0
    assert run("status", "--json", on=home).out == run("status", "--json", on=prepared).out


def test_init_on_an_empty_database_makes_the_same_store(
    run: Run, prepared: Settings, postgres: Cluster, tmp_path: Path
) -> None:
    postgres.sql("CREATE DATABASE first")
    first = replace(settings_in(tmp_path), database_url=postgres.url("first"), read_url=postgres.url("first"))
    assert run("init", on=first).status == 0
    assert run("init", on=first).out.startswith("Databasen är klar")
    assert run("status", "--json", on=first).out == run("status", "--json", on=prepared).out
    postgres.sql("DROP DATABASE first WITH (FORCE)")

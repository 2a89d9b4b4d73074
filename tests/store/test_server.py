"""A store on a PostgreSQL server: whatever is wrong is told in one Swedish sentence, and nothing is changed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from indicators.errors import StoreError
from indicators.settings import ROOT, Settings
from indicators.store import Store, addresses, connected, engines, opening, staging
from tests.builders import observed
from tests.servers.postgresql import Cluster
from tests.store.deliveries import Fresh, append, approve, day, dump, environment, hand_in, on_postgresql, run_sql

pytestmark = on_postgresql


def at(settings: Settings, url: str) -> Settings:
    return replace(settings, database_url=url, read_url=url)


def _with(change: Callable[[sa.URL], sa.URL]) -> Callable[[str], str]:
    return lambda url: change(sa.make_url(url)).render_as_string(hide_password=False)


DOORS: dict[str, tuple[Callable[[str], str], str]] = {
    "nobody there": (_with(lambda url: url.set(port=9)), r"på 127.0.0.1:9 svarar inte.*servern är igång"),
    "no such machine": (_with(lambda url: url.set(host="finns-inte.invalid")), "svarar inte"),
    "wrong password": (_with(lambda url: url.set(password="hemligt")), "användarnamnet eller lösenordet"),
    "unknown user": (_with(lambda url: url.set(username="okänd")), "användarnamnet eller lösenordet"),
    "unknown database": (_with(lambda url: url.set(database="finns_inte")), "databasen finns_inte på .* finns inte"),
}


@pytest.mark.parametrize(("change", "sentence"), DOORS.values(), ids=DOORS.keys())
@pytest.mark.parametrize("act", [Store.open, Store.create], ids=["open", "create"])
def test_whoever_is_not_let_in_is_told_why(
    settings: Settings, change: Callable[[str], str], sentence: str, act: Callable[[Settings], Store]
) -> None:
    with pytest.raises(StoreError, match=sentence) as refused:
        act(at(settings, change(settings.database_url)))
    assert not any(secret in str(refused.value) for secret in ("hemligt", sa.make_url(settings.database_url).password))


SPOILT: dict[str, tuple[tuple[str, ...], str]] = {
    "newer": (("UPDATE alembic_version SET version_num = '9999'",), "nyare version.*Uppdatera programmet"),
    "older": (("UPDATE alembic_version SET version_num = '0001'",), "äldre version.*init, som uppgraderar"),
    "another program's": (("DROP TABLE batch CASCADE",), "inte en som Lägesbild 2020 har skapat"),
}


@pytest.mark.parametrize(("statements", "sentence"), SPOILT.values(), ids=SPOILT.keys())
def test_a_faulty_database_is_refused_and_nothing_is_changed(
    settings: Settings, statements: tuple[str, ...], sentence: str
) -> None:
    run_sql(settings, *statements)
    before = dump(settings)
    with pytest.raises(StoreError, match=sentence):
        Store.open(settings)
    assert dump(settings) == before


def test_an_empty_database_is_refused_with_how_to_fill_it(blank: Fresh, tmp_path: Path) -> None:
    with blank(tmp_path) as settings, pytest.raises(StoreError, match=r"är tom.*indicators init"):
        Store.open(settings)


def test_creation_does_not_write_over_another_programs_tables(blank: Fresh, tmp_path: Path) -> None:
    with blank(tmp_path) as settings:
        run_sql(settings, "CREATE TABLE recipe (name text)")
        with pytest.raises(StoreError, match="innehåller redan andra tabeller"):
            Store.create(settings)
        assert dump(settings) == {"recipe": []}


def test_a_database_that_cannot_hold_swedish_is_refused(engine: str, server: Cluster, tmp_path: Path) -> None:
    server.sql("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc")
    settings = Settings(
        database_url=server.url("ascii"), read_url=server.url("ascii"), files=tmp_path / "files", today=None
    )
    with pytest.raises(StoreError, match="UTF8"):
        Store.create(settings)
    assert dump(settings) == {}
    server.sql("DROP DATABASE ascii")


def test_a_user_without_rights_is_told_where_they_are_described(settings: Settings, server: Cluster) -> None:
    run_sql(
        settings, "CREATE ROLE bara_lasa LOGIN PASSWORD 'x'", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO bara_lasa"
    )
    reader = _with(lambda url: url.set(username="bara_lasa", password="x"))(settings.database_url)
    store = Store.open(at(settings, reader))
    with pytest.raises(StoreError, match=r"får inte göra det här.*run-in-production"):
        append(store, observed("131", {2014: 62.0}))
    store.close()
    run_sql(settings, "DROP OWNED BY bara_lasa", "DROP ROLE bara_lasa")


def test_the_rights_in_the_handbook_are_enough_and_no_more(engine: str, server: Cluster, tmp_path: Path) -> None:
    roles, database = "dokument", "dokument"
    for statement in _handbook():
        is_first = statement.startswith(("CREATE ROLE dokument LOGIN", "CREATE DATABASE"))
        if is_first:
            server.sql(statement)
    owner, working, reading = (
        server.url(database, user=f"{roles}{end}", password="x") for end in ("", "_server", "_reader")
    )
    files = tmp_path / "files"
    Store.create(Settings(database_url=owner, read_url=owner, files=files, today=None)).close()
    for statement in _handbook():
        if not statement.startswith(("CREATE ROLE dokument LOGIN", "CREATE DATABASE")):
            server.sql(statement, database)
    store = Store.open(Settings(database_url=working, read_url=reading, files=files, today=None))
    number = hand_in(store, observed("131", {2014: 62.0}, breakdown="kon=man"))
    assert approve(store, number).version == 1
    store.undo(number, by="Bo", at=day(2))
    assert (store.version(), len(store.observations())) == (2, 0)
    store.close()
    with pytest.raises(sa.exc.ProgrammingError, match="must be owner"):
        run_sql_as(working, "DROP TABLE observation CASCADE")
    server.sql(f"DROP DATABASE {database} WITH (FORCE)")
    for end in ("_reader", "_server", ""):
        server.sql(f"DROP ROLE {roles}{end}")


def run_sql_as(url: str, statement: str) -> None:
    engine = engines.engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def _handbook() -> list[str]:
    """The statements of docs/run-in-production.md, for a database of another name."""
    told = (ROOT / "docs" / "run-in-production.md").read_text(encoding="utf-8")
    block = [line.strip() for line in told.splitlines() if re.match(r"    (CREATE|GRANT) ", line)]
    return [line.replace("lagesbild", "dokument").replace("'…'", "'x'") for line in block]


def test_a_program_of_another_revision_writes_no_more_after_a_migration(store: Store, settings: Settings) -> None:
    append(store, observed("131", {2014: 62.0}))
    run_sql(settings, "UPDATE alembic_version SET version_num = '9999'")  # another process has migrated meanwhile
    with pytest.raises(StoreError, match="nyare version"):
        append(store, observed("131", {2014: 63.0}))
    assert store.version() == 1


def test_two_programs_with_different_numbers_of_connections_do_not_starve_each_other(settings: Settings) -> None:
    stores = [Store.open(settings) for _ in range(2)]
    with ThreadPoolExecutor(24) as people:
        told = list(people.map(lambda n: stores[n % 2].version(), range(60)))
    assert told == [0] * 60
    for store in stores:
        store.close()


def test_connections_that_the_server_has_cut_are_made_anew(store: Store, settings: Settings) -> None:
    append(store, observed("131", {2014: 62.0}))
    cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'lagesbild' "
    run_sql(settings, cut + "AND datname = current_database() AND pid <> pg_backend_pid()")
    assert store.version() == 1
    assert append(store, observed("131", {2014: 63.0}), at=1).version == 2


def test_a_connection_that_is_cut_in_the_middle_leaves_nothing(store: Store, settings: Settings) -> None:
    before = dump(settings)
    with pytest.raises(StoreError, match="svarar inte"):
        _write_and_cut(store)
    assert dump(settings) == before


def _write_and_cut(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO marker VALUES ('x', 'y')")
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_connection_that_is_cut_at_the_commit_is_told_as_unsure(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def progress(self: Store, connection: sa.Connection) -> int:  # the last thing before the commit
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with self.reading() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        return 0

    monkeypatch.setattr(connected.Connected, "_progress", progress)
    with pytest.raises(StoreError, match=r"osäkert om den hann sparas.*innan du försöker igen"), store.writing() as own:
        own.exec_driver_sql("INSERT INTO marker VALUES ('x', 'y')")


def test_a_writer_killed_while_it_holds_the_lock_lets_the_next_one_in(settings: Settings) -> None:
    code = (
        "import os; from indicators.settings import ROOT, Settings; from indicators.store import Store; "
        "held = Store.open(Settings.from_environment()).writing(); "
        "held.__enter__().exec_driver_sql(\"INSERT INTO marker VALUES ('x', 'y')\"); "
        "print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment(settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    store = Store.open(settings, patience=20)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(10)
    holder.stdin.close()
    holder.stdout.close()
    assert (append(store, observed("131", {2014: 62.0})).version, store.marker("x")) == (1, "")
    store.close()


def test_the_driver_that_is_missing_is_named_with_how_to_install_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"drivrutin installeras med pip install -r requirements-postgresql\.txt"):
        Store.open(settings)


def test_an_address_without_driver_or_with_several_servers_is_read(settings: Settings) -> None:
    whole = sa.make_url(settings.database_url)
    start = f"postgres://{whole.username}:{whole.password}@"
    for url in (
        f"{start}127.0.0.1:{whole.port}/{whole.database}",
        f"{start}127.0.0.1:9,127.0.0.1:{whole.port}/{whole.database}",
        f"{start}127.0.0.1:9,127.0.0.1:{whole.port}/{whole.database}?target_session_attrs=read-write",
        f"postgresql+psycopg://{whole.username}:{whole.password}@/{whole.database}?host=127.0.0.1:9&host=127.0.0.1:{whole.port}",
    ):
        store = Store.open(at(settings, url))
        assert append(store, observed("131", {2014: 62.0})).version == 1
        assert whole.password not in addresses.place(url)
        store.close()


def test_hand_in_waits_its_turn_and_says_so_when_it_takes_too_long(store: Store, settings: Settings) -> None:
    hasty = Store.open(settings, patience=0.05)
    with store.writing(), pytest.raises(StoreError, match=r"upptagen.*Vänta en stund"):
        hand_in(hasty, observed("131", {2014: 62.0}))
    assert hand_in(hasty, observed("131", {2014: 62.0})) == 1
    hasty.close()


def test_the_engines_are_what_the_decision_says(settings: Settings) -> None:
    reader, writer = (
        engines.reader(settings.database_url, patience=1),
        engines.writer(settings.database_url, patience=1),
    )
    shown = "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
    with reader.begin() as reading, writer.begin() as writing:
        assert reading.exec_driver_sql(shown).one() == ("repeatable read", "on")
        assert writing.exec_driver_sql(shown).one() == ("read committed", "off")
        assert writing.exec_driver_sql("SELECT objid FROM pg_locks WHERE locktype = 'advisory'").scalars().all() == [
            engines.LOCK
        ]
    reader.dispose()
    writer.dispose()
    assert opening.look(settings.database_url, patience=1).revision == opening.REVISION


def test_the_database_knows_how_large_a_staged_delivery_is(store: Store) -> None:
    rows = staging.sound(observed("131", dict.fromkeys(range(1900, 2000), 1.0)))
    with store.writing() as connection:
        staging.fill(connection, rows)
        known = connection.exec_driver_sql("SELECT reltuples FROM pg_class WHERE relname = 'stage'").scalar_one()
    assert known == len(rows)

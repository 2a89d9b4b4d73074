"""The migrations: what they make is what the code expects, forward and back."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from indicators.settings import Settings
from indicators.store import BatchState, Store, engines, files, migrating, schema
from indicators.store.faults import faults
from tests.builders import a_registry, observed
from tests.store.deliveries import (
    POSTGRESQL,
    SQLITE,
    START,
    Fresh,
    approve,
    day,
    dump,
    environment,
    hand_in,
    on_sqlite,
    run_sql,
)

processes = multiprocessing.get_context("fork")


def test_the_revision_in_the_code_is_the_scripts_head() -> None:
    scripts = ScriptDirectory.from_config(migrating.configuration())
    assert scripts.get_heads() == [schema.REVISION]
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == schema.REVISIONS


def test_the_migrated_store_is_the_one_the_code_describes(settings: Settings) -> None:
    engine = engines.writer(settings.database_url, patience=1)
    with engine.begin() as connection:
        command.check(migrating.configuration(connection))
    engine.dispose()


def test_the_migrated_store_has_every_rule_the_code_describes(
    settings: Settings, blank: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with blank(tmp_path_factory.mktemp("described")) as described:
        engine = engines.engine(described.database_url)
        schema.metadata.create_all(engine)
        engine.dispose()
        assert _rules(settings) == _rules(described)


INDEXES = {
    SQLITE: "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''",
    POSTGRESQL: "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def _rules(settings: Settings) -> dict[str, tuple[set[str], set[str]]]:
    """The checks and index definitions of each table, which Alembic's own comparison leaves out."""
    engine = engines.engine(settings.database_url)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        made = connection.exec_driver_sql(INDEXES[engine.dialect.name]).all()
        found = _rules_of(inspector, made)
    engine.dispose()
    return found


def _rules_of(inspector: sa.Inspector, made: Sequence[sa.Row[tuple[str, str]]]) -> dict[str, tuple[set[str], set[str]]]:
    return {
        table: (
            {f"{c['name']} {c['sqltext']}" for c in inspector.get_check_constraints(table)},
            {" ".join(sql.replace('"', "").split()) for name, sql in made if name == table},
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def test_downgrading_leaves_nothing_and_upgrading_again_makes_the_same(settings: Settings) -> None:
    before = dump(settings), _rules(settings)
    engine = engines.writer(settings.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.downgrade(migrating.configuration(connection), "base")
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
    Store.create(settings).close()
    assert (dump(settings), _rules(settings)) == before


FIRST_CONTENT = """
INSERT INTO batch (id, kind, state, sha256, handed_in_by, handed_in_at, approved_by, approved_at, n_new, title) VALUES
    (1, 'reference', 'approved', '{sha}', 'Anna', '{day}', 'Anna', '{day}', 1, 'Ett'),
    (2, 'demo', 'undone', '{sha}', 'Anna', '{day}', 'Anna', '{day}', 1, 'Två');
INSERT INTO version (id, at, actor, kind, batch_id) VALUES
    (1, '{day}', 'Anna', 'approve', 1), (2, '{day}', 'Anna', 'approve', 2), (3, '{later}', 'Bo', 'undo', 2);
INSERT INTO indicator (code) VALUES ('an-indicator');
INSERT INTO geography (code) VALUES ('131');
INSERT INTO period (code) VALUES ('2014');
INSERT INTO breakdown (code) VALUES ('');
INSERT INTO observation (indicator_id, geography_id, year, period_id, breakdown_id, value, status, is_demo,
                         base_estimated, batch_id, added_by, ended_by) VALUES
    (1, 1, 2014, 1, 1, 62.0, 1, FALSE, FALSE, 1, 1, 2), (1, 1, 2014, 1, 1, 63.0, 1, FALSE, FALSE, 2, 2, 3),
    (1, 1, 2014, 1, 1, 62.0, 1, FALSE, FALSE, 1, 3, NULL);
"""
"""A delivery, another in its place, and the other taken back, as the first revision kept them."""


@pytest.fixture
def first(blank: Fresh, tmp_path: Path) -> Iterator[Settings]:
    """A store of the first revision, with content and a received file."""
    with blank(tmp_path) as settings:
        _fill_first(settings)
        yield settings


def _fill_first(settings: Settings) -> None:
    sha = files.keep(settings.files, b"one")
    files.settle(settings.files, sha)
    engine = engines.writer(settings.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), "0001")
    engine.dispose()
    times = {"day": START.isoformat(timespec="microseconds"), "later": day(5).isoformat(timespec="microseconds")}
    run_sql(settings, *filter(str.strip, FIRST_CONTENT.format(sha=sha, **times).split(";")))


def test_a_store_of_the_first_revision_keeps_all_it_held(first: Settings) -> None:
    store = Store.create(first)
    assert store.observations()[["value", "batch"]].to_numpy().tolist() == [[62.0, 1.0]]
    assert [(b.state, b.title, b.new, b.geographies, b.years, b.returned_of) for b in store.batches()] == [
        (BatchState.APPROVED, "Ett", 1, (), (), None),
        (BatchState.UNDONE, "Två", 1, (), (), None),
    ]
    assert [(b.decided_by, b.decided_at) for b in store.batches()] == [("Anna", START), ("Bo", day(5))]
    assert faults(store, a_registry()) == []
    store.close()


def test_an_upgraded_store_takes_deliveries_and_undoes_old_ones(first: Settings) -> None:
    store = Store.create(first)
    number = hand_in(store, observed("131", {2014: 64.0}))
    approve(store, number)
    store.undo(number, by="Bo", at=day(8))
    store.undo(1, by="Bo", at=day(9), reason="Fel källa")
    assert (number, len(store.observations()), faults(store, a_registry())) == (3, 0, [])
    store.close()


def test_an_upgraded_store_can_be_taken_back_and_keeps_what_is_approved(first: Settings) -> None:
    store = Store.create(first)
    approve(store, hand_in(store, observed("132", {2014: 64.0})))
    hand_in(store, observed("131", {2014: 65.0}), content=b"waits")
    store.close()
    engine = engines.writer(first.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.downgrade(migrating.configuration(connection), "0001")
    engine.dispose()
    kept = dump(first)
    assert sorted(re.findall(r"\((\d), '\w+', '(\w+)'", " ".join(kept["batch"]))) == [
        *(("1", "approved"), ("2", "undone"), ("3", "approved"))
    ]
    assert (len(kept["observation"]), len(kept["version"])) == (4, 4)


def test_a_migration_that_fails_leaves_the_database_as_it_was(blank: Fresh, tmp_path: Path) -> None:
    with blank(tmp_path) as settings:
        engine = engines.writer(settings.database_url, patience=1, foreign_keys=False)
        with pytest.raises(sa.exc.DBAPIError), engine.begin() as connection:
            _upgrade_and_fail(connection)
        engine.dispose()
        assert dump(settings) == {}


def _upgrade_and_fail(connection: sa.Connection) -> None:
    command.upgrade(migrating.configuration(connection), "head")
    connection.exec_driver_sql("SELECT * FROM power_cut")


def _migrate_until_killed(settings: Settings, statements: int) -> None:
    """Migrate in a process that is killed just after one of its statements."""
    done = count(1)

    @sa.event.listens_for(sa.Engine, "after_cursor_execute")
    def executed(*_: object) -> None:
        if next(done) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    Store.create(settings)


def test_a_migration_killed_after_any_statement_leaves_the_store_as_it_was_or_wholly_migrated(first: Settings) -> None:
    before, ended = (dump(first), _rules(first)), []
    for statements in (3, 8, 12, 16, 20, 24, 28, 10_000):
        migration = processes.Process(target=_migrate_until_killed, args=(first, statements))
        migration.start()
        migration.join(60)
        ended.append(migration.exitcode)
        if migration.exitcode:
            assert (dump(first), _rules(first)) == before
    assert ended.count(-signal.SIGKILL) >= 5
    assert ended[-1] == 0
    store = Store.open(first)
    assert (len(store.observations()), len(store.batches()), faults(store, a_registry())) == (1, 2, [])
    store.close()


@on_sqlite
def test_creating_twice_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    before = (tmp_path / "lagesbild.db").read_bytes()
    Store.create(settings).close()
    assert (tmp_path / "lagesbild.db").read_bytes() == before


CREATE = """
from indicators.settings import Settings
from indicators.store import Store
print(Store.create(Settings.from_environment()).version())
"""


def test_a_store_is_made_from_any_folder_and_by_several_at_once(blank: Fresh, tmp_path: Path) -> None:
    with blank(tmp_path) as settings:
        makers = [
            subprocess.Popen(
                [sys.executable, "-W", "error", "-c", CREATE],
                cwd="/",
                env=environment(settings),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for _ in range(3)
        ]
        assert [(maker.communicate(), maker.returncode) for maker in makers] == [((b"0\n", b""), 0)] * 3
        store = Store.open(settings)
        assert store.version() == 0
        store.close()


def test_opening_does_not_load_alembic(settings: Settings) -> None:
    code = (
        "import sys; from indicators.settings import Settings; from indicators.store import Store; "
        "Store.open(Settings.from_environment()).version(); sys.exit('alembic' in sys.modules)"
    )
    opening = subprocess.run([sys.executable, "-c", code], env=environment(settings), check=False)
    assert opening.returncode == 0

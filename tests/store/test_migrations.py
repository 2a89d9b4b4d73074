"""The migrations: what they make is what the code expects, forward and back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from indicators.settings import ROOT, Settings
from indicators.store import BatchState, Store, engines, files, migrating, schema
from indicators.store.faults import faults
from tests.builders import a_registry, observed
from tests.store.deliveries import START, approve, day, dump, hand_in, settings_in


def test_the_revision_in_the_code_is_the_scripts_head() -> None:
    scripts = ScriptDirectory.from_config(migrating.configuration())
    assert scripts.get_heads() == [schema.REVISION]
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == schema.REVISIONS


def test_the_migrated_store_is_the_one_the_code_describes(settings: Settings) -> None:
    engine = engines.writer(settings.database_url, patience=1)
    with engine.begin() as connection:
        command.check(migrating.configuration(connection))
    engine.dispose()


def test_the_migrated_store_has_every_rule_the_code_describes(settings: Settings, tmp_path: Path) -> None:
    described = sa.create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    schema.metadata.create_all(described)
    migrated = sa.create_engine(settings.database_url)
    assert _rules(migrated) == _rules(described)


def _rules(engine: sa.Engine) -> dict[str, tuple[set[str], set[str]]]:
    """The checks and index definitions of each table, which Alembic's own comparison leaves out."""
    inspector = sa.inspect(engine)
    with engine.connect() as connection:
        indexes = connection.execute(
            sa.text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")
        )
        made = indexes.all()
    engine.dispose()
    return {
        table: (
            {f"{c['name']} {c['sqltext']}" for c in inspector.get_check_constraints(table)},
            {" ".join(sql.replace('"', "").split()) for name, sql in made if name == table},
        )
        for table in schema.metadata.tables
    }


def test_downgrading_leaves_nothing_and_upgrading_again_makes_the_same(settings: Settings, tmp_path: Path) -> None:
    before = dump(tmp_path / "lagesbild.db")
    engine = engines.writer(settings.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.downgrade(migrating.configuration(connection), "base")
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
    Store.create(settings).close()
    assert dump(tmp_path / "lagesbild.db") == before


FIRST_CONTENT = """
INSERT INTO batch (id, kind, state, sha256, handed_in_by, handed_in_at, approved_by, approved_at, n_new, title) VALUES
    (1, 'reference', 'approved', '{sha}', 'Anna', '{day}', 'Anna', '{day}', 1, 'Ett'),
    (2, 'demo', 'undone', '{sha}', 'Anna', '{day}', 'Anna', '{day}', 1, 'Två');
INSERT INTO version (id, at, actor, kind, batch_id) VALUES
    (1, '{day}', 'Anna', 'approve', 1), (2, '{day}', 'Anna', 'approve', 2), (3, '{later}', 'Bo', 'undo', 2);
INSERT INTO indicator VALUES (1, 'an-indicator');
INSERT INTO geography VALUES (1, '131');
INSERT INTO period VALUES (1, '2014');
INSERT INTO breakdown VALUES (1, '');
INSERT INTO observation (id, indicator_id, geography_id, year, period_id, breakdown_id, value, status, is_demo,
                         base_estimated, batch_id, added_by, ended_by) VALUES
    (1, 1, 1, 2014, 1, 1, 62.0, 1, 0, 0, 1, 1, 2), (2, 1, 1, 2014, 1, 1, 63.0, 1, 0, 0, 2, 2, 3),
    (3, 1, 1, 2014, 1, 1, 62.0, 1, 0, 0, 1, 3, NULL);
"""
"""A delivery, another in its place, and the other taken back, as the first revision kept them."""


@pytest.fixture
def first(tmp_path: Path) -> Settings:
    """A store of the first revision, with content and a received file."""
    settings = settings_in(tmp_path)
    sha = files.keep(settings.files, b"one")
    files.settle(settings.files, sha)
    engine = engines.writer(settings.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.upgrade(migrating.configuration(connection), "0001")
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "lagesbild.db")) as connection:
        times = {"day": START.isoformat(timespec="microseconds"), "later": day(5).isoformat(timespec="microseconds")}
        connection.executescript(FIRST_CONTENT.format(sha=sha, **times))
    return settings


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


def test_an_upgraded_store_can_be_taken_back_and_keeps_what_is_approved(first: Settings, tmp_path: Path) -> None:
    store = Store.create(first)
    approve(store, hand_in(store, observed("132", {2014: 64.0})))
    hand_in(store, observed("131", {2014: 65.0}), content=b"waits")
    store.close()
    engine = engines.writer(first.database_url, patience=1, foreign_keys=False)
    with engine.begin() as connection:
        command.downgrade(migrating.configuration(connection), "0001")
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "lagesbild.db")) as connection:
        assert connection.execute("SELECT id, state FROM batch").fetchall() == [
            *((1, "approved"), (2, "undone"), (3, "approved"))
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "lagesbild.db"
    engine = engines.writer(f"sqlite:///{path}", patience=1, foreign_keys=False)
    with pytest.raises(sa.exc.OperationalError), engine.begin() as connection:
        _upgrade_and_fail(connection)
    engine.dispose()
    with closing(sqlite3.connect(path)) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def _upgrade_and_fail(connection: sa.Connection) -> None:
    command.upgrade(migrating.configuration(connection), "head")
    connection.exec_driver_sql("SELECT * FROM power_cut")


def test_creating_twice_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    before = (tmp_path / "lagesbild.db").read_bytes()
    Store.create(settings).close()
    assert (tmp_path / "lagesbild.db").read_bytes() == before


CREATE = """
import sys
from pathlib import Path
from tests.store.deliveries import settings_in
from indicators.store import Store
print(Store.create(settings_in(Path(sys.argv[1]))).version())
"""


def test_a_store_is_made_from_any_folder_and_by_several_at_once(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command_line = [sys.executable, "-c", CREATE, str(tmp_path)]
    makers = [
        subprocess.Popen(command_line, cwd="/", env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [(maker.communicate(), maker.returncode) for maker in makers] == [((b"0\n", b""), 0)] * 3
    assert Store.open(settings_in(tmp_path)).version() == 0


def test_opening_does_not_load_alembic(settings: Settings, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store.deliveries import settings_in; "
        "from indicators.store import Store; Store.open(settings_in(Path(sys.argv[1]))).version(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False).returncode == 0


def test_postgresql_would_get_the_same_partial_indexes() -> None:
    dialect = postgresql.dialect()
    tables = [str(CreateTable(table).compile(dialect=dialect)) for table in schema.metadata.sorted_tables]
    indexes = {str(i.name): str(CreateIndex(i).compile(dialect=dialect)) for i in schema.observation.indexes}
    assert "id BIGSERIAL NOT NULL" in "".join(tables)
    partial = {name for name, sql in indexes.items() if " WHERE ended_by IS NULL" in sql}
    assert partial == {"uq_observation_current", "ix_observation_cover", "ix_observation_geography"}


def test_the_migrations_can_be_written_out_for_postgresql() -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    written = StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written})
    scripts = ScriptDirectory.from_config(migrating.configuration())
    with Operations.context(context):
        for script in reversed(list(scripts.walk_revisions())):
            script.module.upgrade()
    assert "CREATE UNIQUE INDEX uq_observation_current" in written.getvalue()

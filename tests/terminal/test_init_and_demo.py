"""Preparing the database, and taking the made-up away."""

from __future__ import annotations

from pathlib import Path

from indicators import observations as obs
from indicators import registry
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import settings_in
from tests.terminal.conftest import Run


def test_init_loads_register_reference_and_demonstration_data(run: Run, tmp_path: Path) -> None:
    said = run("init", on=settings_in(tmp_path))
    assert said.status == 0
    assert "Inläst: Anmälda brott" in said.out
    assert Store.open(settings_in(tmp_path)).observations()[obs.IS_DEMO].any()


def test_init_tells_how_far_it_has_come(run: Run, tmp_path: Path) -> None:
    lines = run("init", on=settings_in(tmp_path)).err.splitlines()
    assert lines[0].startswith("0 av ")
    assert lines[-1].endswith("klart")


def test_second_init_changes_nothing(run: Run, own: Settings) -> None:
    before = Store.open(own).version()
    said = run("init", on=own)
    assert said.status == 0
    assert Store.open(own).version() == before


def test_empty_init_leaves_out_everything(run: Run, tmp_path: Path) -> None:
    assert run("init", "--empty", on=settings_in(tmp_path)).status == 0
    store = Store.open(settings_in(tmp_path))
    assert (store.version(), store.register_revision()) == (0, 0)


def test_removing_demo_leaves_only_real_values_and_indicators(run: Run, own: Settings) -> None:
    real = int((~Store.open(own).observations()[obs.IS_DEMO]).sum())
    assert run("demo", "remove", "--by", "Test", on=own).status == 0
    left = Store.open(own).observations()
    assert not left[obs.IS_DEMO].any()
    assert len(left) == real
    assert not any(i.is_demo for i in registry.load(Store.open(own).register_documents()).indicators.values())


def test_removed_demo_does_not_come_back_by_itself(run: Run, own: Settings) -> None:
    run("demo", "remove", "--by", "Test", on=own)
    run("init", on=own)
    assert not Store.open(own).observations()[obs.IS_DEMO].any()


def test_removed_demo_stays_away_through_an_upgrade(run: Run, own: Settings) -> None:
    run("demo", "remove", "--by", "Test", on=own)
    Store.open(own).set_marker("shipped", "något äldre", by="Test", at=Store.open(own).versions()[-1].at)
    assert run("init", on=own).status == 0
    assert not Store.open(own).observations()[obs.IS_DEMO].any()
    assert not any(i.is_demo for i in registry.load(Store.open(own).register_documents()).indicators.values())


def test_restored_demo_is_what_it_was(run: Run, own: Settings) -> None:
    columns = [c for c in obs.DTYPES if c != obs.BATCH]
    key = list(obs.KEY)
    before = Store.open(own).observations()[columns].sort_values(key, ignore_index=True)
    run("demo", "remove", "--by", "Test", on=own)
    assert run("demo", "restore", "--by", "Test", on=own).status == 0
    after = Store.open(own).observations()[columns].sort_values(key, ignore_index=True)
    assert after.equals(before)


def test_edited_register_survives_an_upgrade(run: Run, own: Settings, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "register"), on=own)
    file = tmp_path / "register" / "programme.toml"
    file.write_bytes(file.read_bytes() + "\n# ändrad av oss\n".encode())
    assert run("register", "import", str(tmp_path / "register"), "--by", "Test", on=own).status == 0
    Store.open(own).set_marker("shipped", "något äldre", by="Test", at=Store.open(own).versions()[-1].at)
    run("init", on=own)
    assert "ändrad av oss" in Store.open(own).register_documents()["programme.toml"].decode()

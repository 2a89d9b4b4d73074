"""`register export` and `register import`."""

from __future__ import annotations

from pathlib import Path

from indicators.settings import REGISTRY_DIR, Settings
from indicators.store import Store
from tests.terminal.conftest import Run


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.toml")}


def test_export_is_what_the_product_ships_byte_for_byte(run: Run, tmp_path: Path) -> None:
    assert run("register", "export", str(tmp_path)).status == 0
    assert files_in(tmp_path) == files_in(REGISTRY_DIR)


def test_round_trip_changes_nothing(run: Run, own: Settings, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "r"), on=own)
    before = Store.open(own).register_revision()
    said = run("register", "import", str(tmp_path / "r"), "--by", "Test", on=own)
    assert said.out == "Registret är oförändrat.\n"
    assert Store.open(own).register_revision() == before


def test_changed_register_becomes_a_revision_that_exports_the_same_bytes(
    run: Run, own: Settings, tmp_path: Path
) -> None:
    run("register", "export", str(tmp_path / "r"), on=own)
    programme = tmp_path / "r" / "programme.toml"
    programme.write_bytes(programme.read_bytes() + b"\r\n# \xc3\xa5 ")
    run("register", "import", str(tmp_path / "r"), "--by", "Test", on=own)
    run("register", "export", str(tmp_path / "s"), on=own)
    assert files_in(tmp_path / "s") == files_in(tmp_path / "r")


def test_faulty_register_is_refused_whole(run: Run, own: Settings, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "r"), on=own)
    for file in (tmp_path / "r" / "indicators").glob("0[12]*.toml"):
        file.write_text(file.read_text().replace('frequency = "', 'frekvens = "', 1))
    before = Store.open(own).register_revision()
    said = run("register", "import", str(tmp_path / "r"), "--by", "Test", on=own)
    assert said.status == 1
    assert "01-barns" in said.err
    assert "02-livsvillkor" in said.err
    assert "Inget är sparat" in said.err
    assert Store.open(own).register_revision() == before


def test_import_asks_who_does_it(run: Run, tmp_path: Path) -> None:
    said = run("register", "import", str(tmp_path))
    assert said.status == 2
    assert "det här saknas: --by" in said.err

"""`register export` and `register import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import registry
from indicators.settings import REGISTRY_DIR, Settings
from indicators.store import Store
from tests.conftest import settings_in
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


def test_import_tells_what_it_changes(run: Run, own: Settings, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "r"), on=own)
    for file in (tmp_path / "r" / "indicators").glob("demo-*.toml"):
        file.unlink()
    file = tmp_path / "r" / "indicators" / "01-barns-och-ungas-uppvaxt.toml"
    text = file.read_text().replace("Hur stor andel av niorna kan", "Hur många av niorna kan", 1)
    gap = '\n[[gap]]\nsubject = "läslust"\nrole = "outcome"\nlevel = "sdn"\nwhy = "Ingen mäter den."\n'
    file.write_text(text + gap)
    sources = tmp_path / "r" / "sources.toml"
    sources.write_text(sources.read_text().replace('every = "vecka"', 'every = "dag"', 1))
    removed = [i for i in registry.load(Store.open(own).register_documents()).indicators.values() if i.is_demo]
    said = run("register", "import", str(tmp_path / "r"), "--by", "Test", on=own).out.splitlines()
    told = ", ".join(i.id for i in removed[:5])
    assert said == [
        f"Indikatorer som försvinner: {len(removed)} ({told} och {len(removed) - 5} till)",
        "Indikatorer som ändras: 1 (behoriga-yrkesprogram)",
        "Mätluckor som tillkommer: 1 (läslust, område 1, sdn)",
        "Källor som ändras: 1 (kolada)",
        "Registret är sparat som revision 2.",
    ]


def test_import_into_an_empty_store_adds_everything(run: Run, tmp_path: Path) -> None:
    on = settings_in(tmp_path / "d")
    run("init", "--empty", on=on)
    said = run("register", "import", str(REGISTRY_DIR), "--by", "Test", on=on).out.splitlines()
    assert [line.partition(":")[0] for line in said[:2]] == ["Indikatorer som tillkommer", "Mätluckor som tillkommer"]
    assert not any("försvinner" in line or "ändras" in line for line in said)


def test_import_of_a_comment_says_that_nothing_that_counts_changes(run: Run, own: Settings, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "r"), on=own)
    programme = tmp_path / "r" / "programme.toml"
    programme.write_bytes(programme.read_bytes() + b"\n# hej\n")
    said = run("register", "import", str(tmp_path / "r"), "--by", "Test", on=own)
    assert said.out.startswith("Inga indikatorer, mätluckor,")


@pytest.mark.parametrize("place", ["/proc/foo", "fil", "fil/mapp"])
def test_export_to_what_is_no_folder_is_one_sentence(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "fil").write_text("min fil")
    said = run("register", "export", str(tmp_path / place))
    assert said.status == 2
    assert said.err.count("\n") == 1
    assert "Välj en annan mapp" in said.err
    assert (tmp_path / "fil").read_text() == "min fil"


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

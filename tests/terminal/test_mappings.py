"""`mapping`: saved layouts, from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.ingest import mapping
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.terminal.conftest import Run, Said

DOCUMENT = """
header_rows = [1]
[indicator]
fixed = "anmalda-ran"
[geography]
column = "A"
[period]
heading = "1"
[[values]]
field = "numerator"
columns = "B:E"
"""
NAME = "Polisens tabell"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "polisen.toml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def save(run: Run, own: Settings, file: Path, *, by: str = "Anna") -> Said:
    return run("mapping", "save", NAME, str(file), "--by", by, on=own)


def test_a_mapping_comes_back_as_it_was_saved(run: Run, own: Settings, file: Path) -> None:
    assert save(run, own, file).status == 0
    told = run("mapping", "show", NAME, on=own)
    assert told.status == 0
    assert mapping.load(told.out) == mapping.load(DOCUMENT)
    assert run("mapping", "list", on=own).out.startswith(f"{NAME}: sparad av Anna 1 dec")


def test_no_mappings_are_told_in_a_sentence(run: Run) -> None:
    assert run("mapping", "list").out == "Ingen läskarta är sparad.\n"


def test_a_faulty_document_is_refused_with_every_fault(run: Run, own: Settings, file: Path) -> None:
    file.write_text(DOCUMENT.replace("fixed", "fixt").replace("numerator", "taljare"), encoding="utf-8")
    told = save(run, own, file)
    assert (told.status, Store.open(own).mappings()) == (2, [])
    assert len(told.err.splitlines()) >= 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[["])
def test_what_is_no_document_is_refused_in_words(run: Run, own: Settings, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    told = save(run, own, file)
    assert told.status == 2
    assert "Traceback" not in told.err


def test_a_file_that_is_not_there_is_told_in_words(run: Run, own: Settings, tmp_path: Path) -> None:
    told = save(run, own, tmp_path / "finns-inte.toml")
    assert told.status == 1
    assert "går inte att läsa" in told.err


def test_a_removed_mapping_is_gone(run: Run, own: Settings, file: Path) -> None:
    save(run, own, file)
    assert run("mapping", "remove", NAME, "--by", "Anna", on=own).status == 0
    assert run("mapping", "show", NAME, on=own).status == 2


def test_an_uploader_does_not_change_the_mapping_of_another(run: Run, own: Settings, file: Path) -> None:
    save(run, own, file)
    told = [save(run, own, file, by="Bo"), run("mapping", "remove", NAME, "--by", "Bo", on=own)]
    assert all(each.status == 1 and "sparad av Anna" in each.err for each in told)


def test_a_lead_changes_any_mapping_and_an_approver_none(run: Run, own: Settings, file: Path) -> None:
    save(run, own, file)
    store = Store.open(own)
    for name, role in (("Lisa", UserRole.LEAD), ("Eva", UserRole.APPROVER)):
        store.set_person(Person(name=name, role=role), by="Ada", at=own.now())
    assert save(run, own, file, by="Lisa").status == 0
    assert "sparar inte läskartor" in save(run, own, file, by="Eva").err
    assert "har ingen roll" in save(run, own, file).err

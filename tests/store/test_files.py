"""Received files: kept as they came, under their own fingerprint."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indicators.errors import InputError, StoreError
from indicators.preparation import prepare
from indicators.store import files
from tests.store.deliveries import day, settings_in

CONTENT = b"\x00en fil\r\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_kept_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    assert files.keep(tmp_path / "files", CONTENT) == SHA256
    assert files.content(tmp_path / "files", SHA256) == CONTENT


def test_keeping_a_file_twice_leaves_one_and_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        files.keep(tmp_path, CONTENT)
    files.settle(tmp_path, SHA256)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [files.path_of(tmp_path, SHA256)]


def test_keeping_a_file_again_mends_an_altered_copy(tmp_path: Path) -> None:
    files.keep(tmp_path, CONTENT)
    files.path_of(tmp_path, SHA256).write_bytes(b"altered")
    files.keep(tmp_path, CONTENT)
    assert files.content(tmp_path, SHA256) == CONTENT


def test_a_missing_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"saknas.*säkerhetskopian"):
        files.content(tmp_path, SHA256)


def test_an_altered_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    files.keep(tmp_path, CONTENT)
    files.path_of(tmp_path, SHA256).write_bytes(b"altered")
    with pytest.raises(StoreError, match=r"har ändrats.*säkerhetskopian"):
        files.content(tmp_path, SHA256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "0"])
def test_only_a_fingerprint_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="SHA-256"):
        files.content(tmp_path, name)


def test_a_file_without_a_committed_batch_is_swept_away(tmp_path: Path) -> None:
    files.keep(tmp_path, CONTENT)
    assert (files.has_leftovers(tmp_path), files.sweep(tmp_path, set())) == (True, 1)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_with_a_committed_batch_is_never_swept_away(tmp_path: Path) -> None:
    files.keep(tmp_path, CONTENT)  # killed between commit and settling
    assert files.sweep(tmp_path, {SHA256}) == 0
    assert files.content(tmp_path, SHA256) == CONTENT
    assert not files.has_leftovers(tmp_path)


def test_a_half_written_file_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "ac").mkdir()
    (tmp_path / "ac" / ".tmp-x1").write_bytes(b"half")
    assert files.sweep(tmp_path, set()) == 1
    assert list((tmp_path / "ac").iterdir()) == []


def test_a_settled_file_stays_though_this_database_does_not_know_it(tmp_path: Path) -> None:
    files.keep(tmp_path, CONTENT)
    files.settle(tmp_path, SHA256)
    files.sweep(tmp_path, set())  # as after an older backup has been put back
    assert files.content(tmp_path, SHA256) == CONTENT


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    others = [tmp_path / "läs mig.txt", tmp_path / ".tmp-x", tmp_path / "ac" / "a.txt", tmp_path / "xy" / ".tmp-x"]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    assert (files.has_leftovers(tmp_path), files.sweep(tmp_path, set())) == (False, 0)
    assert all(path.exists() for path in others)


def test_the_next_start_sweeps_what_a_killed_process_left(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    files.keep(settings.files, CONTENT)
    for _ in range(2):
        prepare(settings, empty=True, at=day(0), report=lambda *_: None)
    assert [path for path in settings.files.rglob("*") if path.is_file()] == []

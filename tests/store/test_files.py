"""Received files: kept as they came, under their own fingerprint."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indicators.errors import InputError, StoreError
from indicators.store import files

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

"""Received files, kept untouched and named by their SHA-256.

A file is on disk before the batch that refers to it is committed. Until then a mark lies beside it, so that what a
killed process leaves can be told from what a committed batch needs, and only the former is ever swept away.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from indicators.errors import InputError, StoreError

_UNSURE: Final = ".unsure-"
"""Stands before the name of a file whose batch may not have been committed."""
_HALF: Final = ".tmp-"
"""Stands before the name of a file that is being written."""
_LEFTOVER: Final = re.compile(rf"{re.escape(_HALF)}.+|{re.escape(_UNSURE)}[0-9a-f]{{64}}")


def keep(folder: Path, content: bytes) -> str:
    """Store the bytes, marked, so that they survive a power cut before anything refers to them; gives their SHA-256.

    Only inside the write lock, and `settle` once the transaction is committed.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(folder, sha256)
    if path.exists() and path.read_bytes() == content:
        return sha256
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _mark_of(path).touch()
        _write(path, content)
    except OSError as fault:
        raise StoreError(
            f"Filen gick inte att spara i {folder}: {fault.strerror}. Inget är ändrat. "
            "Kontrollera LAGESBILD_FILES, att mappen går att skriva i och att disken inte är full."
        ) from fault
    return sha256


def settle(folder: Path, sha256: str) -> None:
    """Take away the mark beside a file whose batch is committed."""
    with suppress(OSError):
        _mark_of(path_of(folder, sha256)).unlink(missing_ok=True)


def doubt(folder: Path, sha256: str) -> None:
    """Mark a file whose only batch is about to be taken away."""
    with suppress(OSError):
        _mark_of(path_of(folder, sha256)).touch()


def has_leftovers(folder: Path) -> bool:
    """Whether a killed process may have left something; costs no lock."""
    return any(True for _ in _leftovers(folder))


def sweep(folder: Path, needed: Collection[str]) -> int:
    """Remove half-written files, and marked ones that are not needed; gives how many. Only inside the write lock."""
    removed = 0
    for path in list(_leftovers(folder)):
        with suppress(OSError):  # one that cannot be removed now is tried again at the next start
            removed += _removed(path, needed)
    return removed


def content(folder: Path, sha256: str) -> bytes:
    """The file as it was received; refused where it is missing or no longer the same."""
    fault = fault_of(folder, sha256)
    if fault:
        raise StoreError(fault)
    return path_of(folder, sha256).read_bytes()


def fault_of(folder: Path, sha256: str) -> str:
    """What is wrong with a kept file, in Swedish; empty where nothing is."""
    path = path_of(folder, sha256)
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return f"Den mottagna filen {path} saknas eller går inte att läsa. Lägg tillbaka den från säkerhetskopian."
    if found != sha256:
        return f"Den mottagna filen {path} har ändrats sedan den lämnades. Lägg tillbaka den från säkerhetskopian."
    return ""


def path_of(folder: Path, sha256: str) -> Path:
    """Where a file of this fingerprint lies."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise InputError(f"{sha256!r} är inte ett SHA-256: 64 tecken, 0–9 och a–f.")
    return folder / sha256[:2] / sha256


def _leftovers(folder: Path) -> Iterator[Path]:
    """Half-written files and marks, in the folders that we make ourselves."""
    for inside in folder.glob("[0-9a-f][0-9a-f]"):
        with suppress(OSError):
            yield from (path for path in inside.iterdir() if _LEFTOVER.fullmatch(path.name))


def _removed(path: Path, needed: Collection[str]) -> bool:
    """Whether a leftover took a file with it."""
    sha256 = path.name.removeprefix(_UNSURE)
    is_needed = sha256 in needed
    if not is_needed:
        path.with_name(sha256).unlink(missing_ok=True)  # half-written, or what the mark is about
    path.unlink(missing_ok=True)
    return not is_needed


def _mark_of(path: Path) -> Path:
    return path.with_name(f"{_UNSURE}{path.name}")


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_HALF)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut; folders cannot be opened on every system."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Received files, kept untouched and named by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from indicators.errors import InputError, StoreError


def keep(folder: Path, content: bytes) -> str:
    """Store the bytes so that they survive a power cut before anything refers to them; gives their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(folder, sha256)
    if path.exists() and path.read_bytes() == content:
        return sha256
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as fault:
        raise StoreError(
            f"Filen gick inte att spara i {folder}: {fault.strerror}. Inget är ändrat. "
            "Kontrollera LAGESBILD_FILES, att mappen går att skriva i och att disken inte är full."
        ) from fault
    return sha256


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


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
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

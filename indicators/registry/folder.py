"""The register as a folder of files, byte for byte."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from indicators.errors import InputError
from indicators.registry.documents import MOST_BYTES, MOST_FILES, is_register_name


def read_folder(path: Path) -> dict[str, bytes]:
    """The TOML files of a folder and its subfolders by relative name; other files are left unread."""
    if not path.is_dir():
        raise InputError(f"Mappen {path} finns inte. Ange mappen där programme.toml ligger.")
    files = _toml_files(path)
    if len(files) > MOST_FILES:
        raise InputError(
            f"Mappen {path} har {len(files)} TOML-filer; ett register har högst {MOST_FILES}. Ange rätt mapp."
        )
    try:
        return {name: _content(file) for name, file in files.items()}
    except OSError as fault:
        raise InputError(f"Registret i {path} kunde inte läsas: {_why(fault)}. Kontrollera behörigheten.") from fault


def write_folder(documents: Mapping[str, bytes], path: Path) -> None:
    """Write each document as a file; other files stay as they are, and an interrupted write leaves no half file."""
    _refuse_other_names(documents)
    _refuse_leftovers(documents, path)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in documents.items():
            waiting.append(_written_aside(path / name, content))
        while waiting:
            aside, final = waiting[0]
            aside.replace(final)
            waiting.pop(0)
    except OSError as fault:
        raise InputError(f"Registret kunde inte skrivas i {path}: {_why(fault)}. Välj en annan mapp.") from fault
    finally:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)


def _toml_files(path: Path) -> dict[str, Path]:
    """Files two floors down at most, so that a wrong folder is not searched through."""
    found = [*path.glob("*.toml"), *path.glob("*/*.toml")]
    names = {file.relative_to(path).as_posix(): file for file in found if file.is_file()}
    return {name: names[name] for name in sorted(names) if not name.startswith(".") and "/." not in name}


def _content(file: Path) -> bytes:
    """The bytes of a file, one more than allowed at most, so that the loader can say that it is too large."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _refuse_leftovers(documents: Mapping[str, bytes], path: Path) -> None:
    """A register file from before would be read back as part of this register."""
    leftovers = [name for name in _toml_files(path) if name not in documents] if path.is_dir() else []
    if leftovers:
        named = ", ".join(leftovers[:5])
        raise InputError(f"Mappen {path} har TOML-filer som inte hör till registret: {named}. Välj en tom mapp.")


def _refuse_other_names(documents: Mapping[str, bytes]) -> None:
    """A name from elsewhere could lead out of the folder."""
    for name in documents:
        if not is_register_name(name):
            raise InputError(f"Filnamnet {name[:80]!a} kan inte skrivas som registerfil. Byt namn på filen.")


def _written_aside(final: Path, content: bytes) -> tuple[Path, Path]:
    final.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".", suffix=".part", dir=final.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        Path(aside).chmod(0o644)
    except OSError:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise
    return Path(aside), final


def _why(fault: OSError) -> str:
    return {
        "FileExistsError": "där finns redan en fil med mappens namn",
        "NotADirectoryError": "där finns en fil med mappens namn",
        "IsADirectoryError": "där finns en mapp med filens namn",
        "PermissionError": "behörighet saknas",
    }.get(type(fault).__name__, "disken svarade inte som den skulle")

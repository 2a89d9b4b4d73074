"""Writing an export: every file whole, or a sentence that says why not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from indicators.errors import InputError


def must_be_writable(folder: Path) -> None:
    """Refuse, before any work is done, a folder that cannot be made or written in; nothing is left behind."""
    try:
        nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        Path(tempfile.mkdtemp(prefix=".", dir=nearest)).rmdir()
    except OSError as fault:
        raise _refused(folder, fault) from fault


def write(contents: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into the folder, which is made if need be; none takes its place until all are written aside."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in contents.items():
            final = folder / name
            final.parent.mkdir(parents=True, exist_ok=True)
            if final.is_dir():
                raise IsADirectoryError
            waiting.append((_aside(final), final))
            waiting[-1][0].write_bytes(content)
        while waiting:
            aside, final = waiting[0]
            aside.replace(final)
            waiting.pop(0)
    except OSError as fault:
        raise _refused(folder, fault) from fault
    finally:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)


def write_file(content: bytes, file: Path) -> None:
    """Write one file whole, or say why not."""
    write({file.name: content}, file.parent)


def why(fault: OSError) -> str:
    """What is in the way, in Swedish."""
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return "där ligger en fil, inte en mapp"
    if isinstance(fault, IsADirectoryError):
        return "där finns en mapp med filens namn"
    if isinstance(fault, FileNotFoundError):
        return "filen finns inte"
    if isinstance(fault, PermissionError):
        return "behörighet saknas"
    return "platsen tar inte emot filer, eller så är disken full"


def _aside(final: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=final.parent)
    os.fchmod(handle, 0o644)
    os.close(handle)
    return Path(name)


def _refused(folder: Path, fault: OSError) -> InputError:
    return InputError(f"Det går inte att skriva i {folder}: {why(fault)}. Välj en annan mapp.")

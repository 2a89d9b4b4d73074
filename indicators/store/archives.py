"""The file of a backup: a ZIP with a manifest, every table as rows and every received file, each with its SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from indicators.errors import StoreError
from indicators.store.portable import PortableError
from indicators.store.schema import REVISIONS

FORMAT: Final = "lagesbild-sakerhetskopia"
EDITION: Final = 1
"""The layout of the file itself; a program reads its own and earlier ones."""

MANIFEST: Final = "manifest.json"
_NAMES: Final = re.compile(r"manifest\.json|tables/[a-z_]+\.jsonl|files/[0-9a-f]{64}")
_LARGEST_MANIFEST: Final = 64_000_000
_LONGEST_LINE: Final = 256_000_000
_PIECE: Final = 1 << 20
_DENSEST: Final = 400
"""How many times its packed size a large part may be: rows pack ten to thirty times, bombs a thousand."""
_LARGE: Final = 50_000_000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part, so that the same content is the same file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table or file of a backup: its size in bytes, its SHA-256 and, for a table, its rows."""

    name: str
    bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says that it holds."""

    revision: str
    made: str
    version: int
    register_revision: int
    tables: tuple[Part, ...]
    files: tuple[Part, ...]


def write_part(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes], *, pack: bool) -> Part:
    """Write one part of a backup piece by piece."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
    entry.external_attr = 0o600 << 16
    seen, size, count = hashlib.sha256(), 0, 0
    with archive.open(entry, "w", force_zip64=True) as opened:
        for piece in pieces:
            opened.write(piece)
            seen.update(piece)
            size, count = size + len(piece), count + 1
    return Part(name=name, bytes=size, sha256=seen.hexdigest(), rows=count)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write what the backup holds, last of all."""
    told = {
        "format": FORMAT,
        "edition": EDITION,
        "revision": manifest.revision,
        "made": manifest.made,
        "version": manifest.version,
        "register_revision": manifest.register_revision,
        "tables": [{"name": p.name, "rows": p.rows, "bytes": p.bytes, "sha256": p.sha256} for p in manifest.tables],
        "files": [{"name": p.name, "bytes": p.bytes, "sha256": p.sha256} for p in manifest.files],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1).encode()
    write_part(archive, MANIFEST, [text], pack=True)


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup that is whole, unaltered and of a revision this program knows; refused in Swedish otherwise."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _must_be_those(archive, manifest)
            for part in (*manifest.tables, *manifest.files):
                _must_be_unaltered(archive, part)
            yield archive, manifest
    except FileNotFoundError as fault:
        raise StoreError(f"Säkerhetskopian {file} finns inte. Inget är ändrat. Kontrollera sökvägen.") from fault
    except OSError as fault:
        raise StoreError(f"Säkerhetskopian {file} går inte att läsa ({fault.strerror}). Inget är ändrat.") from fault
    except PortableError as fault:
        raise _refused(file, str(fault)) from fault
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RecursionError) as fault:
        raise _refused(file, "den är ingen säkerhetskopia härifrån, eller avbruten") from fault


def lines(archive: zipfile.ZipFile, part: Part) -> Iterator[bytes]:
    """The rows of a table in a backup."""
    with archive.open(part.name) as opened:
        while line := opened.readline(_LONGEST_LINE):
            yield line


def _refused(file: Path, why: str) -> StoreError:
    return StoreError(f"Säkerhetskopian {file} går inte att använda: {why}. Inget är ändrat. Välj en annan kopia.")


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    names = [entry.filename for entry in archive.infolist()]
    if len(set(names)) != len(names) or not all(map(_NAMES.fullmatch, names)):
        raise PortableError("den innehåller något annat än en säkerhetskopia gör")
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise PortableError("den saknar sin förteckning")
    told = json.loads(archive.read(MANIFEST))
    try:
        return _read(told)
    except (KeyError, TypeError, AttributeError) as fault:
        raise PortableError("dess förteckning är inte läslig") from fault


def _read(told: Mapping[str, Any]) -> Manifest:
    if told["format"] != FORMAT:
        raise PortableError("den är gjord av ett annat program")
    if told["edition"] > EDITION or str(told["revision"]) not in REVISIONS:
        raise PortableError(
            f"den är från en nyare version av programmet (revision {told['revision']}), så uppdatera först"
        )
    return Manifest(
        revision=str(told["revision"]),
        made=str(told["made"]),
        version=int(told["version"]),
        register_revision=int(told["register_revision"]),
        tables=tuple(_part(part) for part in told["tables"]),
        files=tuple(_part(part) for part in told["files"]),
    )


def _part(told: Mapping[str, Any]) -> Part:
    rows = int(told.get("rows", 0))
    return Part(name=str(told["name"]), bytes=int(told["bytes"]), sha256=str(told["sha256"]), rows=rows)


def _must_be_those(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuse a backup with other parts than it says, or parts that no store would make."""
    said = [MANIFEST, *(part.name for part in (*manifest.tables, *manifest.files))]
    if sorted(said) != sorted(archive.namelist()):
        raise PortableError("delar av den saknas")
    for entry in archive.infolist():
        is_bomb = entry.file_size > _LARGE and entry.file_size > _DENSEST * max(entry.compress_size, 1)
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or is_bomb:
            raise PortableError("den innehåller något annat än en säkerhetskopia gör")
    if not all(part.name == f"files/{part.sha256}" for part in manifest.files):
        raise PortableError("en fil i den heter något annat än sitt innehåll")


def _must_be_unaltered(archive: zipfile.ZipFile, part: Part) -> None:
    seen, size = hashlib.sha256(), 0
    with archive.open(part.name) as opened:
        while piece := opened.read(_PIECE):
            seen.update(piece)
            size += len(piece)
    if (size, seen.hexdigest()) != (part.bytes, part.sha256):
        raise PortableError(f"{part.name} i den är skadad")

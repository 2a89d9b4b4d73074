"""The same content gives the same bytes: a zip file's parts in a fixed order, without clocks, workbooks inside too."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import datetime
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6
_CORE: Final = "docProps/core.xml"
_DATE: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def packed(content: bytes, *, at: datetime) -> bytes:
    """An Office file with its parts sorted, its dates fixed, and nothing of the machine in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=_order):
            _write(new, name, _fixed(name, old.read(name), at))
    return made.getvalue()


def sha256(content: bytes) -> str:
    """The fingerprint by which a file is kept."""
    return hashlib.sha256(content).hexdigest()


def _order(name: str) -> tuple[int, str]:
    if name == "[Content_Types].xml":
        return 0, name
    return (1, name) if name.startswith("_rels/") else (2, name)


def _fixed(name: str, content: bytes, at: datetime) -> bytes:
    if name == _CORE:
        told = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return _DATE.sub(rb"\g<1>" + told + rb"\g<2>", content)
    return packed(content, at=at) if name.endswith(".xlsx") else content


def _write(into: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, date_time=_EPOCH)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = 0
    part.external_attr = 0
    into.writestr(part, content, compresslevel=_LEVEL)

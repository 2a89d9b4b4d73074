"""Read a file at an address: on a server, or in a folder that the server's administrator has pointed out."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from indicators.ingest.sources import addresses
from indicators.ingest.sources.client import Client
from indicators.ingest.sources.refusals import Refused

if TYPE_CHECKING:
    from indicators.ingest.sources.job import Job
    from indicators.ingest.sources.wire import Writer

_ANY: Final = "*/*"
_KINDS: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".json", ".xml")


def read(job: Job, writer: Writer) -> None:
    """Write the bytes of the file; what they say is read by the gate for received files."""
    writer.content(content(job, Client(deadline=job.deadline(), most_bytes=job.most_bytes), accept=_ANY))
    name = PurePosixPath(unquote(job.table)).name or f"fil{_kind(job.address)}"
    writer.told({"file_name": name})
    writer.say(asked=f"GET {job.table or 'filen på adressen'}" if _is_web(job) else job.table or name)


def _kind(address: str) -> str:
    """The kind of file, without the address's own words: they may be secret."""
    ending = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    return ending if ending in _KINDS else ""


def content(job: Job, client: Client, *, accept: str = "application/json") -> bytes:
    """The bytes at the address and the path after it."""
    if _is_web(job):
        return client.get(addresses.parsed(job.address).joined(job.table), accept=accept)
    return _in_folder(job)


def _is_web(job: Job) -> bool:
    return addresses.is_web(job.address)


def _in_folder(job: Job) -> bytes:
    """A file in the folder of the address; no link leads out of it, and pipes and devices are no files."""
    folder = Path(unquote(urlsplit(job.address).path) if job.address.lower().startswith("file:") else job.address)
    try:
        root = folder.resolve(strict=True)
        path = (root / job.table).resolve(strict=True) if job.table else root
        inside = path == root or path.is_relative_to(root)
        status = path.stat()
        if not inside or not stat.S_ISREG(status.st_mode):
            raise Refused("source-file", what=job.table)
        if status.st_size > job.most_bytes:
            raise Refused("source-bytes")
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as fault:
        raise Refused("source-file", what=job.table or "på adressen", detail=repr(fault)) from fault

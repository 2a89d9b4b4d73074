"""The gate of the zip level: names, sizes and places of a workbook's parts, before anything is unpacked."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import IO, Final

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.refusals import refusal

_HEADER: Final = struct.Struct("<4s22xHH")
_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UNSAFE: Final = re.compile(r"[\\\x00-\x1f\x7f]|^/|^[A-Za-z]:|(^|/)\.\.?(/|$)|//")
FAULTS: Final = (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, NotImplementedError, EOFError, ValueError)


class Archive:
    """The parts of a zip file that passed the gate, found by name whatever the case."""

    def __init__(self, content: bytes) -> None:
        """Open and judge; nothing is unpacked."""
        if content.count(_ENTRY) > limits.MEMBERS:
            raise refusal("member-count")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            members = self._zip.infolist()
        except FAULTS as fault:
            raise refusal("damaged", what="arkivet går inte att öppna") from fault
        _judge_names(members)
        _judge_methods(members)
        _judge_sizes(members)
        _judge_places(members, content, self._zip.start_dir)
        self._members = {member.filename.lower(): member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts in lower case, in the file's order."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of the name."""
        return name.lower() in self._members

    def open(self, name: str) -> IO[bytes]:
        """A part to be read piece by piece; a missing one means that the file is damaged."""
        member = self._members.get(name.lower())
        if member is None:
            raise refusal("damaged", what=f"delen {name} saknas")
        return self._zip.open(member)


def _judge_names(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MEMBERS:
        raise refusal("member-count")
    names = {member.filename.lower() for member in members}
    if len(names) < len(members) or any(_UNSAFE.search(member.orig_filename) for member in members):
        raise refusal("member-name")


def _judge_methods(members: Sequence[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refusal("password")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise refusal("member-method")


def _judge_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    """By what the parts claim; while unpacking, zipfile stops at the claimed size and compares checksums."""
    if sum(member.file_size for member in members) > limits.UNPACKED_BYTES:
        raise refusal("unpacked-size")
    for member in members:
        is_swollen = member.file_size > limits.RATIO * max(member.compress_size, 1)
        if member.file_size > limits.MEMBER_BYTES or (member.file_size > limits.RATIO_FROM_BYTES and is_swollen):
            raise refusal("unpacked-size")


def _judge_places(members: Sequence[zipfile.ZipInfo], content: bytes, end: int) -> None:
    """Each part has bytes of its own, all before the directory."""
    free = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        start = member.header_offset
        if not 0 <= start <= len(content) - _HEADER.size:
            raise refusal("damaged", what="en del ligger utanför filen")
        _, name, extra = _HEADER.unpack_from(content, start)
        if start < free:
            raise refusal("member-overlap")
        free = start + _HEADER.size + name + extra + member.compress_size
    if free > end:
        raise refusal("member-overlap")

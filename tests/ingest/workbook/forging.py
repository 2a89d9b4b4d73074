"""Workbooks written by hand, part by part, so that anything can be wrong in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
STYLES = (0, 14, 10, 164, 20, 22, 165, 9)
"""The number formats of styles 0, 1, 2 …: General, a date, 0.00%, a custom one, a time, both, a custom one, 0%."""

Parts = dict[str, str | bytes]


def sheet(rows: str = "", *, before: str = "", after: str = "", space: str = MAIN) -> str:
    """A worksheet part around its rows."""
    return f'{HEAD}<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def one(*cells: str, row: int = 1, said: str = "") -> str:
    """A row of cells."""
    return f'<row r="{row}"{said}>{"".join(cells)}</row>'


def inline(place: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def rels(*links: tuple[str, str], space: str = LINKS, said: str = "") -> str:
    """Links rId1, rId2 … of type and target."""
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{space}/{kind}" Target="{target}"{said}/>'
        for i, (kind, target) in enumerate(links, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def types(main: str = BOOK_TYPE) -> str:
    """The list of content types."""
    said = f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/w" ContentType="{main}"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{said}</Types>'


def book(names: Sequence[str], *, states: Mapping[str, str] | None = None, more: str = "", space: str = MAIN) -> str:
    """The workbook part with its list of sheets."""
    links = STRICT_LINKS if space == STRICT else LINKS
    hidden = {name: f' state="{state}"' for name, state in (states or {}).items()}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}"{hidden.get(name, "")} r:id="rId{i}"/>' for i, name in enumerate(names, 1)
    )
    return f'{HEAD}<workbook xmlns="{space}" xmlns:r="{links}">{more}<sheets>{listed}</sheets></workbook>'


def styles(*codes: str, space: str = MAIN) -> str:
    """Custom number formats from 164 on, and the styles that use them."""
    listed = "".join(f'<numFmt numFmtId="{i}" formatCode="{code}"/>' for i, code in enumerate(codes, 164))
    used = "".join(f'<xf numFmtId="{number}"/>' for number in STYLES)
    return f'{HEAD}<styleSheet xmlns="{space}"><numFmts>{listed}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def texts(*items: str, space: str = MAIN) -> str:
    """The shared texts, each as the inside of its `si`."""
    return f'{HEAD}<sst xmlns="{space}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def parts(sheets: Mapping[str, str] | str, *, shared: Sequence[str] = (), codes: Sequence[str] = ()) -> Parts:
    """An ordinary workbook's parts, to be changed before they are packed; a text is the rows of one sheet."""
    given = {"Blad1": sheet(sheets)} if isinstance(sheets, str) else sheets
    targets = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(given) + 1)]
    made: Parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(list(given)),
        "xl/_rels/workbook.xml.rels": rels(*targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
        "xl/styles.xml": styles(*codes),
        "xl/sharedStrings.xml": texts(*shared),
    }
    return made | {f"xl/{target}": content for (_, target), content in zip(targets, given.values(), strict=True)}


def packed(made: Parts) -> bytes:
    """The parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheets: Mapping[str, str] | str, *, shared: Sequence[str] = (), codes: Sequence[str] = ()) -> bytes:
    """An ordinary workbook."""
    return packed(parts(sheets, shared=shared, codes=codes))


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of a zip file that may lie about itself."""

    name: str
    data: bytes
    """As it stands in the file, deflated unless `method` says otherwise."""
    size: int
    crc: int = 0
    method: int = 8
    flags: int = 0
    at: int | None = None
    """Where the directory says that it begins; None is the truth."""


def member(name: str, content: str | bytes) -> Member:
    """An honest one."""
    raw = content.encode() if isinstance(content, str) else content
    return Member(name=name, data=deflated(raw), size=len(raw), crc=zlib.crc32(raw))


def swollen(name: str, start: str, block: str, times: int, end: str, *, size: int | None = None) -> Member:
    """One that repeats a block, packed without the work of it; it claims its true size unless told otherwise."""
    true = len(start) + len(block) * times + len(end)
    data = deflated(start.encode(), block.encode(), times, end.encode())
    return Member(name=name, data=data, size=true if size is None else size)


def deflated(start: bytes, block: bytes = b"", times: int = 0, end: bytes = b"") -> bytes:
    """A deflated stream; after a full flush the same bytes can be repeated."""
    return _flushed(start) + _flushed(block) * times + _flushed(end) + zlib.compressobj(wbits=-15).flush()


def _flushed(raw: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)


def zipped(members: Sequence[Member]) -> bytes:
    """A zip file as its members describe themselves."""
    out, directory = bytearray(), bytearray()
    for one_member in members:
        name = one_member.name.encode()
        start = len(out) if one_member.at is None else one_member.at
        said = (20, one_member.flags, one_member.method, 0, 0, one_member.crc, len(one_member.data), one_member.size)
        if one_member.at is None:
            out += struct.pack("<4s5H3I2H", b"PK\x03\x04", *said, len(name), 0) + name + one_member.data
        directory += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *said, len(name), 0, 0, 0, 0, 0, start) + name
    count = len(members)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory) + end

"""Files of other kinds and hostile archives: refused with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.ingest.workbook.cases import Case
from tests.ingest.workbook.forging import (
    HEAD,
    MAIN,
    Member,
    Parts,
    member,
    one,
    packed,
    parts,
    rels,
    sheet,
    swollen,
    types,
    workbook,
    zipped,
)

ROW = one('<c r="A1"><v>1</v></c>')
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
OPENED = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
CLOSED = "</sheetData></worksheet>"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(bytes(500) + stream.encode("utf-16-le") for stream in streams)


def _with(changed: Parts) -> bytes:
    return packed(parts(ROW) | changed)


def _members(*more: Member, without: Sequence[str] = ()) -> bytes:
    return zipped([*(member(name, content) for name, content in parts(ROW).items() if name not in without), *more])


def _instead(made: Member) -> bytes:
    return _members(made, without=[made.name])


def _overlapping() -> bytes:
    """Two thousand names for the same bytes would be too many; a hundred are enough to overlap."""
    made = member("xl/media/image0.png", b"x" * 1000)
    return _members(made, *(replace(made, name=f"xl/media/image{i}.png", at=0) for i in range(1, 100)))


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _broken(content: bytes) -> bytes:
    """Some bytes inside the packed sheet are others."""
    place = content.index(SHEET.encode()) + len(SHEET) + 20
    return content[:place] + bytes(40) + content[place + 40 :]


def _external() -> bytes:
    links = rels(("worksheet", "https://example.org/sheet1.xml"), said=' TargetMode="External"')
    return _with({"xl/_rels/workbook.xml.rels": links})


def _leading(target: str) -> bytes:
    return _with({"xl/_rels/workbook.xml.rels": rels(("worksheet", target))})


def _twice() -> bytes:
    return _members(member("XL/Worksheets/Sheet1.XML", sheet(ROW)))


def _case(name: str, make: object, code: str, words: str = "", file_name: str = "uppgifter.xlsx") -> Case:
    return Case(name=name, make=make, code=code, words=words, file_name=file_name)  # type: ignore[arg-type]


CASES = (
    _case("an old .xls", lambda: _ole("Root Entry", "Workbook"), "old-excel", "(.xlsx)", "gammal.xls"),
    _case("an .xls without container", lambda: b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(99), "old-excel"),
    _case("an .xls named .xlsx", lambda: _ole("Root Entry", "Book"), "old-excel", ".xls"),
    _case(
        "a binary .xlsb", lambda: _with({"[Content_Types].xml": types(BINARY)}), "binary-excel", "Spara som", "a.xlsb"
    ),
    _case(
        "an .ods",
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "open-document",
        "(.xlsx)",
    ),
    _case("a password", lambda: _ole("EncryptionInfo", "EncryptedPackage"), "password", "ta bort lösenordet"),
    _case("an encrypted zip", lambda: _members(replace(member("a.xml", "<a/>"), flags=1)), "password"),
    _case("a Word document", lambda: _with({"[Content_Types].xml": types(WORD)}), "other-document", "Word"),
    _case("a PDF", lambda: b"%PDF-1.4\n" + bytes(99), "other-document", "PDF"),
    _case("a web page named .xls", lambda: b"\r\n<html><table><tr><td>1", "web-page", "Spara som", "export.xls"),
    _case("XML of 2003", lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web-page"),
    _case("a zip of something else", lambda: packed({"bilder/a.png": b"x"}), "not-a-workbook", "Packa upp"),
    _case("an empty zip", lambda: packed({}), "not-a-workbook"),
    _case("random bytes", lambda: bytes(range(1, 256)) * 40, "csv-bytes"),
    _case("half a file", lambda: _cut(workbook(ROW)), "damaged", "spara den på nytt"),
    _case("broken bytes", lambda: _broken(workbook(ROW)), "damaged", "packa upp"),
    _case("broken XML", lambda: _with({SHEET: OPENED + ROW}), "damaged", "XML"),
    _case("no such sheet part", lambda: _leading("worksheets/sheet9.xml"), "damaged", "sheet9"),
    _case("a sheet in an unknown namespace", lambda: _with({SHEET: "<worksheet/>"}), "damaged", "worksheet"),
    _case("a sheet without link", lambda: _with({"xl/_rels/workbook.xml.rels": rels()}), "damaged", "Blad1"),
    _case("a sheet at a web address", _external, "outside-link", "Blad1"),
    _case("a sheet outside the file", lambda: _leading("../../../etc/passwd"), "outside-link", "Blad1"),
    _case("members that differ in case only", _twice, "member-name"),
    _case("an absolute name", lambda: _members(member("/etc/cron.d/x", "x")), "member-name"),
    _case("a name that climbs", lambda: _members(member("xl/../../x", "x")), "member-name"),
    _case("a name with a backslash", lambda: _members(member("xl\\x", "x")), "member-name"),
    _case("301 members", lambda: _members(*(member(f"a{i}.bin", "x") for i in range(301))), "member-count"),
    _case("100 members over one blob", _overlapping, "member-overlap"),
    _case("a rare packing", lambda: _members(replace(member("a.bin", "x"), method=14)), "member-method"),
    _case("1 GB of rows", lambda: _instead(swollen(SHEET, OPENED, "<row/>" * 10**5, 1700, CLOSED)), "unpacked-size"),
    _case("1 GB of blanks", lambda: _instead(swollen(SHEET, OPENED, " " * 10**6, 1000, CLOSED)), "unpacked-size"),
    _case(
        "a shared text of 1 GB", lambda: _instead(swollen(SHARED, "<a>", "x" * 10**6, 1000, "</a>")), "unpacked-size"
    ),
    _case("3 × 120 MB", lambda: _members(*(_big(f"{i}.bin") for i in range(3))), "unpacked-size"),
    _case("a picture of 200 MB", lambda: _members(swollen("a.png", "", "x" * 10**6, 200, "")), "unpacked-size"),
    _case(
        "300 MB that claims 4 kB",
        lambda: _instead(swollen(SHEET, OPENED, "<row/>" * 10**5, 500, CLOSED, size=4096)),
        "damaged",
    ),
)


def _big(name: str) -> Member:
    return replace(swollen(name, "", "", 0, ""), size=120_000_000, data=bytes(2_000_000), method=8)

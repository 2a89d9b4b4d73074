"""What a workbook's package says of itself: its kind, its sheets and where they are, its custom properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.archive import Archive
from indicators.ingest.workbook.book import FileKind
from indicators.ingest.workbook.markup import MAIN, Attributes, Start, named, scan
from indicators.ingest.workbook.refusals import refusal

_TYPES: Final = ("http://schemas.openxmlformats.org/package/2006/content-types",)
_LINKS: Final = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_LINK_IDS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_CUSTOM: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
)
_VALUES: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_VALUE_TYPES: Final = ("lpwstr", "lpstr", "bstr", "i1", "i2", "i4", "i8", "int", "ui4", "r4", "r8", "bool", "filetime")
_OTHERS: Final = {"wordprocessingml": "ett Word-dokument", "presentationml": "en presentation"}
_KNOWN: Final = ("worksheet", "sharedStrings", "styles", "chartsheet", "dialogsheet", "xlMacrosheet", "officeDocument")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """From one part to another: the last word of its type and the part's name."""

    kind: str
    target: str
    is_external: bool


@dataclass(slots=True)
class Contents:
    """The workbook part, read."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    """Name, link and whether it is hidden."""
    is_1904: bool = False
    is_uncalculated: bool = False
    """The one who wrote the file asks for its formulas to be calculated when it is opened."""
    is_strict: bool = False


def kind(archive: Archive) -> FileKind:
    """What the package says it is; another document than a workbook is refused."""
    if "mimetype" in archive:
        with archive.open("mimetype") as stream:
            _refuse_open_document(stream.read(200))
    if "[Content_Types].xml" not in archive:
        raise refusal("not-a-workbook")
    types: set[str] = set()
    starts = {name: lambda said: types.add(said.get("ContentType", "")) for name in ("Override", "Default")}
    scan(archive.open("[Content_Types].xml"), starts=named(starts, _TYPES))
    return _kind(types)


def _refuse_open_document(said: bytes) -> None:
    if b"opendocument.spreadsheet" in said:
        raise refusal("open-document")
    if b"opendocument" in said:
        raise refusal("other-document", what="ett OpenDocument av annat slag")


def _kind(types: Iterable[str]) -> FileKind:
    mains = [said for said in types if said.endswith(".main+xml") or said.endswith(".main")]
    if any("sheet.binary" in said for said in mains):
        raise refusal("binary-excel")
    if any("macroEnabled" in said for said in mains):
        return FileKind.XLSM
    if any("spreadsheetml" in said for said in mains):
        return FileKind.XLSX
    for word, what in _OTHERS.items():
        if any(word in said for said in mains):
            raise refusal("other-document", what=what)
    raise refusal("not-a-workbook")


def links(archive: Archive, part: str) -> Mapping[str, Link]:
    """The links of a part ('' is the package itself) by their ids."""
    folder, file = posixpath.split(part)
    found: dict[str, Link] = {}

    def link(said: Attributes) -> None:
        name, target = said.get("Id", ""), said.get("Target", "")
        if name in found:
            raise refusal("damaged", what=f"två länkar heter {name}")
        found[name] = Link(
            kind=said.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            is_external=said.get("TargetMode") == "External" or "://" in target or _leaves(folder, target),
        )

    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path in archive:
        scan(archive.open(path), starts=named({"Relationship": link}, _LINKS))
    return found


def _leaves(folder: str, target: str) -> bool:
    """Whether the target climbs above the package."""
    path = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path.lstrip("/")).startswith("..")


def linked(found: Mapping[str, Link], kind_of_part: str) -> str:
    """The name of the part of a kind, '' where there is none."""
    return next((link.target for link in found.values() if link.kind == kind_of_part and not link.is_external), "")


def contents(archive: Archive, part: str) -> Contents:
    """Sheets and settings in the workbook part."""
    seen = Contents()

    def sheet(said: Attributes) -> None:
        link = next((said[name] for name in _LINK_IDS if name in said), "")
        seen.sheets.append((said.get("name", ""), link, said.get("state", "visible") != "visible"))
        if len(seen.sheets) > limits.SHEETS:
            raise refusal("sheet-count")

    def settings(said: Attributes) -> None:
        seen.is_1904 = said.get("date1904", "0") in ("1", "true", "on")

    def calculation(said: Attributes) -> None:
        seen.is_uncalculated = said.get("fullCalcOnLoad", "0") in ("1", "true", "on")

    def strict(_: Attributes) -> None:
        seen.is_strict = True

    starts: dict[str, Start] = named({"sheet": sheet, "workbookPr": settings, "calcPr": calculation})
    starts |= named({"workbook": strict}, MAIN[1:])
    scan(archive.open(part), root="workbook", starts=starts)
    return seen


def properties(archive: Archive, part: str) -> dict[str, str]:
    """The custom document properties, by name."""
    found: dict[str, str] = {}
    name = ""

    def begin(said: Attributes) -> None:
        nonlocal name
        name = said.get("name", "")[: limits.NAME]
        if len(found) > limits.PROPERTIES:
            raise refusal("damaged", what="för många egenskaper")

    def value(text: str) -> None:
        found[name] = text

    if part:
        starts = named({"property": begin}, _CUSTOM)
        scan(archive.open(part), starts=starts, ends=named(dict.fromkeys(_VALUE_TYPES, value), _VALUES))
    return found

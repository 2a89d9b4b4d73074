"""A workbook from its package to lines: judge every part, read styles and texts, then each sheet in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.ingest.workbook import limits, package
from indicators.ingest.workbook.archive import Archive
from indicators.ingest.workbook.cells import Common
from indicators.ingest.workbook.formats import Formats
from indicators.ingest.workbook.markup import scan
from indicators.ingest.workbook.refusals import refusal
from indicators.ingest.workbook.sheets import read_sheet
from indicators.ingest.workbook.strings import Budget, Shared
from indicators.ingest.workbook.wire import Writer

_XML: Final = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _SheetPart:
    name: str
    part: str
    is_hidden: bool


def read_workbook(content: bytes, writer: Writer) -> None:
    """Write everything in the workbook as lines; raises FileError where it cannot be read safely."""
    archive = Archive(content)
    kind = package.kind(archive)
    root = package.links(archive, "")
    part = package.linked(root, "officeDocument") or "xl/workbook.xml"
    links = package.links(archive, part)
    contents = package.contents(archive, part)
    sheets, others = _sheets(contents, links)
    _judge_the_rest(archive, {sheet.part.lower() for sheet in sheets})
    common = _common(archive, links, contents, writer)
    filled = [
        read_sheet(archive.open(sheet.part), sheet.name, is_hidden=sheet.is_hidden, common=common) for sheet in sheets
    ]
    if not any(filled):
        raise refusal("no-cells")
    writer.end(
        book={
            "kind": kind,
            "formats": common.codes,
            "properties": package.properties(archive, package.linked(root, "custom-properties")),
            "is_plain": not (others or contents.is_strict),
        }
    )


def _sheets(contents: package.Contents, links: Mapping[str, package.Link]) -> tuple[Sequence[_SheetPart], bool]:
    """The sheets with cells, and whether there are others (charts, old macros), which are left out."""
    found = []
    for name, link_id, is_hidden in contents.sheets:
        link = links.get(link_id)
        if link is None:
            raise refusal("damaged", what=f"bladet {name} saknas")
        if link.is_external:
            raise refusal("outside-link", sheet=name)
        if link.kind == "worksheet":
            found.append(_SheetPart(name=name, part=link.target, is_hidden=is_hidden))
    if not found:
        raise refusal("no-cells")
    names, parts = ({text.lower() for text in texts} for texts in zip(*((s.name, s.part) for s in found), strict=True))
    if min(len(names), len(parts)) < len(found) or "" in names or max(map(len, names)) > limits.NAME:
        raise refusal("sheet-name")
    return found, len(found) < len(contents.sheets)


def _judge_the_rest(archive: Archive, read: set[str]) -> None:
    """Every part with XML is free from definitions, also those that nobody reads."""
    for name in archive.names:
        if name.endswith(_XML) and name not in read:
            scan(archive.open(name))


def _common(archive: Archive, links: Mapping[str, package.Link], contents: package.Contents, writer: Writer) -> Common:
    budget = Budget()
    shared, formats = Shared(writer.text, budget), Formats()
    if styles := package.linked(links, "styles"):
        formats.read(archive.open(styles))
    if texts := package.linked(links, "sharedStrings"):
        shared.read(archive.open(texts))
    writer.end_texts()
    common = Common(
        writer=writer,
        shared=shared,
        budget=budget,
        is_1904=contents.is_1904,
        is_uncalculated=contents.is_uncalculated,
    )
    common.take(formats)
    return common

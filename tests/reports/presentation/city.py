"""Templates as a city might have them, and as somebody hostile might."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pptx import Presentation
from pptx.util import Pt

REL = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def wide() -> Presentation:
    """The library's own template, stretched to 16:9, with names and a typeface of the city's."""
    made = Presentation()
    for of in (made.slide_master, *made.slide_layouts):
        for shape in of.placeholders:
            if shape._element.spPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm") is not None:
                shape.left, shape.width = int(shape.left * 960 / 720), int(shape.width * 960 / 720)
    made.slide_width, made.slide_height = Pt(960), Pt(540)
    made.slide_layouts[0].name = "Stadens startbild"
    made.slide_layouts[5].name = "Stadens innehåll"
    return made


def saved(made: Presentation) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with parts added or put in the place of others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name) if name in parts else old.read(name))
    return made.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name)


def linked(content: bytes) -> bytes:
    """A picture of a layout lies on a server."""
    name = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
    link = f'<Relationship Id="rIdX" Type="{OFFICE}/image" Target="http://example.org/a.png" TargetMode="External"/>'
    return with_parts(
        content, {name: part(content, name).replace(b"</Relationships>", f"{link}</Relationships>".encode())}
    )


def with_doctype(content: bytes) -> bytes:
    name = "ppt/slideLayouts/slideLayout6.xml"
    told = part(content, name)
    head, _, rest = told.partition(b"?>")
    return with_parts(content, {name: head + b'?><!DOCTYPE p [<!ENTITY x "y">]>' + rest})


def swollen(content: bytes) -> bytes:
    """A part that packs to almost nothing."""
    return with_parts(content, {"ppt/media/image1.png": bytes(80_000_000)})

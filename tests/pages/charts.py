"""Every chart that a page sends to the browser, with what stands around it, for tests."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import text_of

TWIN = "Visa som tabell"
NUMBER = re.compile(r"(?<!\d)[−+±]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?(?!\d)")
HEADING = re.compile(r"<h([123])[^>]*>(.*?)</h\1>", re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Chart:
    """A drawing made by the chart engine: its key, specification, text alternative, and the page around it."""

    key: str
    spec: dict[str, Any]
    alt: str
    heading: str
    """The heading that it stands under."""
    twin: str = ""
    """Its table, as HTML."""


@dataclass(slots=True, kw_only=True)
class Picture:
    """A drawing in the page's own HTML: its source, text alternative, and what it stands in."""

    src: str
    alt: str
    css: str
    around: str
    """The words of the row or panel that holds it."""


@dataclass(slots=True)
class Seen:
    """A page as it was sent."""

    charts: list[Chart] = field(default_factory=list)
    html: str = ""
    """All ready HTML, the tables behind the charts too."""

    @property
    def text(self) -> str:
        """The page's words."""
        return text_of(self.html)

    @property
    def title(self) -> str:
        """The page's title in words."""
        return text_of(self.html.split("</h1>")[0].split("<h1")[-1].split(">", 1)[-1]).removesuffix(" · påhittad")


def seen(app: AppTest) -> Seen:
    """All that a page sent, in its order."""
    told, heading, current = Seen(), "", None
    for kind, key, proto in _elements(app.main, "", is_twin=False):
        if kind == "vega_lite_chart":
            current = Chart(key=key, spec=json.loads(proto.spec), alt=proto.alt, heading=heading)
            told.charts.append(current)
        elif kind == "twin" and current is not None:
            current.twin += proto.body
        if kind in ("html", "twin"):
            told.html += proto.body
            if kind == "html" and (found := HEADING.findall(proto.body)):
                heading, current = text_of(found[-1][1]), None
    return told


def numbers(text: str) -> list[str]:
    """The numbers of a text as they are printed, in their order."""
    return NUMBER.findall(text.replace("\u00a0", " "))


def cells(table: str) -> list[str]:
    """The words of every cell of a table."""
    return [text_of(cell) for cell in re.split(r"</t[dh]>", table)]


def pictures(html: str) -> list[Picture]:
    """Every picture in ready HTML with the words of its row or panel."""
    reader = _Pictures()
    reader.feed(html)
    return reader.found


def svg(picture: Picture) -> str:
    """The drawing itself."""
    head, _, body = picture.src.partition(",")
    return base64.b64decode(body).decode() if head == "data:image/svg+xml;base64" else ""


def _elements(block: Any, key: str, *, is_twin: bool) -> Iterator[tuple[str, str, Any]]:
    for child in getattr(block, "children", {}).values():
        proto = getattr(child, "proto", None)
        own = re.search(r"chart-([\w-]+)", str(getattr(proto, "id", "")) or "")
        inside = own.group(1) if own else key
        kind = str(getattr(child, "type", ""))
        below = is_twin or getattr(child, "label", None) == TWIN
        if kind == "html" and below:
            yield "twin", inside, proto
        elif kind in ("html", "vega_lite_chart"):
            yield kind, inside, proto
        yield from _elements(child, inside, is_twin=below)


class _Pictures(HTMLParser):
    """Collects pictures; what holds one is the nearest list item or table row."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Picture] = []
        self._open: list[tuple[str, list[Picture], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            picture = Picture(
                src=given.get("src") or "", alt=given.get("alt") or "", css=given.get("class") or "", around=""
            )
            self.found.append(picture)
            for _, held, _ in self._open:
                held.append(picture)
        elif tag in ("li", "tr"):
            self._open.append((tag, [], []))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1][0]:
            _, held, words = self._open.pop()
            for picture in held:
                picture.around = picture.around or unescape(" | ".join(words))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

"""One guarded pass over a part's XML with expat: no definitions, no depth, no endless tags; callbacks by element."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import IO, Any, Final, TypeVar
from xml.parsers import expat

from indicators.ingest.workbook.archive import FAULTS
from indicators.ingest.workbook.limits import TEXT, XML_ATTRIBUTES, XML_DEPTH, XML_TOKEN_BYTES
from indicators.ingest.workbook.refusals import refusal

Found = TypeVar("Found")
Attributes = dict[str, str]
Start = Callable[[Attributes], None]
Starts = Mapping[str, Start]
Ends = Mapping[str, Callable[[str], None]]
Record = tuple[str, str, Callable[[Attributes, str], None]]
"""The quick way for what comes often: an element, the one inside it with the value, and who gets both."""

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks and its twin in the strict form of the standard."""
_PIECE: Final = 1 << 16


def named(elements: Mapping[str, Found], spaces: tuple[str, ...] = MAIN) -> dict[str, Found]:
    """The same mapping with the elements' full names, in each of the namespaces."""
    return {f"{space} {name}": found for space in spaces for name, found in elements.items()}


def scan(
    stream: IO[bytes],
    *,
    root: str = "",
    starts: Starts | None = None,
    ends: Ends | None = None,
    record: Record | None = None,
) -> None:
    """Read a part once: `starts` get attributes, `ends` the text since the latest tag; a wrong root is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_definitions
    if starts is None and ends is None:
        parser.StartElementHandler, parser.EndElementHandler = _guards()
    else:
        handlers = _handlers(root, starts or {}, ends or {}, record)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = handlers
        parser.buffer_text, parser.buffer_size = True, _PIECE
    try:
        _feed(parser, stream)
    except expat.ExpatError as fault:
        raise refusal("damaged", what="XML-texten är bruten") from fault
    except (*FAULTS, zlib.error) as fault:
        raise refusal("damaged", what="en del går inte att packa upp") from fault


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    fed = 0
    with stream:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > XML_TOKEN_BYTES:
                raise refusal("xml", what="en orimligt lång tagg")
    parser.Parse(b"", True)


def _refuse_definitions(*_: object) -> None:
    raise refusal("doctype")


def _refuse_shape(attributes: Attributes) -> None:
    if len(attributes) > XML_ATTRIBUTES:
        raise refusal("xml", what="för många attribut")
    raise refusal("xml", what="för djup nästling")


def _guards() -> tuple[Any, ...]:
    """Handlers that only hold depth and attributes, for parts that nobody reads."""
    depth = 0

    def start(_: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > XML_DEPTH or len(attributes) > XML_ATTRIBUTES:
            _refuse_shape(attributes)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    return start, end


def _handlers(root: str, starts: Starts, ends: Ends, record: Record | None) -> tuple[Any, ...]:
    """Closures over plain names: they are called four million times for 100 000 rows."""
    depth, text, value = 0, "", ""
    said: Attributes = {}
    start_of, end_of = starts.get, ends.get
    roots = {f"{space} {root}": space for space in MAIN}
    outer = inner = ""
    outer_name, inner_name, tell = record or ("", "", _silent)

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth, text, said, outer, inner
        depth += 1
        if depth > XML_DEPTH or len(attributes) > XML_ATTRIBUTES:
            _refuse_shape(attributes)
        text = ""
        if tag == outer:
            said = attributes
        elif call := start_of(tag):
            call(attributes)
        if depth == 1 and root:
            if tag not in roots:
                raise refusal("damaged", what=f"{root} saknas")
            outer, inner = (f"{roots[tag]} {name}" for name in (outer_name, inner_name))

    def end(tag: str) -> None:
        nonlocal depth, text, value
        depth -= 1
        if tag == inner:
            value = text
        elif tag == outer:
            tell(said, value)
            value = ""
        elif call := end_of(tag):
            call(text)
        text = ""

    def data(piece: str) -> None:
        nonlocal text
        text += piece
        if len(text) > TEXT:
            raise refusal("long-text")

    return start, end, data


def _silent(_: Attributes, __: str) -> None:
    """Nobody asks for records."""

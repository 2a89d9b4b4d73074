"""What a template holds: the size of its slides, its typeface, its layouts with their placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from indicators.reports.presentation.placed import Box

TITLES: Final = ("TITLE", "CENTER_TITLE")
_EMU: Final = 12_700.0
_LIGHT: Final = 200.0
"""Brightness of 255 from which a ground is light enough for dark text."""
_WHOLE: Final = 0.6
"""Share of the slide from which a shape is its ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A placeholder of a layout."""

    index: int
    kind: str
    """`TITLE`, `BODY`, `OBJECT`, `FOOTER`, `SLIDE_NUMBER` …"""
    name: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout by the name that people see."""

    name: str
    spots: tuple[Spot, ...]
    pictures: tuple[Box, ...]
    """Pictures such as logotypes, the master's too."""
    is_dark: bool

    def spot(self, index: int) -> Spot | None:
        """The placeholder of an index."""
        return next((spot for spot in self.spots if spot.index == index), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """A template, read."""

    width: float
    height: float
    typeface: str
    layouts: tuple[Layout, ...]

    def layout(self, name: str) -> Layout | None:
        """The layout of a name."""
        return next((layout for layout in self.layouts if layout.name == name), None)

    def told(self) -> dict[str, Any]:
        """As a process tells it to another."""
        return asdict(self)


def inventory(made: Any) -> Inventory:
    """What an opened presentation offers."""
    width, height = (made.slide_width or 0) / _EMU, (made.slide_height or 0) / _EMU
    return Inventory(
        width=width,
        height=height,
        typeface=_typeface(made.slide_master),
        layouts=tuple(_layout(layout, width * height) for layout in made.slide_layouts),
    )


def read_back(told: Mapping[str, Any]) -> Inventory:
    """What `told` told."""
    layouts = tuple(
        Layout(
            name=layout["name"],
            spots=tuple(Spot(**spot | {"box": Box(**spot["box"])}) for spot in layout["spots"]),
            pictures=tuple(Box(**box) for box in layout["pictures"]),
            is_dark=layout["is_dark"],
        )
        for layout in told["layouts"]
    )
    return Inventory(width=told["width"], height=told["height"], typeface=told["typeface"], layouts=layouts)


def _layout(layout: Any, whole: float) -> Layout:
    spots = tuple(
        Spot(
            index=place.placeholder_format.idx,
            kind=str(place.placeholder_format.type).split(".")[-1].split(" ")[0],
            name=place.name,
            box=_box(place),
        )
        for place in layout.placeholders
    )
    pictures = [_box(shape) for of in (layout, layout.slide_master) for shape in of.shapes if _is_picture(shape)]
    small = tuple(box for box in pictures if box.width * box.height < _WHOLE * whole)
    return Layout(name=layout.name, spots=spots, pictures=small, is_dark=_is_dark(layout))


def _is_picture(shape: Any) -> bool:
    return not shape.is_placeholder and shape._element.tag in (qn("p:pic"), qn("p:grpSp"))


def _box(shape: Any) -> Box:
    told = [(value or 0) / _EMU for value in (shape.left, shape.top, shape.width, shape.height)]
    return Box(x=told[0], y=told[1], width=told[2], height=told[3])


def _is_dark(layout: Any) -> bool:
    """Whether the ground is known to be too dark for dark text; pictures and gradients are not known."""
    for element in (layout._element, layout.slide_master._element):
        ground = element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            return _brightness(ground, layout.slide_master) < _LIGHT
    return False


def _brightness(ground: Any, master: Any) -> float:
    exact = ground.find(f".//{qn('a:srgbClr')}")
    scheme = ground.find(f".//{qn('a:schemeClr')}")
    if exact is not None:
        return _bright(exact.get("val", ""))
    if scheme is None:
        return 255.0
    mapped = master._element.find(qn("p:clrMap"))
    name = scheme.get("val", "")
    name = name if mapped is None else mapped.get(name, name)
    found = _theme(master).find(f".//{qn(f'a:{name}')}") if name.isalnum() else None
    colour = None if found is None or not len(found) else found[0]
    return 255.0 if colour is None else _bright(colour.get("lastClr") or colour.get("val") or "")


def _bright(code: str) -> float:
    try:
        red, green, blue = bytes.fromhex(code)
    except ValueError:
        return 255.0
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _typeface(master: Any) -> str:
    found = _theme(master).find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return "" if found is None else str(found.get("typeface", ""))


def _theme(master: Any) -> Any:
    blob = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))

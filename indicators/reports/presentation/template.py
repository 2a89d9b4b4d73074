"""The product's own template: 16:9, two layouts, placeholders by role, the design's colours and Arial."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from indicators.charts.theme import BRAND, BRAND_DARK, GROUP_B, INK, TEXT_2, WHITE
from indicators.reports.presentation.frame import OWN as OWN_FRAME
from indicators.reports.presentation.frame import Frame
from indicators.reports.presentation.placed import HEIGHT, WIDTH, Role

CONTENT: Final = "Innehåll"
OPENING: Final = "Titelbild"
FONT: Final = "Arial"
_KEPT: Final = {5: CONTENT, 6: OPENING}
"""Places of the library's own layouts that are kept, by their new names: a title alone, and an empty one."""
_ACCENTS: Final = (BRAND, GROUP_B, "#1B6FAE", "#9C5A00", "#8B1538", "#55616E")

TITLE_INDEX: Final = 0
INDEXES: Final[Mapping[Role, int]] = {
    Role.TITLE: 0,
    Role.KICKER: 13,
    Role.ASSESSMENT: 14,
    Role.SOURCE: 15,
    Role.FOOTER: 16,
    Role.NUMBER: 17,
}
"""Placeholders of our layout; a city's template names others."""

_STYLES: Final[Mapping[Role, tuple[float, str, bool, str]]] = {
    Role.TITLE: (26, INK, True, "l"),
    Role.KICKER: (13, BRAND, True, "l"),
    Role.ASSESSMENT: (13, INK, True, "r"),
    Role.SOURCE: (9, TEXT_2, False, "l"),
    Role.FOOTER: (9, TEXT_2, False, "l"),
    Role.NUMBER: (9, TEXT_2, False, "r"),
}
_NAMES: Final = {
    Role.TITLE: "Rubrik",
    Role.KICKER: "Avsnitt",
    Role.ASSESSMENT: "Bedömning",
    Role.SOURCE: "Källa",
    Role.FOOTER: "Sidfot",
    Role.NUMBER: "Bildnummer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A presentation to fill, and which layout and placeholders stand for which role."""

    content: str
    """The name of the layout for slides."""
    opening: str
    """The name of the layout for the title slide."""
    indexes: Mapping[Role, int]
    """Placeholder of each role; a role without one is written as a text of its own."""
    starts: Mapping[Role, int]
    """The same on the title slide."""
    frame: Frame = OWN_FRAME
    file: bytes = b""
    """The template as it was handed in; empty for our own."""


OWN: Final = Template(content=CONTENT, opening=OPENING, indexes=INDEXES, starts=INDEXES)


def opened(template: Template) -> Any:
    """An empty presentation in the template, without the slides that came with it."""
    if not template.file:
        return own()
    made = Presentation(io.BytesIO(template.file))
    listed = made.slides._sldIdLst
    for number in list(listed):
        made.part.drop_rel(number.rId)
        listed.remove(number)
    for name in ("p:custShowLst", "p:extLst"):  # shows and sections of the slides that are gone
        for element in made.part._element.findall(qn(name)):
            made.part._element.remove(element)
    return made


def own() -> Any:
    """An empty presentation in our template."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(round(WIDTH * 12_700)), Emu(round(HEIGHT * 12_700))
    master = made.slide_master
    _keep_two_layouts(master)
    _theme(master)
    _empty(master)
    for layout in master.slide_layouts:
        _empty(layout)
        layout.shapes._spTree.extend(_placeholder(role, number) for number, role in enumerate(_roles(layout), start=2))
    _ground(master.slide_layouts[1])
    return made


def _roles(layout: Any) -> tuple[Role, ...]:
    return (Role.TITLE, Role.KICKER, Role.FOOTER) if layout.name == OPENING else tuple(_STYLES)


def _keep_two_layouts(master: Any) -> None:
    for place, layout in reversed(list(enumerate(master.slide_layouts))):
        if place in _KEPT:
            layout.name = _KEPT[place]
        else:
            master.slide_layouts.remove(layout)


def _empty(of: Any) -> None:
    """Take away every shape, on a master all but the placeholders that layouts inherit from."""
    for shape in list(of.shapes):
        shape._element.getparent().remove(shape._element)


def _theme(master: Any) -> None:
    """Arial and the design's colours, so that new shapes in PowerPoint look like ours."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{FONT}"/>', text)
    colours = {"dk1": INK, "lt1": WHITE, "dk2": BRAND_DARK, "lt2": "#F3F5F7", "hlink": BRAND, "folHlink": BRAND}
    colours |= {f"accent{place}": colour for place, colour in enumerate(_ACCENTS, start=1)}
    for name, colour in colours.items():
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#")}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", value, text, flags=re.S)
    text = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"Lägesbild 2020"', text)
    part._blob = text.encode("utf-8")


def _placeholder(role: Role, number: int) -> Any:
    box, (size, colour, bold, align) = OWN_FRAME.slots[role], _STYLES[role]
    kind = {
        Role.TITLE: 'type="title"',
        Role.FOOTER: f'type="ftr" sz="quarter" idx="{INDEXES[role]}"',
        Role.NUMBER: f'type="sldNum" sz="quarter" idx="{INDEXES[role]}"',
    }.get(role, f'type="body" sz="quarter" idx="{INDEXES[role]}"')
    anchor = "ctr" if role is Role.TITLE else "t"
    said = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="sv-SE"/><a:t>‹#›</a:t></a:fld>'
    )
    run = said if role is Role.NUMBER else f'<a:r><a:rPr lang="sv-SE"/><a:t>{_NAMES[role]}</a:t></a:r>'
    style = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{_NAMES[role]}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Pt(box.x)}" y="{Pt(box.y)}"/><a:ext cx="{Pt(box.width)}" cy="{Pt(box.height)}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _ground(layout: Any) -> None:
    """Dark blue behind the title slide."""
    colour = BRAND_DARK.lstrip("#")
    ground = parse_xml(
        f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:effectLst/>'
        "</p:bgPr></p:bg>"
    )
    layout._element.cSld.insert(0, ground)


def language(element: Any) -> None:
    """Say on every run and field that it is Swedish."""
    for tag in ("a:r", "a:fld"):
        for run in element.iter(qn(tag)):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, OxmlElement("a:rPr"))
    for tag in ("a:rPr", "a:endParaRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", "sv-SE")

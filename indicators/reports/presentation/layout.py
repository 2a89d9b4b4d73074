"""Slides laid out: bands and columns of the design, texts broken where they break, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from indicators.charts.theme import ASSESSMENTS, BRAND, BRAND_DARK, GROUP_B, INK, RULE, TEXT_2, WHITE
from indicators.hearing.slides import Absent, Deck, Gap, Gaps, Panel, Points, Scale, Slide, SlideKind, Table, Ways
from indicators.reports.presentation import fitting, grids
from indicators.reports.presentation.placed import Align, Box, Drawing, Fill, Icon, Placed, Role, Rule, Text
from indicators.texts import words

LEFT: Final = 43.2
ROOM: Final = 873.6
GUTTER: Final = 14.4
COLUMN: Final = (ROOM - 11 * GUTTER) / 12
KICKER: Final = 30.0
TITLE: Final = 54.0
TITLE_HEIGHT: Final = 66.0
HEAD: Final = 126.0
SUBTITLE: Final = 143.0
CHARTS: Final = 163.0
CHARTS_END: Final = 416.0
COMMENT: Final = 428.0
SOURCE: Final = 489.0
FOOTER: Final = 513.0
TITLE_SIZES: Final = (26.0, 24.0, 22.0, 20.0)
OTHER_ROWS: Final = 3
MOST_OTHERS: Final = 6
DRAFT: Final = "UTKAST"
NO_COMMENT: Final = "Kommentar saknas."


def layout(slide: Slide, deck: Deck) -> tuple[Placed, ...]:
    """Everything on a slide, in reading order: title first, source, footer and number last."""
    if slide.kind is SlideKind.TITLE:
        return (*_opening(slide), *_draft(deck, WHITE))
    return (*_head(slide), *_BODIES[slide.kind](slide), *_foot(slide), *_draft(deck, TEXT_2))


def columns(first: int, count: int) -> tuple[float, float]:
    """Where so many of the twelve columns begin, and how wide they are together."""
    return LEFT + first * (COLUMN + GUTTER), count * COLUMN + (count - 1) * GUTTER


def text(
    said: str,
    box: Box,
    *,
    sizes: tuple[float, ...],
    most: int,
    colour: str = INK,
    bold: bool = False,
    align: Align = Align.LEFT,
    role: Role = Role.BODY,
) -> Text:
    """A text in a box at the largest of the sizes that has room; what has none is cut and told of."""
    found = fitting.fitted(said, sizes, box.width, most=most, bold=bold)
    return Text(
        box=box,
        text=said,
        lines=found.lines,
        size=found.size,
        colour=colour,
        bold=bold,
        align=align,
        role=role,
        has_room=found.is_whole,
    )


def _head(slide: Slide) -> list[Placed]:
    title = text(
        slide.title + _mark(slide),
        Box(x=LEFT, y=TITLE, width=ROOM, height=TITLE_HEIGHT),
        sizes=TITLE_SIZES,
        most=2,
        bold=True,
        role=Role.TITLE,
    )
    kicker = text(
        slide.kicker,
        Box(x=LEFT, y=KICKER, width=640, height=17),
        sizes=(13.0, 12.0),
        most=1,
        colour=BRAND,
        bold=True,
        role=Role.KICKER,
    )
    return [title, kicker, *_assessment(slide)]


def _mark(slide: Slide) -> str:
    """The mark of what is made up, after the title of a slide whose message rests on it."""
    is_told = slide.kind is SlideKind.AREA and bool(slide.panels) and slide.panels[0].is_demo
    return f" · {words.MADE_UP}" if is_told else ""


def _assessment(slide: Slide) -> list[Placed]:
    if slide.assessment is None:
        return []
    word, size = words.CHIP[slide.assessment], 13.0
    wide = fitting.width(word, size, bold=True) + 4
    box = Box(x=LEFT + ROOM - wide, y=KICKER, width=wide, height=17)
    said = text(word, box, sizes=(size,), most=1, colour=ASSESSMENTS[slide.assessment], bold=True, role=Role.ASSESSMENT)
    return [Icon(box=Box(x=box.x - 25, y=KICKER - 2, width=19, height=19), assessment=slide.assessment), said]


def _foot(slide: Slide) -> list[Placed]:
    source = text(
        slide.source,
        Box(x=LEFT, y=SOURCE, width=ROOM, height=22),
        sizes=(9.0,),
        most=2,
        colour=TEXT_2,
        role=Role.SOURCE,
    )
    footer = text(
        slide.footer,
        Box(x=LEFT, y=FOOTER, width=ROOM - 60, height=12),
        sizes=(9.0,),
        most=1,
        colour=TEXT_2,
        role=Role.FOOTER,
    )
    number = text(
        str(slide.number),
        Box(x=LEFT + ROOM - 50, y=FOOTER, width=50, height=12),
        sizes=(9.0,),
        most=1,
        colour=TEXT_2,
        align=Align.RIGHT,
        role=Role.NUMBER,
    )
    return [*([source] if slide.source else []), footer, number]


def _draft(deck: Deck, colour: str) -> list[Placed]:
    """The mark of a draft, on every slide until the edition is issued."""
    if not deck.is_draft:
        return []
    box = Box(x=LEFT + ROOM - 210, y=12, width=210, height=13)
    return [text(DRAFT, box, sizes=(10.0,), most=1, colour=colour, bold=True, align=Align.RIGHT, role=Role.DRAFT)]


def _opening(slide: Slide) -> list[Placed]:
    """The title in white on dark blue, with one icon for each area's headline indicator."""
    title = text(
        slide.title,
        Box(x=86, y=150, width=780, height=96),
        sizes=(40.0, 36.0, 32.0),
        most=2,
        colour=WHITE,
        bold=True,
        role=Role.TITLE,
    )
    kicker = text(
        slide.kicker, Box(x=86, y=112, width=780, height=20), sizes=(15.0,), most=1, colour=WHITE, role=Role.KICKER
    )
    footer = text(
        slide.footer, Box(x=86, y=490, width=780, height=14), sizes=(10.0, 9.0), most=1, colour=WHITE, role=Role.FOOTER
    )
    ground = Fill(box=Box(x=0, y=0, width=960, height=540), colour=BRAND_DARK)
    return [ground, title, kicker, *_icons(slide), footer]


def _icons(slide: Slide) -> list[Placed]:
    table = slide.panels[0]
    if not isinstance(table, Table):
        return []
    placed: list[Placed] = []
    for place, row in enumerate(table.rows):
        x, y = 86 + (place % 5) * 158, 300 + (place // 5) * 84
        if row[1].assessment is not None:
            placed.append(Icon(box=Box(x=x, y=y, width=24, height=24), assessment=row[1].assessment, is_white=True))
        name = Box(x=x + 31, y=y - 1, width=120, height=30)
        placed.append(text(row[0].text, name, sizes=(11.0, 10.0), most=3, colour=WHITE, bold=True))
        under = y + 1 + 13.2 * len(fitting.fitted(row[0].text, (11.0, 10.0), 120, most=3, bold=True).lines)
        verdict = Box(x=x + 31, y=under, width=120, height=26)
        placed.append(text(row[1].text, verdict, sizes=(10.0,), most=2, colour=WHITE))
    return placed


def _area(slide: Slide) -> list[Placed]:
    first, *rest = slide.panels
    if rest and all(isinstance(panel, Absent) for panel in rest):  # the room goes to what there is
        x, wide = columns(9, 3)
        placed = _panel(first, *columns(0, 9))
        for place, panel in enumerate(rest):
            placed += _panel(panel, x, wide, down=place * 90.0)
        return [*placed, *_comment(slide)]
    spans = (columns(0, 5), columns(5, 4), columns(9, 3))
    placed = [each for panel, span in zip(slide.panels, spans, strict=False) for each in _panel(panel, *span)]
    return [*placed, *_comment(slide)]


def _panel(panel: Panel, x: float, wide: float, *, down: float = 0.0) -> list[Placed]:
    head = text(panel.head, Box(x=x, y=HEAD + down, width=wide, height=16), sizes=(13.0, 12.0), most=1, bold=True)
    mark = f" · {words.MADE_UP}" if panel.is_demo else ""
    short = fitting.cut(panel.subtitle, 10.5, wide - fitting.width(mark, 10.5)) + mark
    under = text(short, Box(x=x, y=SUBTITLE + down, width=wide, height=14), sizes=(10.5,), most=1, colour=TEXT_2)
    box = Box(x=x, y=CHARTS + down, width=wide, height=CHARTS_END - CHARTS)
    if isinstance(panel, Absent):
        why = Box(x=x, y=SUBTITLE + down + 2, width=wide, height=50)
        return [head, text(panel.why, why, sizes=(11.0,), most=4, colour=TEXT_2)]
    if isinstance(panel, Gaps):
        return [head, under, *_gaps(panel, box)]
    return [head, under, Drawing(box=box, panel=panel)]


def _gaps(panel: Gaps, box: Box) -> list[Placed]:
    """Each gap with its name, its ends, and beneath it what chance would give and how the level moves."""
    placed: list[Placed] = []
    high = box.height / max(2, len(panel.gaps))
    for place, (gap, scale) in enumerate(zip(panel.gaps, panel.scales, strict=True)):
        y = box.y + place * high
        placed += _pair(panel, gap, scale, Box(x=box.x, y=y, width=box.width, height=high - 44))
        said = f"{gap.verdict}. {gap.floor}."
        under = Box(x=box.x, y=y + high - 42, width=box.width, height=38)
        placed.append(text(said, under, sizes=(10.0, 9.5, 9.0), most=3, colour=TEXT_2))
    return placed


def _pair(panel: Panel, gap: Gap, scale: Scale, box: Box) -> list[Placed]:
    """Who the two ends are, with their marks, over the drawing; the second below where one line is too short."""
    names = (gap.now.left.name, gap.now.right.name)
    after = 14 + fitting.width(names[0], 10.0) + 14
    has_room = after + 14 + fitting.width(names[1], 10.0) + 50 <= box.width
    places = ((0.0, 0.0), (after, 0.0) if has_room else (0.0, 13.0))
    placed: list[Placed] = []
    for name, (right, down), (sign, colour) in zip(names, places, (("●", BRAND), ("◆", GROUP_B)), strict=True):
        x, y = box.x + right, box.y + down
        placed.append(text(sign, Box(x=x, y=y, width=13, height=13), sizes=(10.0,), most=1, colour=colour))
        room = Box(x=x + 13, y=y, width=box.width - right - (13 if down else 60), height=13)
        placed.append(text(name, room, sizes=(10.0, 9.0), most=1))
    head = Box(x=box.x + box.width - 50, y=box.y, width=50, height=13)
    placed.append(text("Avstånd", head, sizes=(9.5,), most=1, colour=TEXT_2, align=Align.RIGHT))
    taken = 15.0 if has_room else 27.0
    drawn = Box(x=box.x, y=box.y + taken, width=box.width, height=box.height - taken)
    return [*placed, Drawing(box=drawn, panel=panel, gap=gap, scale=scale)]


def _comment(slide: Slide) -> list[Placed]:
    """What a human has written, apart from what is computed, and the area's other indicators."""
    placed: list[Placed] = [Rule(box=Box(x=LEFT, y=CHARTS_END + 6, width=ROOM, height=0), colour=RULE)]
    wide = columns(0, 9)[1]
    if slide.comment is not None:
        said = f"Bakom kurvan: {slide.comment.text or NO_COMMENT}"
        placed.append(text(said, Box(x=LEFT, y=COMMENT, width=wide, height=42), sizes=(11.5, 10.5, 10.0), most=3))
        signed = f"{slide.comment.by}, {slide.comment.at} – inte beräknat ur data" if slide.comment.text else ""
        if signed:
            under = Box(x=LEFT, y=COMMENT + 45, width=wide, height=12)
            placed.append(text(signed, under, sizes=(9.0,), most=1, colour=TEXT_2))
    return [*placed, *_others(slide)]


def _others(slide: Slide) -> list[Placed]:
    if not slide.others:
        return []
    x, wide = columns(9, 3)
    head = Box(x=x, y=COMMENT, width=wide, height=13)
    placed: list[Placed] = [text("Övriga indikatorer i området", head, sizes=(10.5,), most=1, bold=True)]
    told = [(a, f"{n} {words.counted(a, n)}") for a, n in slide.others[:MOST_OTHERS]]
    second = 24 + max(fitting.width(said, 9.5) for _, said in told[:OTHER_ROWS])
    for place, (assessment, said) in enumerate(told):
        left, y = x + second * (place // OTHER_ROWS), COMMENT + 16 + (place % OTHER_ROWS) * 14
        placed.append(Icon(box=Box(x=left, y=y, width=12, height=12), assessment=assessment))
        room = x + wide - left - 16
        placed.append(text(said, Box(x=left + 16, y=y, width=room, height=12), sizes=(9.5, 9.0), most=1))
    return placed


def _table(slide: Slide) -> list[Placed]:
    box = Box(x=LEFT, y=124, width=ROOM, height=SOURCE - 130)
    panel = slide.panels[0]
    return [grids.grid(panel, box)] if isinstance(panel, Table) else _absent(panel, box)


def _ways(slide: Slide) -> list[Placed]:
    box = Box(x=LEFT, y=124, width=ROOM, height=SOURCE - 130)
    panel = slide.panels[0]
    return [Drawing(box=box, panel=panel)] if isinstance(panel, Ways) else _absent(panel, box)


def _equal(slide: Slide) -> list[Placed]:
    panel = slide.panels[0]
    if not isinstance(panel, Gaps):
        return _absent(panel, Box(x=LEFT, y=150, width=ROOM, height=60))
    placed: list[Placed] = []
    high, wide = (SOURCE - 128) / 3, (ROOM - 2 * GUTTER) / 2
    for place, (gap, scale) in enumerate(zip(panel.gaps, panel.scales, strict=True)):
        x, y = LEFT + (place % 2) * (wide + 2 * GUTTER), 124 + (place // 2) * high
        mark = f" · {words.MADE_UP}" if gap.is_demo else ""
        name = Box(x=x, y=y, width=wide, height=15)
        placed.append(text(gap.name + mark, name, sizes=(12.0, 11.0), most=1, bold=True))
        placed += _pair(panel, gap, scale, Box(x=x, y=y + 17, width=wide, height=high - 47))
        under = Box(x=x, y=y + high - 29, width=wide, height=26)
        placed.append(text(f"{gap.verdict}. {gap.floor}.", under, sizes=(10.5, 10.0), most=2, colour=TEXT_2))
    return placed


def _points(slide: Slide) -> list[Placed]:
    panel = slide.panels[0]
    if not isinstance(panel, Points):
        return []
    placed: list[Placed] = []
    y, sizes = 134.0, (17.0, 15.0, 13.0)
    for place, sentence in enumerate(panel.sentences, start=1):
        found = fitting.fitted(sentence, sizes, ROOM - 40, most=2)
        box = Box(x=LEFT + 36, y=y, width=ROOM - 40, height=found.height + 4)
        number = Box(x=LEFT, y=y, width=28, height=22)
        placed.append(text(str(place), number, sizes=(found.size,), most=1, colour=BRAND, bold=True))
        placed.append(text(sentence, box, sizes=sizes, most=2))
        y += found.height + 15
    return placed


def _absent(panel: Panel, box: Box) -> list[Placed]:
    why = panel.why if isinstance(panel, Absent) else panel.alt
    return [text(why, box, sizes=(14.0,), most=4, colour=TEXT_2)]


_BODIES: Final[Mapping[SlideKind, Callable[[Slide], list[Placed]]]] = {
    SlideKind.GLANCE: _table,
    SlideKind.SINCE: _ways,
    SlideKind.EQUAL: _equal,
    SlideKind.AREA: _area,
    SlideKind.QUESTIONS: _points,
    SlideKind.COVERAGE: _table,
    SlideKind.METHOD: _points,
}

"""Slides laid out: bands and columns of the design, texts broken where they break, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from indicators import swedish
from indicators.charts.theme import ASSESSMENTS, BRAND, GROUP_B, INK, RULE, TEXT_2, WHITE
from indicators.hearing.answers import ANSWERED
from indicators.hearing.slides import (
    Absent,
    Deck,
    Dots,
    Gap,
    Gaps,
    Panel,
    Points,
    Scale,
    Slide,
    SlideKind,
    Table,
    Trend,
    Ways,
)
from indicators.reports.presentation import fitting, grids
from indicators.reports.presentation.frame import GUTTER, OWN, Frame
from indicators.reports.presentation.placed import Align, Box, Drawing, Fill, Icon, Placed, Role, Rule, Text
from indicators.texts import words

TITLE_SIZES: Final = (26.0, 24.0, 22.0, 20.0)
OPENING_SIZES: Final = (40.0, 36.0, 32.0, 28.0)
_HEADED: Final = 39.0
"""Points from the body's top to a panel's drawing: its head and the line under it."""
_TOLD: Final = 73.0
"""Points at the body's foot for the comment and the area's other indicators."""
_COMMENT: Final = 61.0
MOST_EVENTS: Final = 3
"""Lines for what happened, under a curve."""
EVENT_LINE: Final = 12.0
TOGETHER_SIZES: Final = (9.5, 9.0)
MOST_TOGETHER: Final = 7
SURE: Final = 0.98
"""Part of a width that a line is measured for, since programs set text a hair wider than one another."""
DOTS_ROW: Final = 14.0
"""Points that each district needs, beside what the chart's axis and the city's words take."""
_DOTS_EDGES: Final = 38.0
OTHER_ROWS: Final = 3
MOST_OTHERS: Final = 6
ONLY_DISTRICTS: Final = "följs bara per stadsdel"
DRAFT: Final = "UTKAST"
WATER: Final = "#EDF1F4"
WATER_SIZES: Final = (150.0, 120.0, 100.0)
NO_COMMENT: Final = "Kommentar saknas."
COMMENT_SIZES: Final = (11.5, 10.5, 10.0)
_ANSWER_SIZES: Final = (10.0, 9.5, 9.0)
POINT_SIZES: Final = (17.0, 15.0, 13.0, 12.0, 11.0)
_PART: Final = " · "
_ANSWERS: Final = 50.0
"""Points under the lead's questions for what is answered about them."""
_BETWEEN: Final = (15.0, 6.0)
"""Points between numbered sentences, nearer each other where all else is too tall."""
_THREE: Final = ((0, 5), (5, 4), (9, 3))
_TWO: Final = ((0, 6), (6, 6))
IN_NOTES: Final = "… (forts. i anteckningarna)"


def layout(slide: Slide, deck: Deck, frame: Frame = OWN) -> tuple[Placed, ...]:
    """Everything on a slide, in reading order: title first, source, footer and number last."""
    with fitting.wider(frame.widening):
        if slide.kind is SlideKind.TITLE:
            return (*_opening(slide, frame), *_corner(deck, frame, WHITE if frame.is_own else INK, 24.0))
        title, *head = _head(slide, frame)
        drawn = _BODIES[slide.kind](slide, frame)
        return (title, *_draft(deck, frame), *head, *drawn, *_foot(slide, frame))


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


def _head(slide: Slide, frame: Frame) -> list[Placed]:
    title = _title(slide.title + _mark(slide), frame.slots[Role.TITLE], TITLE_SIZES, colour=INK, frame=frame)
    kicker = text(
        slide.kicker,
        frame.slots[Role.KICKER],
        sizes=(13.0, 12.0, 11.0, 10.0),
        most=1,
        colour=BRAND,
        bold=True,
        role=Role.KICKER,
    )
    return [title, kicker, *_assessment(slide, frame)]


def _title(said: str, box: Box, sizes: tuple[float, ...], *, colour: str, frame: Frame) -> Text:
    """A title in two lines; in a template in as many as its place has room for."""
    found = [
        text(said, box, sizes=(size,), most=2 if frame.is_own else _rows(box, size), colour=colour, bold=True)
        for size in sizes
    ]
    return replace(next((title for title in found if title.has_room), found[-1]), role=Role.TITLE)


def _mark(slide: Slide) -> str:
    """The mark of what is made up, after the title of a slide whose message rests on it."""
    is_told = slide.kind is SlideKind.AREA and bool(slide.panels) and slide.panels[0].is_demo
    return f" · {words.MADE_UP}" if is_told else ""


def _assessment(slide: Slide, frame: Frame) -> list[Placed]:
    if slide.assessment is None:
        return []
    word, size = words.CHIP[slide.assessment], 13.0
    slot, wide = frame.slots[Role.ASSESSMENT], fitting.width(word, size, bold=True) + 4
    box = Box(x=slot.x + slot.width - wide, y=slot.y, width=wide, height=17)
    said = text(word, box, sizes=(size,), most=1, colour=ASSESSMENTS[slide.assessment], bold=True, role=Role.ASSESSMENT)
    return [Icon(box=Box(x=box.x - 25, y=box.y - 2, width=19, height=19), assessment=slide.assessment), said]


def _foot(slide: Slide, frame: Frame) -> list[Placed]:
    told = frame.slots[Role.SOURCE]
    source = text(slide.source, told, sizes=(9.0,), most=_rows(told, 9.0), colour=TEXT_2, role=Role.SOURCE)
    if frame.is_own:  # of two lines the last stands where a single one does
        risen = (len(source.lines) - 1) * 9.0 * fitting.LINE
        source = replace(source, box=replace(told, y=told.y - risen))
    footer = _footer(slide.footer, frame.slots[Role.FOOTER], sizes=(9.0,), colour=TEXT_2)
    number = text(
        str(slide.number),
        frame.slots[Role.NUMBER],
        sizes=(9.0,),
        most=1,
        colour=TEXT_2,
        align=Align.RIGHT,
        role=Role.NUMBER,
    )
    return [*([source] if slide.source else []), footer, number]


def _footer(said: str, box: Box, *, sizes: tuple[float, ...], colour: str) -> Text:
    """The footer, without its first parts where the place is narrow; the last ones say the day and what is made up."""
    parts = said.split(_PART)
    while True:
        footer = text(_PART.join(parts), box, sizes=sizes, most=_rows(box, 9.0), colour=colour, role=Role.FOOTER)
        if footer.has_room or len(parts) == 1:
            return footer
        parts.pop(0)


def _rows(box: Box, size: float) -> int:
    """How many lines have room above each other."""
    return max(1, int((box.height + 1.0) / (size * fitting.LINE)))


def _draft(deck: Deck, frame: Frame) -> list[Placed]:
    """The mark of a draft until the edition is issued: pale across the body, and as text in a corner."""
    if not deck.is_draft:
        return []
    body = frame.body
    across = Box(x=body.x, y=body.y + body.height / 2 - 90, width=body.width, height=180)
    mark = text(
        DRAFT, across, sizes=WATER_SIZES, most=1, colour=WATER, bold=True, align=Align.CENTRE, role=Role.WATERMARK
    )
    return [mark, *_corner(deck, frame, INK, 14.0)]


def _corner(deck: Deck, frame: Frame, colour: str, size: float) -> list[Placed]:
    if not deck.is_draft:
        return []
    body = frame.body
    corner = Box(x=body.x + body.width - 210, y=8, width=210, height=size * fitting.LINE)
    return [text(DRAFT, corner, sizes=(size,), most=1, colour=colour, bold=True, align=Align.RIGHT, role=Role.DRAFT)]


def _opening(slide: Slide, frame: Frame) -> list[Placed]:
    """The title in white on dark blue, with one icon for each area's headline indicator."""
    title, kicker, footer = (frame.opening[role] for role in (Role.TITLE, Role.KICKER, Role.FOOTER))
    colour = WHITE if frame.is_own else INK  # in a template the theme colours the text, and its ground is not known
    placed: list[Placed] = [
        _title(slide.title, title, OPENING_SIZES, colour=colour, frame=frame),
        text(slide.kicker, kicker, sizes=(15.0, 13.0, 12.0), most=1, colour=colour, role=Role.KICKER),
        *_icons(slide, frame),
        _footer(slide.footer, footer, sizes=(10.0, 9.0), colour=colour),
    ]
    return placed


def _icons(slide: Slide, frame: Frame) -> list[Placed]:
    table = slide.panels[0]
    if not isinstance(table, Table) or (frame.icons is None and not frame.is_own):
        return []
    if frame.icons is None:
        return _ten(table, x=86.0, y=300.0, step=158.0, colour=WHITE)
    room = frame.icons
    ground = Fill(box=room, colour=WHITE)
    return [ground, *_ten(table, x=room.x + 10, y=room.y + 10, step=(room.width - 20) / 5, colour=INK)]


def _ten(table: Table, *, x: float, y: float, step: float, colour: str) -> list[Placed]:
    """Five beside each other in two rows."""
    placed: list[Placed] = []
    wide, is_white = step - 38, colour == WHITE
    for place, row in enumerate(table.rows):
        left, top = x + (place % 5) * step, y + (place // 5) * 84
        if row[1].assessment is not None:
            icon = Box(x=left, y=top, width=24, height=24)
            placed.append(Icon(box=icon, assessment=row[1].assessment, is_white=is_white))
        name = Box(x=left + 31, y=top - 1, width=wide, height=30)
        placed.append(text(row[0].text, name, sizes=(11.0, 10.0), most=3, colour=colour, bold=True))
        under = top + 1 + 13.2 * len(fitting.fitted(row[0].text, (11.0, 10.0), wide, most=3, bold=True).lines)
        verdict = Box(x=left + 31, y=under, width=wide, height=26)
        placed.append(text(row[1].text, verdict, sizes=(10.0, 9.0), most=3, colour=colour))
    return placed


def _area(slide: Slide, frame: Frame) -> list[Placed]:
    first, *rest = slide.panels
    if _is_alone(slide):  # the room goes to what there is
        x, wide = frame.columns(9, 3)
        placed = _panel(first, frame, *frame.columns(0, 9))
        for place, panel in enumerate(rest):
            placed += _panel(panel, frame, x, wide, down=place * 90.0)
        return [*placed, *_comment(slide, frame)]
    spans = [frame.columns(*span) for span in (_TWO if frame.is_narrow else _THREE)]
    placed = [each for panel, span in zip(slide.panels, spans, strict=False) for each in _panel(panel, frame, *span)]
    return [*placed, *_comment(slide, frame)]


def _panel(panel: Panel, frame: Frame, x: float, wide: float, *, down: float = 0.0) -> list[Placed]:
    top, end = frame.body.y + down, frame.end - _TOLD
    head = text(panel.head, Box(x=x, y=top + 2, width=wide, height=16), sizes=(13.0, 12.0, 11.0), most=1, bold=True)
    mark = f" · {words.MADE_UP}" if panel.is_demo else ""
    short = fitting.cut(panel.subtitle, 10.5, wide - fitting.width(mark, 10.5)) + mark
    under = text(short, Box(x=x, y=top + 19, width=wide, height=14), sizes=(10.5,), most=1, colour=TEXT_2)
    box = Box(x=x, y=top + _HEADED, width=wide, height=end - frame.body.y - _HEADED)
    if isinstance(panel, Absent):
        why = Box(x=x, y=top + 21, width=wide, height=50)
        return [head, text(panel.why, why, sizes=(11.0,), most=4, colour=TEXT_2)]
    if isinstance(panel, Gaps):
        whole = _counted_in(panel, under, frame)
        down = (len(whole.lines) - 1) * EVENT_LINE
        lower = Box(x=x, y=box.y + down, width=wide, height=box.height - down)
        return [head, replace(whole, box=Box(x=x, y=top + 19, width=wide, height=14 + down)), *_gaps(panel, lower)]
    if isinstance(panel, Trend) and panel.events:
        return [head, under, *_happened(panel, box)]
    if isinstance(panel, Dots):
        return [head, under, *_together(panel, box)]
    return [head, under, Drawing(box=box, panel=panel)]


def _counted_in(panel: Gaps, under: Text, frame: Frame) -> Text:
    """What the distances are of and counted in: in two lines, or in a template with the name cut, never the unit."""
    unit, mark = panel.gaps[0].unit, f" · {words.MADE_UP}" if panel.is_demo else ""
    if frame.is_own or not unit:
        return text(panel.subtitle + mark, under.box, sizes=(10.5, 10.0), most=2, colour=TEXT_2)
    tail = f", {unit}{mark}"
    name = fitting.cut(panel.subtitle.removesuffix(f", {unit}"), 10.5, under.box.width - fitting.width(tail, 10.5))
    return text(name + tail, under.box, sizes=(10.5, 10.0), most=1, colour=TEXT_2)


def _happened(panel: Trend, box: Box) -> list[Placed]:
    """The curve, and under it what its numbered lines are; what has no room stands in the appendix."""
    told = [f"{number}  {event.told}" for number, event in enumerate(panel.events, start=1)]
    if len(told) > MOST_EVENTS:
        left = len(told) - MOST_EVENTS + 1
        told = [*told[: MOST_EVENTS - 1], f"… och {swedish.count_word(left)} till i bilagan"]
    top = box.y + box.height - EVENT_LINE * len(told)
    drawn = Box(x=box.x, y=box.y, width=box.width, height=top - box.y - 3)
    placed: list[Placed] = [Drawing(box=drawn, panel=panel)]
    for place, said in enumerate(told):
        line = Box(x=box.x, y=top + place * EVENT_LINE, width=box.width, height=EVENT_LINE)
        placed.append(text(fitting.cut(said, 9.5, box.width), line, sizes=(9.5,), most=1, colour=TEXT_2))
    return placed


def _together(panel: Dots, box: Box) -> list[Placed]:
    """The districts, and under them what the test of all says; where that takes their room it stands in the notes."""
    narrow = replace(box, width=SURE * box.width)
    said = text(panel.together, narrow, sizes=TOGETHER_SIZES, most=MOST_TOGETHER, colour=TEXT_2)
    tall = len(said.lines) * said.size * fitting.LINE
    left = box.height - tall - 3
    if not said.has_room or left < _DOTS_EDGES + DOTS_ROW * len(panel.points):
        return [Drawing(box=box, panel=panel)]
    under = Box(x=box.x, y=box.y + left + 3, width=box.width, height=tall)
    return [Drawing(box=replace(box, height=left), panel=panel), replace(said, box=under)]


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


def _comment(slide: Slide, frame: Frame) -> list[Placed]:
    """What a human has written, apart from what is computed, and the area's other indicators."""
    body, y = frame.body, frame.end - _COMMENT
    placed: list[Placed] = [Rule(box=Box(x=body.x, y=y - 6, width=body.width, height=0), colour=RULE)]
    wide = frame.columns(*_written(frame))[1]
    if slide.comment is not None:
        said, sizes, most = comment_shown(slide, frame)[0], *_comment_room(slide)
        placed.append(text(said, Box(x=body.x, y=y, width=wide, height=14.0 * most), sizes=sizes, most=most))
        signed = f"{slide.comment.by}, {slide.comment.at} – inte beräknat ur data" if slide.comment.text else ""
        if signed:
            under = Box(x=body.x, y=y + (48 if slide.answers else 45), width=wide, height=12)
            placed += _answer(slide, Box(x=body.x, y=y + 25, width=wide, height=22))
            placed.append(text(fitting.cut(signed, 9.0, wide), under, sizes=(9.0,), most=1, colour=TEXT_2))
    return [*placed, *_others(slide, frame)]


def _answer(slide: Slide, box: Box) -> list[Placed]:
    """Why the text may contradict the assessment, beside it; what has no room goes on in the speaker's notes."""
    if not slide.answers:
        return []
    said, most = ANSWERED + " ".join(slide.answers), max(1, int(box.height / (_ANSWER_SIZES[-1] * fitting.LINE)))
    shown = _kept(said, _ANSWER_SIZES, most, wide=box.width)
    return [text(shown, box, sizes=_ANSWER_SIZES, most=most, colour=BRAND)]


def _comment_room(slide: Slide) -> tuple[tuple[float, ...], int]:
    """Sizes and lines of the text behind the curve; fewer where an answer stands under it."""
    return (COMMENT_SIZES[-1:], 2) if slide.answers else (COMMENT_SIZES, 3)


def comment_shown(slide: Slide, frame: Frame) -> tuple[str, bool]:
    """What the slide has room for of the text behind the curve, and whether that is all of it."""
    if slide.comment is None:
        return "", True
    said, wide = f"Bakom kurvan: {slide.comment.text or NO_COMMENT}", frame.columns(*_written(frame))[1]
    shown = _kept(said, *_comment_room(slide), wide=wide)
    return shown, shown == said


def _kept(said: str, sizes: tuple[float, ...], most: int, *, wide: float) -> str:
    """As much of a text as has room, and that the rest is in the notes."""
    if fitting.fitted(said, sizes, wide, most=most).is_whole:
        return said
    kept = said.split(" ")
    while kept and not fitting.fitted(" ".join(kept) + IN_NOTES, sizes[-1:], wide, most=most).is_whole:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:.–") + IN_NOTES


def without_room(slide: Slide, frame: Frame) -> list[str]:
    """What a slide has no room for, told in the speaker's notes: the third panel of narrow slides, long comments."""
    told = []
    if slide.kind is SlideKind.AREA:
        gone = slide.panels[len(_TWO) :] if frame.is_narrow and not _is_alone(slide) else ()
        told += [f"Visas inte på bilden: {panel.alt}" for panel in gone if not isinstance(panel, Absent)]
        told += [f"Visas inte på bilden: {panel.head}. {panel.why}" for panel in gone if isinstance(panel, Absent)]
        shown = {each.text for each in _area(slide, frame) if isinstance(each, Text)}
        told += [each.together for each in slide.panels if isinstance(each, Dots) and each.together not in shown]
    panel = slide.panels[0]
    if isinstance(panel, Table) and _is_cut(slide, frame):
        others = "; ".join(f"{row[1].text}: {row[-1].text}" for row in panel.rows if row[-1].text)
        told.append(f"Visas inte på bilden, {panel.columns[-1].lower()}: {others}.")
    if slide.comment is not None and not comment_shown(slide, frame)[1]:
        told.append(f"Hela texten bakom kurvan ({slide.comment.by}, {slide.comment.at}): {slide.comment.text}")
    return told


def _is_alone(slide: Slide) -> bool:
    """Whether there is nothing to draw beside the first panel."""
    rest = slide.panels[1:]
    return bool(rest) and all(isinstance(panel, Absent) for panel in rest)


def _written(frame: Frame) -> tuple[int, int]:
    """The columns of the text behind the curve."""
    return (0, 8) if frame.is_narrow else (0, 9)


def _others(slide: Slide, frame: Frame) -> list[Placed]:
    if not slide.others and not slide.by_district:
        return []
    (x, wide), foot = frame.columns(*((8, 4) if frame.is_narrow else (9, 3))), frame.end - _COMMENT
    head = Box(x=x, y=foot, width=wide, height=13)
    placed: list[Placed] = [text("Övriga indikatorer i området", head, sizes=(10.5, 10.0, 9.5), most=1, bold=True)]
    told = [(a, f"{n} {words.counted(a, n)}") for a, n in slide.others[:MOST_OTHERS]]
    rows, last = OTHER_ROWS, ""
    if slide.by_district:
        rows, last = OTHER_ROWS - 1, f"{len(slide.by_district)} {ONLY_DISTRICTS}"
        told, rest = told[: 2 * rows], told[2 * rows :]
        last = ", ".join([*(said for _, said in rest), last])
        under = Box(x=x, y=foot + 16 + rows * 14, width=wide, height=12)
        placed.append(text(last, under, sizes=(9.5, 9.0), most=1))
    second = 24 + max((fitting.width(said, 9.5) for _, said in told[:rows]), default=0.0)
    for place, (assessment, said) in enumerate(told):
        left, y = x + second * (place // rows), foot + 16 + (place % rows) * 14
        placed.append(Icon(box=Box(x=left, y=y, width=12, height=12), assessment=assessment))
        room = x + wide - left - 16
        placed.append(text(said, Box(x=left + 16, y=y, width=room, height=12), sizes=(9.5, 9.0), most=1))
    return placed


def _whole(frame: Frame) -> Box:
    """The body but for a little room above the source."""
    body = frame.body
    return Box(x=body.x, y=body.y, width=body.width, height=body.height - 6)


def _table(slide: Slide, frame: Frame) -> list[Placed]:
    panel = slide.panels[0]
    if not isinstance(panel, Table):
        return _absent(panel, frame)
    shown = _without_last(panel) if _is_cut(slide, frame) else panel
    box = _whole(frame)
    if slide.kind is not SlideKind.COVERAGE:
        return [grids.grid(shown, box)]
    told = text(panel.subtitle, Box(x=box.x, y=box.y, width=box.width, height=0), sizes=(11.0, 10.0), most=3)
    tall = len(told.lines) * told.size * fitting.LINE + 5
    under = Box(x=box.x, y=box.y + tall, width=box.width, height=box.height - tall)
    return [replace(told, box=replace(told.box, height=tall)), grids.grid(shown, under)]


def _is_cut(slide: Slide, frame: Frame) -> bool:
    """Whether the overview leaves out its last column, the areas' other indicators, for want of width."""
    return slide.kind is SlideKind.GLANCE and frame.is_narrow


def _without_last(table: Table) -> Table:
    return replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows))


def _ways(slide: Slide, frame: Frame) -> list[Placed]:
    panel = slide.panels[0]
    return [Drawing(box=_whole(frame), panel=panel)] if isinstance(panel, Ways) else _absent(panel, frame)


def _equal(slide: Slide, frame: Frame) -> list[Placed]:
    panel = slide.panels[0]
    if not isinstance(panel, Gaps):
        return _absent(panel, frame)
    placed: list[Placed] = []
    body = frame.body
    high, wide = (body.height - 4) / 3, (body.width - 2 * GUTTER) / 2
    for place, (gap, scale) in enumerate(zip(panel.gaps, panel.scales, strict=True)):
        x, y = body.x + (place % 2) * (wide + 2 * GUTTER), body.y + (place // 2) * high
        name = Box(x=x, y=y, width=wide, height=15)
        placed.append(text(gap.named, name, sizes=(12.0, 11.0, 10.0), most=1, bold=True))
        placed += _pair(panel, gap, scale, Box(x=x, y=y + 17, width=wide, height=high - 47))
        under = Box(x=x, y=y + high - 29, width=wide, height=26)
        placed.append(text(f"{gap.verdict}. {gap.floor}.", under, sizes=(10.5, 10.0, 9.5), most=2, colour=TEXT_2))
    return placed


def _points(slide: Slide, frame: Frame) -> list[Placed]:
    panel, body = slide.panels[0], frame.body
    if not isinstance(panel, Points):
        return []
    placed: list[Placed] = []
    y, sizes, between, has_room = _sized(panel, frame, kept_free=_ANSWERS if slide.answers else 0.0)
    for place, sentence in enumerate(panel.sentences, start=1):
        said = text(sentence, Box(x=body.x + 36, y=y, width=body.width - 40, height=0), sizes=sizes, most=2)
        tall = len(said.lines) * said.size * fitting.LINE + 4
        box = Box(x=said.box.x, y=y, width=said.box.width, height=tall)
        number = Box(x=body.x, y=y, width=28, height=22)
        placed.append(text(str(place), number, sizes=(said.size,), most=1, colour=BRAND, bold=True))
        placed.append(replace(said, box=box, has_room=said.has_room and has_room))
        y += tall + between
    return [*placed, *_answer(slide, Box(x=body.x + 36, y=y, width=body.width - 40, height=frame.end - y))]


def _sized(panel: Points, frame: Frame, *, kept_free: float) -> tuple[float, tuple[float, ...], float, bool]:
    """Where the sentences begin, at which sizes and how far apart, and whether they all have room."""
    top = frame.body.y + 10
    for between in _BETWEEN:
        for least in range(len(POINT_SIZES)):
            sizes = POINT_SIZES[least:]
            found = [fitting.fitted(sentence, sizes, frame.body.width - 40, most=2) for sentence in panel.sentences]
            if top + sum(one.height + 4 + between for one in found) - between <= frame.end - kept_free:
                return top, sizes, between, True
    return top, POINT_SIZES[-1:], _BETWEEN[-1], False


def _absent(panel: Panel, frame: Frame) -> list[Placed]:
    body = frame.body
    box = Box(x=body.x, y=body.y + 26, width=body.width, height=60)
    why = panel.why if isinstance(panel, Absent) else panel.alt
    return [text(why, box, sizes=(14.0,), most=4, colour=TEXT_2)]


_BODIES: Final[Mapping[SlideKind, Callable[[Slide, Frame], list[Placed]]]] = {
    SlideKind.GLANCE: _table,
    SlideKind.SINCE: _ways,
    SlideKind.EQUAL: _equal,
    SlideKind.AREA: _area,
    SlideKind.PROMISES: _table,
    SlideKind.QUESTIONS: _points,
    SlideKind.COVERAGE: _table,
    SlideKind.METHOD: _points,
}

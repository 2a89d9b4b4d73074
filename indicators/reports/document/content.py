"""What the report says, section by section, as plain data for its looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from indicators import swedish
from indicators.charts import icons
from indicators.charts.theme import ASSESSMENTS
from indicators.hearing.answers import ANSWERED
from indicators.hearing.slide_parts import MADE_UP
from indicators.hearing.slides import (
    Absent,
    Cell,
    Deck,
    Dots,
    Gaps,
    Panel,
    Points,
    Slide,
    SlideKind,
    Table,
    Trend,
    Ways,
    decimals_in,
)
from indicators.model import Assessment
from indicators.reports.presentation.layout import DRAFT, NO_COMMENT
from indicators.reports.presentation.picture_charts import draw
from indicators.reports.presentation.placed import Box, Drawing
from indicators.texts import words

UPRIGHTS: Final = "Ett streck visar när något hände. Det förklarar inte kurvan."
FONT: Final = "Source Sans Pro"
NO_VERDICT: Final[Mapping[str, str]] = {"word": "", "icon": "", "colour": "#16222E"}
_SUMMARY: Final = (SlideKind.GLANCE, SlideKind.SINCE, SlideKind.EQUAL)
_WIDTHS: Final = (0, 3, 4, 2, 2, 2, 3, 0)
"""Columns of the glance: 0 as wide as needed; the last one of the slide is left to the areas' own sections."""
_PROMISES: Final = (5, 3, 3, 2, 4)
"""Columns of what was promised, as parts of the width."""


def content(deck: Deck) -> dict[str, Any]:
    """The report's data; the same words and figures as the slides."""
    glance = next(s for s in deck.slides if s.kind is SlideKind.GLANCE)
    summary = [s for s in deck.slides if s.kind in _SUMMARY]
    return {
        "title": deck.slides[0].title,
        "author": f"{deck.city}s Stad, Lägesbild 2020",
        "subject": _subject(deck),
        "kicker": f"{deck.city}s Stad · {deck.programme}",
        "footer": f"{_edition(deck)} · Läge per {deck.year} · Dataversion {deck.version}"
        + (f" · {MADE_UP}" if deck.is_demo else ""),
        "draft": DRAFT if deck.is_draft else "",
        "demo": f"{MADE_UP}: delar av siffrorna är påhittade och får inte spridas." if deck.is_demo else "",
        "summary": [{"title": s.title, "text": ""} for s in summary],
        "glance": _glance(glance),
        "sections": [_section(slide) for slide in deck.slides if slide.kind not in (SlideKind.TITLE, SlideKind.GLANCE)]
        + [_last(deck)],
    }


def _edition(deck: Deck) -> str:
    return f"{deck.name}, version {deck.edition}" if deck.edition else deck.name


def _subject(deck: Deck) -> str:
    edition = f"version {deck.edition}" if deck.edition else "utkast"
    why = f" Rättelse: {swedish.ended(deck.reason)}" if deck.reason else ""
    return f"{deck.name} ({deck.held}), {edition}. Läge per {deck.year}, dataversion {deck.version}.{why}"


def _glance(slide: Slide) -> dict[str, Any]:
    table = slide.panels[0]
    if not isinstance(table, Table):
        return {**_table((), ()), "note": ""}
    keep = range(7)
    rows = tuple(tuple(row[place] for place in keep) for row in table.rows)
    return {
        **_table(tuple(table.columns[place] for place in keep), rows, widths=_WIDTHS[:7], right=(3, 4, 5)),
        "note": slide.source,
    }


def _section(slide: Slide) -> dict[str, Any]:
    parts = _beside(slide) if slide.kind is SlideKind.AREA else []
    rest = slide.panels[2:] if parts else slide.panels
    parts += [part for panel in rest for part in _panel(panel, slide)]
    if slide.kind is SlideKind.AREA:
        parts += _behind(slide)
    parts += [_small(slide.notes.method)] if slide.kind is SlideKind.AREA else []
    return {
        "name": slide.kicker if slide.kind is SlideKind.AREA else slide.name,
        "title": slide.title + (f" · {words.MADE_UP}" if _is_made_up(slide) else ""),
        "lead": "" if slide.kind is not SlideKind.AREA else _lead(slide),
        "verdict": _verdict(slide.assessment),
        "parts": parts,
        "fresh": slide.kind is SlideKind.AREA,
    }


def _beside(slide: Slide) -> list[dict[str, Any]]:
    """The city's way and the districts side by side, where there are both."""
    if len(slide.panels) < 2:
        return []
    first, second = slide.panels[:2]
    if not isinstance(first, Trend) or not isinstance(second, Dots):
        return []
    sides = [
        [
            {"kind": "head", "text": panel.head},
            _small(panel.subtitle + (f" · {words.MADE_UP}" if panel.is_demo else "")),
            _drawing(panel, 310, 190, panel.source),
            *(_happened(panel) if isinstance(panel, Trend) else []),
        ]
        for panel in (first, second)
    ]
    pair = {"kind": "pair", "left": sides[0], "right": sides[1]}
    return [pair, {"kind": "text", "text": second.together}, _series(first)]


def _lead(slide: Slide) -> str:
    """What the speaker would say after the title."""
    return slide.notes.say.removeprefix(f"{slide.title}.").strip()


def _is_made_up(slide: Slide) -> bool:
    return slide.kind is SlideKind.AREA and bool(slide.panels) and slide.panels[0].is_demo


def _verdict(assessment: Assessment | None) -> Mapping[str, str]:
    if assessment is None:
        return NO_VERDICT
    return {
        "word": words.CHIP[assessment],
        "icon": icons.svg(assessment, 24),
        "colour": ASSESSMENTS[assessment],
    }


def _panel(panel: Panel, slide: Slide) -> list[dict[str, Any]]:
    head = [{"kind": "head", "text": panel.head}] if panel.head else []
    mark = f" · {words.MADE_UP}" if panel.is_demo else ""
    under = [_small(panel.subtitle + mark)] if panel.subtitle and slide.kind is SlideKind.AREA else []
    if isinstance(panel, Absent):
        return [*head, {"kind": "text", "text": panel.why}]
    if isinstance(panel, Trend):
        return [*head, *under, _drawing(panel, 480, 170, panel.source), *_happened(panel), _series(panel)]
    if isinstance(panel, Dots):
        return [*head, *under, {"kind": "text", "text": panel.together}, _drawing(panel, 480, 200, panel.source)]
    if isinstance(panel, Gaps):
        return [*head, *under, *_gaps(panel)]
    if isinstance(panel, Ways):
        return [*head, _drawing(panel, 640, 225, slide.source), _ways(panel)]
    if isinstance(panel, Points):
        return [*head, {"kind": "list", "items": list(panel.sentences)}, *_answers(slide)]
    if isinstance(panel, Table):
        widths = _PROMISES if slide.kind is SlideKind.PROMISES else (3,) + (1,) * (len(panel.columns) - 1)
        told = [_small(panel.subtitle)] if slide.kind is SlideKind.COVERAGE else []
        return [*head, *told, _table(panel.columns, panel.rows, widths=widths)]
    raise TypeError(type(panel).__name__)


def _drawing(panel: Panel, wide: float, high: float, caption: str) -> dict[str, Any]:
    drawn = draw(Drawing(box=Box(x=2, y=2, width=wide, height=high), panel=panel))
    return _figure(drawn, wide, high, panel.alt, caption)


def _figure(drawn: str, wide: float, high: float, alt: str, caption: str) -> dict[str, Any]:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide + 8:g} {high + 6:g}" width="{wide + 8:g}" '
        f'height="{high + 6:g}" font-family="{FONT}">{drawn}</svg>'
    )
    return {"kind": "drawing", "svg": svg, "alt": alt, "caption": caption, "width": 100}


def _happened(panel: Trend) -> list[dict[str, Any]]:
    """What the numbered lines of a drawing are, and that they explain nothing."""
    if not panel.events:
        return []
    told = [_small(f"{number} {event.told}") for number, event in enumerate(panel.events, start=1)]
    return [*told, _small(UPRIGHTS)]


def _series(panel: Trend) -> dict[str, Any]:
    """The drawing's table: every year with its value and margin."""
    known = [p for p in panel.points if p.shown]
    margins = [
        swedish.interval(p.lower, p.upper, decimals=decimals_in(p.shown))
        if p.lower is not None and p.upper is not None
        else "–"
        for p in known
    ]
    rows = (
        (Cell(text="Värde"), *(Cell(text=p.shown if p.value is not None else "saknas") for p in known)),
        (Cell(text="Felmarginal"), *(Cell(text=text) for text in margins)),
    )
    columns = ("År", *(p.name for p in known))
    return _table(columns, rows, widths=(2,) + (1,) * len(known), right=tuple(range(1, len(columns))))


def _gaps(panel: Gaps) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    rows = []
    for gap in panel.gaps:
        for pair in (gap.then, gap.now):
            rows.append(
                (
                    Cell(text=gap.named if pair is gap.then else ""),
                    Cell(text=pair.when),
                    Cell(text=f"{pair.left.name} {pair.left.shown}"),
                    Cell(text=f"{pair.right.name} {pair.right.shown}"),
                    Cell(text=pair.gap),
                )
            )
    columns = ("Vad", "År", "Bäst det första året", "Sämst det första året", "Avstånd")
    made.append(_table(columns, tuple(rows), widths=(4, 1, 4, 4, 2), right=(4,)))
    said = [f"{gap.named}: {swedish.sentence_case(gap.verdict)}. {gap.floor}." for gap in panel.gaps]
    return [*made, {"kind": "list", "items": said}]


def _ways(panel: Ways) -> dict[str, Any]:
    rows = tuple(
        (
            Cell(text=way.area),
            Cell(text=way.indicator + (f" · {words.MADE_UP}" if way.is_demo else "")),
            Cell(text=way.shown[0]),
            Cell(text=way.shown[1]),
            Cell(text=f"{way.group}: {way.why}" if way.why else way.group),
        )
        for way in panel.ways
    )
    columns = ("Område", "Huvudindikator", "Då", "Nu", "Skillnad")
    return _table(columns, rows, widths=(4, 4, 1, 1, 3), right=(2, 3))


def _behind(slide: Slide) -> list[dict[str, Any]]:
    """What a human has written, and how the area's other indicators stand."""
    told = slide.comment
    text = NO_COMMENT if told is None or not told.text else told.text
    signed = "" if told is None or not told.text else f"{told.by}, {told.at}. Skrivet av en människa, inte beräknat."
    others = ", ".join(f"{count} {words.counted(assessment, count)}" for assessment, count in slide.others)
    said = f"Övriga indikatorer i området: {others}." if others else "Området har inga andra bedömda indikatorer."
    if slide.by_district:
        said += f" {len(slide.by_district)} till följs bara per stadsdel: {swedish.listing(slide.by_district)}."
    return [{"kind": "comment", "text": text, "signed": signed}, *_answers(slide), {"kind": "text", "text": said}]


def _answers(slide: Slide) -> list[dict[str, Any]]:
    """Why what people have written on a slide may contradict an assessment."""
    return [{"kind": "text", "text": f"{ANSWERED}{answer}"} for answer in slide.answers]


def _last(deck: Deck) -> dict[str, Any]:
    """What is needed to make the report again, and what was left out."""
    items = [deck.slides[0].notes.reproduce, *(f"{name}: {value}" for name, value in deck.facts.items())]
    left = [f"{name}: {why}" for name, why in deck.left_out]
    parts: list[dict[str, Any]] = [{"kind": "list", "items": items}]
    parts += [{"kind": "head", "text": "Utelämnat"}, {"kind": "list", "items": left}] if left else []
    return {
        "name": "Så görs rapporten om",
        "title": "Rapporten går att göra om ur samma uppgifter",
        "lead": "",
        "verdict": NO_VERDICT,
        "parts": parts,
        "fresh": False,
    }


def _small(text: str) -> dict[str, Any]:
    return {"kind": "small", "text": text}


def _table(
    columns: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    *,
    widths: tuple[int, ...] = (),
    right: tuple[int, ...] = (),
) -> dict[str, Any]:
    return {
        "kind": "table",
        "columns": list(columns),
        "widths": list(widths or (1,) * len(columns)),
        "right": list(right),
        "rows": [[_cell(cell) for cell in row] for row in rows],
    }


def _cell(cell: Cell) -> dict[str, str]:
    if cell.assessment is None:
        return {"text": cell.text, "word": "", "icon": ""}
    return {"text": cell.text, "word": cell.text, "icon": icons.svg(cell.assessment, 24)}

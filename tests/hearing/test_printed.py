"""What drawings print and their text alternatives say is the value that they draw, rounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from indicators.hearing.slides import Deck, Dots, Gaps, Panel, Point, Scale, Table, Trend, Ways
from tests.editions.files import is_printed_as, numbers
from tests.issued import Hearing


@pytest.fixture(scope="module")
def deck(hearing: Hearing) -> Deck:
    return hearing.drafted.deck


def test_every_label_of_a_point_is_its_value(deck: Deck) -> None:
    told = [point for panel in panels(deck) for point in points(panel) if point.value is not None]
    assert len(told) > 150
    assert [p for p in told if p.shown and not is_printed_as(p.value, numbers(p.shown)[0])] == []


def test_a_point_without_value_prints_no_figure(deck: Deck) -> None:
    told = [point for panel in panels(deck) for point in points(panel) if point.value is None]
    assert told
    assert [p for p in told if re.search(r"\d(?!\d{3})", re.sub(r"20\d\d", "", p.shown))] == []


def test_every_label_of_an_axis_is_its_tick(deck: Deck) -> None:
    told = [(tick, label) for panel in panels(deck) for scale in scales(panel) for tick, label in ticks(panel, scale)]
    assert len(told) > 100
    assert [each for each in told if not is_printed_as(each[0], numbers(each[1])[0])] == []


def test_every_figure_in_a_table_is_its_number(deck: Deck) -> None:
    told = [cell for p in panels(deck) if isinstance(p, Table) for row in p.rows for cell in row]
    known = [cell for cell in told if cell.number is not None]
    assert len(known) > 20
    parts = {cell: re.fullmatch(r"(\d+) av (\d+)", cell.text) for cell in known}
    assert [
        cell for cell, part in parts.items() if not part and not is_printed_as(cell.number, numbers(cell.text)[0])
    ] == []
    assert [cell for cell, part in parts.items() if part and cell.number != int(part[1]) / int(part[2])] == []


def test_every_number_in_a_text_alternative_stands_in_its_drawing(deck: Deck) -> None:
    checked = 0
    drawn = [(slide.title, panel) for slide in deck.slides for panel in slide.panels]
    for title, panel in drawn:
        if not isinstance(panel, Dots | Gaps | Ways):
            continue
        shown = {number.lstrip("−") for text in printed(panel) for number in numbers(text)}
        said = [number.lstrip("−") for number in numbers(panel.alt.replace(title, ""))]
        own = [number for number in said if not re.fullmatch(r"20[012]\d", number)]
        assert [number for number in own if number not in shown] == [], (panel.alt, shown)
        checked += len(own)
    assert checked > 40


def panels(deck: Deck) -> Iterator[Panel]:
    yield from (panel for slide in deck.slides for panel in slide.panels)


def points(panel: Panel) -> Iterator[Point]:
    if isinstance(panel, Trend | Dots):
        yield from panel.points
    if isinstance(panel, Gaps):
        yield from (end for gap in panel.gaps for pair in (gap.then, gap.now) for end in (pair.left, pair.right))


def scales(panel: Panel) -> Iterator[Scale]:
    if isinstance(panel, Trend | Dots | Ways):
        yield panel.scale
    if isinstance(panel, Gaps):
        yield from panel.scales


def ticks(panel: Panel, scale: Scale) -> Iterator[tuple[float, str]]:
    times = 100 if isinstance(panel, Ways) else 1
    yield from ((tick * times, label) for tick, label in zip(scale.ticks, scale.labels, strict=True) if label)


def printed(panel: Panel) -> Iterator[str]:
    """Everything that the drawing prints, its heads included."""
    yield from (panel.head, panel.subtitle, *(point.shown for point in points(panel)))
    if isinstance(panel, Dots):
        yield from (panel.city_shown, panel.together, *(panel.scale.labels))
    if isinstance(panel, Gaps):
        yield from (text for gap in panel.gaps for text in (gap.name, gap.unit, gap.then.gap, gap.now.gap, gap.floor))
    if isinstance(panel, Ways):
        yield from (text for way in panel.ways for text in (*way.shown, way.area, way.indicator, way.why))

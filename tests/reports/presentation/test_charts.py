"""The charts of a slide: the same in PowerPoint and picture, with what happened, and figures that touch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from indicators import events
from indicators.hearing.slides import Deck, Dots, Gaps, SlideKind, Trend, Ways
from indicators.model import Registry
from indicators.reports.presentation import charts, fitting, picture_charts
from indicators.reports.presentation.label_places import GAP, Ground, Wanted, _meet, crosses, label_box
from indicators.reports.presentation.layout import layout
from indicators.reports.presentation.placed import Box, Drawing, Text
from indicators.reports.presentation.sheets import Formula
from indicators.reports.presentation.trend_chart import _Here
from indicators.reports.presentation.ways_chart import figures_of, grouped, ways

FRAME = Box(x=0.0, y=0.0, width=350.0, height=230.0)


def trends(deck: Deck) -> Iterator[tuple[Drawing, Trend]]:
    for slide in deck.slides:
        for placed in layout(slide, deck):
            if isinstance(placed, Drawing) and isinstance(placed.panel, Trend):
                yield placed, placed.panel


def test_every_axis_begins_at_a_tick_so_that_powerpoint_counts_as_the_picture_does(whole: Deck) -> None:
    panels = [panel for slide in whole.slides for panel in slide.panels]
    scales = [panel.scale for panel in panels if isinstance(panel, Trend | Dots | Ways)]
    scales += [scale for panel in panels if isinstance(panel, Gaps) for scale in panel.scales]
    assert len(scales) > 25
    assert all(scale.low == scale.ticks[0] for scale in scales)


def test_every_event_of_the_register_is_a_numbered_line_and_told_under_the_curve(
    whole: Deck, register: Registry
) -> None:
    count = 0
    for slide in whole.slides:
        if slide.kind is SlideKind.AREA and isinstance(panel := slide.panels[0], Trend):
            indicator = register.indicators[slide.indicators[0]]
            due = events.on(register, indicator, geography=register.city_code, last=whole.year)
            first, last = int(panel.points[0].name), int(panel.points[-1].name)
            told = [event.title for event in due if first - 0.5 < events.place(event) <= last]
            assert [event.told.partition(": ")[2] for event in panel.events] == told
            said = [p.text for p in layout(slide, whole) if isinstance(p, Text)]
            assert all(any(text.startswith(f"{n}  ") for text in said) for n in range(1, len(told) + 1))
            assert told == [] or "Händelser: " in panel.alt
            count += len(told)
    assert count > 10


def test_the_events_lines_stand_in_picture_and_presentation_alike(whole: Deck) -> None:
    for placed, panel in trends(whole):
        chart = charts.chart(placed)
        heads = {column.head: column for column in chart.sheet.columns}
        places = [
            v for head in ("Händelser", "Metodbyten") if head in heads for v in heads[head].values if v is not None
        ]
        assert sorted(places) == sorted(place for event in panel.events for place in (event.place,) * 2)
        assert picture_charts.draw(placed).count('stroke="#16222E" stroke-width="0.75"/>') == sum(
            1 for series in chart.series if series.ring for _ in series.labels
        )


def test_the_figures_of_a_curve_touch_neither_lines_nor_each_other(whole: Deck) -> None:
    looked = 0
    for placed, panel in trends(whole):
        here = _Here(panel, Box(x=0.0, y=0.0, width=placed.box.width, height=placed.box.height))
        boxes = []
        for _, label, spot in here.spots():
            wide = fitting.width(label.text, label.size, bold=label.bold)
            box = label_box(spot.x, spot.y, wide, place=spot.place, size=label.size)
            assert not [line for line in here._lines() if crosses(line, box)], (panel.subtitle, label.text)
            assert box.x >= here.plot.x - 0.01
            assert box.x + box.width <= here.plot.x + here.plot.width + 0.01
            boxes.append(box)
            looked += 1
        assert len({(round(b.x), round(b.y)) for b in boxes}) == len(boxes)
    assert looked > 25


def test_no_figure_of_a_curve_is_laid_on_another_on_narrow_slides(whole: Deck) -> None:
    for _, panel in trends(whole):
        here = _Here(panel, Box(x=0.0, y=0.0, width=270.0, height=130.0))
        boxes = [
            label_box(
                spot.x,
                spot.y,
                fitting.width(label.text, label.size, bold=label.bold),
                place=spot.place,
                size=label.size,
            )
            for _, label, spot in here.spots()
        ]
        assert not [pair for pair in combinations(boxes, 2) if _meet(*pair)], panel.subtitle


@pytest.mark.parametrize("wide", [873.6, 633.6])
def test_the_words_over_start_and_what_is_due_stand_beside_each_other(whole: Deck, wide: float) -> None:
    panel = next(slide.panels[0] for slide in whole.slides if slide.kind is SlideKind.SINCE)
    assert isinstance(panel, Ways)
    chart = ways(panel, Box(x=0.0, y=0.0, width=wide, height=290.0))
    per = (chart.across.high - chart.across.low) / wide
    ends = {}
    for series in chart.series:
        for label in series.labels.values() if series.name.head.endswith(", ord") else ():
            at, room = series.across.values[0], fitting.width(label.text, 10.5, bold=label.bold)
            x = (at.value if isinstance(at, Formula) else float(at or 0.0)) / per
            left = {"l": x - GAP - room, "r": x + GAP}.get(label.place, x - room / 2)
            ends[label.text] = (left, left + room)
    start, due, goal = sorted(ends.values())
    assert start[1] <= due[0]
    assert due[1] <= goal[0]


def test_what_cannot_be_compared_for_different_reasons_stands_under_different_heads(whole: Deck) -> None:
    panel = next(slide.panels[0] for slide in whole.slides if slide.kind is SlideKind.SINCE)
    assert isinstance(panel, Ways)
    rows = grouped(panel)
    heads = [head for head, way in rows if way is None]
    assert len(heads) == len(set(heads))
    assert {"Går inte att jämföra: felmarginal saknas", "Går inte att jämföra: underlag saknas"} <= set(heads)
    assert all(head == (f"{way.group}: {way.why}" if way.why else way.group) for head, way in rows if way is not None)


@pytest.mark.parametrize(("y", "place"), [(40.0, "t"), (190.0, "b")])
def test_a_label_goes_to_the_side_where_no_line_is(y: float, place: str) -> None:
    steep = (100.0, y, 160.0, 200.0 if place == "t" else 20.0)
    ground = Ground(frame=FRAME, lines=[steep])
    wanted = Wanted(text="84,7 %", size=10.5, bold=False, x=100.0, y=y, top=y, foot=y, mark=3.5, places="tblr")
    assert ground.spot(wanted).place == place


def test_a_line_that_only_passes_beside_a_box_does_not_cross_it() -> None:
    box = Box(x=10.0, y=10.0, width=20.0, height=10.0)
    assert crosses((0.0, 0.0, 40.0, 30.0), box)
    assert crosses((12.0, 12.0, 14.0, 14.0), box)
    assert not crosses((0.0, 15.0, 9.0, 15.0), box)
    assert not crosses((0.0, 30.0, 40.0, 21.0), box)


def test_what_has_moved_is_told_in_the_indicators_own_unit(whole: Deck) -> None:
    panel = next(slide.panels[0] for slide in whole.slides if slide.kind is SlideKind.SINCE)
    assert isinstance(panel, Ways)
    told = {way.area: figures_of(way) for way in panel.ways}
    assert told["Barns och ungas uppväxt"] == "81,9 → 80,5\u00a0%"
    assert told["Otrygghet och utsatthet för brott"] == "6\u00a0182 → 6\u00a0128"

"""Names of marks: none on another, none outside, whatever lies close."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.charts import placing
from indicators.charts.funnel import BANDS, HEIGHT
from indicators.charts.placing import Mark

NAMES = ("Angered", "Östra Göteborg", "Örgryte-Härlanda", "Centrum", "Majorna-Linné")
NAMES += ("Askim-Frölunda-Högsbo", "Västra Göteborg", "Västra Hisingen", "Lundby", "Norra Hisingen")


def scattered(seed: int, *, spread: float) -> list[Mark]:
    """Ten marks at random, within a strip of the plot's height."""
    draw = np.random.default_rng(seed)
    return [Mark(name=n, x=float(draw.uniform()), y=0.5 + spread * float(draw.uniform(-0.5, 0.5))) for n in NAMES]


@pytest.mark.parametrize("widths", [widths for _, widths in BANDS[1:]], ids=["phone", "tablet", "laptop"])
def test_no_name_lies_on_another_or_outside_the_plot(widths: tuple[float, ...]) -> None:
    for seed in range(12):
        marks = scattered(seed, spread=0.7)
        at = placing.places(marks, widths=widths, height=HEIGHT)
        for width in widths:
            boxes = placing.boxes(marks, at, width=width, height=HEIGHT)
            common = placing.overlap(boxes, boxes)
            assert np.triu(common, 1).sum() == 0.0, (seed, width)
            assert boxes[:, 0].min() >= 0.0
            assert boxes[:, 2].max() <= width


def test_a_lonely_mark_has_its_name_at_its_right_without_a_line() -> None:
    [place] = placing.places([Mark(name="Lundby", x=0.3, y=0.5)], widths=(400,), height=HEIGHT)
    assert (place.align, place.dy, place.line) == ("left", 0.0, (0.0, 0.0))


def test_a_mark_at_the_right_edge_has_its_name_inside() -> None:
    [place] = placing.places([Mark(name="Lundby", x=1.0, y=0.5)], widths=(400,), height=HEIGHT)
    assert place.align == "right"


def test_a_name_rather_leaves_a_line_that_would_strike_it_through() -> None:
    [place] = placing.places([Mark(name="Lundby", x=0.3, y=0.5)], widths=(400,), height=HEIGHT, lines=[0.5])
    assert abs(place.dy) > placing.HEIGHT / 2


def test_a_name_that_must_go_far_is_joined_to_its_mark() -> None:
    crowd = [Mark(name=name, x=0.5, y=0.5 + 0.001 * n) for n, name in enumerate(NAMES)]
    told = placing.places(crowd, widths=(400,), height=HEIGHT)
    assert any(place.line != (0.0, 0.0) for place in told)
    boxes = placing.boxes(crowd, told, width=400, height=HEIGHT)
    assert np.triu(placing.overlap(boxes, boxes), 1).sum() < 20.0, "more than a corner of a letter"

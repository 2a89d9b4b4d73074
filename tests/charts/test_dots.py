"""The dots as data: golden drawings, places inside the axis, and nothing of a hidden value."""

from __future__ import annotations

import json

from indicators.charts.dots import dots
from indicators.model import ObservationStatus
from tests.builders import an_indicator
from tests.charts.golden import same
from tests.districts.tables import ALIKE, APART, a_comparison


def test_dots_are_those_that_were_looked_at() -> None:
    drawn = {"apart": dots(a_comparison(APART), an_indicator()), "alike": dots(a_comparison(ALIKE), an_indicator())}
    assert same("district-dots.json", drawn)


def test_every_mark_lies_inside_its_interval_and_the_picture() -> None:
    rows = dots(a_comparison(APART), an_indicator())["rows"]
    assert all(0 <= row["low"] < row["x"] < row["high"] <= 100 for row in rows)


def test_a_hidden_or_missing_district_has_no_place() -> None:
    rows = dots(a_comparison([ObservationStatus.SUPPRESSED, None, *APART[2:]]), an_indicator())["rows"]
    assert rows[-2:] == [{"geography": "131"}, {"geography": "132"}]
    assert "NaN" not in json.dumps(rows)

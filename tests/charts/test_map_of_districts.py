"""The map: the dots' marks and tints, nothing of a hidden value, and light enough to send."""

from __future__ import annotations

import json

from indicators.charts.map_of_districts import TINTS, district_map, numbers
from indicators.districts.judging import Verdict
from indicators.districts.shapes import Shape, shapes
from indicators.model import ObservationStatus
from indicators.settings import GEOMETRY_DIR
from tests.builders import a_registry, an_indicator
from tests.charts.golden import same
from tests.districts.tables import APART, CODES, a_comparison

PLACES = a_registry().geographies
SQUARE = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]
SQUARES = tuple(
    Shape(code=code, rings=([(x + place, y) for x, y in SQUARE],)) for place, code in enumerate(("131", "133", "136"))
)


def test_the_map_is_the_one_that_was_looked_at() -> None:
    assert same("district-map.json", district_map(a_comparison(APART), an_indicator(), SQUARES, PLACES))


def test_tints_follow_the_verdicts_and_never_the_values() -> None:
    found = a_comparison(APART)
    features = district_map(found, an_indicator(), SQUARES, PLACES)["layer"][0]["data"]["values"]
    verdicts = [found.of(shape.code) for shape in SQUARES]
    assert [f["tint"] for f in features] == [TINTS[d.verdict] for d in verdicts if d]
    assert set(TINTS) == set(Verdict)


def test_a_hidden_district_has_its_border_and_a_dash_but_no_mark() -> None:
    found = a_comparison([ObservationStatus.SUPPRESSED, *APART[1:]])
    layers = district_map(found, an_indicator(), SQUARES, PLACES)["layer"]
    assert len(layers[0]["data"]["values"]) == 3
    assert len(layers[1]["data"]["values"]) == 2
    texts = [row for layer in layers[2:-1] for row in layer["data"]["values"] if row["name"] == "Stadsdel 131"]
    assert {row["value"] for row in texts} == {"–"}


def test_each_district_has_a_number_over_its_mark_where_names_have_no_room() -> None:
    found = a_comparison(APART)
    layers = district_map(found, an_indicator(), SQUARES, PLACES)["layer"]
    told = layers[-1]["data"]["values"]
    assert [row["number"] for row in told] == ["1", "2", "3"]
    assert numbers(found, SQUARES) == {"131": 1, "133": 2, "136": 3}
    names = [layer["mark"]["opacity"]["expr"] for layer in layers[2:-1]]
    assert set(names) == {"width < 460 ? 0 : 1"}
    assert layers[-1]["mark"]["opacity"]["expr"] == "width < 460 ? 1 : 0"


def test_real_borders_are_light_enough_to_send() -> None:
    spec = district_map(a_comparison(APART), an_indicator(), shapes(GEOMETRY_DIR), PLACES)
    assert {f["tint"] for f in spec["layer"][0]["data"]["values"]} <= set(TINTS.values())
    assert len(json.dumps(spec)) < 100_000
    assert len(spec["layer"][0]["data"]["values"]) == len(CODES)

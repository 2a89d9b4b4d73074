"""Decoding JSON-stat 2 in every shape that it may have."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.ingest.sources import jsons, jsonstat
from indicators.ingest.sources.refusals import Refused

CUBE: dict[str, Any] = {
    "class": "dataset",
    "id": ["plats", "ar"],
    "size": [2, 3],
    "dimension": {
        "plats": {"category": {"index": {"131": 1, "1480": 0}}},
        "ar": {"category": {"index": ["2017", "2018", "2019"]}},
    },
    "value": [1, 2.50, None, 4, None, 6],
    "status": {"2": "..", "4": "."},
}


def _cells(**changes: Any) -> list[tuple[tuple[str, ...], str | None, str]]:
    cube = jsonstat.decoded(jsons.loaded(json.dumps({**CUBE, **changes}).encode()))
    return [(codes, text, status) for codes, _, (text, status, _) in cube.rows()]


def test_the_last_dimension_runs_fastest_and_the_index_gives_the_order() -> None:
    assert _cells() == [
        (("1480", "2017"), "1", ""),
        (("1480", "2018"), "2.5", ""),
        (("1480", "2019"), None, ".."),
        (("131", "2017"), "4", ""),
        (("131", "2018"), None, "."),
        (("131", "2019"), "6", ""),
    ]


def test_value_and_status_may_be_lists_or_sparse() -> None:
    sparse = {"0": 1, "1": 2.5, "3": 4, "5": 6}
    assert _cells(value=sparse) == _cells()
    assert _cells(status=["", None, "..", "", ".", None]) == _cells()
    assert [status for *_, status in _cells(status="p")] == ["p"] * 6


def test_a_sparse_cube_says_nothing_of_what_it_leaves_out() -> None:
    assert _cells(value={"0": 1}, status={"1": ".."}) == [(("1480", "2017"), "1", ""), (("1480", "2018"), None, "..")]


def test_a_dimension_of_one_category_may_be_without_index() -> None:
    one = {**CUBE["dimension"], "plats": {"category": {"label": {"1480": "Göteborg"}}}}
    assert len(_cells(dimension=one, size=[1, 3], value=[1, 2, 3], status=None)) == 3


@pytest.mark.parametrize(
    "changes",
    [
        *({"class": "collection"}, {"size": [2]}, {"size": [2, 4]}, {"size": ["2", "3"]}, {"size": [2, -3]}),
        *(
            {"value": [1, 2]},
            {"value": None},
            {"value": "1"},
            {"value": {"6": 1}},
            {"value": {"a": 1}},
            {"value": [[1]] * 6},
        ),
        *(
            {"id": ["plats", "plats"]},
            {"id": ["plats", "x"]},
            {"id": "plats"},
            {"dimension": []},
            {"status": {"9": "x"}},
        ),
        {"dimension": {**CUBE["dimension"], "ar": {"category": {"index": {"2017": 0, "2018": 0, "2019": 1}}}}},
        {"dimension": {**CUBE["dimension"], "ar": {"category": {"index": ["2017", "2017", "2019"]}}}},
        {"dimension": {**CUBE["dimension"], "ar": {"category": {"index": []}}}},
        {"size": [10**6, 10**6]},
    ],
    ids=lambda changes: json.dumps(changes)[:40],
)
def test_a_cube_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        _cells(**changes)


def test_numbers_keep_their_own_digits() -> None:
    content = json.dumps(CUBE).replace("2.5", "2.500000000000000001").encode()
    assert jsonstat.decoded(jsons.loaded(content)).cells[1] == ("2.500000000000000001", "", "n")


_WORDS = st.sampled_from(["id", "size", "value", "status", "dimension", "category", "index", "dataset", "role"])
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(_WORDS, each, max_size=6),
    max_leaves=20,
)


@settings(max_examples=60)
@given(st.dictionaries(_WORDS, _ANY))
def test_any_document_is_read_or_refused(document: dict[str, Any]) -> None:
    with contextlib.suppress(Refused):
        assert jsonstat.decoded(jsons.loaded(json.dumps({"class": "dataset", **document}).encode())).cells is not None

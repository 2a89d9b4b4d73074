"""One district: every indicator in its group, the surest first, in agreement with Stadsdelar."""

from __future__ import annotations

from dataclasses import replace

from indicators.charts.strips import strip
from indicators.charts.theme import Spec
from indicators.districts.against_alike import own_against_alike
from indicators.districts.likeness import Alike
from indicators.districts.overview import overview
from indicators.districts.own import Against, Group, OwnDistrict, OwnRow, own_district
from indicators.model import Good, MeasureKind, ObservationStatus
from indicators.texts import own_district as texts
from tests.builders import Seen, a_registry, an_indicator
from tests.charts.golden import same
from tests.districts.tables import ALIKE, APART, CODES, a_situation

MANY = (
    an_indicator(),
    an_indicator(id="low", good=Good.LOW),
    an_indicator(id="neutral", good=Good.NONE),
    an_indicator(id="acts", kind=MeasureKind.STATE, unit=""),
)
PLACES = a_registry().geographies
PLACE = PLACES["131"]
PEERS = ("134", "135")
HIDDEN: tuple[Seen, ...] = (APART[0], ObservationStatus.SUPPRESSED, None, *APART[3:])


def _own(values: tuple[Seen, ...] = APART, code: str = "131") -> OwnDistrict:
    seen = a_situation({2019: values}, *MANY)
    return own_district(seen, overview(seen), code)


def test_each_indicator_is_in_the_group_of_its_verdict() -> None:
    found = _own()
    named = {group: [row.indicator.id for row in found.of(group)] for group in Group}
    assert named[Group.WORSE] == ["an-indicator"]
    assert named[Group.BETTER] == ["low"]
    assert named[Group.DIFFERS] == ["neutral"]
    assert named[Group.UNTESTED] == ["acts"]


def test_no_indicator_is_left_out() -> None:
    assert len(_own().rows) == len(MANY)
    assert len(_own((ObservationStatus.SUPPRESSED, *APART[1:])).of(Group.ABSENT)) == len(MANY)


def test_the_surest_difference_stands_first_in_its_group() -> None:
    indicators = (an_indicator(), an_indicator(id="sure"))
    near = a_situation({2019: APART}, *indicators)
    rows = own_district(near, overview(near), "132").of(Group.WORSE)
    strengths = [row.district.strength for row in rows if row.district and row.district.strength]
    assert strengths == sorted(strengths, reverse=True)


def test_the_group_is_the_verdict_of_the_page_stadsdelar() -> None:
    seen = a_situation({2019: APART}, *MANY)
    areas = overview(seen)
    for row in own_district(seen, areas, "133").rows:
        assert row.district is not None
        assert row.found is not None
        assert row.district is row.found.of("133")


def _alike(values: tuple[Seen, ...] = APART, code: str = "131") -> OwnDistrict:
    seen = a_situation({2019: values}, *MANY)
    return own_against_alike(seen, overview(seen), code, PEERS)


def _moved() -> OwnDistrict:
    seen = a_situation({2014: [(150.0, 300.0)] * 10, 2019: APART}, *MANY)
    return own_district(seen, overview(seen), "131")


CASES = {
    "low": _own(),
    "high": _own(code="133"),
    "same": _own(ALIKE),
    "others hidden": _own(HIDDEN),
    "hidden": _own((ObservationStatus.SUPPRESSED, *APART[1:])),
    "moved": _moved(),
    "against alike": _alike(),
    "alike hidden": _alike((*APART[:3], ObservationStatus.SUPPRESSED, *APART[4:])),
}


def test_strips_are_those_that_were_looked_at() -> None:
    assert same("own-district-strips.json", {name: _strips(found) for name, found in CASES.items()})


def test_sentences_are_those_that_were_read() -> None:
    near = [PLACES[code] for code in PEERS]
    told: dict[str, object] = {name: _said(found) for name, found in CASES.items()}
    told["lead"] = [texts.lead(PLACE, 9), texts.lead(PLACE, 9, near)]
    told["peers"] = [texts.peers(near), texts.peers(near[:1]), texts.nobody_alike(PLACE)]
    told["reading"] = [texts.reading(Against.REST, 2014), texts.reading(Against.ALIKE, 2014, near)]
    like = Alike(geography="134", share=0.61, group="131", own=0.4, other=0.35)
    told["likeness"] = [*texts.likeness((like,), PLACE, PLACES), texts.LIKENESS_NOTE]
    told["sources"] = texts.sources(_own(), {1: "Trygghet", 8: "Hälsa"})
    assert same("own-district-sentences.json", told)


def _strips(found: OwnDistrict) -> Spec:
    """Each row's strip, in the order shown."""
    like = frozenset(PEERS) if found.against is Against.ALIKE else frozenset[str]()
    return {
        row.indicator.id: strip(row.found, row.district, row.indicator, alike=like)
        for row in found.rows
        if row.found and row.district
    }


def _said(found: OwnDistrict) -> dict[str, object]:
    near = [PLACES[code] for code in PEERS] if found.against is Against.ALIKE else []
    told = {
        f"{texts.group(found, group, near)}{texts.neutral(found, group)}": [_row(row) for row in found.of(group)]
        for group in Group
        if found.of(group)
    }
    return {"title": texts.title(found, PLACES[found.geography], near), "groups": told}


def _row(row: OwnRow) -> str:
    return f"{row.indicator.id}: {texts.absent(row) if row.group is Group.ABSENT else texts.since(row, 2014)}"


def test_a_hidden_value_is_told_by_its_reason() -> None:
    row = _own((ObservationStatus.SUPPRESSED, *APART[1:])).of(Group.ABSENT)[0]
    assert texts.absent(row) == "Dolt av sekretesskäl 2019"


def test_right_is_better_on_the_strip_whichever_way_is_wished() -> None:
    for row in _own().rows:
        if row.group in (Group.WORSE, Group.BETTER) and row.found and row.district:
            place = strip(row.found, row.district, row.indicator)["x"]
            assert (place > 50) == (row.group is Group.BETTER)


def test_a_district_far_off_stands_at_the_edge_and_does_not_squeeze_the_others() -> None:
    far: tuple[Seen, ...] = (*((180.0 + place, 300.0) for place in range(9)), (300.0, 300.0))
    row = _own(far).of(Group.SAME)[0]
    assert row.found is not None
    assert row.district is not None
    drawn = strip(row.found, row.district, row.indicator)
    assert max(dot["x"] for dot in drawn["others"]) == 98.0
    assert drawn["high"] - drawn["low"] > 40


def test_a_hidden_district_is_no_dot() -> None:
    row = _own(HIDDEN).rows[0]
    assert row.found is not None
    assert row.district is not None
    assert len(strip(row.found, row.district, row.indicator)["others"]) == 7


def test_an_indicator_without_wished_direction_is_counted_in_its_group_and_not_in_the_title() -> None:
    seen = a_situation({2019: APART}, an_indicator(), an_indicator(id="neutral", good=Good.NONE))
    found = next(
        own
        for code in CODES
        if (own := own_district(seen, overview(seen), code)).of(Group.SAME) and not own.of(Group.BETTER)
    )
    assert [row.indicator.id for row in found.of(Group.SAME)] == ["an-indicator", "neutral"]
    assert texts.neutral(found, Group.SAME) == ", varav en utan värdering"
    worse = replace(found, rows=(*_own().of(Group.WORSE), *found.of(Group.SAME)))
    assert texts.title(worse, PLACE).endswith("; på en går skillnaden inte att avgöra")


def test_a_single_like_district_is_named() -> None:
    found = replace(_own(), against=Against.ALIKE)
    one, two = [PLACES["132"]], [PLACES["132"], PLACES["133"]]
    assert " än Stadsdel 132 på en indikator" in texts.title(found, PLACE, one)
    assert " än de liknande stadsdelarna på en indikator" in texts.title(found, PLACE, two)
    assert texts.group(found, Group.SAME, one) == "Går inte att skilja från Stadsdel 132"
    assert not any("liknande stadsdelarna är" in line for line in texts.reading(Against.ALIKE, 2014, one))

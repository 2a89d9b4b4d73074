"""The target for a gap: judged by the target year's value, reached early only beyond doubt, never under chance."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.districts.gap_target import GapStanding, WhyNot, judged
from indicators.model import Decision, GapMeasure, GapTarget, ObservationStatus
from indicators.swedish import NBSP
from indicators.texts import equality_charts, equality_facts, gap_target, gap_target_verdict
from tests.builders import Seen
from tests.districts.equal_city import CODES, crime, moving, rates, told
from ui import equality_twins

PROPOSED = Decision(by="utvecklingsledaren", date="2014", document="utkast", is_proposal=True)
STILL: dict[str, list[Seen]] = {code: moving(900, 0, 7) for code in CODES[1:]}
FALLING: dict[str, list[Seen]] = {"131": moving(2_000, -150, 7), **STILL}
"""Gap 1 100 in 2014, 350 in 2019, 200 in 2020."""


def a_gap_target(value: float = 400, **changes: Any) -> GapTarget:
    fields: dict[str, Any] = {"measure": GapMeasure.DIFFERENCE, "value": value, "year": 2020, "decision": PROPOSED}
    return GapTarget(**(fields | changes))


def seen(target: GapTarget | None, *, year: int = 2020, series: dict[str, list[Seen]] = FALLING) -> Any:
    return told(rates(series, years=range(2014, 2021)), indicator=crime(gap_target=target), year=year)


@pytest.mark.parametrize(
    ("target", "year", "standing"),
    [
        (a_gap_target(400), 2020, GapStanding.REACHED),
        (a_gap_target(150), 2020, GapStanding.MISSED),
        (a_gap_target(300), 2019, GapStanding.OPEN),
        (a_gap_target(500), 2019, GapStanding.REACHED),
        (a_gap_target(1.5, measure=GapMeasure.RATIO), 2020, GapStanding.REACHED),
        (a_gap_target(1.2, measure=GapMeasure.RATIO), 2020, GapStanding.MISSED),
        (a_gap_target(500, year=2017), 2020, GapStanding.MISSED),
    ],
    ids=["at most", "over", "before the year", "early and clear", "ratio at most", "ratio over", "no later year saves"],
)
def test_a_gap_is_held_against_its_target(target: GapTarget, year: int, standing: GapStanding) -> None:
    found = judged(seen(target, year=year))
    assert found is not None
    assert (found.standing, found.why) == (standing, None)


def test_without_target_there_is_no_verdict() -> None:
    assert judged(seen(None)) is None
    assert gap_target.about(seen(None).indicator) == "Inget mål är satt för avståndet."


def test_a_target_below_what_chance_alone_gives_can_be_neither_reached_nor_missed() -> None:
    alike: dict[str, list[Seen]] = {code: moving(900, 0, 7) for code in CODES}
    for series in (alike, FALLING):
        found = judged(seen(a_gap_target(50), series=series))
        assert found is not None
        assert (found.standing, found.why) == (GapStanding.CANNOT_TELL, WhyNot.BELOW_CHANCE)
        assert (found.by_chance or 0) > 50


def test_early_and_within_the_margin_is_not_reached_yet() -> None:
    found = judged(seen(a_gap_target(360), year=2019))
    assert found is not None
    assert found.standing is GapStanding.OPEN


def test_in_the_target_year_the_value_decides_and_the_margin_is_said() -> None:
    found = judged(seen(a_gap_target(190)))
    assert found is not None
    assert (found.standing, found.within_margin) == (GapStanding.MISSED, True)


@pytest.mark.parametrize("last", [None, ObservationStatus.SUPPRESSED])
def test_a_target_year_without_a_gap_cannot_be_judged(last: Seen) -> None:
    series = FALLING | {"131": [*moving(2_000, -150, 6), last]}
    found = judged(seen(a_gap_target(), series=series))
    assert found is not None
    assert (found.standing, found.why, found.value) == (GapStanding.CANNOT_TELL, WhyNot.NO_GAP, None)


def test_an_end_that_may_be_another_cannot_be_judged() -> None:
    series = FALLING | {"135": [ObservationStatus.SUPPRESSED, *moving(900, 0, 6)]}
    found = judged(seen(a_gap_target(), series=series))
    assert found is not None
    assert (found.standing, found.why) == (GapStanding.CANNOT_TELL, WhyNot.NOT_ASSESSED)


@pytest.mark.parametrize(
    ("target", "year", "said"),
    [
        (a_gap_target(400), 2020, "Målet för avståndet är nått: 200 per 100 000 år 2020; målet är högst 400 per"),
        (
            a_gap_target(190),
            2020,
            "Målet för avståndet nåddes inte: 200 per 100 000 år 2020, inom felmarginalen; målet är",
        ),
        (a_gap_target(300), 2019, "Målet för avståndet avgörs 2020: 350 per 100 000 år 2019; målet är högst 300"),
        (a_gap_target(50), 2020, "Om målet för avståndet nås går inte att avgöra: lika stadsdelar hamnar omkring"),
        (
            a_gap_target(1.15, measure=GapMeasure.RATIO),
            2020,
            "Målet för kvoten nåddes inte: 1,22 gånger år 2020, inom felmarginalen; målet är högst 1,15 gånger år",
        ),
    ],
    ids=["reached", "within the margin", "open", "below chance", "ratio"],
)
def test_the_verdict_is_a_sentence_with_its_numbers(target: GapTarget, year: int, said: str) -> None:
    found = seen(target, year=year)
    statement = gap_target_verdict.statement(found)
    assert statement is not None
    assert statement.text.replace(NBSP, " ").startswith(said)
    assert statement.text.rstrip(".") in equality_charts.alt_gap(found)


def test_fact_table_and_file_tell_the_target_and_that_it_is_a_proposal() -> None:
    found = seen(a_gap_target(400))
    assert " Mål 2020: högst 400 (förslag)." in equality_facts.facts(found)[1].sub
    twin = equality_twins.over_time(found)
    assert "Mål 2020" in twin.table
    assert set(twin.figures["mål"]) == {400}
    assert set(twin.figures["målets status"]) == {"förslag"}

"""A control chart is drawn only where months or quarters are known; made-up months here, from store to drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd
import pytest

from indicators import disclosure
from indicators.charts.control import control as drawing
from indicators.districts.months import Control, control
from indicators.measures.control_charts import Signal, control_chart
from indicators.model import Break, Change, Indicator, Reason, Registry
from indicators.situation import Situation
from indicators.store import Store
from indicators.texts import crime_months as texts
from tests.builders import Seen, a_geography, a_registry, observed, together
from tests.charts.golden import same
from tests.districts.reports import an_offence
from tests.districts.tables import of
from tests.store.deliveries import append, settings_in

USUAL = [54.0, 57, 52, 58, 55, 53, 56, 52, 57, 54, 55, 53]
"""The usual ups and downs of a year."""
JUMP = [*USUAL, *USUAL[:6], 95.0, *USUAL[7:]]
"""Two years with a jump in July of the second."""
PLACE = a_geography("131", name="Angered")


def monthly(counts: Sequence[Seen], *, part: str = "manad", start: int = 2018, per_year: int = 12) -> pd.DataFrame:
    """Made-up counts in Angered, part by part of the year."""
    width = 2 if per_year == 12 else 1
    return together(
        *(
            observed(
                "131",
                {start + place // per_year: (count, 50_000.0) if isinstance(count, int | float) else count},
                breakdown=f"{part}={place % per_year + 1:0{width}d}",
                multiplier=100_000.0,
                is_demo=True,
                indicator="demo-stolder",
            )
            for place, count in enumerate(counts)
        )
    )


def own(**changes: object) -> Indicator:
    return an_offence(**{"id": "demo-stolder", "breakdowns": ("manad", "kvartal")} | changes)


def charted(counts: Sequence[Seen], **changes: object) -> Control:
    rows = monthly(counts, **changes)  # type: ignore[arg-type]
    found = control(of(a_registry(own()), rows, 2020), own(), "131")
    assert found is not None
    return found


def test_whole_years_have_no_control_chart() -> None:
    rows = observed("131", dict.fromkeys(range(2011, 2021), (400.0, 50000.0)), indicator="demo-stolder", multiplier=1e5)
    assert control(of(a_registry(own()), rows, 2020), own(), "131") is None


def test_a_jump_is_told_and_the_usual_is_not() -> None:
    found = charted(JUMP)
    (point,) = found.signals
    assert (point.year, point.part, point.count, point.signal, point.meaning) == (
        *(2019, 7, 95.0),
        *(Signal.OUTSIDE, Change.RISEN),
    )
    assert found.is_demo
    assert texts.heading(found, PLACE) == (
        "Anmälda stölder i Angered, månad för månad: en månad är mer än vanliga svängningar"
    )
    assert texts.tip(point, found) == "juli 2019: 95, utanför det vanliga"


def test_limits_are_the_measures_own() -> None:
    found, measured = charted(JUMP), control_chart(JUMP, times=range(24), points_per_year=12, good="none")
    assert [p.centre for p in found.points] == pytest.approx(measured.centre.tolist())
    assert [p.upper for p in found.points] == pytest.approx(measured.upper.tolist())


def test_quarters_are_charted_too() -> None:
    found = charted(JUMP, part="kvartal", per_year=4)
    assert (found.per_year, [(p.year, p.part) for p in found.signals]) == (4, [(2022, 3)])
    assert texts.when(found.signals[0], found) == "kvartal 3 2022"


def test_under_twelve_points_nothing_is_called_unusual() -> None:
    found = charted(JUMP[12:22])
    assert (found.reason, found.signals) == (Reason.TOO_FEW, ())
    assert "för få för att säga vad som är vanligt" in texts.heading(found, PLACE)


def test_a_missing_month_is_a_gap_and_takes_the_limits_away() -> None:
    found = charted([*JUMP[:5], None, *JUMP[6:]])
    assert (found.reason, found.points[5].count) == (Reason.MISSING, None)
    lines = [layer for layer in drawing(found, [""] * 24)["layer"] if layer["mark"]["type"] == "line"]
    assert [row["y"] for row in lines[-1]["data"]["values"]][4:7] == [55.0, None, 56.0]


def test_a_month_that_nobody_has_handed_in_is_a_gap_too() -> None:
    rows = monthly(JUMP)
    seen = of(a_registry(own()), rows.drop(index=5).reset_index(drop=True), 2020)
    found = control(seen, own(), "131")
    assert found is not None
    assert (len(found.points), found.points[5].count, found.reason) == (24, None, Reason.MISSING)


def test_a_break_starts_a_new_phase() -> None:
    later = replace(own(), breaks=(Break(year=2019, what="nytt system"),))
    found = control(of(a_registry(later), monthly([*USUAL, *(100.0 + x for x in USUAL)]), 2020), later, "131")
    assert found is not None
    assert (found.signals, found.points[0].centre, found.points[23].centre) == (
        *((), pytest.approx(sum(USUAL) / 12)),
        pytest.approx(100 + sum(USUAL) / 12),
    )


@pytest.fixture
def kept(tmp_path: object) -> Iterator[Store]:
    store = Store.create(settings_in(tmp_path))  # type: ignore[arg-type]
    yield store
    store.close()


def test_months_stand_in_the_store_and_small_ones_are_hidden(kept: Store) -> None:
    append(kept, monthly([*JUMP[:5], 3.0, *JUMP[6:]]))
    registry: Registry = a_registry(own())
    rows = disclosure.hide_small(kept.observations(), registry)
    assert len(rows) == 24
    seen: Situation = of(registry, rows, 2020)
    found = control(seen, own(), "131")
    assert found is not None
    assert (found.points[5].count, found.points[5].reason, found.reason) == (None, *[Reason.SUPPRESSED] * 2)
    drawn = drawing(found, [texts.tip(p, found) for p in found.points])
    assert 3.0 not in [row.get("y") for layer in drawn["layer"] for row in layer["data"]["values"]]
    assert "juni 2018: 3" not in str(drawn)


def test_the_drawing_is_the_one_that_was_looked_at() -> None:
    found = charted(JUMP)
    assert same("crime-control.json", drawing(found, [texts.tip(p, found) for p in found.points]))
    assert texts.alt(found, PLACE) == (
        "Styrdiagram januari 2018 till december 2019. Anmälda stölder i Angered, månad för månad: en månad är mer än "
        "vanliga svängningar. Senast: juli 2019: 95, utanför det vanliga."
    )

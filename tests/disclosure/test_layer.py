"""What is hidden with a small number when the store is read: places, breakdowns, periods, bases."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import observations as obs
from indicators.disclosure import hide_small
from indicators.errors import MeasureError
from indicators.model import Geography, GeographyLevel, Indicator, MeasureKind, ObservationStatus, Registry, Suppression
from tests.builders import CITY_CODE, a_geography, a_registry, an_indicator, observed, the_city, together

RULE = Suppression(counts_below=5, base_below=10)
PERSONS = an_indicator(kind=MeasureKind.REGISTER_SHARE, suppression=RULE)
EVENTS = an_indicator(kind=MeasureKind.RATE, suppression=RULE)
Count = tuple[float, float]


def area(code: str, district: str) -> Geography:
    parents = {GeographyLevel.CITY: CITY_CODE, GeographyLevel.DISTRICT: district}
    return a_geography(code, level=GeographyLevel.PRIMARY, parents=parents)


PLACES = [the_city(), *(a_geography(c) for c in ("131", "132", "133")), area("n1", "131"), area("n2", "131")]


def register(indicator: Indicator = PERSONS) -> Registry:
    return a_registry(indicator, geographies=PLACES)


def counts(year: int = 2018, **places: Count) -> pd.DataFrame:
    """One row for each place, named `x131` or `x131_kvinna`."""
    rows = []
    for name, seen in places.items():
        code, _, sex = name[1:].partition("_")
        rows.append(observed(code, {year: seen}, breakdown=f"kon={sex}" if sex else ""))
    return together(*rows)


def hidden(table: pd.DataFrame, indicator: Indicator = PERSONS, **settings: Any) -> set[str]:
    shown = hide_small(table, register(indicator), **settings)
    gone = shown[shown[obs.STATUS] == ObservationStatus.SUPPRESSED]
    return {
        geography + (f"_{breakdown.removeprefix('kon=')}" if breakdown else "")
        for geography, breakdown in zip(gone[obs.GEOGRAPHY], gone[obs.BREAKDOWN], strict=True)
    }


CITY = {"x1480": (103.0, 600.0), "x131": (3.0, 200.0), "x132": (40.0, 200.0), "x133": (60.0, 200.0)}


def test_the_city_and_the_other_districts_do_not_tell_of_a_hidden_one() -> None:
    assert hidden(counts(**CITY)) == {"131", "132"}


def test_districts_that_never_come_to_the_city_leave_it_open() -> None:
    before = counts(2017, x1480=(190, 700), x131=(50, 200), x132=(60, 200), x133=(60, 200))
    now = counts(2018, **(CITY | {"x1480": (123, 640)}))
    assert hidden(together(before, now)) == {"131"}


def test_a_total_that_nearly_holds_its_parts_still_tells_the_most_there_can_be() -> None:
    before = counts(2017, x1480=(171, 700), x131=(50, 200), x132=(60, 200), x133=(60, 200))
    now = counts(2018, **(CITY | {"x1480": (104, 620)}))
    assert hidden(together(before, now)) == {"131", "132"}


def test_men_do_not_follow_from_all_and_women() -> None:
    assert hidden(counts(x131=(33, 200), x131_kvinna=(30, 100), x131_man=(3, 100))) == {"131_kvinna", "131_man"}


def test_men_that_nobody_gave_do_not_follow_either() -> None:
    assert hidden(counts(x131=(33, 200), x131_kvinna=(30, 100))) == {"131_kvinna"}
    assert hidden(counts(x131=(50, 200), x131_kvinna=(30, 100))) == set()


def test_a_group_too_small_that_nobody_gave_does_not_follow() -> None:
    assert hidden(counts(x131=(38, 106), x131_kvinna=(30, 98))) == {"131_kvinna"}


def test_a_small_area_does_not_follow_from_its_district() -> None:
    assert hidden(counts(x131=(30, 300), xn1=(2, 100), xn2=(28, 200))) == {"n1", "n2"}


def test_a_cross_of_places_and_sexes_is_closed_in_both_directions() -> None:
    table = counts(
        **{"x1480": (140, 900), "x1480_kvinna": (63, 450), "x1480_man": (77, 450)},
        **{"x131": (33, 300), "x131_kvinna": (3, 150), "x131_man": (30, 150)},
        **{"x132": (50, 300), "x132_kvinna": (25, 150), "x132_man": (25, 150)},
        **{"x133": (57, 300), "x133_kvinna": (35, 150), "x133_man": (22, 150)},
    )
    found = hidden(table)
    assert {"131_kvinna", "131_man"} <= found
    assert len(found & {"132_kvinna", "133_kvinna"}) == len(found & {"132_man", "133_man"}) == 1
    assert not found & {"1480", "131", "132", "133"}


def test_what_the_source_hid_is_kept_too() -> None:
    table = together(
        counts(**{k: v for k, v in CITY.items() if k != "x131"}), observed("131", {2018: ObservationStatus.SUPPRESSED})
    )
    assert hidden(table) == {"131", "132"}


def test_a_single_year_does_not_follow_from_pooled_years() -> None:
    pooled = observed("131", {2018: (14, 400)}, period="2017–2018")
    one = observed("131", {2017: (11, 200)})
    assert hidden(together(one, pooled)) == {"131"}
    assert hidden(together(one, observed("131", {2018: (14, 400)}, period="2017/18"))) == set()


def test_the_same_period_is_compared_in_city_and_districts() -> None:
    pooled = [
        observed(code, {2018: seen}, period="2017–2018")
        for code, seen in (("131", (3, 90)), ("132", (40, 90)), ("133", (50, 90)))
    ]
    assert hidden(together(counts(x1480=(93, 600)), *pooled)) == {"131"}


def test_a_category_for_everybody_goes_with_everybody() -> None:
    table = together(
        observed("1480", {2018: (3, 50)}),
        observed("1480", {2018: (3, 50)}, breakdown="huvudman=samtliga"),
        observed("1480", {2018: (3, 40)}, breakdown="huvudman=kommunal"),
        observed("1480", {2018: (0, 10)}, breakdown="huvudman=enskild"),
    )
    shown = hide_small(table, register())
    assert shown[obs.STATUS].eq("suppressed").tolist() == [True, True, True, False]


def test_a_rounded_share_on_a_known_base_tells_as_a_count_does() -> None:
    rates = {"1480": 17.2, "131": 1.5, "132": 20.0, "133": 30.0}
    rows = [observed(c, {2018: r}, denominator=600.0 if c == "1480" else 200.0) for c, r in rates.items()]
    assert hidden(together(*rows)) == {"131", "132"}


def test_a_rate_on_an_estimated_base_is_hidden_with_its_count() -> None:
    row = observed("131", {2018: 2.0}, denominator=150.0, base_estimated=True)
    assert hidden(row, EVENTS) == {"131"}


def test_a_mean_on_a_small_base_does_not_follow_from_the_others() -> None:
    mean = an_indicator(kind=MeasureKind.MEAN, multiplier=1.0, suppression=RULE)
    bases = {"131_kvinna": (50.0, 6.0), "131_man": (60.0, 94.0), "131": (59.4, 100.0)}
    rows = [
        observed("131", {2018: value}, denominator=base, breakdown=f"kon={name[4:]}" if name[4:] else "")
        for name, (value, base) in bases.items()
    ]
    assert hidden(together(*rows), mean) == {"131_kvinna", "131_man"}


def test_a_base_that_is_a_small_count_itself_is_hidden_and_kept() -> None:
    table = counts(x131=(50, 103), x131_kvinna=(1, 3), x131_man=(49, 100))
    shown = hide_small(table, register()).set_index(obs.BREAKDOWN)
    assert shown[obs.DENOMINATOR].isna().to_dict() == {"": False, "kon=kvinna": True, "kon=man": True}


def test_the_one_who_handed_in_sees_their_own_numbers_and_nobody_elses() -> None:
    table = counts(**CITY)
    table[obs.BATCH] = [1, 1, 2, 2]
    shown = hide_small(table, register(), own=[1])
    assert shown[obs.STATUS].eq("suppressed").tolist() == [False, False, True, False]


def test_the_own_view_is_what_anyone_sees_and_the_own_rows_as_handed_in() -> None:
    table = together(counts(2017, **CITY), counts(2018, **CITY))
    table[obs.BATCH] = [1, 2, 3, 4] * 2
    anyone = hide_small(table, register())
    for own in ([], [1], [2], [3], [4], [1, 3], [2, 4], [9]):
        shown, mine = hide_small(table, register(), own=own), table[obs.BATCH].isin(own)
        pd.testing.assert_frame_equal(shown[mine], table[mine])
        pd.testing.assert_frame_equal(shown[~mine], anyone[~mine])


def test_the_own_view_leaves_nothing_behind_for_the_next_reader() -> None:
    table = counts(**CITY)
    table[obs.BATCH] = 1
    before = hide_small(table, register())
    pd.testing.assert_frame_equal(hide_small(table, register(), own=[1]), table)
    pd.testing.assert_frame_equal(hide_small(table, register()), before)


def test_the_own_view_brings_nothing_back_that_was_hidden_before() -> None:
    table = together(counts(**CITY), observed("133", {2017: ObservationStatus.SUPPRESSED}))
    table[obs.BATCH] = 1
    hidden_once = hide_small(table, register())
    pd.testing.assert_frame_equal(hide_small(hidden_once, register(), own=[1]), hidden_once)


def test_a_base_on_an_own_row_is_shown_to_its_sender_only() -> None:
    table = counts(x131=(50, 103), x131_kvinna=(1, 3), x131_man=(49, 100))
    table[obs.BATCH] = [1, 2, 1]
    shown = hide_small(table, register(), own=[2])
    assert shown[obs.DENOMINATOR].isna().tolist() == [False, False, True]


def test_a_row_that_another_batch_has_replaced_is_no_longer_own() -> None:
    table = counts(**CITY)
    table[obs.BATCH] = [1, 2, 1, 1]
    assert hidden(table, own=[1]) == {"131"}


def test_rows_that_are_not_stored_are_nobodys_own() -> None:
    with pytest.raises(MeasureError, match="own: 0"):
        hide_small(counts(**CITY), register(), own=[0])


def test_a_survey_share_without_a_count_takes_another_with_it() -> None:
    survey = an_indicator(suppression=Suppression(counts_below=5, base_below=50))
    shares = {"1480": (17.2, 600.0), "131": (1.5, 200.0), "132": (20.0, 200.0), "133": (30.0, 200.0)}
    rows = [observed(code, {2018: share}, denominator=base) for code, (share, base) in shares.items()]
    assert hidden(together(*rows), survey) == {"131", "132"}


@pytest.mark.parametrize(("note", "left"), [("3 av 200 svarade", ""), ("Få svarade.", "Få svarade.")])
def test_a_note_with_a_figure_goes_with_the_number(note: str, left: str) -> None:
    table = observed("131", {2018: (3, 200)}, note=note)
    assert hide_small(table, register())[obs.NOTE].tolist() == [left]


def test_zero_is_shown_beside_hidden_numbers() -> None:
    table = counts(**(CITY | {"x132": (0, 200), "x133": (100, 200)}))
    assert hidden(table) == {"131", "133"}


def test_counts_without_a_base_add_up_where_others_show_that_they_do() -> None:
    added = an_indicator(kind=MeasureKind.STATE, multiplier=1.0, suppression=RULE)
    gone = ObservationStatus.SUPPRESSED
    before = [observed(c, {2017: v}) for c, v in (("1480", 60.0), ("131", 10.0), ("132", 20.0), ("133", 30.0))]
    now: list[tuple[str, Any]] = [("1480", 60.0), ("131", gone), ("132", 20.0), ("133", 30.0)]
    table = together(*before, *(observed(c, {2018: v}) for c, v in now))
    assert hide_small(table, register(added)).query("year == 2018")[obs.STATUS].eq("suppressed").tolist() == [
        *(False, True, True, False)
    ]
    assert hidden(together(*(observed(c, {2018: v}) for c, v in now)), added) == {"131"}


def test_a_table_that_is_none_is_refused_by_name() -> None:
    table = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in obs.DTYPES.items()})
    for wrong, named in (
        ([1, 2], "observations: no table"),
        (table.drop(columns=[obs.VALUE]), "observations: missing columns value"),
        (table.astype({obs.VALUE: "object"}), "observations: value is no column of numbers"),
    ):
        with pytest.raises(MeasureError, match=named):
            hide_small(wrong, a_registry())  # type: ignore[arg-type]

"""What must hold of hidden numbers whatever the table is; worked out again by trying every possible table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import observations as obs
from indicators.disclosure import Sum, hide_in_table, hide_small
from indicators.model import Geography, GeographyLevel, MeasureKind, ObservationStatus, Registry, Suppression
from tests.builders import CITY_CODE, a_geography, a_registry, an_indicator, observed, the_city, together
from tests.disclosure.enumeration import possible

FEW = settings(max_examples=25, deadline=None)
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 14))
BASE = 1_000.0
MOST = {1: 40, 2: 40, 3: 40, 4: 30, 5: 14, 6: 12}
"""How far to count, by the number of hidden atoms: enough to reach beyond four and to be three wide."""

MadeOf = dict[Any, tuple[int, ...]]


def is_kept(values: set[int]) -> bool:
    return max(values) - min(values) >= 3 and max(values) > 4


def all_kept(made_of: MadeOf, told: Mapping[Any, float]) -> None:
    """Nothing hidden can be narrowed below the rule, whichever published figures are put together."""
    atoms = sum(len(parts) == 1 and key not in told for key, parts in made_of.items())
    for key, values in possible(made_of, told, most=MOST[max(1, atoms)]).items():
        assert is_kept(values), (key, values, told)


def crossed(rows: int, columns: int) -> tuple[MadeOf, list[Sum]]:
    """A table with totals in both directions, as sums of its cells."""
    cells = list(product(range(rows), range(columns)))
    at = {cell: n for n, cell in enumerate(cells)}
    made_of: MadeOf = {(str(i), str(j)): (at[i, j],) for i, j in cells}
    made_of |= {(str(i), "all"): tuple(at[i, j] for j in range(columns)) for i in range(rows)}
    made_of |= {("all", str(j)): tuple(at[i, j] for i in range(rows)) for j in range(columns)}
    made_of["all", "all"] = tuple(at.values())
    sums = [
        Sum(total=(i, "all"), parts=tuple((i, str(j)) for j in range(columns))) for i in (*map(str, range(rows)), "all")
    ]
    sums += [
        Sum(total=("all", j), parts=tuple((str(i), j) for i in range(rows))) for j in (*map(str, range(columns)), "all")
    ]
    return made_of, sums


@FEW
@given(shape=st.sampled_from([(1, 3), (2, 2), (2, 3)]), data=st.data())
def test_no_hidden_figure_of_a_crossed_table_can_be_narrowed_down(shape: tuple[int, int], data: st.DataObject) -> None:
    made_of, sums = crossed(*shape)
    counts = COUNTS if shape != (2, 3) else st.integers(0, 4)
    atoms = data.draw(st.lists(counts, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    figures = {key: float(sum(atoms[a] for a in parts)) for key, parts in made_of.items()}
    hidden = hide_in_table(figures, data.draw(st.permutations(sums)))
    told = {key: value for key, value in figures.items() if key not in hidden}
    assert all(not 1 <= value <= 4 for value in told.values())
    all_kept(made_of, told)


@FEW
@given(atoms=st.lists(COUNTS, min_size=4, max_size=4), data=st.data())
def test_the_order_of_a_table_changes_nothing(atoms: list[int], data: st.DataObject) -> None:
    made_of, sums = crossed(2, 2)
    figures = {key: float(sum(atoms[a] for a in parts)) for key, parts in made_of.items()}
    turned = {key: figures[key] for key in data.draw(st.permutations(list(figures)))}
    assert hide_in_table(figures, sums) == hide_in_table(turned, data.draw(st.permutations(sums)))


DISTRICTS = ("131", "132")
SEXES = ("kon=kvinna", "kon=man")
RULED = an_indicator(kind=MeasureKind.REGISTER_SHARE, suppression=Suppression(counts_below=5, base_below=10))


def _area(code: str, district: str) -> Geography:
    parents = {GeographyLevel.CITY: CITY_CODE, GeographyLevel.DISTRICT: district}
    return a_geography(code, level=GeographyLevel.PRIMARY, parents=parents)


CROSSED: Registry = a_registry(RULED, geographies=[the_city(), *map(a_geography, DISTRICTS)])
NESTED: Registry = a_registry(
    RULED,
    geographies=[the_city(), *map(a_geography, DISTRICTS), *(_area(f"{d}{n}", d) for d in DISTRICTS for n in "ab")],
)


def _of_cross() -> MadeOf:
    at = {pair: n for n, pair in enumerate(product(DISTRICTS, SEXES))}
    made_of: MadeOf = {(d, s): (n,) for (d, s), n in at.items()}
    made_of |= {(d, ""): tuple(n for (e, _), n in at.items() if e == d) for d in DISTRICTS}
    made_of |= {(CITY_CODE, s): tuple(n for (_, t), n in at.items() if t == s) for s in SEXES}
    return made_of | {(CITY_CODE, ""): tuple(at.values())}


def _of_nest() -> MadeOf:
    made_of: MadeOf = {(f"{d}{n}", ""): (2 * i + j,) for i, d in enumerate(DISTRICTS) for j, n in enumerate("ab")}
    made_of |= {(d, ""): (2 * i, 2 * i + 1) for i, d in enumerate(DISTRICTS)}
    return made_of | {(CITY_CODE, ""): (0, 1, 2, 3)}


SHAPES = {"crossed": (CROSSED, _of_cross()), "nested": (NESTED, _of_nest())}


def a_table(made_of: MadeOf, atoms: list[int]) -> pd.DataFrame:
    return together(
        *(
            observed(geography, {2018: (sum(atoms[a] for a in parts), BASE * len(parts))}, breakdown=breakdown)
            for (geography, breakdown), parts in made_of.items()
        )
    )


def told_by(shown: pd.DataFrame) -> dict[Any, float]:
    left = shown[shown[obs.VALUE].notna()]
    return dict(zip(zip(left[obs.GEOGRAPHY], left[obs.BREAKDOWN], strict=True), left[obs.NUMERATOR], strict=True))


ATOMS = st.lists(COUNTS, min_size=4, max_size=4)


@FEW
@given(shape=st.sampled_from(sorted(SHAPES)), atoms=ATOMS)
def test_no_hidden_observation_can_be_narrowed_down(shape: str, atoms: list[int]) -> None:
    registry, made_of = SHAPES[shape]
    told = told_by(hide_small(a_table(made_of, atoms), registry))
    assert all(not 1 <= count <= 4 for count in told.values())
    all_kept(made_of, told)


@FEW
@given(shape=st.sampled_from(sorted(SHAPES)), atoms=ATOMS, data=st.data())
def test_hiding_twice_is_hiding_once_in_any_order_of_rows(shape: str, atoms: list[int], data: st.DataObject) -> None:
    registry, made_of = SHAPES[shape]
    table = a_table(made_of, atoms)
    shown = hide_small(table, registry)
    pd.testing.assert_frame_equal(hide_small(shown, registry), shown)
    order = data.draw(st.permutations(range(len(table))))
    pd.testing.assert_frame_equal(hide_small(table.iloc[order], registry), shown.iloc[order])


@FEW
@given(
    shape=st.sampled_from(sorted(SHAPES)),
    atoms=ATOMS,
    gone=st.sets(st.integers(0, 8)),
    status=st.sampled_from([ObservationStatus.SUPPRESSED, ObservationStatus.MISSING]),
)
def test_values_shown_are_those_given_and_nothing_hidden_comes_back(
    shape: str, atoms: list[int], gone: set[int], status: ObservationStatus
) -> None:
    registry, made_of = SHAPES[shape]
    table = a_table(made_of, atoms)
    at = [row for row in gone if row < len(table)]
    table.loc[at, [obs.VALUE, obs.NUMERATOR]] = np.nan
    table.loc[at, obs.STATUS] = str(status)
    before = table.copy()
    shown = obs.checked(hide_small(table, registry))
    pd.testing.assert_frame_equal(table, before)
    left = shown[obs.VALUE].notna()
    pd.testing.assert_frame_equal(shown[left], table[left])
    assert (shown.loc[at, obs.STATUS] == str(status)).all()
    assert shown.loc[~left, [obs.NUMERATOR, obs.LOWER, obs.UPPER]].isna().all(axis=None)
    pd.testing.assert_frame_equal(hide_small(shown, registry), shown)


@FEW
@given(shape=st.sampled_from(sorted(SHAPES)), atoms=st.lists(st.sampled_from([0, 0, 3, 20]), min_size=4, max_size=4))
def test_a_zero_is_shown_and_never_made_up(shape: str, atoms: list[int]) -> None:
    registry, made_of = SHAPES[shape]
    table = a_table(made_of, atoms)
    shown = hide_small(table, registry)
    zeros = table[obs.NUMERATOR] == 0
    assert shown.loc[zeros, obs.VALUE].eq(0).all()
    assert (shown[obs.VALUE].eq(0) == zeros).all()

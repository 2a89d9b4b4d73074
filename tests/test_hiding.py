"""What is hidden, remembered: the same as worked out from all rows, for as long as nothing it hangs on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from indicators import disclosure, hiding
from indicators import observations as obs
from indicators.hiding import Hiding
from indicators.model import TOTAL, GeographyLevel, MeasureKind, ObservationStatus, Registry, Suppression
from indicators.store import Store
from tests.builders import INDICATOR_ID, a_registry, an_indicator, observed, together
from tests.store.deliveries import append, settings_in

BASE = 400.0


def counted(geography: str, women: int, men: int, year: int = 2015) -> pd.DataFrame:
    split = [("", women + men, 2 * BASE), ("kon=kvinna", women, BASE), ("kon=man", men, BASE)]
    return together(*(observed(geography, {year: (n, base)}, breakdown=group) for group, n, base in split))


@pytest.fixture
def registry() -> Registry:
    levels = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
    rule = Suppression(counts_below=5, base_below=5)
    return a_registry(
        an_indicator(kind=MeasureKind.REGISTER_SHARE, levels=levels, breakdowns=("kon",), suppression=rule)
    )


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    store = Store.create(settings_in(tmp_path))
    append(store, together(counted("131", 3, 40), counted("132", 30, 41)))
    append(store, counted("131", 33, 40, 2016), at=1)
    return store


def whole(store: Store, registry: Registry, version: int) -> pd.DataFrame:
    return disclosure.hide_small(store.observations(version=version), registry)


def test_part_of_the_rows_is_hidden_as_among_all_of_them(filled: Store, registry: Registry) -> None:
    chosen = {"indicators": [INDICATOR_ID], "geographies": ["131"], "breakdowns": [TOTAL, "kon=man"]}
    found = Hiding().rows(filled, registry, version=2, **chosen)  # type: ignore[arg-type]  # lists, each of its name
    every = whole(filled, registry, 2)
    part = every[(every[obs.GEOGRAPHY] == "131") & every[obs.BREAKDOWN].isin([TOTAL, "kon=man"])]
    pd.testing.assert_frame_equal(found, part.reset_index(drop=True))
    assert (found[obs.STATUS] == str(ObservationStatus.SUPPRESSED)).sum() == 1


def test_rows_asked_for_in_several_queries_are_the_same(
    filled: Store, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(filled, observed("131", {2015: 12.0}, indicator="another"), at=2)
    asked = [INDICATOR_ID, "another"]
    at_once = Hiding().rows(filled, registry, indicators=asked, version=3, with_origin=True)
    monkeypatch.setattr(hiding, "READ_AT_ONCE", 1)
    found = Hiding().rows(filled, registry, indicators=asked, version=3, with_origin=True)
    pd.testing.assert_frame_equal(found, at_once)
    assert set(found[obs.INDICATOR]) == set(asked)


def test_masks_outlive_the_process_and_a_damaged_one_is_made_again(
    filled: Store, registry: Registry, tmp_path: Path
) -> None:
    folder = tmp_path / "masks"
    first = Hiding(folder).masks(filled, registry, indicators=[INDICATOR_ID], version=2)
    (kept,) = folder.iterdir()
    assert Hiding(folder).masks(filled, registry, indicators=[INDICATOR_ID], version=2) == first
    kept.write_text("[[")
    assert Hiding(folder).masks(filled, registry, indicators=[INDICATOR_ID], version=2) == first
    assert first[INDICATOR_ID].hidden == {("131", 2015, "kon=kvinna"), ("131", 2015, "kon=man")}


def test_a_kept_mask_is_used_only_as_long_as_values_and_rules_stand(
    filled: Store, registry: Registry, tmp_path: Path
) -> None:
    hiding = Hiding(tmp_path / "masks")
    hiding.masks(filled, registry, indicators=[INDICATOR_ID], version=2)
    append(filled, counted("132", 2, 41), at=2)
    own = registry.indicators[INDICATOR_ID]
    strict = replace(
        registry, indicators={own.id: replace(own, suppression=Suppression(counts_below=40, base_below=5))}
    )
    for version, register in ((1, registry), (2, registry), (3, registry), (3, strict)):
        found = hiding.rows(filled, register, indicators=[INDICATOR_ID], version=version)
        pd.testing.assert_frame_equal(found, whole(filled, register, version))


def test_whoever_changes_data_works_out_what_is_hidden_before_any_reader(
    filled: Store, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "masks"
    with Hiding(folder).following(filled, registry):
        append(filled, counted("132", 2, 41), at=2)
    expected = whole(filled, registry, 3)
    monkeypatch.setattr(disclosure, "hide_small", None)  # worked out already, and kept for every process
    found = Hiding(folder).rows(filled, registry, indicators=[INDICATOR_ID], version=3)
    pd.testing.assert_frame_equal(found, expected)


def test_an_indicator_without_values_has_no_rows(filled: Store, registry: Registry) -> None:
    assert Hiding().rows(filled, registry, indicators=["another"], version=2).empty

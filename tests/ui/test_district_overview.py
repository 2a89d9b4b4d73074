"""The overview: every district a column, every indicator a row, a reason where there is no value."""

from __future__ import annotations

import pytest

from indicators.districts.overview import AreaRows, overview
from indicators.model import GeographyLevel, ObservationStatus
from tests.builders import a_registry, an_indicator
from tests.districts.tables import ALIKE, APART, a_situation
from ui import cached, choices, district_overview
from ui.twins import Twin

PLACES = a_registry().on_level(GeographyLevel.DISTRICT)


@pytest.fixture(autouse=True)
def _years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "viewpoints", lambda: [2019])
    choices._seen_from.set((2019, 2019))


def _twin(*values: object) -> Twin:
    found = overview(a_situation({2019: list(values) or APART}))  # type: ignore[arg-type]
    return district_overview.twin(found, PLACES, 2019, city="1480")


def test_every_strategic_area_has_its_place_also_without_indicators() -> None:
    found = overview(a_situation({2019: APART}))
    assert [area.area.number for area in found] == list(range(1, 11))
    assert _twin().table.count("inga indikatorer finns per stadsdel") == 9


def test_a_difference_is_told_in_words_and_not_by_its_mark_alone() -> None:
    table = _twin().table
    assert table.count("säkerställt sämre</span>") == 2
    assert table.count("säkerställt bättre</span>") == 1


def test_a_hidden_value_is_told_as_hidden() -> None:
    twin = _twin(ObservationStatus.SUPPRESSED, *APART[1:])
    assert ">dolt</td>" in twin.table
    hidden = twin.figures[twin.figures["stadsdel"] == "Stadsdel 131"]
    assert hidden[["värde", "undre gräns", "resten av staden", "skillnad"]].isna().all(axis=None)


def test_on_a_phone_an_indicator_without_differences_says_so() -> None:
    assert "<li>Ingen stadsdel går att skilja från staden.</li>" in _twin(*ALIKE).table


def test_an_indicator_without_values_is_a_row() -> None:
    indicator = an_indicator()
    area = a_registry().strategic_areas[0]
    twin = district_overview.twin([AreaRows(area=area, rows=((indicator, None),))], PLACES, 2019, city="1480")
    assert twin.table.count(">saknas</td>") == 11

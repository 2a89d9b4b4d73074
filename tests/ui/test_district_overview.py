"""The overview: every district a column, every indicator a row, a reason where there is no value."""

from __future__ import annotations

import re
from html import unescape

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


def test_every_value_leads_to_the_indicator_in_its_district_from_the_top() -> None:
    table = _twin().table
    cells = re.findall(r'<td role="cell" class="c-num([^"]*)"><a href="([^"]*)"[^>]*>([\d,]+)', table)
    assert [unescape(to) for _, to, _ in cells] == [
        f"./indikator?indikator=an-indicator&plats={place.code}&ar=2019" for place in PLACES
    ]
    assert [value for *_, value in cells] == [f"{100 * x / n:.1f}".replace(".", ",") for x, n in APART]  # type: ignore[misc]
    assert "#ursprung" not in table


def test_a_sure_difference_has_a_shade_beside_its_mark_and_no_other_cell_has() -> None:
    shades = re.findall(r'<td role="cell" class="c-num ?(lb-over-\w+)?"><a', _twin().table)
    assert shades == ["lb-over-worse", "lb-over-worse", "lb-over-better", *[""] * 7]
    assert "lb-over-" not in "".join(re.findall(r"<td [^>]*>", _twin(*ALIKE).table))


def test_on_a_phone_the_districts_that_differ_are_links_too() -> None:
    listed = _twin().table.partition('class="lb-over-list"')[2]
    assert re.findall(r"plats=(\d+)&amp;ar=2019[^>]*>(Stadsdel \d+)", listed) == [
        (code, f"Stadsdel {code}") for code in ("132", "131", "133")
    ]


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

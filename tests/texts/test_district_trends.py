"""Words under each district's own curve."""

from __future__ import annotations

import pytest

from indicators.districts.against_city import against_city
from indicators.districts.trends import Trend, trends
from indicators.model import MeasureKind, ObservationStatus
from indicators.texts import district_trends as texts
from tests.builders import Seen, a_registry, an_indicator
from tests.districts.tables import APART, a_situation

PLACE = a_registry().geographies["131"]
HIDDEN: tuple[Seen, ...] = (ObservationStatus.SUPPRESSED, *APART[1:])
BETTER: tuple[Seen, ...] = ((180.0, 300.0), *APART[1:])


def _trend(years: dict[int, tuple[Seen, ...]]) -> Trend:
    seen = a_situation(years, an_indicator())
    found = against_city(seen, an_indicator())
    assert found is not None
    return next(t for t in trends(seen, an_indicator(), found).districts if t.geography == "131")


@pytest.mark.parametrize(
    ("years", "words", "alt"),
    [
        (
            {2014: APART, 2019: BETTER},
            "Säkerställd förbättring sedan 2014",
            "Stadsdel 131: från 30,0 % år 2014 till 60,0 % år 2019. Säkerställd förbättring sedan 2014.",
        ),
        (
            {2014: APART, 2019: APART},
            "Ingen säkerställd skillnad sedan 2014",
            "Stadsdel 131: från 30,0 % år 2014 till 30,0 % år 2019. Ingen säkerställd skillnad sedan 2014.",
        ),
        ({2019: APART}, "Bara ett värde, inget att jämföra med", "Stadsdel 131: 30,0 % år 2019."),
        ({2019: HIDDEN}, "Inget värde", "Stadsdel 131: inga värden."),
    ],
)
def test_a_panel_says_what_is_shown_since_the_baseline(
    years: dict[int, tuple[Seen, ...]], words: str, alt: str
) -> None:
    trend = _trend(years)
    assert texts.since(trend) == words
    assert texts.alt(trend, an_indicator(), PLACE).replace("\u00a0", " ") == alt


def test_a_curve_without_margin_is_said_to_be_untested_and_not_to_show_nothing() -> None:
    acts = an_indicator(kind=MeasureKind.STATE, unit="")
    values: tuple[Seen, ...] = tuple(float(n) for n in range(10, 20))
    seen = a_situation({2014: values, 2019: values[::-1]}, acts)
    found = against_city(seen, acts)
    assert found is not None
    said = {texts.since(t) for t in trends(seen, acts, found).districts}
    assert said == {"Går inte att pröva: felmarginal saknas"}

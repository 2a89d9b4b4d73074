"""Words under each district's own curve."""

from __future__ import annotations

import pytest

from indicators.districts.against_city import against_city
from indicators.districts.trends import Drawn, Trend, trends
from indicators.model import MeasureKind, ObservationStatus
from indicators.texts import district_trends as texts
from indicators.texts import districts as district_texts
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


def test_the_panels_promise_a_margin_and_a_city_only_where_they_are_drawn() -> None:
    bare = Drawn(has_margin=False, has_city=False, is_city_summed=True)
    full = Drawn(has_margin=True, has_city=True, is_city_summed=True)
    said = [" ".join((texts.subtitle(starts_at_zero=True, drawn=d), *texts.reading(d))) for d in (bare, full)]
    assert "Blå linje är stadsdelen. Ett uppehåll" in said[0]
    assert not any(word in said[0] for word in ("med felmarginal", "grå linje", "grå linjen"))
    assert "Blå linje är stadsdelen med felmarginal, grå linje alla stadsdelar tillsammans." in said[1]
    assert "det ljusa fältet dess felmarginal. " in said[1]
    assert "Den grå linjen är densamma i alla rutor." in said[1]


def test_acts_that_are_counted_have_neither_margin_nor_city() -> None:
    acts = an_indicator(kind=MeasureKind.STATE, unit="")
    values: tuple[Seen, ...] = tuple(float(n) for n in range(10, 20))
    seen = a_situation({2018: values, 2019: values}, acts)
    found = against_city(seen, acts)
    assert found is not None
    drawn = trends(seen, acts, found).drawn
    assert (drawn.has_margin, drawn.has_city) == (False, False)
    assert district_texts.alt(found, acts, a_registry().geographies).startswith("Punkter per stadsdel 2019.")
    shares = _drawn_shares()
    assert (shares.has_margin, shares.has_city) == (True, True)


def _drawn_shares() -> Drawn:
    seen = a_situation({2014: APART, 2019: BETTER}, an_indicator())
    found = against_city(seen, an_indicator())
    assert found is not None
    return trends(seen, an_indicator(), found).drawn


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anmäld skadegörelse i stadsdelarna", "Anmäld skadegörelse per stadsdel 2020"),
        ("Kan påverka i sin stadsdel", "Kan påverka i sin stadsdel 2020"),
        ("Genomförda nattvandringar", "Genomförda nattvandringar per stadsdel 2020"),
    ],
)
def test_the_heading_tells_the_place_once(name: str, said: str) -> None:
    assert district_texts.heading(an_indicator(short_name=name), 2020) == said


def test_reported_crime_says_what_an_estimated_population_does_to_its_words() -> None:
    bare = Drawn(has_margin=True, has_city=True, is_city_summed=True)
    crime = Drawn(has_margin=True, has_city=True, is_city_summed=True, is_reported=True)
    assert "vuxit snabbare än staden får då för låga tal de tidiga åren" in " ".join(texts.compared(crime))
    assert "Brott och trygghet i tio år" in " ".join(texts.compared(crime))
    assert texts.compared(bare) == [texts.SINCE]

"""Plain numbers with a year of their own: each is held against that year's value and no other."""

from __future__ import annotations

from typing import Final

import pytest

from indicators.texts.claims import claims
from tests.texts.results import fear, fear_worsening

VALUES: Final = {2014: 17.8, 2016: 19.2, 2018: 21.8}
TRUE: Final = (
    "Andelen var 17,8 procent 2014 och 21,8 procent 2018.",
    "2014 var andelen 17,8 procent, 2016 var den 19,2 procent och 2018 var den 21,8 procent.",
    "År 2016 låg andelen på 19,2 procent.",
    "Andelen var 18 procent (2014) och är nu 22 procent.",
    "Andelen gick från 17,8 procent 2014 till 21,8 procent 2018.",
    "Andelen gick från 17,8 till 21,8 procent mellan 2014 och 2018.",
    "Andelen var 17,8 och 21,8 procent 2014 och 2018.",
    "Sedan 2014 har andelen ökat till 21,8 procent.",
    "Jämfört med 2014 är andelen 21,8 procent.",
    "Andelen är 21,8 procent, 4 procentenheter mer än 2014.",
    "Andelen var ungefär 19 procent i enkäten 2016.",
    "Målet är högst 14 procent 2020.",
    "2020 ska andelen vara högst 14 procent.",
    "Andelen låg mellan 20,3 och 23,3 procent 2018 med felmarginalen.",
)
UNTRUE: Final = (
    ("Andelen var 21,8 procent 2014.", "21,8 var inte värdet 2014: då var det 17,8\u00a0%."),
    ("Andelen var 17,8 procent 2018.", "17,8 var inte värdet 2018: då var det 21,8\u00a0%."),
    ("2016 var andelen 17,8 procent.", "17,8 var inte värdet 2016: då var det 19,2\u00a0%."),
    ("Andelen var 17,8 procent 2014 och 19,2 procent 2018.", "19,2 var inte värdet 2018: då var det 21,8\u00a0%."),
    ("Andelen var 22 procent i enkäten 2016.", "22 var inte värdet 2016: då var det 19\u00a0%."),
    (
        "2014 var andelen 17,8 procent och 2016 var den 21,8 procent.",
        "21,8 var inte värdet 2016: då var det 19,2\u00a0%.",
    ),
    (
        "Andelen var 17,8 procent 2012.",
        "Värdet av ”Avstår från att gå ut ensam av rädsla” 2012 är inte känt, så 17,8 går inte att kontrollera.",
    ),
)


def told(text: str) -> list[str]:
    found = claims(text, fear_worsening(), fear(), values=lambda _: VALUES)
    assert not any(claim.is_fault for claim in found)
    return [claim.why for claim in found if claim.kind == "tal"]


@pytest.mark.parametrize("text", TRUE)
def test_a_number_that_is_true_of_its_year_is_let_be(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "why"), UNTRUE, ids=[text for text, _ in UNTRUE])
def test_a_number_of_another_year_than_the_one_beside_it_is_told(text: str, why: str) -> None:
    assert told(text) == [why]


def test_an_end_of_the_series_has_its_year_also_without_the_series() -> None:
    progress, indicator = fear_worsening(), fear()
    assert claims("Andelen var 17,8 procent 2014 och 21,8 procent 2018.", progress, indicator) == ()
    (found,) = claims("Andelen var 21,8 procent 2014.", progress, indicator)
    assert found.why == "21,8 var inte värdet 2014: då var det 17,8\u00a0%."


def test_a_difference_may_be_told_as_it_is_or_as_the_printed_values_have_it() -> None:
    values = {2015: 18.94, 2016: 20.86}  # 1,92 apart, and 2,0 between 18,9 and 20,9
    for shown, is_known in (("1,9", True), ("2,0", True), ("2,1", False)):
        text = f"Andelen var {shown} procentenheter högre 2016 än 2015."
        found = list(claims(text, fear_worsening(), fear(), values=lambda _: values))
        assert ([claim.kind for claim in found] == []) is is_known, shown

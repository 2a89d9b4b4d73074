"""The small picture of a value that stands out."""

from __future__ import annotations

from xml.etree import ElementTree

from indicators.charts import expected
from indicators.charts.theme import BRAND, INK, RULE
from indicators.deliveries.results import Deviation
from tests.charts.golden import same
from tests.ui.made_deliveries import a_deviation

NAMESPACE = "{http://www.w3.org/2000/svg}"


def shapes(deviation: Deviation, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(expected.drawing(deviation)).iter(f"{NAMESPACE}{tag}"))


def test_the_drawing_is_the_one_that_was_looked_at() -> None:
    assert same("expected.svg", expected.drawing(a_deviation()))


def test_it_holds_no_text_and_has_the_size_that_tables_give_it() -> None:
    root = ElementTree.fromstring(expected.drawing(a_deviation()))
    assert (root.get("width"), root.get("height")) == (str(expected.WIDTH), str(expected.HEIGHT))
    assert shapes(a_deviation(), "text") == []


def test_every_earlier_value_is_a_dot_and_the_new_one_is_black() -> None:
    fills = [dot.get("fill") for dot in shapes(a_deviation(), "circle")]
    assert (fills.count(BRAND), fills.count(INK)) == (5, 1)


def test_a_value_above_what_was_expected_stands_above_the_field() -> None:
    (field,) = [box for box in shapes(a_deviation(), "rect") if box.get("fill") == RULE]
    new = next(dot for dot in shapes(a_deviation(), "circle") if dot.get("fill") == INK)
    assert float(new.get("cy") or 0) < float(field.get("y") or 0)


def test_without_an_expectation_there_is_no_field() -> None:
    assert shapes(a_deviation(lower=None, upper=None), "rect") == []


def test_the_value_compared_with_is_drawn_also_where_the_history_leaves_it_out() -> None:
    assert len(shapes(a_deviation(history=()), "circle")) == 2


def test_a_missing_year_is_a_gap() -> None:
    gap = a_deviation(history=((2014, 64.0), (2015, 80.0), (2017, 70.0), (2018, 68.0)))
    assert (shapes(gap, "path")[0].get("d") or "").count("M") == 2


def test_a_series_of_every_second_year_is_one_line() -> None:
    sparse = a_deviation(history=((2014, 64.0), (2016, 80.0), (2018, 68.0)), year=2020)
    assert (shapes(sparse, "path")[0].get("d") or "").count("M") == 1


def test_nothing_is_drawn_outside_the_picture() -> None:
    far = a_deviation(after=1020.0)
    for dot in shapes(far, "circle"):
        assert 4 <= float(dot.get("cx") or 0) <= expected.WIDTH - 4
        assert 4 <= float(dot.get("cy") or 0) <= expected.HEIGHT - 4


def test_the_words_tell_what_the_picture_shows() -> None:
    told = "Linje 64 år 2014 till 68 år 2018, ny punkt 102 år 2019, väntat 45 till 91"
    assert expected.alt(a_deviation()) == told


def test_the_words_say_that_there_is_too_little_to_expect_from() -> None:
    alone = a_deviation(history=((2018, 68.0),), lower=None, upper=None)
    told = "68 år 2018, ny punkt 102 år 2019, för få tidigare värden för att säga vad som är väntat"
    assert expected.alt(alone) == told


def test_a_share_is_told_in_per_cent() -> None:
    share = a_deviation(unit="%", decimals=1, before=61.2, after=70.4, lower=58.0, upper=64.4, history=())
    assert "ny punkt 70,4\N{NO-BREAK SPACE}% år 2019, väntat 58,0 till 64,4" in expected.alt(share)

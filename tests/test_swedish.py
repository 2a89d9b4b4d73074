"""Numbers, dates, lists and order in Swedish."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import swedish
from indicators.swedish import NBSP
from tests.builders import an_indicator


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (0.285 * 100, 0, "29"),
        (2.675, 2, "2,68"),
        (1234567.0, 0, f"1{NBSP}234{NBSP}567"),
        (-3.2, 1, "−3,2"),
        (-0.04, 1, "0,0"),
        (99.95, 1, "100,0"),
        (1e-9, 1, "0,0"),
    ],
)
def test_a_number_is_rounded_half_up_and_printed_in_swedish(value: float, decimals: int, printed: str) -> None:
    assert swedish.number(value, decimals) == printed


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="printed"):
        swedish.number(value)


def test_a_missing_value_is_a_dash_in_a_table() -> None:
    assert swedish.number_or_dash(None, 1) == swedish.number_or_dash(float("nan"), 1) == "–"


@pytest.mark.parametrize(("value", "printed"), [(2.1, "+2,1"), (-3.2, "−3,2"), (0.04, "±0"), (-0.04, "±0")])
def test_a_change_carries_its_sign(value: float, printed: str) -> None:
    assert swedish.signed(value, 1) == printed


@pytest.mark.parametrize(("value", "printed"), [(90.0, "90"), (76.5, "76,5"), (4172.65, f"4{NBSP}172,7")])
def test_a_decided_value_has_no_needless_zeros(value: float, printed: str) -> None:
    assert swedish.plain(value, 1) == printed


def test_per_cent_stands_after_an_unbreakable_space() -> None:
    assert swedish.with_unit(76.34, "%", 1) == f"76,3{NBSP}%"


def test_thousands_in_a_unit_are_held_together() -> None:
    assert swedish.with_unit(183, "per 100 000") == f"183 per 100{NBSP}000"


def test_a_chart_label_leaves_long_units_to_the_subtitle() -> None:
    assert swedish.label(183, "per 100 000") == "183"


def test_running_text_says_procent() -> None:
    assert swedish.running(76.34, an_indicator()) == "76,3 procent"


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (4, 0, "4 procentenheter"),
        (1, 0, "1 procentenhet"),
        (-1, 0, "−1 procentenhet"),
        (0.5, 1, "0,5 procentenheter"),
    ],
)
def test_a_difference_of_percentages_is_in_percentage_points(value: float, decimals: int, printed: str) -> None:
    assert swedish.difference(value, "%", decimals) == printed


def test_an_interval_has_a_dash_without_spaces() -> None:
    assert swedish.interval(74, 78, "%") == f"74–78{NBSP}%"


def test_an_interval_with_a_negative_end_is_said_in_words() -> None:
    assert swedish.interval(-3, 2) == "−3 till 2"


def test_an_interval_of_changes_carries_signs() -> None:
    assert swedish.signed_interval(-1551, 1345) == f"−1{NBSP}551 till +1{NBSP}345"


def test_a_margin_stands_in_brackets() -> None:
    assert swedish.with_margin(76, 1.8, "%") == f"76{NBSP}% (±1,8)"


def test_dates_are_written_out() -> None:
    day = datetime.datetime(2017, 10, 7, 14, 5)
    assert [swedish.date(day), swedish.month(day), swedish.moment(day)] == [
        "7 oktober 2017",
        "oktober 2017",
        "7 oktober 2017 kl. 14.05",
    ]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ([], ""),
        (["Angered"], "Angered"),
        (["Angered", "Lundby"], "Angered och Lundby"),
        (["Angered", "Lundby", "Centrum"], "Angered, Lundby och Centrum"),
    ],
)
def test_a_list_ends_with_och(words: list[str], printed: str) -> None:
    assert swedish.listing(words) == printed


@pytest.mark.parametrize(
    ("count", "gender", "word"),
    [(0, "en", "ingen"), (0, "ett", "inget"), (1, "ett", "ett"), (1, "en", "en"), (12, "en", "tolv"), (13, "en", "13")],
)
def test_counts_to_twelve_are_words(count: int, gender: str, word: str) -> None:
    assert swedish.count_word(count, gender) == word


def test_a_count_bends_its_noun() -> None:
    said = [swedish.counted(n, "område", "områden", "ett") for n in (0, 1, 2)]
    assert said == ["inget område", "ett område", "två områden"]


def test_å_ä_ö_come_last_in_that_order() -> None:
    names = ["Östra Göteborg", "Ängås", "Åby", "Zinkgruvan", "Örgryte", "angered", "Élise", "Eva"]
    assert sorted(names, key=swedish.sort_key) == [
        "angered",
        "Élise",
        "Eva",
        "Zinkgruvan",
        "Åby",
        "Ängås",
        "Örgryte",
        "Östra Göteborg",
    ]


def test_a_value_that_misses_the_target_never_prints_as_the_target() -> None:
    assert swedish.together([39.6, 40.0], 0) == ["39,6", "40,0"]


def test_values_that_print_apart_keep_their_decimals() -> None:
    assert swedish.together([17.8, 21.8], 0) == ["18", "22"]


@pytest.mark.parametrize(
    ("pairs", "decimals", "needed"),
    [
        ([(17.8, 21.8)], 0, 0),
        ([(17.6, 22.4)], 0, 1),  # 18 and 22 would be 4 apart, not 4,8
        ([(9.0, 9.2)], 0, 1),  # both would be 9, though apart
        ([(414.113, 4641.521)], 0, 0),
        ([(6.622, 7.458), (6.102, 6.949)], 1, 2),  # 0,9 and 0,8 would shrink, though 0,836 grows to 0,847
        ([(64.0, 70.0), (64.04, 71.0)], 1, 2),  # the first end would stand still
        ([(64.0, 70.0), (64.0, 70.0)], 1, 1),
        ([], 1, 1),
    ],
)
def test_pairs_get_a_decimal_more_where_their_differences_would_lie(
    pairs: list[tuple[float, float]], decimals: int, needed: int
) -> None:
    assert swedish.decimals_apart(pairs, decimals) == needed


def test_a_printed_difference_is_what_a_reader_who_subtracts_finds() -> None:
    assert swedish.number(swedish.apart(414.113, 4641.521, 0)) == f"4{NBSP}228"  # 4 642 minus 414


PAIR = st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))


@given(PAIR, PAIR, st.integers(0, 2))
def test_a_printed_difference_never_contradicts_its_printed_ends(
    then: tuple[float, float], now: tuple[float, float], usual: int
) -> None:
    needed = swedish.decimals_apart([then, now], usual)
    shown = []
    for first, second in (then, now):
        ends = [_read(swedish.number(end, needed)) for end in (first, second)]
        shown.append(_read(swedish.number(swedish.apart(first, second, needed), needed)))
        assert shown[-1] == ends[1] - ends[0]
        strays = abs(shown[-1] - Decimal(f"{second - first:.15g}"))
        assert strays <= (Decimal("0.75") if needed == usual else Decimal(1)).scaleb(-needed) + Decimal("1e-9")
    if needed == usual:  # one more is the most, and then the ends tell
        true = [abs(Decimal(f"{second - first:.15g}")) for first, second in (then, now)]
        assert abs(true[0] - true[1]) < Decimal("1e-5") or (abs(shown[0]) < abs(shown[1])) is (true[0] < true[1])


def _read(printed: str) -> Decimal:
    return Decimal(printed.replace(NBSP, "").replace(",", ".").replace("−", "-"))


def test_equal_values_may_print_alike() -> None:
    assert swedish.together([40.0, 40.0], 0) == ["40", "40"]


def test_values_that_one_decimal_does_not_part_are_told() -> None:
    needed = swedish.honest_decimals([40.001, 40.002], 0)
    assert (needed, swedish.print_alike([40.001, 40.002], needed)) == (1, True)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_no_number_holds_an_english_sign(value: float, decimals: int) -> None:
    assert not set(swedish.number(value, decimals)) & set(".- ")


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_printed_number_reads_back_to_half_a_unit(value: float, decimals: int) -> None:
    text = swedish.number(value, decimals).replace(NBSP, "").replace(",", ".").replace("−", "-")
    assert abs(float(text) - value) <= 0.5 * 10**-decimals * (1 + 1e-6)


@pytest.mark.parametrize(("text", "said"), [("", ""), ("abcde", "abcde"), ("abcdef", "abcd…"), ("abc def", "abc…")])
def test_a_text_that_is_cut_says_so(text: str, said: str) -> None:
    assert swedish.shortened(text, 5) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"nu 25{NBSP}229 fler", "nu…"),
        ("nu 25,29 fler", "nu…"),
        ("nu −2529 fler", "nu…"),
        ("nu 2 av 9 fler", "nu 2 a…"),
    ],
)
def test_a_number_is_never_cut_in_two(text: str, said: str) -> None:
    assert swedish.shortened(text, 7) == said

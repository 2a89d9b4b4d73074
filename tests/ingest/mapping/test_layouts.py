"""Each way a table may be laid out, on small tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.batches import Severity
from indicators.ingest import mapping
from indicators.ingest.mapping.layout import Filter, Mapping, Others, Place, Source, Values, fits
from indicators.ingest.workbook.book import Book
from tests.builders import a_registry
from tests.ingest.mapping.books import a_book, a_sheet, figures, of_sheets
from tests.ingest.mapping.layouts import a_mapping, column, fixed, heading
from tests.ingest.mapping.real import register

LONG = (("Plats", "År", "Antal"), ("Angered", 2018, 5), ("Angered", 2019, 7))


def read(book: Book, made: Mapping) -> Any:
    """The entries alone."""
    return mapping.entries(book, made, a_registry())[0]


def codes(book: Book, made: Mapping) -> list[str]:
    """The codes of the findings alone."""
    return [finding.code for finding in mapping.entries(book, made, a_registry())[1]]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ABCDEF"), st.integers(2010, 2020)), st.integers(-9, 9999), min_size=1, max_size=30
    )
)
def test_a_wide_table_is_read_as_the_long_one(told: dict[tuple[str, int], int]) -> None:
    places, years = sorted({place for place, _ in told}), sorted({year for _, year in told})
    wide = [["Plats", *years], *([place, *(told.get((place, year)) for year in years)] for place in places)]
    long = [["Plats", "År", "Antal"], *([place, year, told[place, year]] for place, year in sorted(told))]
    over = a_mapping(period=heading("1"), values=(Values(field="value", columns="B:"),), skip_empty=True)
    keys = ("geography", "period")
    assert figures(read(a_book(wide), over), *keys) == figures(read(a_book(long), a_mapping()), *keys)


def test_an_empty_cell_in_a_row_with_figures_is_an_entry_of_its_own() -> None:
    wide = (("Plats", 2018, 2019), ("Angered", 5, None))
    table = read(a_book(wide), a_mapping(period=heading("1"), values=(Values(field="value", columns="B:C"),)))
    assert table["value_cell"].tolist() == ["B2", "C2"]
    assert table["value_raw"].tolist() == ["5", ""]
    assert table["value_kind"].tolist() == ["number", ""]


def test_a_blank_key_is_as_the_one_above() -> None:
    rows = (LONG[0], LONG[1], (None, 2019, 7))
    table = read(a_book(rows), a_mapping(geography=column("A", fill=True)))
    assert table["geography"].tolist() == ["Angered", "Angered"]
    assert table["geography_cell"].tolist() == ["A2", "A2"]


def test_a_section_heading_without_figures_names_the_rows_below() -> None:
    rows = (LONG[0], ("Angered",), (None, 2018, 5), ("Centrum",), (None, 2018, 6))
    made = a_mapping(geography=column("A", fill=True))
    assert figures(read(a_book(rows), made), "geography") == {"Angered": "5", "Centrum": "6"}
    assert codes(a_book(rows), made) == ["mapped-rows-without-figures"]


def test_merged_keys_and_heads_reach_over_their_whole_range() -> None:
    rows = (("Plats", "Kvinnor", None), (None, 2018, 2019), ("Angered", 1, 2), (None, 3, 4))
    sheet = a_sheet(rows, merged=("B1:C1", "A3:A4"))
    made = a_mapping(
        header_rows=(1, 2),
        period=heading("2"),
        breakdown={"kon": heading("1", recode={"Kvinnor": "kvinna"})},
        values=(Values(field="value", columns="B:C"),),
    )
    table = read(of_sheets(sheet), made)
    assert set(table["breakdown"]) == {"kon=kvinna"}
    assert table["geography"].tolist() == ["Angered"] * 4


def test_a_heading_in_two_rows_is_joined() -> None:
    rows = (("Plats", "Söder-"), (None, "malm"), ("2018", 5))
    made = a_mapping(header_rows=(1, 2), geography=heading("1+2"), period=column("A"))
    assert read(a_book(rows), made_with_values(made, "B"))["geography"].tolist() == ["Söder- malm"]


def made_with_values(made: Mapping, columns: str) -> Mapping:
    """The same mapping with figures in other columns."""
    return a_mapping(
        header_rows=made.header_rows,
        geography=made.geography,
        period=made.period,
        values=(Values(field="value", columns=columns),),
    )


def test_dimensions_stand_in_order_and_a_total_is_left_out() -> None:
    rows = (
        ("Plats", "År", "Antal", "Kön", "Ålder"),
        ("A", 2018, 1, "Män", "16-24\u00a0år"),
        ("A", 2018, 2, "MÄN", "Alla"),
    )
    parts = {
        "kon": column("D", recode={"män": "man"}),
        "alder": column("E", recode={"16-24 år": "16-24", "alla": ""}),
    }
    table = read(a_book(rows), a_mapping(breakdown=parts))
    assert table["breakdown"].tolist() == ["alder=16-24|kon=man", "kon=man"]
    assert table["breakdown_cell"].tolist() == ["E2", "E3"]


def test_each_sheet_is_a_year() -> None:
    rows = (("Plats", "Antal"), ("Angered", 5))
    book = a_book(**{"2018": rows, "2019": rows, "Läs mig": (("Hej",),)})
    made = a_mapping(sheets=("20*",), period=Source(place=Place.SHEET), values=(Values(field="value", columns="B"),))
    assert figures(read(book, made), "period") == {"2018": "5", "2019": "5"}


def test_a_hidden_sheet_is_read_only_by_its_name() -> None:
    book = of_sheets(a_sheet(LONG, "Dold", is_hidden=True), a_sheet(LONG, "Synlig"))
    assert set(read(book, a_mapping())["sheet"]) == {"Synlig"}
    assert set(read(book, a_mapping(sheets=("Dold",)))["sheet"]) == {"Dold"}
    assert codes(book, a_mapping(sheets=("Dold",))) == ["mapped-hidden-sheet"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"last_row": 2}, ["5"]),
        ({"first_row": 3}, ["7"]),
        ({"stop": "ange*"}, []),
        ({"filters": (Filter(column="B", keep=("2019",)),)}, ["7"]),
        ({"filters": (Filter(column="B", drop=("*19",)),)}, ["5"]),
    ],
)
def test_only_the_chosen_rows_are_read(changes: dict[str, Any], expected: list[str]) -> None:
    assert read(a_book(LONG), a_mapping(**changes))["value_raw"].tolist() == expected


def test_unknown_places_are_skipped_and_counted_once() -> None:
    rows = (*LONG, ("Kiruna", 2018, 9), ("Umeå", 2018, 8))
    book, made = a_book(rows), a_mapping(geography=column("A", others=Others.SKIP))
    found = mapping.entries(book, made, register())[1]
    assert [(each.code, each.cell, each.severity) for each in found] == [("mapped-others-skipped", "A4", Severity.INFO)]
    assert found[0].value == "Kiruna, Umeå"
    assert "Kiruna" in set(read(book, a_mapping())["geography"])


def test_a_year_in_a_date_format_is_left_to_the_checks() -> None:
    rows = (LONG[0], ("Angered", date(1905, 7, 7), 5))
    assert read(a_book(rows), a_mapping())["period"].tolist() == ["1905-07-07"]


@pytest.mark.parametrize(
    ("text", "period"),
    [("Valt läsår: 2019/20", "2019/20"), ("Tot 2020", "2020"), ("20201", "20201"), ("2018 och 2019", "2018 och 2019")],
)
def test_the_only_period_in_a_text_is_the_period(text: str, period: str) -> None:
    rows = ((text,), ("Plats", "Antal"), ("Angered", 5))
    made = a_mapping(
        header_rows=(2,), period=Source(place=Place.CELL, at="A1"), values=(Values(field="value", columns="B"),)
    )
    assert read(a_book(rows), made)["period"].tolist() == [period]


def test_a_number_as_a_code_is_written_as_people_do() -> None:
    sheet = a_sheet((LONG[0], ("Angered", 2018.0, 5)))
    assert read(of_sheets(sheet), a_mapping())["period"].tolist() == ["2018"]


def test_one_base_goes_for_every_figure_of_its_row() -> None:
    rows = (("Plats", "Svar", 2018, 2019), ("Angered", 50, 1, 2))
    values = (Values(field="value", columns="C:D"), Values(field="denominator", columns="B"))
    table = read(a_book(rows), a_mapping(period=heading("1"), values=values))
    assert table["denominator_raw"].tolist() == ["50", "50"]
    assert table["denominator_cell"].tolist() == ["B2", "B2"]


def test_a_heading_that_has_changed_stops_the_file() -> None:
    made = mapping.stamped(a_mapping(sheets=("Blad1",)), a_book(LONG))
    other = a_book((("Plats", "År", "Andel"), *LONG[1:]))
    found = mapping.entries(other, made, a_registry())[1]
    assert [(each.code, each.cell, each.value, each.expected) for each in found] == [
        ("mapped-heading-changed", "C1", "Andel", "Antal")
    ]
    assert len(read(other, made)) == 0


def test_a_missing_sheet_and_a_table_without_figures_stop_the_file() -> None:
    assert codes(a_book(LONG), a_mapping(sheets=("Blad2",))) == ["mapped-sheet-absent"]
    assert codes(a_book((LONG[0],)), a_mapping()) == ["mapped-nothing-read"]
    assert codes(a_book(LONG), a_mapping(filters=(Filter(column="A", keep=("Centrum",)),))) == ["mapped-nothing-read"]


def test_a_layout_is_known_again_by_its_headings_and_not_by_its_years() -> None:
    wide = (("Plats", 2018), ("Angered", 5))
    made = a_mapping(period=heading("1"), values=(Values(field="value", columns="B:"),))
    assert not mapping.matches(a_book(wide), made)
    stamped = mapping.stamped(made, a_book(wide))
    assert mapping.matches(a_book((("Plats", 2019), ("Centrum", 6))), stamped)
    assert not mapping.matches(a_book((("Område", 2019), ("Centrum", 6))), stamped)


def test_the_first_entries_are_shown_with_their_places() -> None:
    shown = mapping.sample(a_book(LONG), a_mapping(), a_registry(), n=1)
    assert shown["value_cell"].tolist() == ["C2"]


def test_the_corner_of_a_sheet_is_shown_as_texts() -> None:
    assert mapping.grid(a_sheet(LONG), rows=2, columns=2) == [["Plats", "År"], ["Angered", "2018"]]
    assert mapping.grid(a_sheet(()), rows=2, columns=2) == []


def test_headings_are_told_by_the_columns_letters() -> None:
    rows = (("Kvinnor", None), ("2018", "2019"))
    assert mapping.headers(a_sheet(rows), [1, 2], fill=True) == {"A": "Kvinnor 2018", "B": "Kvinnor 2019"}


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Källa: SCB", "källa*", True),
        ("ab", "ab*ab", False),
        ("a b", "A\u00a0B", True),
        ("x", "*", True),
        ("abc", "*b", False),
    ],
)
def test_a_star_stands_for_anything(text: str, pattern: str, expected: bool) -> None:
    assert fits(text, pattern) is expected


def test_a_row_with_only_a_status_is_an_entry() -> None:
    rows = (("Plats", "År", "Antal", "Status"), ("Angered", 2018, None, "Sekretess"))
    values = (Values(field="value", columns="C"), Values(field="status", columns="D"))
    table = read(a_book(rows), a_mapping(values=values, skip_empty=True))
    assert table[["value_raw", "status_raw", "status_cell"]].to_numpy().tolist() == [["", "Sekretess", "D2"]]


def test_more_entries_than_a_file_may_hold_are_refused() -> None:
    rows = (("Plats", "År", "Antal"), *(("Angered", 2018, number) for number in range(200)))
    made = a_mapping(values=(Values(field="value", columns="C:XFD"),))
    assert codes(a_book(rows), made) == ["mapped-too-many"]


def test_a_fixed_key_goes_for_every_row() -> None:
    assert set(read(a_book(LONG), a_mapping(geography=fixed("1480")))["geography"]) == {"1480"}

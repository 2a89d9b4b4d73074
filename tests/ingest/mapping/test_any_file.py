"""No file and no mapping makes the reading fall over; what cannot be read is told."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.ingest import entries, mapping
from indicators.ingest.mapping import faults
from indicators.ingest.mapping.layout import Mapping
from tests.builders import a_registry
from tests.ingest.mapping.books import Rows, a_book, a_sheet, of_sheets
from tests.ingest.mapping.layouts import mappings

REGISTRY = a_registry()
_values = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "..", "Göteborg", "1480", "2019", "2019/20", "Kvinnor", "Totalt", "Kön", "år", "16,8"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.integers(-3000, 3000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.just(date(1905, 7, 7)),
)
_tables = st.lists(st.lists(_values, max_size=6), max_size=8)


@given(_tables)
def test_a_guess_about_any_table_is_sound(rows: Rows) -> None:
    guess = mapping.suggest(a_book(rows), REGISTRY)
    if guess is not None:
        assert mapping.load(mapping.dump(guess)) == guess
        assert mapping.problems(guess, a_book(rows), REGISTRY) is not None


@given(_tables, mappings, st.sampled_from([(), ("A1:C2",), ("B2:B9", "fel")]))
def test_any_sound_mapping_reads_any_table(rows: Rows, made: Mapping, merged: tuple[str, ...]) -> None:
    assume(not faults.of(made))
    book = of_sheets(a_sheet(rows, merged=merged), a_sheet(rows, made.sheets[0], is_hidden=True))
    table, findings = mapping.entries(book, made, REGISTRY)
    assert list(table.columns) == entries.columns(made.fields)
    assert len(table) or findings
    assert mapping.problems(made, book, REGISTRY) is not None
    assert not mapping.matches(book, mapping.stamped(made, book)) or len(mapping.grid(book.sheets[0]))


@given(_tables, mappings)
def test_every_figure_says_where_it_stood(rows: Rows, made: Mapping) -> None:
    assume(not faults.of(made))
    sheet = a_sheet(rows, made.sheets[0])
    table, _ = mapping.entries(of_sheets(sheet), made, REGISTRY)
    stood = {
        f"{chr(64 + c)}{r}": raw for r, c, raw in zip(*(sheet.cells[n] for n in ("row", "column", "raw")), strict=True)
    }
    assert all(stood.get(cell, "") == raw for cell, raw in zip(table["value_cell"], table["value_raw"], strict=True))

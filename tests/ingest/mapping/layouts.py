"""Mappings made for tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from indicators.ingest import entries
from indicators.ingest.mapping.layout import MEANINGS, Filter, Mapping, Others, Percent, Place, Source, Values


def column(letters: str, **changes: Any) -> Source:
    """A key in a column."""
    return Source(place=Place.COLUMN, at=letters, **changes)


def heading(rows: str, **changes: Any) -> Source:
    """A key over the figures."""
    return Source(place=Place.HEADING, at=rows, **changes)


def fixed(text: str) -> Source:
    """A key that is not in the file."""
    return Source(place=Place.FIXED, at=text)


def a_mapping(**changes: Any) -> Mapping:
    """A long table: place in A, year in B, figure in C."""
    fields: dict[str, Any] = {
        "indicator": fixed("an-indicator"),
        "geography": column("A"),
        "period": column("B"),
        "values": (Values(field=entries.VALUE, columns="C"),),
        "header_rows": (1,),
    }
    return Mapping(**(fields | changes))


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_pairs = st.dictionaries(_text, _text, max_size=3)
_letters = st.sampled_from(["A", "Z", "AB", "XFD"])
_sources = st.builds(
    lambda where, fill, others, recode: Source(place=where[0], at=where[1], fill=fill, others=others, recode=recode),
    st.one_of(
        st.tuples(st.just(Place.COLUMN), _letters),
        st.tuples(st.just(Place.HEADING), st.sampled_from(["2", "2+4"])),
        st.tuples(st.just(Place.SHEET), st.just("")),
        st.tuples(st.just(Place.CELL), st.just("A4")),
        st.tuples(st.just(Place.FIXED), _text),
    ),
    st.booleans(),
    st.sampled_from(Others),
    _pairs,
)
_filters = st.builds(
    Filter, column=_letters, keep=st.tuples(_text), drop=st.lists(_text, max_size=2).map(tuple), fill=st.booleans()
)

mappings = st.builds(
    Mapping,
    indicator=_sources,
    geography=_sources,
    period=_sources,
    values=st.sampled_from(["F", "F:O", "F:", "B, D"]).map(lambda text: (Values(field="value", columns=text),)),
    breakdown=st.dictionaries(_text, _sources, max_size=2),
    sheets=st.lists(_text, min_size=1, max_size=3).map(tuple),
    header_rows=st.just((2, 4)),
    first_row=st.sampled_from([0, 5, 9]),
    last_row=st.sampled_from([0, 12]),
    stop=_text,
    filters=st.lists(_filters, max_size=2).map(tuple),
    marks=st.dictionaries(_text, st.sampled_from(MEANINGS), max_size=3),
    skip_empty=st.booleans(),
    percent=st.sampled_from(Percent),
    factor=st.floats(min_value=1e-9, max_value=1e9),
    headings=st.dictionaries(_letters, _text, max_size=3),
)
"""Every mapping that can be written down, sound or not."""

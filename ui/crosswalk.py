"""Where the districts went when the city was divided anew: a sentence, a table and its file, in folds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from indicators import swedish
from indicators.crosswalks import Crosswalk, crosswalk, weights
from indicators.model import Geography, GeographyLevel
from indicators.settings import GEOMETRY_DIR
from indicators.texts import crosswalk as texts
from ui import cached, cards, html
from ui.twins import Twin

Places = Mapping[str, Geography]


def fold(place: Geography) -> None:
    """Where one district went; nothing where no other division took over."""
    year = texts.successor(cached.registry(), place)
    if year is None:
        return
    with st.expander(texts.QUESTION.format(year=year), key="crosswalk"):
        over, twin = _kept(cached.key())
        st.html(html.paragraph(texts.went(over, place, cached.registry().geographies)))
        show(over, twin)


def instead(year: int) -> None:
    """The whole table, on a page that has no district to show in a year."""
    over, twin = _kept(cached.key())
    cards.section(f"Stadsdelarnas delar i stadsområdena {year}")
    show(over, twin)


def onwards() -> None:
    """The whole table in a fold, for those who take the figures with them; nothing where no division took over."""
    registry = cached.registry()
    ends = {p.valid_to for p in registry.on_level(GeographyLevel.DISTRICT) if texts.successor(registry, p) is not None}
    if not ends:
        return
    year = max(end for end in ends if end is not None)
    with st.expander(texts.AFTER.format(year=year), key="crosswalk"):
        st.html(html.paragraph(texts.HOW.format(year=year)))
        show(*_kept(cached.key()))


def show(over: Crosswalk, twin: Twin) -> None:
    """The table with its file and source."""
    st.html(twin.table)
    cards.downloads(twin, key="crosswalk")
    cards.source(*texts.about(over))


@st.cache_resource(show_spinner=False, max_entries=4)
def _kept(key: tuple[object, ...]) -> tuple[Crosswalk, Twin]:  # noqa: ARG001 the cache's key
    registry = cached.registry()
    over = crosswalk(registry, weights(GEOMETRY_DIR), GeographyLevel.DISTRICT, GeographyLevel.CITY_AREA)
    return over, twin_of(over, registry.geographies)


def twin_of(over: Crosswalk, places: Places) -> Twin:
    """Every district with the city area that it went into."""
    head = (
        ("Stadsdel (kod)", ""),
        ("Stadsområde (kod)", ""),
        (f"Invånare {over.year}", "c-num c-due"),
        ("Av stadsdelen", "c-num"),
        ("Av stadsområdet", "c-num"),
    )
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(_named(places[row.origin]))),
                html.cell(html.escape(_named(places[row.target])), label="stadsområde"),
                html.cell(swedish.number(row.population), css="c-num c-due", label=f"invånare {over.year}"),
                html.cell(texts.share(row.share), css="c-num", label="av stadsdelen"),
                html.cell(texts.share(row.covered), css="c-num", label="av stadsområdet"),
            ]
        )
        for row in over.rows
    )
    caption = f"Stadsdelarna och de stadsområden som de gick upp i, vägt med folkmängd {over.year}"
    return Twin(
        table=html.table(head, [rows], caption=caption, css="lb-series lb-crosswalk"),
        figures=_figures(over, places),
        name="stadsdelar-till-stadsomraden",
        notice="",
    )


def _named(place: Geography) -> str:
    return f"{place.name} ({place.code})"


def _figures(over: Crosswalk, places: Places) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "stadsdel kod": [row.origin for row in over.rows],
            "stadsdel": [places[row.origin].name for row in over.rows],
            "stadsområde kod": [row.target for row in over.rows],
            "stadsområde": [places[row.target].name for row in over.rows],
            f"invånare {over.year}": [row.population for row in over.rows],
            "andel av stadsdelen": [row.share for row in over.rows],
            "andel av stadsområdet": [row.covered for row in over.rows],
            "täckning av staden": over.coverage,
            "vikternas år": over.year,
            "källa": over.source,
        }
    )

"""What is loaded before the first reader comes, and again after every approval, so that no page is waited for."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
import threading
from collections.abc import Callable, Sequence
from types import ModuleType

import streamlit as st

from indicators.errors import LagesbildError
from indicators.reports.choice import Choice
from indicators.texts import equality_breakdowns as breakdowns
from ui import cached, choices, crime_results, district_results, download_results, equality_results, pieces

_LOG = logging.getLogger("lagesbild")
PATIENCE = 20.0
"""Seconds that the server waits for its caches before it takes readers; a store of millions goes on while it serves."""
INTERVAL = 1.0
"""Seconds between looks for a new data version, which another process may have made."""
_BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"


def warm(pages: ModuleType) -> None:
    """Import every page and what it needs, fill the caches, and spare all of it from garbage collection.

    A page that works something out over all indicators for itself has a function `warm(year)`.
    """
    logging.getLogger(_BARE).setLevel(logging.ERROR)  # there is no session yet, and nothing here needs one
    close_page_files()
    names = [module.name for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}.")]
    own = [found for name in names if (found := getattr(importlib.import_module(name), "warm", None)) is not None]
    first = threading.Event()
    threading.Thread(target=_keep_warm, args=(first, own), name="warm", daemon=True).start()
    first.wait(PATIENCE)
    _spare()


def close_page_files() -> None:
    """Tell Streamlit that pages come from `st.navigation`, before anyone can open a file in `pages/` past `app.py`."""
    st.navigation([st.Page(lambda: None, title="-")])


def _keep_warm(first: threading.Event, own: Sequence[Callable[[int], object]]) -> None:
    """Fill the caches for every viewpoint now, and whenever data or register have changed; never stops by itself."""
    done: tuple[object, ...] | None = None
    while True:
        try:
            asked = cached.key()
            if asked != done:
                years = cached.viewpoints()
                for year in reversed(years):
                    choices.see_from(year, default=years[-1])
                    _fill(year)
                    first.set()
                    for fill in own:
                        fill(year)
                done = asked
                _spare()
        except LagesbildError as fault:
            if not first.is_set():
                _LOG.warning("%s", fault)  # the pages say it too; a server without data must start to be able to say so
        first.set()
        _NEVER.wait(INTERVAL)


_NEVER = threading.Event()


def _fill(year: int) -> None:
    """What the first reader of each page about all indicators will ask for."""
    key = pieces.key()
    cached.overview(year)
    cached.city_and_districts(year)
    district_results.overview_table(key, year)
    download_results.rows_at_most(Choice())
    equality_results.summary(key, year)
    for dimension in breakdowns.HEADS:
        equality_results.divided(key, dimension, year)
    crime_results.every(cached.key(), year)


def _spare() -> None:
    """Collect what is let go of, and spare what is kept from being looked through in every collection to come."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()

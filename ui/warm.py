"""What is loaded before the first reader comes, so that the first page is as quick as the rest."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
from types import ModuleType

import streamlit as st

from indicators.errors import LagesbildError
from ui import cached

_LOG = logging.getLogger("lagesbild")
_BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"


def warm(pages: ModuleType) -> None:
    """Import every page and what it needs, fill the caches, and spare all of it from garbage collection."""
    logging.getLogger(_BARE).setLevel(logging.ERROR)  # there is no session yet, and nothing here needs one
    close_page_files()
    for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        importlib.import_module(module.name)
    try:
        cached.warm()
    except LagesbildError as fault:
        _LOG.warning("%s", fault)  # the pages say it too; a server without data must start to be able to say so
    gc.collect()
    gc.freeze()


def close_page_files() -> None:
    """Tell Streamlit that pages come from `st.navigation`, before anyone can open a file in `pages/` past `app.py`."""
    st.navigation([st.Page(lambda: None, title="-")])

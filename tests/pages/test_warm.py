"""What the server works out before readers come is what the pages then show."""

from __future__ import annotations

from types import ModuleType

import pytest
import streamlit as st

from indicators import examples
from indicators.districts import equality_breakdowns
from indicators.measures import backtest
from pages import method
from tests.pages.conftest import Open
from ui import choices, warm

SLOW = ((equality_breakdowns, "of_every_indicator"), (examples, "examples"), (backtest, "backtest"))


def _never(*_: object) -> None:
    raise AssertionError("worked out while a reader waits")


def test_what_all_indicators_say_is_not_worked_out_for_a_reader(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_resource.clear()
    choices.see_from(2020, default=2020)
    warm._fill(2020)
    method.warm(2020)
    for module, name in SLOW:
        assert isinstance(module, ModuleType)
        monkeypatch.setattr(module, name, _never)
    for page in ("jamlik", "method"):
        assert not opened(page, lage="2020").exception
    assert opened("method", lage="2016").exception  # nobody has been there yet

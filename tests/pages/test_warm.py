"""What the server works out before readers come is what the pages then show."""

from __future__ import annotations

from types import ModuleType

import pytest
import streamlit as st

from indicators import examples
from indicators.districts import equality_breakdowns
from indicators.measures import backtest
from pages import area, method
from tests.pages.conftest import Open
from ui import area_table, choices, indicator_results, warm

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


def test_no_reader_waits_for_an_areas_table(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_resource.clear()
    choices.see_from(2020, default=2020)
    area.warm(2020)
    for module, name in ((area_table, "table"), (indicator_results, "on_its_way")):
        monkeypatch.setattr(module, name, _never)
    for number in range(1, 11):
        assert not opened("area", lage="2020", omrade=str(number)).exception
    assert opened("area", lage="2016").exception  # nobody has been there yet

"""What a reader sees when something is wrong."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from ui import trouble


def unforeseen() -> None:
    from ui import trouble

    trouble.on_script_error(ValueError("lösenord=hemligt"))


def shown(test: AppTest) -> str:
    return " ".join(element.proto.body for element in test.run().get("html"))


def test_an_unforeseen_fault_is_told_by_number_and_without_its_message() -> None:
    text = shown(AppTest.from_function(unforeseen))
    assert re.search(r"Felet har nummer [0-9A-F]{4}-[0-9A-F]{4} i serverns logg", text)
    assert "hemligt" not in text


def test_the_log_has_the_number_that_the_reader_saw(caplog: pytest.LogCaptureFixture) -> None:
    text = shown(AppTest.from_function(unforeseen))
    number = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", text)
    assert number
    assert any(number[0] in record.getMessage() for record in caplog.records)


def test_incident_numbers_differ() -> None:
    assert len({trouble.incident() for _ in range(100)}) == 100


def test_a_foreseen_fault_is_shown_in_its_own_words_line_by_line() -> None:
    def page() -> None:
        from indicators.errors import RegistryError
        from ui import trouble

        trouble.show(RegistryError(["a.toml: x: fel <b>ett</b>.", "a.toml: y: fel två."]))

    text = shown(AppTest.from_function(page))
    assert "<p>a.toml: x: fel &lt;b&gt;ett&lt;/b&gt;.</p><p>a.toml: y: fel två.</p>" in text

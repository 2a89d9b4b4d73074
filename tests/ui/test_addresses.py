"""Nonsense in the address line: every name that a page does not use is told."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui import addresses

ROOT = Path(__file__).parent.parent.parent
READS = re.compile(r"query_params\.get\(\s*([\w.]+)")


def page() -> None:
    from ui import addresses, choices

    choices.forget()
    choices.pick("slag", "Slag", {"alla": "alla slag", "beslut": "Beslut"})
    addresses.tell_unused("handelser")


def told(**address: str) -> str:
    test = AppTest.from_function(page)
    for name, value in address.items():
        test.query_params[name] = value
    return " ".join(element.proto.body for element in test.run().get("html"))


def test_a_name_that_the_page_does_not_use_is_told_with_what_to_do() -> None:
    said = told(indikator="anmalda-ran", slag="beslut")
    assert "Adressen innehåller ”indikator”, som den här sidan inte använder." in said
    assert "Välj i listorna på sidan" in said


def test_the_page_s_own_pickers_and_what_every_page_understands_are_not_told() -> None:
    assert told(slag="beslut", lage="2019", utgava="idag") == ""


def test_a_long_or_hostile_name_is_shortened_and_shown_as_text() -> None:
    said = told(**{"<b>" + "x" * 200: "1"})
    assert "&lt;b&gt;" in said
    assert "x" * 60 not in said


def test_many_names_are_counted() -> None:
    assert "”a”, ”b”, ”c” och 2 till" in told(a="1", b="1", c="1", d="1", e="1")


def test_every_name_that_is_read_from_the_address_is_entered_for_its_page() -> None:
    known = addresses.EVERYWHERE.union(*addresses.READ.values())
    for folder in ("ui", "pages"):
        for file in sorted((ROOT / folder).glob("*.py")):
            names = READS.findall(file.read_text(encoding="utf-8")) if file.name != "choices.py" else []
            for name in names:
                assert _value(f"{folder}.{file.stem}", name) in known, f"{file.name}: {name}"


def _value(module: str, name: str) -> object:
    found: object = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found

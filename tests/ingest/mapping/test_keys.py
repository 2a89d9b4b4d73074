"""What counts as known to the register before the checks have said which."""

from __future__ import annotations

import subprocess
import sys

import pytest

from indicators import geographies
from indicators.errors import InputError
from tests.ingest.mapping.real import register


@pytest.mark.parametrize(
    "text", ["Göteborg", "göteborgs kommun", "1480", "SDN 131", "Angered (131)", "Angereds stadsdel"]
)
def test_a_place_is_known_however_it_is_written(text: str) -> None:
    assert geographies.knows(register())(text)


@pytest.mark.parametrize("text", ["20 Dalarnas län", "Ale", "Västra Götalands län", "", "stadsdel", "Riket"])
def test_other_places_are_not_known(text: str) -> None:
    assert not geographies.knows(register())(text)


def test_everything_that_is_found_is_known() -> None:
    knows = geographies.knows(register())
    for place in register().geographies.values():
        for text in (place.code, place.name, f"{place.name} ({place.code})", f"{place.code} {place.name}"):
            assert knows(text), text


def test_a_place_that_needs_more_to_be_told_apart_is_known() -> None:
    text = "131 Centrum"
    with pytest.raises(InputError):
        geographies.find(register(), text)
    assert geographies.knows(register())(text)


def test_the_document_is_read_without_the_table_library() -> None:
    code = "import sys; from indicators.ingest import mapping; mapping.dump; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

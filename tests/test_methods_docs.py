"""The words of docs/methods.md around its table: every function, module and file that they name is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
TICKED = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))
FILES = [name for name in TICKED if re.fullmatch(r"[\w/.-]+\.(py|md)", name)]
DOTTED = [name for name in TICKED if re.fullmatch(r"\w+(\.\w+)+", name) and name not in FILES]
DEPARTURES = TEXT.partition("## Where the code departs")[2].partition("\n\n`")[0].split("\n- ")[1:]


def named(name: str) -> Any:
    """What a dotted name stands for; names that do not start with the package are of the measures."""
    first, *rest = name.split(".")
    found: Any = importlib.import_module("indicators" if first == "indicators" else f"indicators.measures.{first}")
    for part in rest:
        if isinstance(found, ModuleType) and not hasattr(found, part):
            importlib.import_module(f"{found.__name__}.{part}")
        found = getattr(found, part)
    return found


def test_there_is_something_to_look_for() -> None:
    assert len(FILES) > 20
    assert len(DOTTED) > 30


@pytest.mark.parametrize("name", DOTTED)
def test_every_dotted_name_leads_somewhere(name: str) -> None:
    assert named(name) is not None


@pytest.mark.parametrize("name", FILES)
def test_every_file_named_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("departure", DEPARTURES, ids=lambda text: text[2:5])
def test_every_departure_names_its_method_and_a_test_that_uses_its_function(departure: str) -> None:
    assert re.match(r"\*\*M\d\d", departure)
    if functions := re.findall(r"`\w+\.(\w+)`", departure):
        (test,) = re.findall(r"`(tests/[\w/]+\.py)`", departure)
        assert re.search(rf"\b{functions[0]}\b", (ROOT / test).read_text(encoding="utf-8"))

"""The table of methods against the code: every id leads to a function that can be called, says its id and is tested."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TABLE = re.compile(r"^\| (M\d\d\w?) \| .* \| (.*) \| `(indicators[\w.]*)` \| (.*) \|$", flags=re.MULTILINE)
NUMBERS = {f"M{number:02d}" for number in range(1, 32)} - {"M28", "M29"}
"""The ids of the specification, which has no M28 and no M29; M16b goes with M16."""


def listed() -> list[tuple[str, str, str, str]]:
    """Id, function, module and test files of every function in the table."""
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    rows = TABLE.findall(text)
    assert len(rows) == len(re.findall(r"^\| M\d\d", text, flags=re.MULTILINE)), "a row that cannot be read"
    return [(i, name, module, tests) for i, names, module, tests in rows for name in re.findall(r"`(\w+)`", names)]


LISTED = listed()


def function(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def test_every_method_is_listed_and_no_other() -> None:
    assert {row[0] for row in LISTED} == NUMBERS | {"M16b"}


@pytest.mark.parametrize(("method", "name", "module", "tests"), LISTED, ids=[f"{r[0]}-{r[1]}" for r in LISTED])
class TestEachMethod:
    def test_is_a_public_function_whose_docstring_names_it(
        self, method: str, name: str, module: str, tests: str
    ) -> None:
        found = function(module, name)
        assert inspect.isfunction(found)
        assert not name.startswith("_")
        assert re.search(rf"\b{method}\b", inspect.getdoc(found) or ""), f"{module}.{name} does not say {method}"

    def test_is_used_by_the_test_named(self, method: str, name: str, module: str, tests: str) -> None:
        files = re.findall(r"`([\w/.]+)`", tests)
        assert any(re.search(rf"\b{name}\b", (ROOT / file).read_text(encoding="utf-8")) for file in files)

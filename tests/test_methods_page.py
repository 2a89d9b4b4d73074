"""The table of methods against the code and the page: every id leads to a function and to a formula with its source."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from ui.method_formulas import FORMULAS, shown, typeset
from ui.method_questions import QUESTIONS

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
EXPLAINED = [method for question in QUESTIONS for method in question.methods]
"""The ids in the fold-outs of Så här räknar vi, in the order of the questions."""


def function(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def test_every_method_is_listed_and_no_other() -> None:
    assert {row[0] for row in LISTED} == NUMBERS | {"M16b"}


def test_every_method_has_exactly_one_fold_out() -> None:
    assert sorted(EXPLAINED) == sorted(NUMBERS | {"M16b"})
    assert set(FORMULAS) == set(EXPLAINED)


@pytest.mark.parametrize("method", EXPLAINED)
class TestEachFormula:
    def test_has_an_equals_sign_and_letters_explained(self, method: str) -> None:
        formula = FORMULAS[method]
        assert any("=" in line for line in formula.lines)
        assert formula.name
        assert formula.where.endswith(".")

    def test_names_its_source(self, method: str) -> None:
        source = FORMULAS[method].source
        assert re.search(r"\b(1[89]|20)\d\d\b|^Egen regel|Eurostat", source)
        assert not source.endswith(".")

    def test_leaves_no_mark_of_its_notation_behind(self, method: str) -> None:
        assert not re.search(r"[\^{}_]|\{", re.sub(r"<[^>]*>", "", shown(method)))

    def test_closes_its_brackets(self, method: str) -> None:
        for line in FORMULAS[method].lines:
            assert all(line.count(opening) == line.count(closing) for opening, closing in ("()", "{}", "[]", "⌈⌉")), (
                line
            )


def test_marks_are_set_below_and_above_and_the_rest_is_escaped() -> None:
    assert typeset("x_i^2 < e^{a + b}") == "x<sub>i</sub><sup>2</sup> &lt; e<sup>a + b</sup>"


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

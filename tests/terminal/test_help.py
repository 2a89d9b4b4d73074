"""Help and wrong use, in Swedish."""

from __future__ import annotations

import re

import pytest

from tests.terminal.conftest import Run

COMMANDS = (
    *(("init",), ("check",), ("status",), ("trace",), ("export",)),
    *(("template",), ("load",), ("approve",), ("return",), ("undo",)),
    *(("people", "list"), ("people", "set"), ("people", "remove")),
    *(("mapping", "list"), ("mapping", "show"), ("mapping", "save"), ("mapping", "remove")),
    *(("backup",), ("restore",), ("move",)),
    *(("hearing", "issue"), ("hearing", "files"), ("hearing", "compare")),
    *(("sources",), ("source", "test"), ("source", "refresh")),
    *(("register", "export"), ("register", "import"), ("demo", "remove"), ("demo", "restore")),
)
ENGLISH = re.compile(
    r"\b(usage|options|positional|arguments|required|show this help|error|choose from)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "command", [(), ("register",), ("demo",), ("people",), ("mapping",), ("source",), ("hearing",), *COMMANDS]
)
def test_every_command_has_help_without_english(run: Run, command: tuple[str, ...]) -> None:
    said = run(*command, "--help")
    assert said.status == 0
    assert "så här:" in said.out
    assert not ENGLISH.search(said.out)


@pytest.mark.parametrize(
    "wrong", [("flyg",), ("status", "--year", "snart"), ("trace",), ("export", "-o"), ("status", "--snabbt"), ()]
)
def test_wrong_use_ends_with_two_and_swedish_advice(run: Run, wrong: tuple[str, ...]) -> None:
    said = run(*wrong)
    assert said.status == 2
    assert "--help" in said.err
    assert not ENGLISH.search(said.err)


@pytest.mark.parametrize("command", [("status",), ("trace", "behoriga-yrkesprogram", "1480", "2018"), ("check",)])
def test_answers_for_people_are_without_english(run: Run, command: tuple[str, ...]) -> None:
    said = run(*command)
    assert said.status == 0
    assert not re.search(r"\b(indicator|geography|status|value|handed|approved|final|missing|None|nan)\b", said.out)


def test_numbers_for_people_are_written_as_on_the_pages(run: Run) -> None:
    said = run("trace", "anmald-skadegorelse", "135", "2019")
    assert "6\u00a0221 per 100\u00a0000" in said.out

"""The terminal on a database of the test's own choosing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from indicators.settings import Settings
from indicators.terminal.commands import main
from tests.issued import Hearing
from tests.terminal.told import Told, told_of


@dataclass(frozen=True)
class Said:
    """What a command printed and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output read as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def told(hearing: Hearing, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the terminal tells of the issued hearing, and what its files hold."""
    return told_of(hearing, tmp_path_factory.mktemp("numbers"))


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], prepared: Settings) -> Run:
    """Run a command; on the shared database unless told otherwise."""

    def ran(*arguments: str, on: Settings = prepared) -> Said:
        monkeypatch.setenv("LAGESBILD_DATABASE_URL", on.database_url)
        monkeypatch.setenv("LAGESBILD_FILES", str(on.files))
        monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-01")
        try:
            status = main(list(arguments))
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        said = capsys.readouterr()
        return Said(status=status, out=said.out, err=said.err)

    return ran

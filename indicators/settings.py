"""Where the product finds its database and files: read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from indicators.errors import InputError

ROOT: Final = Path(__file__).resolve().parents[1]
REGISTRY_DIR: Final = ROOT / "data" / "registry"
REFERENCE_DIR: Final = ROOT / "data" / "reference"
GEOMETRY_DIR: Final = ROOT / "data" / "geometry"
DEMO_DIR: Final = ROOT / "data" / "demo"
LOCAL_DIR: Final = ROOT / "data" / "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The addresses of the database and the file store, and the day that counts as today."""

    database_url: str = field(repr=False)  # may hold a password
    read_url: str = field(repr=False)
    """Where pages read; the database itself unless there are replicas."""
    files: Path
    """Folder for received and issued files."""
    today: date | None
    """A fixed day for tests and replays; None is the real one."""

    def now(self) -> datetime:
        """The time that counts as now, in UTC; noon of the fixed day where there is one."""
        return datetime.now(UTC) if self.today is None else datetime.combine(self.today, time(12), tzinfo=UTC)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings in `LAGESBILD_…`, with an embedded database under `data/local` where nothing is said."""
        database_url = _said(environ, "LAGESBILD_DATABASE_URL") or f"sqlite:///{LOCAL_DIR / 'lagesbild.db'}"
        return cls(
            database_url=database_url,
            read_url=_said(environ, "LAGESBILD_READ_URL") or database_url,
            files=Path(_said(environ, "LAGESBILD_FILES") or LOCAL_DIR / "files").expanduser().absolute(),
            today=_day(_said(environ, "LAGESBILD_TODAY")),
        )


def _said(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f'LAGESBILD_TODAY är "{text}", som inte är ett datum. Skriv till exempel 2019-10-17.'
        ) from None

"""Where the product finds its database and files: read once from the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from indicators.errors import InputError
from indicators.model import source_variable

ROOT: Final = Path(__file__).resolve().parents[1]
REGISTRY_DIR: Final = ROOT / "data" / "registry"
REFERENCE_DIR: Final = ROOT / "data" / "reference"
GEOMETRY_DIR: Final = ROOT / "data" / "geometry"
DEMO_DIR: Final = ROOT / "data" / "demo"
LOCAL_DIR: Final = ROOT / "data" / "local"
SECRETS: Final = (ROOT / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml")
"""Where Streamlit keeps its secrets; read here too, so that the terminal finds the same addresses."""


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

    @property
    def masks(self) -> Path:
        """Folder for what has been worked out of which values are hidden; it may be lost at any time."""
        return self.files.with_name(f"{self.files.name}-hidden")

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


def source_address(name: str, *, environ: Mapping[str, str] = os.environ, secrets: Sequence[Path] = SECRETS) -> str:
    """The address of a source, which may hold a password; empty where nobody has given one.

    From the environment first, else `url` under `[connections.NAME]` in Streamlit's secrets.
    """
    said = _said(environ, source_variable(name))
    return said or next((found for path in secrets if (found := _secret(path, name))), "")


def _secret(path: Path, name: str) -> str:
    try:
        connections = tomllib.loads(path.read_text(encoding="utf-8")).get("connections", {})
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):  # never told what stands there
        raise InputError(f'{path} går inte att läsa. Rätta filen: [connections.{name}] med url = "…".') from None
    connection = connections.get(name, {}) if isinstance(connections, dict) else {}
    url = connection.get("url", "") if isinstance(connection, dict) else ""
    return url.strip() if isinstance(url, str) else ""


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

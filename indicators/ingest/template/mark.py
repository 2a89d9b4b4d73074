"""The mark that says which template a file was made from: in its properties, and in words on the sheet Läs mig."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from indicators import swedish
from indicators.ingest.template import words
from indicators.ingest.workbook.book import COLUMN, RAW, ROW, Book

NUMBER: Final = "Mallens nummer"
ISSUED: Final = "Utfärdad"
REGISTER: Final = "Indikatorregister"
GEOGRAPHY: Final = "Geografi"
YEAR: Final = "År"
VERSION: Final = "Dataversion"

_NUMBER: Final = re.compile(r"M-([0-9A-Za-z]{1,12})-(\d{4})-(\d{1,9})", re.ASCII)
_MOMENT: Final = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4}) kl\. (\d{1,2})\.(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateMark:
    """Which template a file was made from."""

    number: str
    """`M-131-2019-3`: geography, year and data version."""
    geography: str
    year: int
    version: int
    """The data version that stood when the template was issued."""
    revision: int
    """The register's revision then."""
    issued_at: datetime


def number(geography: str, year: int, version: int) -> str:
    """The number of a template."""
    return f"M-{geography}-{year}-{version}"


def properties(mark: TemplateMark) -> dict[str, str]:
    """The mark as the file's own properties."""
    return {
        NUMBER: mark.number,
        GEOGRAPHY: mark.geography,
        YEAR: str(mark.year),
        VERSION: str(mark.version),
        REGISTER: str(mark.revision),
        ISSUED: mark.issued_at.astimezone(UTC).isoformat(),
    }


def told(mark: TemplateMark) -> dict[str, str]:
    """The same in words, which is read where another program has dropped the properties."""
    return {
        NUMBER: mark.number,
        ISSUED: f"{swedish.moment(swedish.local(mark.issued_at))}, dataversion {mark.version}",
        REGISTER: f"version {mark.revision}",
    }


def identity(book: Book) -> TemplateMark | None:
    """The mark of a received file, or None where it was not made from a template."""
    seen = {name: book.properties.get(name, "").strip() for name in (NUMBER, ISSUED, REGISTER)}
    if not all(seen.values()):
        readable = _on_readme(book)
        seen = {name: text or readable.get(name, "") for name, text in seen.items()}
    parts = _NUMBER.fullmatch(seen[NUMBER])
    revision = re.search(r"\d{1,9}", seen[REGISTER])
    issued_at = _when(seen[ISSUED])
    if parts is None or revision is None or issued_at is None:
        return None
    return TemplateMark(
        number=seen[NUMBER],
        geography=parts[1],
        year=int(parts[2]),
        version=int(parts[3]),
        revision=int(revision[0]),
        issued_at=issued_at,
    )


def _on_readme(book: Book) -> Mapping[str, str]:
    """What stands to the right of each label on Läs mig."""
    sheet = book.sheet(words.README)
    if sheet is None:
        return {}
    texts = zip(sheet.cells[ROW].tolist(), sheet.cells[COLUMN].tolist(), sheet.cells[RAW].tolist(), strict=True)
    by_row: dict[int, list[str]] = {}
    for row, _, raw in texts:
        by_row.setdefault(row, []).append(str(raw).strip())
    return {line[0]: line[1] for line in by_row.values() if len(line) > 1}


def _when(text: str) -> datetime | None:
    """A moment as the properties or Läs mig write it."""
    if found := _MOMENT.match(" ".join(text.split())):
        day, name, year, hour, minute = found.groups()
        if name not in swedish.MONTHS:
            return None
        month = swedish.MONTHS.index(name) + 1
        return _made(f"{year}-{month:02d}-{int(day):02d}T{int(hour):02d}:{minute}", ZoneInfo("Europe/Stockholm"))
    return _made(text, ZoneInfo("UTC"))


def _made(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)

"""Answers to contradictions: why a text that says otherwise than the assessment may stand, in the lead's own words.

They are kept as a text about an area's slide: for each answer one line with the claim, which is what the check says and
the sentence it is said in, and one with the reason, an empty line between. An answer holds for exactly that claim in
exactly that sentence against exactly that assessment in that year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from indicators import permissions, swedish
from indicators.errors import InputError
from indicators.permissions import Person
from indicators.store import AnalysisRow, Store

SUBJECT: Final = "hearing/svar-{number}"
LONGEST: Final = 300
ANSWERED: Final = "Säger emot bedömningen, och är besvarat. "
"""Before every answer, wherever it stands beside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Why a contradiction may stand, and who says so."""

    reason: str
    by: str
    at: datetime

    @property
    def told(self) -> str:
        """The answer as lists, slides and files print it."""
        return f"{self.by} svarar, {swedish.date(swedish.local(self.at).date())}: {self.reason}"


def of(store: Store, number: int, *, year: int, until: int | None = None) -> dict[str, Answer]:
    """The answers about an area's text at a viewpoint, by claim; with who first gave each."""
    rows = [row for row in _rows(store, number, year) if until is None or row.id <= until]
    if not rows:
        return {}
    return {told: _given(told, reason, rows) for told, reason in _read(rows[0].text).items()}


def give(store: Store, number: int, told: str, reason: str, *, year: int, by: Person, at: datetime) -> None:
    """Answer a contradiction, or with an empty reason take the answer back; other answers stand."""
    permissions.must_issue_hearing(by)
    said = " ".join(reason.split())
    if len(said) > LONGEST:
        raise InputError(f"Svaret är {len(said)} tecken långt, högst {LONGEST} får plats. Korta det och svara igen.")
    rows = _rows(store, number, year)
    kept = _read(rows[0].text) if rows else {}
    kept.pop(told, None)
    text = _written({**kept, told: said} if said else kept)
    replaces = rows[0].id if rows else None
    store.write_analysis(SUBJECT.format(number=number), text, viewpoint=year, by=by.name, at=at, replaces=replaces)


def _rows(store: Store, number: int, year: int) -> list[AnalysisRow]:
    return store.analyses(SUBJECT.format(number=number), viewpoint=year)


def _given(told: str, reason: str, rows: list[AnalysisRow]) -> Answer:
    """The answer with the oldest row of the unbroken run, newest first, in which it stands."""
    first = rows[0]
    for row in rows:
        if _read(row.text).get(told) != reason:
            break
        first = row
    return Answer(reason=reason, by=first.author, at=first.at)


def _read(text: str) -> dict[str, str]:
    parts = (part.split("\n", 1) for part in text.split("\n\n") if "\n" in part.strip())
    return {told.strip(): reason.strip() for told, reason in parts}


def _written(answers: Mapping[str, str]) -> str:
    return "\n\n".join(f"{' '.join(told.split())}\n{reason}" for told, reason in answers.items())

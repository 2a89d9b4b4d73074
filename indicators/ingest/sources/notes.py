"""What fetching has to tell besides what the checks say: one finding for each kind, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.batches import Finding, Severity
from indicators.swedish import shortened

_SHOWN: Final = 8
_LONGEST: Final = 200

Coded = tuple[str, str]
"""A text of the source and where it stood first."""


def unknown_codes(column: str, codes: Sequence[Coded]) -> Finding:
    """Codes of a breakdown that the register does not translate."""
    return _finding(
        "source-unknown-code",
        Severity.ERROR,
        message=f"Okända koder i kolumnen {column}",
        codes=codes,
        expected="koder som recode i registret översätter",
        advice=f"Lägg till dem i recode för {column}. Den tomma texten betyder alla bara om recode säger det.",
    )


def unknown_statuses(column: str, codes: Sequence[Coded], *, is_without_figure: bool) -> Finding:
    """Statuses that nobody has said the meaning of; without a figure they cannot be let through."""
    return _finding(
        "source-unknown-status" if is_without_figure else "source-noted-status",
        Severity.ERROR if is_without_figure else Severity.WARNING,
        message=f"Okänd status i kolumnen {column}, {'utan' if is_without_figure else 'med'} tal",
        codes=codes,
        expected="en status som recode i registret översätter",
        advice=f"Lägg till den i recode för {column} som missing, suppressed, not_applicable, preliminary eller final.",
    )


def unused_columns(names: Sequence[str]) -> Finding:
    """Columns that the answer has and nobody reads."""
    return _finding(
        "source-unused-columns",
        Severity.INFO,
        message="Kolumner som inte läses",
        codes=[(name, "") for name in names],
        expected="",
        advice="Delar kolumnen upp siffrorna ska den med i mapping.breakdown. Annars kan den tas bort ur frågan.",
    )


def _finding(
    code: str, severity: Severity, *, message: str, codes: Sequence[Coded], expected: str, advice: str
) -> Finding:
    texts = [text or "(tomt)" for text, _ in codes]
    more = " …" if len(texts) > _SHOWN else ""
    return Finding(
        code=code,
        severity=severity,
        sheet="",
        cell=codes[0][1],
        value=shortened(f"{', '.join(texts[:_SHOWN])}{more}", _LONGEST),
        message=message,
        expected=expected,
        advice=advice,
    )

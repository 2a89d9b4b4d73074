"""What can be wrong with the template itself, apart from the figures in it: each kind with code and Swedish words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indicators.batches import Finding, Severity
from indicators.ingest.template.lists import Issued
from indicators.swedish import shortened

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of finding about the template's shape."""

    code: str
    severity: Severity
    message: str
    about: str
    """What is looked for, for the documentation."""


NOT_A_TEMPLATE: Final = Kind(
    code="not-a-template",
    severity=Severity.ERROR,
    message="Filen är inte gjord från en mall",
    about="Filen bär en malls nummer, och mallens plats finns i registret.",
)
SHEET_WITHOUT_HEADS: Final = Kind(
    code="heads-missing",
    severity=Severity.ERROR,
    message="Rubrikraden saknas",
    about="Varje blad i mallen har kvar sin rubrikrad.",
)
HEAD_CHANGED: Final = Kind(
    code="head-changed",
    severity=Severity.ERROR,
    message="Rubriken är ändrad",
    about="Kolumnernas rubriker är de som mallen hade.",
)
HEAD_TWICE: Final = Kind(
    code="head-twice",
    severity=Severity.ERROR,
    message="Rubriken finns två gånger",
    about="Varje rubrik finns en gång på bladet.",
)
COLUMN_MISSING: Final = Kind(
    code="column-missing",
    severity=Severity.ERROR,
    message="En kolumn saknas",
    about="Alla mallens kolumner finns kvar.",
)
COLUMNS_MOVED: Final = Kind(
    code="columns-moved",
    severity=Severity.INFO,
    message="Kolumner är flyttade",
    about="Kolumner som har flyttats hittas på sin rubrik.",
)
LOCKED_CELL: Final = Kind(
    code="locked-cell-changed",
    severity=Severity.ERROR,
    message="Låst cell ändrad",
    about="De grå cellerna är som när mallen hämtades.",
)
UNKNOWN_ROW: Final = Kind(
    code="row-not-in-template",
    severity=Severity.ERROR,
    message="Raden finns inte i mallen",
    about="Varje ifylld rad är en rad som mallen hade.",
)
ROWS_REMOVED: Final = Kind(
    code="rows-removed",
    severity=Severity.WARNING,
    message="Rader är borttagna",
    about="Alla mallens rader finns kvar. Det som är sparat för borttagna rader blir kvar.",
)
SHEET_MISSING: Final = Kind(
    code="sheet-missing",
    severity=Severity.WARNING,
    message="Bladet saknas",
    about="Alla mallens blad finns kvar.",
)
SHEET_UNKNOWN: Final = Kind(
    code="sheet-not-read",
    severity=Severity.INFO,
    message="Bladet läses inte",
    about="Blad som mallen inte hade läses inte.",
)
OUTSIDE: Final = Kind(
    code="text-outside",
    severity=Severity.INFO,
    message="Det som står utanför mallen läses inte",
    about="Text bredvid och under mallens rader läses inte.",
)
HIDDEN_ROWS: Final = Kind(
    code="hidden-rows-read",
    severity=Severity.INFO,
    message="Dolda rader är lästa",
    about="Ifyllda rader som är dolda eller bortfiltrerade läses som de andra.",
)

KINDS: Final = (
    *(NOT_A_TEMPLATE, SHEET_WITHOUT_HEADS, HEAD_CHANGED, HEAD_TWICE, COLUMN_MISSING, COLUMNS_MOVED, LOCKED_CELL),
    *(UNKNOWN_ROW, ROWS_REMOVED, SHEET_MISSING, SHEET_UNKNOWN, OUTSIDE, HIDDEN_ROWS),
)
"""Every kind, in the order of the documentation."""


def found(
    kind: Kind,
    advice: str,
    *,
    sheet: str = "",
    cell: str = "",
    value: str = "",
    expected: str = "",
    row: Issued | None = None,
    year: int | None = None,
) -> Finding:
    """A finding of a kind in one cell, or about a whole sheet or file."""
    return Finding(
        code=kind.code,
        severity=kind.severity,
        sheet=sheet,
        cell=cell,
        value=shortened(value, _LONGEST),
        message=kind.message,
        expected=expected,
        advice=advice,
        indicator=row.indicator if row else "",
        breakdown=row.breakdown if row else "",
        year=year,
    )

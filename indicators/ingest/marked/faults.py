"""The findings as the sheet Fel tells them: in the file's order, the faults first, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.batches import Finding, Severity
from indicators.swedish import number

EMPTY: Final = "(tom)"


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """What must be mended."""
    return [f for f in findings if f.severity is Severity.ERROR]


def warnings(findings: Sequence[Finding]) -> list[Finding]:
    """What the approver will see, but which does not stop the file."""
    return [f for f in findings if f.severity is Severity.WARNING]


def title(findings: Sequence[Finding]) -> str:
    """`Rätta 13 celler och ladda upp filen igen`; faults of whole sheets are counted as faults."""
    cells = {(f.sheet, f.cell) for f in errors(findings) if f.cell}
    others = sum(1 for f in errors(findings) if not f.cell)
    if not cells and not others:
        return "Filen har inga fel"
    counted = [_counted(len(cells), "cell", "celler")] if cells else []
    counted += [_counted(others, "fel i filen", "fel i filen")] if others else []
    return f"Rätta {' och '.join(counted)}{',' if len(counted) > 1 else ''} och ladda upp filen igen"


def expected(finding: Finding) -> str:
    """What should stand there, or what is wrong where nothing else is to stand there."""
    return finding.expected or finding.message


def comment(findings: Sequence[Finding]) -> str:
    """The words in a marked cell's comment."""
    return "\n".join(f"{f.message}.\nSka vara: {expected(f)}\n{f.advice}" for f in findings)


def _counted(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"

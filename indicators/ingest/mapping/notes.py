"""What reading a foreign layout has to tell: one finding for each kind, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from indicators.batches import Finding, Severity
from indicators.ingest import entries
from indicators.ingest.mapping import columns
from indicators.ingest.workbook.book import COLUMN, RAW, ROW, Sheet
from indicators.swedish import shortened

MOST: Final = 2_000_000
"""Entries of a sheet: as many as the cells that the reading lets through."""
_SHOWN: Final = 5
_LONGEST: Final = 200
_WORDS: Final = {
    entries.INDICATOR: ("indikatorer", "Översätt texten till en indikator i läskartan om den ska läsas."),
    entries.GEOGRAPHY: ("platser", "Översätt texten till en plats i läskartan om den ska läsas."),
    entries.PERIOD: ("perioder", "Översätt texten till en period i läskartan om den ska läsas."),
    entries.BREAKDOWN: ("grupper", "Översätt texten till en grupp i läskartan om den ska läsas."),
}

Skipped = tuple[str, str, str]
"""Sheet, address and text."""


class Tally:
    """Findings while they are gathered; rows of the same kind become one finding for the whole file."""

    def __init__(self) -> None:
        """Begin without findings."""
        self._found: list[Finding] = []
        self._skipped: dict[tuple[str, bool], list[Skipped]] = {}
        self._blank: list[Skipped] = []

    def add(self, finding: Finding) -> None:
        """Add a finding of its own."""
        self._found.append(finding)

    def has(self, severity: Severity) -> bool:
        """Whether a finding of that severity has been added."""
        return any(finding.severity is severity for finding in self._found)

    def skipped(self, name: str, left_out: Sequence[Skipped], *, is_by_row: bool) -> None:
        """Rows or columns left out because nobody knows their key."""
        self._skipped.setdefault((name.partition(".")[0], is_by_row), []).extend(left_out)

    def without_figures(self, sheet: Sheet, rows: np.ndarray[Any, np.dtype[Any]]) -> None:
        """Rows with text but no figures: section headings and notes under the table."""
        if not len(rows):
            return
        cells = sheet.cells[np.isin(sheet.cells[ROW].to_numpy(), rows)]
        here = cells[cells[RAW].str.strip() != ""].drop_duplicates(ROW)
        places = [columns.address(int(row), int(column)) for row, column in zip(here[ROW], here[COLUMN], strict=True)]
        self._blank += [(sheet.name, place, str(text)) for place, text in zip(places, here[RAW], strict=True)]

    def findings(self) -> tuple[Finding, ...]:
        """Everything found, what stops the file first."""
        skipped = [_skipped(name, left_out, is_by_row) for (name, is_by_row), left_out in self._skipped.items()]
        blank = [without_figures(self._blank)] if self._blank else []
        order = list(Severity)
        return tuple(sorted([*self._found, *skipped, *blank], key=lambda finding: order.index(finding.severity)))


def absent_sheet(name: str) -> Finding:
    """A named sheet is not in the file."""
    return Finding(
        code="mapped-sheet-absent",
        severity=Severity.ERROR,
        sheet=name,
        cell="",
        value="",
        message=f"Bladet {name} finns inte i filen",
        expected=f"ett blad som heter {name}",
        advice="Välj rätt fil, eller ändra bladets namn i läskartan.",
    )


def changed_heading(sheet: str, cell: str, text: str, expected: str) -> Finding:
    """A heading is not what it was when the mapping was made."""
    return Finding(
        code="mapped-heading-changed",
        severity=Severity.ERROR,
        sheet=sheet,
        cell=cell,
        value=shortened(text, _LONGEST),
        message="Rubriken är en annan än när läskartan gjordes",
        expected=shortened(expected, _LONGEST),
        advice="Kontrollera att kolumnen är den rätta och spara läskartan på nytt.",
    )


def nothing_read() -> Finding:
    """The mapping found no figures at all."""
    return Finding(
        code="mapped-nothing-read",
        severity=Severity.ERROR,
        sheet="",
        cell="",
        value="",
        message="Läskartan hittar inga siffror i filen",
        expected="minst en rad med siffror",
        advice="Kontrollera blad, rubrikrader och urval i läskartan.",
    )


def too_many(sheet: str, count: int) -> Finding:
    """The columns and rows pointed out make more entries than can be read at once."""
    return Finding(
        code="mapped-too-many",
        severity=Severity.ERROR,
        sheet=sheet,
        cell="",
        value=str(count),
        message="Läskartan pekar ut för många celler",
        expected=f"högst {MOST} celler med siffror på ett blad",
        advice="Peka ut färre kolumner eller välj rader med ett urval.",
    )


def hidden_sheet(sheet: str) -> Finding:
    """A sheet that the file hides was named and read."""
    return _info("mapped-hidden-sheet", "Bladet är dolt men har lästs", "Kontrollera att det är rätt blad.", sheet, "")


def other_layout(sheet: str) -> Finding:
    """A sheet that a pattern takes has other headings."""
    message = "Bladet har andra rubriker och har inte lästs"
    return _info("mapped-sheet-skipped", message, "Nämn bladet i läskartan om det ska läsas.", sheet, "")


def _skipped(name: str, left_out: Sequence[Skipped], is_by_row: bool) -> Finding:
    what, advice = _WORDS[name]
    count = _rows(len(left_out)) if is_by_row else f"{len(left_out)} kolumner"
    read = "som ska läsas" if name == entries.BREAKDOWN else "i registret"
    message = f"{count} med andra {what} än dem {read} har inte lästs"
    return _info("mapped-others-skipped", message, advice, *left_out[0][:2], _examples(left_out))


def without_figures(blank: Sequence[Skipped]) -> Finding:
    """Rows without figures were left out, all in one."""
    message = f"{_rows(len(blank))} utan siffror har inte lästs"
    advice = "Kontrollera att det är mellanrubriker eller anmärkningar."
    return _info("mapped-rows-without-figures", message, advice, *blank[0][:2], _examples(blank))


def _info(code: str, message: str, advice: str, sheet: str, cell: str, value: str = "") -> Finding:
    return Finding(
        code=code,
        severity=Severity.INFO,
        sheet=sheet,
        cell=cell,
        value=value,
        message=message,
        expected="",
        advice=advice,
    )


def _examples(found: Sequence[Skipped]) -> str:
    texts = list(dict.fromkeys(" ".join(text.split()) for _, _, text in found))
    more = " …" if len(texts) > _SHOWN else ""
    return shortened(f"{', '.join(texts[:_SHOWN])}{more}", _LONGEST)


def _rows(count: int) -> str:
    return "1 rad" if count == 1 else f"{count} rader"

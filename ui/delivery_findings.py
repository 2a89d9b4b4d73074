"""What was found in a received file: one row for each kind of fault, and every cell in the file's order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from indicators import swedish
from indicators.batches import Finding, Severity
from indicators.model import Registry
from ui import delivery_words, html

MOST: Final = 200
"""Cells listed at most; the rest stands in the marked file."""
WHOLE_FILE: Final = "Hela filen"

_COLUMNS: Final = 5
_WORDS: Final = {Severity.ERROR: "", Severity.WARNING: "anmärkning, stoppar inte", Severity.INFO: "upplysning"}


def findings_list(findings: Sequence[Finding], registry: Registry, *, caption: str = "Alla celler med fel") -> str:
    """Every finding, grouped by sheet: where, which row, what was written, what is expected and what to do."""
    if not findings:
        return ""
    head = (("Cell", "c-cell"), ("Rad i filen", "c-name"), ("Du skrev", "c-wrote"), ("Ska vara", ""), ("Råd", ""))
    shown = findings[:MOST]
    bodies = [_sheet(sheet, list(found), registry) for sheet, found in groupby(shown, key=lambda f: f.sheet)]
    table = html.table(head, bodies, caption=caption, css="lb-stack lb-findings")
    if len(findings) <= MOST:
        return table
    rest = (
        f"Här visas de {MOST} första av {swedish.number(len(findings))}. Resten står på bladet Fel i den märkta filen."
    )
    return table + html.paragraph(rest, "lb-sub")


def _sheet(sheet: str, findings: Sequence[Finding], registry: Registry) -> str:
    name = html.escape(sheet or WHOLE_FILE)
    heading = f'<th role="rowheader" scope="rowgroup" colspan="{_COLUMNS}">{name}</th>'
    return html.row([heading], css="lb-sheet-name") + "".join(_row(finding, registry) for finding in findings)


def _row(finding: Finding, registry: Registry) -> str:
    return html.row(
        [
            html.row_header(f"<strong>{html.escape(finding.cell or '–')}</strong>", "c-cell"),
            html.cell(_about(finding, registry), css="c-name", label="Rad i filen"),
            html.cell(_wrote(finding), css="c-wrote", label="Du skrev"),
            html.cell(html.escape(swedish.tight(finding.expected)), label="Ska vara"),
            html.cell(html.escape(finding.advice), label="Råd"),
        ]
    )


def _about(finding: Finding, registry: Registry) -> str:
    """The row's name; where it is not known, and for what is no fault, the finding's own words."""
    known = registry.indicators.get(finding.indicator)
    group = delivery_words.group(finding.breakdown)
    name = html.escape(", ".join(part for part in (known.short_name, group) if part)) if known else ""
    word = _WORDS[finding.severity]
    under = ". ".join(part for part in (finding.message, swedish.sentence_case(word)) if part)
    return f'{name}<span class="lb-sub">{html.escape(under)}</span>'


def _wrote(finding: Finding) -> str:
    if not finding.cell:
        return swedish.NOTHING
    return f'<span class="lb-found">{html.escape(finding.value) or "(tom)"}</span>'

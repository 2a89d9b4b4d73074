"""What the mapping editor shows: the upper left corner of a sheet, the first figures as they are read, what is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from indicators import swedish
from indicators.ingest import entries, mapping
from indicators.ingest.mapping import columns
from indicators.ingest.numbers import written
from indicators.ingest.workbook.book import CellKind, Sheet
from indicators.model import Registry
from ui import delivery_words, html

if TYPE_CHECKING:
    import pandas as pd

FIELDS: Final[Mapping[str, str]] = {
    "sheets": "Bladet",
    "header_rows": "Rubrikernas rader",
    "first_row": "Rubrikernas rader",
    "values": "Siffrornas kolumner",
    "indicator": "Indikatorn",
    "geography": "Platsen",
    "period": "Året",
    "breakdown": "Kön",
    "marks": "Tecken i stället för siffror",
    "factor": "Räkna om",
}
"""The mapping document's fields as the page calls them."""
ROWS: Final = 14
COLUMNS: Final = 16
LONGEST: Final = 40
"""Characters of a cell shown."""
_FIELD: Final = re.compile(rf"({'|'.join(FIELDS)})[a-z_.]*: ")


def corner(sheet: Sheet, *, header_rows: Sequence[int] = (), first: int = 0) -> str:
    """The upper left corner of a sheet with its letters and row numbers; header rows stand out."""
    shown = mapping.grid(sheet, ROWS, COLUMNS)
    width = max((len(row) for row in shown), default=0)
    letters = "".join(f'<th role="columnheader" scope="col">{columns.letters(n + 1)}</th>' for n in range(width))
    body = "".join(
        _row(number, [*row, *[""] * (width - len(row))], is_header=number in header_rows, is_first=number == first)
        for number, row in enumerate(shown, start=1)
    )
    caption = f"De första raderna i bladet {sheet.name}" if sheet.name else "De första raderna i filen"
    return (
        '<div class="lb-corner" role="region" tabindex="0" aria-label="Filens första rader">'
        f'<table role="table" class="lb-sheet"><caption class="lb-hidden">{html.escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row"><td role="cell"></td>{letters}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def sample(table: pd.DataFrame, registry: Registry) -> str:
    """The first figures as they would be read, each with its cell."""
    head = (("Cell", ""), ("Indikator", "c-name"), ("Plats", ""), ("Period", ""), ("Grupp", ""), ("I filen", "c-num"))
    rows = "".join(_entry(row, registry) for row in table.to_dict("records"))
    return html.table(head, [rows], caption="De första siffrorna som de läses", css="lb-stack lb-values")


def problems(found: Sequence[str]) -> str:
    """What has to be said before the file can be read."""
    if not found:
        return '<p class="lb-text" role="status">Allt som behövs är utpekat.</p>'
    return f'<div role="status">{html.bullets(html.escape(_in_words(text)) for text in found)}</div>'


def _in_words(problem: str) -> str:
    """A problem with the name of the field on the page instead of the document's own."""
    found = _FIELD.match(problem)
    return f"{FIELDS[found[1]]}: {problem[found.end() :]}" if found else problem


def _row(number: int, texts: Sequence[str], *, is_header: bool, is_first: bool) -> str:
    cells = "".join(f'<td role="cell">{html.escape(_cut(text))}</td>' for text in texts)
    css = " ".join(name for name, holds in (("lb-head-row", is_header), ("lb-first-row", is_first)) if holds)
    return html.row([f'<th role="rowheader" scope="row">{number}</th>', cells], css=css)


def _cut(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _entry(row: Any, registry: Registry) -> str:
    field = next((name for name in entries.FIELDS if entries.part(name, "raw") in row), entries.VALUE)
    place, raw = (str(row[entries.part(field, part)]) for part in ("cell", "raw"))
    if row.get(entries.part(field, "kind")) == CellKind.NUMBER:
        raw = written(float(row[entries.part(field, "number")]))
    known = registry.indicators.get(str(row[entries.INDICATOR]))
    geography = str(row[entries.GEOGRAPHY])
    return html.row(
        [
            html.cell(html.escape(delivery_words.where(str(row[entries.SHEET]), place)), label="Cell"),
            html.cell(html.escape(known.short_name if known else _cut(str(row[entries.INDICATOR]))), label="Indikator"),
            html.cell(html.escape(delivery_words.place_name(registry, geography)), label="Plats"),
            html.cell(html.escape(str(row[entries.PERIOD])), label="Period"),
            html.cell(html.escape(delivery_words.group(str(row[entries.BREAKDOWN])) or "alla"), label="Grupp"),
            html.cell(html.escape(_cut(raw)) or swedish.NOTHING, css="c-num", label="I filen"),
        ]
    )

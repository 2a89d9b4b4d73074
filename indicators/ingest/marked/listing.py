"""A workbook with the findings alone, for files that cannot be marked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook

from indicators.batches import Finding
from indicators.ingest.marked import sheet
from indicators.ingest.template import fault_list

_BELOW: Final = "Felen i filen {}. Rätta i din egen fil."


def listing(file_name: str, findings: Sequence[Finding]) -> bytes:
    """The sheet Fel as a workbook of its own; `file_name` is told in it."""
    workbook = Workbook()
    workbook.active.title = fault_list.NAME
    sheet.fill(workbook.active, findings, below=_BELOW.format(file_name))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()

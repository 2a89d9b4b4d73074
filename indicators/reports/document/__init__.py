"""The report: the deck's words and drawings as an accessible A4 document."""

from __future__ import annotations

from indicators.reports.document.writing import document

__all__ = ["document"]

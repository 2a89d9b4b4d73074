"""Small numbers hidden before anyone downstream sees them, with all that would give them away (M30)."""

from indicators.disclosure.auditing import audit
from indicators.disclosure.cells import Cell, CellState, Figure, Interval, Sum
from indicators.disclosure.layer import hide_small, without
from indicators.disclosure.nesting import Nesting
from indicators.disclosure.primary import STRICTEST
from indicators.disclosure.protecting import hide_in_table

__all__ = [
    "STRICTEST",
    "Cell",
    "CellState",
    "Figure",
    "Interval",
    "Nesting",
    "Sum",
    "audit",
    "hide_in_table",
    "hide_small",
    "without",
]

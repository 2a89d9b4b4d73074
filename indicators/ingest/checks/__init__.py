"""Entries held against the register: what they mean as observations, and every fault with cell and advice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from indicators import observations as obs
from indicators.errors import InputError
from indicators.ingest import entries as e
from indicators.ingest.checks import duplicates, keys, made, parts, rows, sheets, statuses
from indicators.ingest.checks.bounds import Bounds
from indicators.ingest.checks.columns import FIGURES, Columns
from indicators.ingest.checks.figures import Reader
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.history import History
from indicators.ingest.checks.rules import RULES, Rule
from indicators.ingest.checks.scope import MARKS, ZERO, Checked, Scope
from indicators.ingest.checks.statuses import STATUSES
from indicators.model import ObservationStatus, Registry

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MARKS", "RULES", "STATUSES", "ZERO", "Checked", "Rule", "Scope", "check"]

_MEANINGS: Final = {ZERO, *(str(status) for status in ObservationStatus if status not in obs.HAS_VALUE)}


def check(
    entries: pd.DataFrame,
    registry: Registry,
    *,
    scope: Scope,
    standing: pd.DataFrame,
    marks: Mapping[str, str] = MARKS,
    hidden: Mapping[str, Collection[int]] | None = None,
    hidden_columns: Mapping[str, Collection[int]] | None = None,
    merged: Mapping[str, Sequence[str]] | None = None,
) -> Checked:
    """What a table of entries says, with every finding; an entry is an observation or has at least one error.

    Only the rows of a template's untouched sheets are neither. `standing` are the unhidden observations of the
    indicators and geographies concerned. `hidden`, `hidden_columns` and `merged` tell, by sheet, what a reader of the
    file does not see. A mark of '' says what an empty cell means.
    """
    if unknown := sorted(set(marks.values()) - _MEANINGS):
        raise InputError(f"Märkena kan inte betyda {', '.join(unknown)}. Välj bland {', '.join(sorted(_MEANINGS))}.")
    columns = Columns(entries)
    found = Found(columns)
    is_skipped = sheets.untouched(columns, found) if scope.is_template else np.zeros(columns.size, dtype=np.bool_)
    read = keys.resolve(columns, registry, scope, standing, found)
    history = History(read, standing)
    reader, bounds = Reader(columns, read, scope, marks, found), Bounds(columns, read, history, found)
    figures = {field: reader.figures(field) for field in FIGURES}
    number = {field: bounds.judge(figures[field]) for field in FIGURES}
    for field in FIGURES:
        bounds.say_once(figures[field], number[field])
    together = rows.Rows(
        columns=columns,
        keys=read,
        figures=figures,
        number=number,
        word=statuses.words(columns, found),
        is_skipped=is_skipped,
    )
    taken = rows.judge(together, history, scope, found)
    duplicates.judge(together, found)
    parts.sums(together, registry, standing, found)
    for say, about in ((sheets.hidden_rows, hidden), (sheets.hidden_columns, hidden_columns)):
        say(columns, about or {}, found)
    sheets.merged(columns, merged or {}, found)
    chosen = read.is_known & ~found.is_faulty & ~is_skipped
    filled = sum(int(columns.is_given(field).sum()) for field in (*FIGURES, e.STATUS))
    return Checked(
        observations=made.observations(together, chosen, taken, history, standing),
        findings=found.in_file_order(),
        filled=filled,
        comments=made.comments(together),
    )

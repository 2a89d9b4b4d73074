"""Whether a gap that seems to close does so beyond what the choice of its two ends explains (M26).

The two ends are the worst and the best measured of the baseline year. Of districts that are alike, those two have had
bad and good luck that year, and come nearer each other the next year without anything having changed. So a gap counts
as closing only if it does also when the ends' baseline values are drawn in towards the others as far as their own
sampling error makes likely.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from indicators.measures import closing, equity
from indicators.measures.distributions import CONFIDENCE, Floats, normal_quantile
from indicators.measures.equity.results import Ends, GapOverTime, GapResult, YearlyGap
from indicators.measures.equity.table import Table
from indicators.model import Estimate

_FEWEST: Final = 3
"""Districts needed to tell how much they differ at all."""


def judged(found: GapResult, table: Table) -> GapResult:
    """The result with a closing gap taken back where the choice of ends may explain it."""
    if found.ends_by is not Ends.AT_BASELINE or found.at_baseline is None or not _any_closes(found):
        return found
    ends = _likely_ends(found, table)
    if ends is None:
        return found
    absolute, relative = _absolute(found, ends), _relative(found, ends)
    shown = equity.gap_shown(absolute, relative)
    return replace(
        found,
        absolute=absolute,
        relative=relative,
        gap_change=shown,
        points_apart={absolute.verdict, relative.verdict} == {equity.GapChange.CLOSING, equity.GapChange.WIDENING},
        verdict=equity.level_and_gap(found.level_change, absolute, relative),
    )


def likely(value: Floats, error: Floats) -> Floats:
    """Each district's value drawn in towards the mean: B = τ²/(τ² + se²), τ² by the method of moments from Q (M07)."""
    precision = 1.0 / error**2
    total = float(precision.sum())
    mean = float((precision * value).sum()) / total
    q = float((precision * (value - mean) ** 2).sum())
    spare = total - float((precision**2).sum()) / total
    between = max(0.0, (q - (len(value) - 1)) / spare)
    weight = 1.0 / (between + error**2)
    middle = float((weight * value).sum() / weight.sum())
    return np.asarray(middle + between / (between + error**2) * (value - middle), dtype=np.float64)


def _any_closes(found: GapResult) -> bool:
    return equity.GapChange.CLOSING in (found.absolute.verdict, found.relative.verdict)


def _likely_ends(found: GapResult, table: Table) -> tuple[float, float] | None:
    """The worst and the best end's likely values in the baseline year; None where errors are not known."""
    if found.worst is None or found.best is None:
        return None
    at = table.years.tolist().index(found.baseline_year)
    told = table.belongs[at] & np.isfinite(table.value[at])
    error = table.error[at][told]
    if told.sum() < _FEWEST or not (error > 0).all():
        return None
    codes = [group.code for group, is_told in zip(table.groups, told, strict=True) if is_told]
    drawn_in = likely(table.value[at][told], error)
    return float(drawn_in[codes.index(found.worst.geography)]), float(drawn_in[codes.index(found.best.geography)])


def _absolute(found: GapResult, ends: tuple[float, float]) -> GapOverTime:
    years = [y for y in found.years if y.difference.value is not None]
    sizes = [y.difference.value or 0.0 for y in years]
    errors = [_error(y.difference) for y in years]
    return _held(found.absolute, years, [ends[0] - ends[1], *sizes[1:]], errors)


def _relative(found: GapResult, ends: tuple[float, float]) -> GapOverTime:
    years = [y for y in found.years if y.ratio.value]
    if min(ends) <= 0 or not years or years[0].year != found.baseline_year:
        return found.relative
    sizes = [float(np.log(y.ratio.value or 1.0)) for y in years]
    errors = [_log_error(y.ratio) for y in years]
    return _held(found.relative, years, [float(np.log(ends[0] / ends[1])), *sizes[1:]], errors)


def _held(told: GapOverTime, years: list[YearlyGap], sizes: list[float], errors: list[float]) -> GapOverTime:
    """The verdict, unless it is that of a closing gap and does not hold for these sizes."""
    if told.verdict is not equity.GapChange.CLOSING:
        return told
    again = closing.is_closing([y.year for y in years], sizes, errors)
    holds = again.verdict.item() is equity.GapChange.CLOSING
    return told if holds else replace(told, verdict=equity.GapChange.NOT_SHOWN, is_taken_back=True)


def _error(estimate: Estimate) -> float:
    if estimate.lower is None or estimate.upper is None:
        return float("nan")
    return (estimate.upper - estimate.lower) / (2.0 * normal_quantile(CONFIDENCE))


def _log_error(estimate: Estimate) -> float:
    if not estimate.lower or not estimate.upper:
        return float("nan")
    return float(np.log(estimate.upper / estimate.lower)) / (2.0 * normal_quantile(CONFIDENCE))

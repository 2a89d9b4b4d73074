"""One district against the districts like it, taken together, on every indicator (M06 b)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from indicators import known_faults
from indicators import observations as obs
from indicators.districts.against_city import Comparison, District, Together, totals
from indicators.districts.judging import Verdict
from indicators.districts.overview import AreaRows
from indicators.districts.own import Against, OwnDistrict, own_district
from indicators.districts.reported import Reported
from indicators.measures.comparison import CONTROL
from indicators.measures.distributions import normal_quantile
from indicators.measures.two_samples import rate_difference, share_difference
from indicators.measures.valuation import COUNT, N
from indicators.model import Good, Indicator, MeasureKind
from indicators.situation import Situation

_COUNTED: Final = (MeasureKind.RATE, MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
_SAYS: Final = {
    (Good.HIGH, True): Verdict.BETTER,
    (Good.HIGH, False): Verdict.WORSE,
    (Good.LOW, True): Verdict.WORSE,
    (Good.LOW, False): Verdict.BETTER,
    (Good.NONE, True): Verdict.HIGHER,
    (Good.NONE, False): Verdict.LOWER,
}


def own_against_alike(
    seen: Situation,
    areas: Iterable[AreaRows],
    code: str,
    peers: Sequence[str],
    *,
    told: Iterable[Reported] | None = None,
) -> OwnDistrict:
    """The district's rows with the districts like it in the place of the rest of the city."""
    found = own_district(seen, areas, code, told=told)
    rows = [
        row
        if row.found is None or row.district is None
        else replace(row, district=compared(totals(seen, row.indicator), row.indicator, row.found, row.district, peers))
        for row in found.rows
    ]
    return OwnDistrict.of_rows(rows, geography=code, year=seen.year, against=Against.ALIKE)


def compared(
    rows: pd.DataFrame, indicator: Indicator, found: Comparison, own: District, peers: Sequence[str]
) -> District:
    """One district against the sum of those like it, in the comparison's year.

    A difference is claimed only where the overall test tells the ten districts apart (M07) and the 99.8 per cent limits
    of the difference between the two samples leave out zero: the district is no part of what it is held against. Where
    one of the like districts has no shown value there is nothing to hold it against: a sum of the others would be
    another group, and could give the hidden one away.
    """
    untested = replace(own, rest=None, difference=None, strength=None, verdict=Verdict.NOT_TESTED)
    if own.value is None or own.verdict is Verdict.NOT_COMPARABLE:
        return own
    at = rows[rows[obs.YEAR] == found.year].set_index(obs.GEOGRAPHY).reindex([own.geography, *peers])
    x, n = (at[c].to_numpy(dtype=np.float64) for c in (COUNT, N))
    shown = at[obs.VALUE].notna().to_numpy() & np.isfinite(x) & (n > 0)
    is_faulty = bool({k.geography for k in known_faults.faulty(indicator.id, found.year)} & set(peers))
    if not peers or is_faulty or indicator.kind not in _COUNTED or not shown.all():
        return untested
    difference = rate_difference if indicator.kind is MeasureKind.RATE else share_difference
    told = difference(x[1:].sum(), n[1:].sum(), x[0], n[0], multiplier=indicator.multiplier, confidence=CONTROL)
    low, high = float(told.lower), float(told.upper)
    rest = float(x[1:].sum() / n[1:].sum()) * indicator.multiplier
    is_apart = found.together is Together.DIFFER and (low > 0 or high < 0)
    return replace(
        own,
        rest=rest,
        difference=own.value - rest,
        strength=abs(own.value - rest) / (high - low) * 2.0 * float(normal_quantile(CONTROL)) if high > low else None,
        verdict=_SAYS[indicator.good, low > 0] if is_apart else Verdict.NOT_APART,
    )

"""What column E shows: the figure that is stored for the year before, or in words why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.ingest.template import words
from indicators.ingest.template.mark import TemplateMark
from indicators.ingest.template.plan import Asked, Row

NOTHING = "–"


def stored(standing: pd.DataFrame, rows: Sequence[Row], mark: TemplateMark) -> dict[str, str | float]:
    """By the rows' keys: a figure, `dolt`, `saknas`, or an older figure with its year (`58,4 (2016)`)."""
    known = _known(standing, mark)
    return {row.key: _shown(known.get((row.indicator.id, row.breakdown)), row, mark.year - 1) for row in rows}


def bases(standing: pd.DataFrame, rows: Sequence[Row], mark: TemplateMark) -> dict[str, str]:
    """By the rows' keys: what the figure of the latest year is out of, with its year (`51 234 (2018)`)."""
    shown = standing[~standing[obs.STATUS].isin(list(words.NOT_SHOWN)) & standing[obs.DENOMINATOR].notna()]
    known = _known(shown, mark)
    latest = {row.key: known.get((row.indicator.id, row.breakdown)) for row in rows if row.has_base}
    return {
        key: f"{swedish.number(float(lines.loc[year, obs.DENOMINATOR]), 0)} ({year})"
        for key, lines in latest.items()
        if lines is not None
        for year in [lines.index.max()]
    }


def _known(standing: pd.DataFrame, mark: TemplateMark) -> dict[tuple[str, str], pd.DataFrame]:
    """What stands for the years before, by indicator and breakdown."""
    here = standing[(standing[obs.GEOGRAPHY] == mark.geography) & (standing[obs.YEAR] < mark.year)]
    return {
        (str(indicator), str(breakdown)): lines.set_index(obs.YEAR)
        for (indicator, breakdown), lines in here.groupby([obs.INDICATOR, obs.BREAKDOWN], sort=False)
    }


def _shown(lines: pd.DataFrame | None, row: Row, year: int) -> str | float:
    if lines is None:
        return NOTHING
    if year in lines.index:
        return _figure(lines.loc[year].to_dict(), row)
    earlier = {int(str(y)): _figure(lines.loc[y].to_dict(), row) for y in sorted(lines.index, reverse=True)}
    return next((f"{_printed(f, row)} ({y})" for y, f in earlier.items() if isinstance(f, float)), NOTHING)


def _figure(line: Mapping[object, object], row: Row) -> str | float:
    """The figure that the row asks for; a value whose numerator is unknown stays away from a column of counts."""
    if why := words.NOT_SHOWN.get(str(line[obs.STATUS])):
        return why
    found = float(str(line[obs.NUMERATOR if row.asked is Asked.NUMERATOR else obs.VALUE]))
    return NOTHING if found != found else found


def _printed(figure: float, row: Row) -> str:
    return swedish.number(figure, 0 if row.asked is Asked.NUMERATOR else row.indicator.decimals)

"""The notice that another baseline year would have told another story (M16b), with the table that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import swedish
from indicators.model import Assessment, Indicator, Progress
from indicators.texts import figures
from indicators.texts.reasons import other_endings, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One row of the baseline notice: a baseline year, the change since then, the assessment it would give."""

    year: int
    is_decided: bool
    change: str
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That another baseline year would have told another story (M16b), with the table that shows it."""

    head: str
    text: str
    change_head: str
    rows: tuple[NoticeRow, ...]


def notice(progress: Progress, indicator: Indicator) -> Notice | None:
    """The notice about the choice of baseline year, or None where nothing hangs on it."""
    if not (progress.is_fragile or progress.direction_flips):
        return None
    sensitive = progress.is_fragile
    return Notice(
        head="Bedömningen är känslig" if sensitive else "Basåret avgör vad som ser ut att ha hänt",
        text=_other_years(progress) if sensitive else _flip(progress, indicator),
        change_head=f"{'Procentenheter till' if indicator.unit == '%' else 'Till'} {progress.value_year}",
        rows=tuple(_rows(progress, indicator)),
    )


def _other_years(progress: Progress) -> str:
    others: dict[Assessment, list[str]] = {}
    for telling in other_endings(progress):
        if telling.without_year is not None:
            others.setdefault(telling.assessment, []).append(str(telling.without_year))
    said = [
        f"Utan {' eller '.join([', '.join(years[:-1]), years[-1]]) if len(years) > 1 else years[0]} "
        f"blir den {quoted(assessment)}."
        for assessment, years in others.items()
    ]
    return " ".join(said) or "Ett annat basår ger en annan bedömning."


def _flip(progress: Progress, indicator: Indicator) -> str:
    name = figures.noun(indicator)
    since = [(t.baseline_year, t.change_percent) for t in progress.other_tellings if t.baseline_year is not None]
    own = _change_percent(progress)
    every = [(year, change) for year, change in [(progress.baseline_year, own), *since] if year and change]
    told = [f"jämfört med {year} har {name} {_verb(indicator, change)}" for year, change in sorted(every)]
    return f"{swedish.sentence_case(', '.join(told))}. Bedömningen blir ändå densamma."


def _verb(indicator: Indicator, change: float) -> str:
    words_ = indicator.sentence.rises if change > 0 else indicator.sentence.falls
    return words_.removeprefix("har ")


def _rows(progress: Progress, indicator: Indicator) -> list[NoticeRow]:
    rows = [
        NoticeRow(
            year=t.baseline_year,
            is_decided=False,
            change=_since(progress, indicator, t.change_percent),
            assessment=t.assessment,
        )
        for t in progress.other_tellings
        if t.baseline_year is not None
    ]
    if progress.baseline_year is not None:
        own = _since(progress, indicator, _change_percent(progress))
        rows.append(NoticeRow(year=progress.baseline_year, is_decided=True, change=own, assessment=progress.assessment))
    return sorted(rows, key=lambda row: row.year)


def _since(progress: Progress, indicator: Indicator, percent: float | None) -> str:
    """The change to the latest value: percentage points for percentages, else per cent."""
    value = progress.value.value
    if percent is None or value is None:
        return swedish.NOTHING
    if indicator.unit != "%":
        return f"{swedish.signed(percent)}{swedish.NBSP}%"
    if percent == -100:
        return swedish.NOTHING
    return swedish.signed(value - value / (1 + percent / 100), indicator.decimals)


def _change_percent(progress: Progress) -> float | None:
    if not progress.baseline or progress.value.value is None:
        return None
    return (progress.value.value / progress.baseline - 1) * 100

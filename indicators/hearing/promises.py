"""What was promised last time: the questions and promises noted at the hearing that this one is held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators import swedish
from indicators.hearing import ending
from indicators.hearing.slide_parts import Making
from indicators.hearing.slides import Cell, Slide, SlideKind, Table
from indicators.store import PromiseKind, PromiseRow, PromiseStatus
from indicators.texts.alts import LONGEST

NAME: Final = "Vad lovades förra året"
COLUMNS: Final = ("Fråga eller löfte", "Ansvarig", "Senast", "Läge", "Vad som har hänt")
METHOD: Final = "Läget är vad utvecklingsledaren har antecknat. Det är inte beräknat ur siffrorna."
MOST_ROWS: Final = 9
"""Rows on one slide; more go on to another."""
MOST_TOLD: Final = 100
"""Characters of a comment on a slide; the appendix has all of it."""


def promised(making: Making) -> list[Slide]:
    """The slides with what was noted last time and how it stands; none where nothing was noted."""
    rows = making.promises
    parts = [rows[first : first + MOST_ROWS] for first in range(0, len(rows), MOST_ROWS)]
    return [_slide(making, part, number, len(parts)) for number, part in enumerate(parts, start=1)]


def title(rows: Sequence[PromiseRow]) -> str:
    """How many are done, in a sentence: `Av fyra frågor och löften från förra hearingen är ett klart`."""
    kinds = {row.kind for row in rows}
    done = sum(row.status is PromiseStatus.DONE for row in rows)
    is_questions = kinds == {PromiseKind.QUESTION}
    if len(rows) == 1:
        what = "Frågan" if is_questions else "Löftet"
        how = ("klar" if is_questions else "klart") if done else f"inte {'klar' if is_questions else 'klart'}"
        return f"{what} från förra hearingen är {how}"
    what = "frågor och löften" if len(kinds) > 1 else "frågor" if is_questions else "löften"
    none, one = ("ingen klar", "en klar") if is_questions else ("inget klart", "ett klart")
    how = none if not done else one if done == 1 else f"{swedish.count_word(done)} klara"
    return f"Av {swedish.count_word(len(rows))} {what} från förra hearingen är {how}"


def _slide(making: Making, rows: Sequence[PromiseRow], number: int, whole: int) -> Slide:
    said = title(making.promises)
    part = f" ({number} av {whole})" if whole > 1 else ""
    table = Table(
        head="",
        subtitle="",
        alt=swedish.shortened(f"Tabell: {said}{part}. {' '.join(map(_alt, rows))}", LONGEST),
        source="",
        is_demo=False,
        columns=COLUMNS,
        rows=tuple(map(_row, rows)),
    )
    return ending.closing(
        making,
        SlideKind.PROMISES,
        "lovades" if number == 1 else f"lovades-{number}",
        NAME,
        said + part,
        table,
        say=f"{said}.",
        source="Antecknat vid hearingen och följt upp av utvecklingsledaren.",
        method=METHOD,
    )


def _row(row: PromiseRow) -> tuple[Cell, ...]:
    said = (
        row.text,
        row.owner or swedish.NOTHING,
        swedish.date(row.due) if row.due else swedish.NOTHING,
        swedish.sentence_case(row.status),
        swedish.shortened(row.told, MOST_TOLD) if row.told else swedish.NOTHING,
    )
    return tuple(Cell(text=text) for text in said)


def _alt(row: PromiseRow) -> str:
    return f"{row.text}: {row.status}."

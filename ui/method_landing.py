"""The back-test of the landings (M19): how often the interval held, and what the stated chances came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from indicators import landed, swedish
from indicators.landed import Tried
from indicators.measures import backtest
from indicators.measures.projection import ChanceWord
from indicators.texts import words
from ui import html
from ui.method_tables import ENOUGH, bar

LIMITS: Final = {
    ChanceWord.VERY_LIKELY: (90, 100),
    ChanceWord.LIKELY: (66, 90),
    ChanceWord.EITHER_WAY: (33, 66),
    ChanceWord.UNLIKELY: (10, 33),
    ChanceWord.VERY_UNLIKELY: (0, 10),
}
"""The chances that each word stands for, in per cent; a test holds them to the words that pages print."""
CLOSE: Final = 5.0
"""Percentage points within which the mean of the stated chances counts as right."""
Counts = dict[ChanceWord, tuple[int, int]]


def told(tried: Sequence[Tried], chances: pd.DataFrame) -> str:
    """The back-test as it stands under the question: the finding, two tables, and what they do not say."""
    if not tried or chances.empty:
        return html.paragraph("Facit kommer när det finns fem riktiga mätningar i rad att pröva på.")
    counts = landed.counted(chances)
    left = _part("Hamnade värdet inom intervallet?", interval_sentence(tried), _intervals(tried))
    right = _part("Höll orden om chansen?", word_sentence(counts), _chances(counts))
    finding = html.heading(title(chances), level=4)
    limited = html.paragraph(limits(chances), "lb-sub")
    return f'<div class="lb-trial">{finding}{html.side_by_side(left, right)}{limited}</div>'


def title(chances: pd.DataFrame) -> str:
    """The finding, computed: what the chances were said to be in the mean, and how often the target was reached."""
    said, came = (100.0 * float(chances[name].mean()) for name in (landed.CHANCE, backtest.IS_REACHED))
    verdict = "stämde" if abs(said - came) <= CLOSE else "sattes för högt" if said > came else "sattes för lågt"
    return (
        f"Facit 2020: chansen {verdict}. I snitt sade vi {swedish.number(said)} procent, "
        f"målet nåddes i {swedish.number(came)} procent av fallen"
    )


def interval_sentence(tried: Sequence[Tried]) -> str:
    """How the latest year went, in words."""
    last = tried[-1]
    missed = [f"{swedish.number(n)} {where}" for n, where in ((last.above, "över"), (last.below, "under")) if n]
    outside = f" Utanför hamnade {swedish.listing(missed)}." if missed else ""
    return (
        f"Varje verklig serie drogs ut till sitt sista år utan att få se det. Intervallet lovar "
        f"{swedish.number(100 * last.held.promised)} procent. År {last.year} höll det för "
        f"{swedish.number(last.held.inside)} av {swedish.number(last.held.n)} serier.{outside}"
    )


def word_sentence(counts: Counts) -> str:
    """Which words came true as often as they promise, and which did not."""
    judged = {word: _holds(word, *found) for word, found in counts.items() if found[0] >= ENOUGH}
    kept, broken = (
        swedish.listing(
            [f"”{words.chance(LIMITS[word][0] / 100)}”" for word, holds in judged.items() if holds is which]
        )
        for which in (True, False)
    )
    said = [f"Orden {kept} höll vad de lovar."] if kept else []
    said += [f"Orden {broken} höll inte."] if broken else []
    return " ".join(said) or "Det är för få fall för att säga om orden höll."


def limits(chances: pd.DataFrame) -> str:
    """What the back-test does not say."""
    series = chances.groupby(["indicator", "geography"]).ngroups
    years = chances[backtest.VIEWPOINT]
    return (
        "Det här säger inte hur nästa år blir. Alla chanser gäller samma år, 2020, som var ovanligt, och serierna "
        "hänger ihop: en anmälan kan räknas i flera brottsgrupper. Värdena är dagens, inte de som var kända då. Orden "
        f"är prövade på verkliga anmälda brott (Brå), {swedish.number(series)} serier, läge per "
        f"{years.min()}–{years.max()}, med ett påhittat mål: 15 procent lägre än 2014."
    )


def _part(head: str, sentence: str, table: str) -> str:
    return html.heading(head, level=5) + html.paragraph(sentence) + table


def _intervals(tried: Sequence[Tried]) -> str:
    rows = "".join(
        html.row(
            [
                html.row_header(str(each.year)),
                html.cell(f"{each.held.inside} av {each.held.n}", css="c-num", label="Inom intervallet"),
                html.cell(_share(each.held.inside, each.held.n), label="Andel"),
            ]
        )
        for each in tried
    )
    head = (("Sista året", ""), ("Inom intervallet", "c-num"), ("Andel, 90 % utlovat", ""))
    return html.table(head, [rows], caption="Hur ofta värdet hamnade inom intervallet", css="lb-tried")


def _chances(counts: Counts) -> str:
    rows = "".join(
        html.row(
            [
                html.row_header(_worded(word)),
                html.cell(f"{reached} av {times}", css="c-num", label="Målet nåddes"),
                html.cell(_share(reached, times), label="Andel"),
            ]
        )
        for word, (times, reached) in counts.items()
    )
    head = (("Vi sade", ""), ("Målet nåddes", "c-num"), ("Andel", ""))
    return html.table(head, [rows], caption="Vad vi sade om chansen och hur det gick", css="lb-tried")


def _worded(word: ChanceWord) -> str:
    low, high = LIMITS[word]
    said = swedish.sentence_case(words.chance(low / 100))
    return f'{html.escape(said)} <span class="lb-quiet">{swedish.interval(low, high, "%")}</span>'


def _share(part: int, whole: int) -> str:
    return bar(round(100 * part / whole)) if whole >= ENOUGH else "för få fall för en andel"


def _holds(word: ChanceWord, times: int, reached: int) -> bool:
    low, high = LIMITS[word]
    return low <= 100 * reached / times <= high

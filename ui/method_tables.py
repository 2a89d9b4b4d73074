"""The back-test as tables: what would have been said, and how it went."""

from __future__ import annotations

import pandas as pd

from indicators import swedish
from indicators.measures import backtest
from indicators.model import Assessment, Registry
from indicators.texts import words
from ui import cards, html, method_text

ENOUGH = 10
"""Cases needed before a share is shown."""
Counts = dict[Assessment, tuple[int, int]]
"""How many times each assessment was said, and how many times the target was reached after it."""


def counts(table: pd.DataFrame, change: float) -> Counts:
    """The counts of one target out of the table by target."""
    rows = table[table[backtest.CHANGE] == change].to_dict("records")
    return {Assessment(r[backtest.ASSESSMENT]): (int(r[backtest.TIMES]), int(r[backtest.REACHED])) for r in rows}


def said_and_reached(found: Counts) -> str:
    """A row per assessment: times said, times reached, and the share as a bar."""
    rows = "".join(_row(a, *found[a]) for a in method_text.MEANINGS if found.get(a, (0, 0))[0])
    head = (("Vad vi hade sagt", ""), ("Gånger", "c-num"), ("Målet nåddes 2020", "c-num"), ("Andel", ""))
    return html.table(head, [rows], caption="Vad vi hade sagt och hur det gick", css="lb-cards lb-backtest")


def along_the_way(table: pd.DataFrame, registry: Registry) -> str:
    """Districts as rows, viewpoints as icons, and whether the target was reached."""
    years = [column for column in table.columns if isinstance(column, int)]
    head = [("Stadsdel", ""), *((str(year), "c-icon") for year in years), ("Målet 2020", "")]
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(registry.geographies[str(row["geography"])].name)),
                *(html.cell(_icon(row[year]), css="c-icon", label=str(year)) for year in years),
                html.cell("Nåddes" if row[backtest.IS_REACHED] else "Nåddes inte", label="Målet 2020"),
            ]
        )
        for row in table.to_dict("records")
    )
    return html.table(head, [rows], caption="Anmäld skadegörelse, stadsdel för stadsdel", css="lb-cards lb-along")


def other_targets(table: pd.DataFrame, change: float) -> str:
    """What the other targets that were tried gave, in one sentence each."""
    told = []
    for other in sorted(set(table[backtest.CHANGE]) - {change}, reverse=True):
        found = counts(table, other)
        warned = [found.get(a, (0, 0)) for a in (Assessment.BEHIND, Assessment.WORSENING)]
        times, reached = (sum(column) for column in zip(*warned, strict=True))
        hopeful, held = found.get(Assessment.ON_TRACK, (0, 0))
        lower = swedish.number(abs(other))
        told.append(f"Med målet {lower} procent lägre: På väg {held} av {hopeful}, varningar {reached} av {times}.")
    return " ".join(told)


def bar(share: int) -> str:
    """A share in per cent as a bar with its number."""
    return f'<span class="lb-bar"><span style="width:{share}%"></span></span> {share}{swedish.NBSP}%'


def _icon(said: str | None) -> str:
    if said is None:
        return swedish.NOTHING
    assessment = Assessment(said)
    return cards.icon(assessment, 20, words.LOWER[assessment])


def _row(assessment: Assessment, times: int, reached: int) -> str:
    share = round(100 * reached / times)
    return html.row(
        [
            html.row_header(cards.word(assessment)),
            html.cell(swedish.number(times), css="c-num", label="Gånger"),
            html.cell(f"{reached} av {times}", css="c-num", label="Målet nåddes 2020"),
            html.cell(bar(share) if times >= ENOUGH else "för få fall för en andel", label="Andel"),
        ]
    )

"""The slide of what was promised: counted in words, split where there are many, absent where nothing was noted."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.hearing import promises
from indicators.store import PromiseKind, PromiseRow, PromiseStatus
from tests.conftest import AT

PROMISE, QUESTION = PromiseKind.PROMISE, PromiseKind.QUESTION
OPEN, DONE = PromiseStatus.OPEN, PromiseStatus.DONE


def noted(kind: PromiseKind = PROMISE, status: PromiseStatus = OPEN, number: int = 1) -> PromiseRow:
    return PromiseRow(
        id=number,
        first=number,
        hearing="Hearing 2019",
        kind=kind,
        text=f"Belys gång {number}",
        owner="Trafikkontoret",
        due=date(2020, 6, 1),
        status=status,
        told="",
        actor="Bo",
        at=AT,
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([noted(PROMISE, DONE)], "Löftet från förra hearingen är klart"),
        ([noted(QUESTION)], "Frågan från förra hearingen är inte klar"),
        ([noted(), noted()], "Av två löften från förra hearingen är inget klart"),
        ([noted(QUESTION, DONE), noted(QUESTION)], "Av två frågor från förra hearingen är en klar"),
        (
            [noted(QUESTION), noted(), noted(PROMISE, DONE)],
            "Av tre frågor och löften från förra hearingen är ett klart",
        ),
        ([noted(PROMISE, DONE)] * 2 + [noted()], "Av tre löften från förra hearingen är två klara"),
    ],
)
def test_the_title_counts_what_is_done(rows: list[PromiseRow], said: str) -> None:
    assert promises.title(rows) == said

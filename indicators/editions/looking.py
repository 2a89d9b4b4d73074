"""What is looked at before a hearing is issued: the same for the page, the terminal and the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from indicators import swedish
from indicators.batches import BatchState
from indicators.editions.drafting import CHECKS, Drafted
from indicators.errors import InputError
from indicators.hearing import answers
from indicators.hearing.checks import Check, CheckKind, Claimed, Weight, answered_under, checks, of_weight
from indicators.hearing.claimed import claimed
from indicators.reports.presentation.crowding import crowded
from indicators.store import EditionRow, Store


def looked_at(store: Store, drafted: Drafted, *, until: int | None = None) -> tuple[Check, ...]:
    """Every check of a draft, with the answers that the lead has given to contradictions."""
    deck, year = drafted.deck, drafted.selection.year
    told = claimed(deck, drafted.now, drafted.selection)
    return checks(
        deck,
        drafted.now,
        drafted.selection,
        crowded=crowded(deck, drafted.template.frame),
        claimed=[_answered(store, each, year, until) for each in told],
        waiting=sum(year in batch.years for batch in store.batches([BatchState.HANDED_IN])),
    )


def must_be_sound(found: tuple[Check, ...]) -> None:
    """Refuse to issue what has a fault, or a contradiction that is neither mended nor answered."""
    faults = of_weight(found, Weight.FAULT)
    if faults:
        count = swedish.sentence_case(swedish.counted(len(faults), "fel", "fel", "ett"))
        told = " ".join(fault.text for fault in faults)
        raise InputError(f"{count} att rätta först. {told} Inget är utgivet. Rätta på sidan Hearing, eller svara där.")


def written(found: tuple[Check, ...]) -> list[dict[str, Any]]:
    """Checks as a record keeps them."""
    return [{"kind": str(c.kind), "weight": str(c.weight), "text": c.text, "slides": list(c.slides)} for c in found]


def looked_at_then(edition: EditionRow) -> tuple[Check, ...]:
    """What was looked at when an edition was issued; nothing where its record is older than the keeping of it."""
    return tuple(
        Check(
            kind=CheckKind(each["kind"]),
            weight=Weight(each["weight"]),
            text=str(each["text"]),
            slides=tuple(map(str, each["slides"])),
        )
        for each in edition.selection.get(CHECKS, [])
    )


def _answered(store: Store, each: Claimed, year: int, until: int | None) -> Claimed:
    if not each.is_fault:
        return each
    given = answers.of(store, answered_under(each.slide), year=year, until=until).get(each.claim)
    if given is None:
        return each
    return replace(each, answer=given.told)

"""The made-up cards of the demonstration: read as the product ships them, put on the board, brought back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from indicators import chain
from indicators.chain import Attained, Card, CardKind, Effect, OwnerKind, State
from indicators.model import Registry
from indicators.store import Store
from indicators.store.records import CardRow

FILE: Final = "kort.toml"
AUTHOR: Final = "En påhittad utvecklingsledare"
"""Who has signed the shipped cards."""
_KINDS: Final[Mapping[str, Any]] = {
    "kind": CardKind,
    "owner_kind": OwnerKind,
    "state": State,
    "effect": Effect,
    "attained": Attained,
}


def put(store: Store, folder: Path, registry: Registry, *, at: datetime, bring_back: bool = False) -> int:
    """Put every shipped card that the store has not had; with `bring_back` also those taken away. Gives how many."""
    known = [row for row in [*store.cards_removed(), *store.cards()] if row.document.get("is_demo")]
    had = {_same(earlier): row for row in known for earlier in store.card_history(row.first)}
    standing = {row.first for row in store.cards()}
    placed: dict[str, int] = {}
    count = 0
    for name, behind, card in _shipped(folder, registry, placed):
        row = had.get((card.kind, card.strategic_area, card.geography, card.title))
        if row is not None and (row.first in standing or not bring_back):
            placed[name] = row.first
            continue
        if behind and placed.get(behind) not in standing:
            continue  # somebody has taken away what it would hang on
        number = store.put_card(chain.kept(card), by=AUTHOR, at=at, follows=row.id if row else None)
        placed[name] = row.first if row else number
        standing.add(placed[name])
        count += 1
    return count


def _shipped(folder: Path, registry: Registry, placed: Mapping[str, int]) -> Iterator[tuple[str, str, Card]]:
    """Name, the name of the card above, and the card, in the file's order: what a card hangs on comes before it."""
    with (folder / FILE).open("rb") as file:
        told = tomllib.load(file)["card"]
    for entry in told:
        name, behind = entry.pop("name"), entry.pop("behind", "")
        known = [each for each in entry.pop("indicators", []) if each in registry.indicators]
        parts = {part: _KINDS[part](said) if part in _KINDS else said for part, said in entry.items()}
        yield name, behind, Card(**parts, indicators=tuple(known), behind=placed.get(behind), is_demo=True)


def _same(row: CardRow) -> tuple[str, int, str, str]:
    return row.kind, row.strategic_area, row.geography, str(row.document.get("title", ""))

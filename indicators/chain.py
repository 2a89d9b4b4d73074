"""Cause and action: Brå's chain as cards, what must stand on each, and who may write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from indicators import periods, permissions, swedish
from indicators.errors import InputError
from indicators.model import Registry
from indicators.permissions import Person
from indicators.store import Store
from indicators.store.cards import Kept
from indicators.store.records import CardRow


class CardKind(StrEnum):
    """A link of the chain; the value is the word in the store."""

    SITUATION = "lagesbild"
    CAUSE = "orsak"
    ACTION = "atgard"
    FOLLOW_UP = "uppfoljning"


class OwnerKind(StrEnum):
    """What sort of body answers for a card."""

    BOARD = "nämnd"
    COMPANY = "bolag"
    ADMINISTRATION = "förvaltning"


class State(StrEnum):
    """How an action stands."""

    PLANNED = "inte påbörjad"
    GOING = "pågår"
    DONE = "klar"
    LATE = "försenad"
    STOPPED = "avbruten"


class Effect(StrEnum):
    """When an action is expected to show."""

    SHORT = "kort sikt"
    LONG = "lång sikt"


class Attained(StrEnum):
    """A person's judgement of whether a goal is attained."""

    NOT_JUDGED = "inte bedömd"
    YES = "helt"
    PARTLY = "delvis"
    NO = "inte alls"
    UNKNOWN = "går inte att bedöma"


NAMES: Final[Mapping[CardKind, str]] = {
    CardKind.SITUATION: "Lägesbild",
    CardKind.CAUSE: "Orsaksanalys",
    CardKind.ACTION: "Åtgärd",
    CardKind.FOLLOW_UP: "Uppföljning",
}
ABOVE: Final[Mapping[CardKind, CardKind | None]] = {
    CardKind.SITUATION: None,
    CardKind.CAUSE: CardKind.SITUATION,
    CardKind.ACTION: CardKind.CAUSE,
    CardKind.FOLLOW_UP: CardKind.ACTION,
}
"""The card that each kind hangs on."""
_LONGEST: Final = {"title": 120, "text": 3000, "owner": 80, "link": 500, "judgement": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a person has put on a card, the words as typed."""

    kind: CardKind
    strategic_area: int
    geography: str = ""
    behind: int | None = None
    title: str = ""
    text: str = ""
    owner: str = ""
    owner_kind: OwnerKind = OwnerKind.BOARD
    starts: str = ""
    ends: str = ""
    """`2016`, `2016-05` or `2016-05-01`."""
    state: State = State.PLANNED
    effect: Effect = Effect.SHORT
    indicators: tuple[str, ...] = ()
    link: str = ""
    attained: Attained = Attained.NOT_JUDGED
    judgement: str = ""
    """Why, in the words of the one who saved the card, whose name and day it carries."""
    is_demo: bool = False


def of(row: CardRow) -> Card:
    """The card that a row keeps."""
    kept = dict(row.document)
    return Card(
        kind=CardKind(row.kind),
        strategic_area=row.strategic_area,
        geography=row.geography,
        behind=row.behind,
        **{name: kept.get(name, "") for name in ("title", "text", "owner", "starts", "ends", "link", "judgement")},
        owner_kind=OwnerKind(kept.get("owner_kind", OwnerKind.BOARD)),
        state=State(kept.get("state", State.PLANNED)),
        effect=Effect(kept.get("effect", Effect.SHORT)),
        attained=Attained(kept.get("attained", Attained.NOT_JUDGED)),
        indicators=tuple(kept.get("indicators", ())),
        is_demo=bool(kept.get("is_demo")),
    )


def signed(rows: Sequence[CardRow]) -> CardRow | None:
    """The row in which the judgement that stands was signed, of a card's rows with the newest first."""
    if not rows or of(rows[0]).attained is Attained.NOT_JUDGED:
        return None
    said = (rows[0].document.get("attained"), rows[0].document.get("judgement"))
    found = rows[0]
    for row in rows:
        if (row.document.get("attained"), row.document.get("judgement")) != said:
            break
        found = row
    return found


def faults(card: Card, registry: Registry, standing: Mapping[int, Card]) -> dict[str, str]:
    """What is wrong, by field; `standing` are the cards by their first row."""
    wrong: dict[str, str] = {}
    if not card.title.strip():
        wrong["title"] = "Skriv en rubrik, till exempel vad som ska göras."
    for name, most in _LONGEST.items():
        if len(str(getattr(card, name))) > most:
            wrong[name] = f"Högst {most} tecken får plats, det är {len(str(getattr(card, name)))}."
    if card.kind is CardKind.ACTION and not card.owner.strip():
        wrong["owner"] = "Skriv vilken nämnd, vilket bolag eller vilken förvaltning som ansvarar."
    wrong |= _dates(card) | _link(card.link.strip()) | _hangs(card, standing)
    if unknown := [name for name in card.indicators if name not in registry.indicators]:
        wrong["indicators"] = f"Indikatorn {unknown[0]} finns inte i registret. Ta bort den."
    if card.attained is not Attained.NOT_JUDGED and not card.judgement.strip():
        wrong["judgement"] = "Skriv vad bedömningen bygger på. Den visas med ditt namn och dagens datum."
    return wrong


def put(
    store: Store, card: Card, registry: Registry, *, person: Person, at: datetime, follows: int | None = None
) -> int:
    """Save a card, or a change of the row that was read."""
    permissions.must_write_analysis(person)
    standing = {row.first: of(row) for row in store.cards()}
    if wrong := faults(card, registry, standing):
        raise InputError(f"Kortet är inte sparat. {' '.join(wrong.values())}")
    return store.put_card(kept(card), by=person.name, at=at, follows=follows)


def remove(store: Store, row: CardRow, *, person: Person, at: datetime) -> int:
    """Take a card away; its rows stay, and it can be brought back."""
    permissions.must_write_analysis(person)
    return store.put_card(kept(of(row), is_removed=True), by=person.name, at=at, follows=row.id)


def kept(card: Card, *, is_removed: bool = False) -> Kept:
    """A card as the store keeps it, its words without spaces around them."""
    told = asdict(card)
    place = {name: told.pop(name) for name in ("kind", "strategic_area", "geography", "behind")}
    clean = {k: v.strip() if isinstance(v, str) else v for k, v in told.items()}
    return Kept(**place | {"kind": str(card.kind)}, document=_plain(clean), is_removed=is_removed)


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else str(v) if isinstance(v, StrEnum) else v for k, v in told.items()}


def _dates(card: Card) -> dict[str, str]:
    wrong, days = {}, {}
    for name in ("starts", "ends"):
        if typed := getattr(card, name).strip():
            try:
                days[name] = periods.days_of(typed)
            except InputError as fault:
                wrong[name] = str(fault)
    if len(days) == 2 and days["ends"][1] < days["starts"][0]:
        wrong["ends"] = "Slutet ligger före början. Ändra ett av datumen."
    return wrong


def _link(typed: str) -> dict[str, str]:
    """Only addresses on the web: no script, no file, no hidden name."""
    if not typed:
        return {}
    advice = {"link": "Skriv en adress som börjar med https://, till exempel https://goteborg.se/handling."}
    try:
        parts = urlsplit(typed)
        is_sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return advice
    return {} if is_sound and not any(sign.isspace() or not sign.isprintable() for sign in typed) else advice


def _hangs(card: Card, standing: Mapping[int, Card]) -> dict[str, str]:
    above = ABOVE[card.kind]
    if above is None:
        return {} if card.behind is None else {"behind": "En lägesbild hänger inte på något annat kort."}
    found = standing.get(card.behind or 0)
    if found is None or found.kind is not above:
        return {"behind": f"Välj vilken {swedish.tight(NAMES[above]).lower()} kortet hänger på."}
    if (found.strategic_area, found.geography) != (card.strategic_area, card.geography):
        return {"behind": "Kortet det hänger på gäller ett annat område eller en annan plats."}
    return {}

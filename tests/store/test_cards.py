"""Cards of the chain: checked field by field, kept with history, never written over unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from indicators import chain
from indicators.chain import Attained, Card, CardKind
from indicators.errors import AccessError, InputError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.builders import a_registry
from tests.store.deliveries import day

REGISTRY = a_registry()
LEAD = Person(name="Anna", role=UserRole.LEAD)
OTHER = Person(name="Bo", role=UserRole.LEAD)
SITUATION = Card(kind=CardKind.SITUATION, strategic_area=7, title="Otrygga gångvägar", text="Många undviker dem.")


def put(store: Store, card: Card, *, follows: int | None = None, by: Person = LEAD, at: int = 0) -> int:
    return chain.put(store, card, REGISTRY, person=by, at=day(at), follows=follows)


def an_action(behind: int | None, **changes: Any) -> Card:
    fields: dict[str, Any] = {"title": "Ny belysning", "owner": "Trafiknämnden", "indicators": ("an-indicator",)}
    return Card(kind=CardKind.ACTION, strategic_area=7, behind=behind, **fields | changes)


def a_chain(store: Store) -> tuple[int, int, int]:
    first = put(store, SITUATION)
    cause = put(store, Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt", behind=first))
    return first, cause, put(store, an_action(cause))


def test_a_chain_is_kept_as_written(store: Store) -> None:
    first, cause, action = a_chain(store)
    rows = store.cards()
    assert [(row.first, row.behind) for row in rows] == [(first, None), (cause, first), (action, cause)]
    assert chain.of(rows[2]) == an_action(cause)


def test_a_change_keeps_what_stood_before_and_an_earlier_row_can_be_brought_back(store: Store) -> None:
    first = put(store, SITUATION)
    second = put(store, replace(SITUATION, title="Färre ute"), follows=first, by=OTHER, at=1)
    put(store, chain.of(store.card_history(first)[1]), follows=second, at=2)
    told = [(row.actor, row.document["title"]) for row in store.card_history(first)]
    assert told == [("Anna", "Otrygga gångvägar"), ("Bo", "Färre ute"), ("Anna", "Otrygga gångvägar")]
    assert [row.document["title"] for row in store.cards(until=day(1))] == ["Färre ute"]


def test_cards_of_one_moment_are_told_apart_by_their_numbers(store: Store) -> None:
    first = put(store, SITUATION)
    assert store.newest_card() == first
    put(store, replace(SITUATION, title="Färre ute"), follows=first)
    assert [row.document["title"] for row in store.cards(until=first)] == ["Otrygga gångvägar"]
    assert [row.document["title"] for row in store.cards(until=day(0))] == ["Färre ute"]


def test_a_card_changed_by_somebody_else_is_not_written_over(store: Store) -> None:
    first = put(store, SITUATION)
    put(store, replace(SITUATION, title="Färre ute"), follows=first, by=OTHER, at=1)
    with pytest.raises(InputError, match="Bo har ändrat kortet sedan du läste det"):
        put(store, replace(SITUATION, title="Mitt"), follows=first, at=2)
    assert [row.document["title"] for row in store.cards()] == ["Färre ute"]


def test_a_card_that_others_hang_on_is_not_removed_and_a_removed_one_comes_back(store: Store) -> None:
    a_chain(store)
    rows = store.cards()
    with pytest.raises(InputError, match="Andra kort hänger på det här"):
        chain.remove(store, rows[0], person=LEAD, at=day(1))
    chain.remove(store, rows[2], person=LEAD, at=day(1))
    (gone,) = store.cards_removed()
    assert len(store.cards()) == 2
    put(store, chain.of(gone), follows=gone.id, at=2)
    assert [row.first for row in store.cards()] == [row.first for row in rows]


def test_only_those_who_write_analyses_write_cards(store: Store) -> None:
    for role in (UserRole.READER, UserRole.UPLOADER, UserRole.APPROVER, UserRole.ADMINISTRATOR):
        with pytest.raises(AccessError):
            put(store, SITUATION, by=Person(name="Eva", role=role, geography="131"))
    assert store.cards() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"owner": ""}, "owner"),
        ({"starts": "våren"}, "starts"),
        ({"starts": "2018", "ends": "2016"}, "ends"),
        ({"behind": None}, "behind"),
        ({"behind": 99}, "behind"),
        ({"indicators": ("okänd",)}, "indicators"),
        ({"attained": Attained.PARTLY}, "judgement"),
        ({"text": "x" * 3001}, "text"),
        *(
            ({"link": link}, "link")
            for link in (
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc",
                "//goteborg.se",
                "https://",
                "ftp://a.se",
            )
        ),
        ({"link": "https://a.se/\nb"}, "link"),
        ({"link": "https://namn:ord@a.se"}, "link"),
        ({"link": "https://[a"}, "link"),
    ],
)
def test_each_fault_is_told_at_its_field(changes: dict[str, Any], field: str) -> None:
    standing = {1: Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt")}
    assert chain.faults(an_action(1), REGISTRY, standing) == {}
    wrong = chain.faults(an_action(**{"behind": 1} | changes), REGISTRY, standing)
    assert list(wrong) == [field]
    assert wrong[field].endswith(".")


def test_a_sound_card_with_everything_has_no_fault() -> None:
    standing = {1: Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt")}
    whole = an_action(
        1, starts="2016-05", ends="2018", link="HTTPS://goteborg.se/a?b=1", attained=Attained.NO, judgement="x"
    )
    assert chain.faults(whole, REGISTRY, standing) == {}


def test_a_chain_does_not_cross_areas_or_places() -> None:
    standing = {1: Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt", geography="131")}
    assert list(chain.faults(an_action(1), REGISTRY, standing)) == ["behind"]


def test_a_judgement_carries_the_name_of_who_made_it_not_of_who_mended_the_card_later(store: Store) -> None:
    first = put(store, replace(SITUATION, attained=Attained.PARTLY, judgement="Vi har gått runt."))
    mended = replace(SITUATION, title="Otrygga vägar", attained=Attained.PARTLY, judgement="Vi har gått runt.")
    second = put(store, mended, follows=first, by=OTHER, at=1)
    signed = chain.signed(store.card_history(first))
    assert signed is not None
    assert (signed.actor, signed.at) == ("Anna", day(0))
    put(store, replace(mended, attained=Attained.NO), follows=second, by=OTHER, at=2)
    signed = chain.signed(store.card_history(first))
    assert signed is not None
    assert (signed.actor, signed.at) == ("Bo", day(2))


def test_made_up_cards_go_with_the_made_up_figures_but_not_what_a_real_card_hangs_on(store: Store) -> None:
    first = put(store, replace(SITUATION, is_demo=True))
    cause = put(store, Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt", behind=first, is_demo=True))
    put(store, an_action(cause, title="Påhittad", is_demo=True))
    alone = put(store, replace(SITUATION, title="Bara påhitt", is_demo=True))
    real = put(store, an_action(cause))
    store.remove_demo({}, by="Anna", at=day(1), registry=REGISTRY)
    assert [row.first for row in store.cards()] == [first, cause, real]
    assert alone in {row.first for row in store.cards_removed()}

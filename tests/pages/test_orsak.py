"""Orsak och åtgärd, and the texts beside the figures: read by all, written by the lead."""

from __future__ import annotations

from dataclasses import replace

from indicators import chain, preparation
from indicators.chain import Attained, Card, CardKind
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.conftest import AT
from tests.pages.conftest import Open, html_of, text_of
from ui import cached

LEAD = Person(name="Anna", role=UserRole.LEAD)
WRITTEN = "Stölderna har minskat till {värde}, {tokig}."


def cards(store: Store) -> None:
    preparation.remove_demo(store, by="Anna", at=AT)

    def put(card: Card) -> int:
        return chain.put(store, card, cached.registry(), person=LEAD, at=AT)

    first = put(Card(kind=CardKind.SITUATION, strategic_area=7, title="<b>Otryggt</b>", is_demo=True))
    cause = put(Card(kind=CardKind.CAUSE, strategic_area=7, title="Mörkt", behind=first))
    action = Card(
        kind=CardKind.ACTION,
        strategic_area=7,
        title="Ny belysning",
        owner="Trafiknämnden",
        behind=cause,
        link="https://goteborg.se/plan?a=1&b=2",
        indicators=("stold-och-tillgrepp",),
        attained=Attained.PARTLY,
        judgement="Vi har gått runt.",
    )
    put(action)


def test_an_area_without_cards_says_so_and_shows_readers_no_form(opened: Open) -> None:
    page = opened("orsak", omrade="2")
    assert "Ingen har lagt in någon lägesbild här än" in text_of(html_of(page))
    assert "Spara kortet" not in [button.label for button in page.button]


def test_a_chain_shows_judgement_and_computed_assessment_apart(opened: Open, own_store: Store) -> None:
    cards(own_store)
    told = html_of(opened("orsak", omrade="7", lage="2018"))
    assert "&lt;b&gt;Otryggt&lt;/b&gt;" in told
    assert "påhittad" in told
    computed, human = told.index("Beräknat ur siffrorna"), told.index("Bedömt av en människa")
    assert computed < told.index("Går inte att avgöra") < human < told.index("Anna, ")
    assert 'href="https://goteborg.se/plan?a=1&amp;b=2" rel="noopener noreferrer"' in told
    assert "Ny belysning" in html_of(opened("area", omrade="7", lage="2018"))
    assert "Ingen har lagt in" in text_of(html_of(opened("orsak", omrade="7", plats="131")))


def test_the_lead_writes_a_card_and_is_told_of_faults_at_their_fields(opened: Open, own_store: Store) -> None:
    page = opened("orsak", role="utvecklingsledare", omrade="2")
    before = len(own_store.cards())

    def save() -> None:
        next(button for button in page.button if button.label == "Spara kortet").click().run()

    save()
    assert "Skriv en rubrik" in text_of(html_of(page))
    assert len(own_store.cards()) == before
    next(field for field in page.text_input if field.label == "Rubrik").set_value("Otrygga gångvägar").run()
    save()
    assert [row.document["title"] for row in own_store.cards()][before:] == ["Otrygga gångvägar"]
    assert "Otrygga gångvägar" in html_of(page)


def test_the_lead_sees_claims_before_saving_and_an_unknown_field_is_refused_with_nothing_lost(
    opened: Open, own_store: Store
) -> None:
    page = opened("area", role="utvecklingsledare", omrade="7", lage="2018")
    field = next(area for area in page.text_area if area.label.startswith("Din text"))
    field.set_value(WRITTEN).run()
    assert "minskat" in html_of(page)
    assert "säger mer än bedömningen" in text_of(html_of(page))
    save = next(button for button in page.button if button.label == "Spara texten")
    save.click().run()
    assert "Texten är inte sparad" in text_of(html_of(page))
    assert own_store.analyses("omrade/7", viewpoint=2018) == []
    field = next(area for area in page.text_area if area.label.startswith("Din text"))
    assert field.value == WRITTEN
    field.set_value(WRITTEN.replace(", {tokig}", "")).run()
    next(button for button in page.button if button.label == "Spara texten").click().run()
    read = text_of(html_of(opened("area", omrade="7", lage="2018"))).replace("\u00a0", " ")
    assert "Stölderna har minskat till 6 182 per 100 000 invånare." in read
    assert "säger mer än bedömningen" not in read


def test_the_shipped_cards_are_marked_go_with_the_made_up_and_come_back(opened: Open, own_store: Store) -> None:
    shipped = own_store.cards()
    assert {row.strategic_area for row in shipped} == {1, 3, 5, 7}
    assert {row.geography for row in shipped} == {"", "139"}
    assert all(row.document["is_demo"] for row in shipped)
    told = html_of(opened("orsak", omrade="7"))
    assert "Nya cykelställ vid fem hållplatser" in told
    assert told.count('<article class="lb-card"') == told.count('lb-card-kind">') == told.count("påhittad</span></p>")
    preparation.remove_demo(own_store, by="Anna", at=AT)
    assert own_store.cards() == []
    for _ in range(2):
        preparation.restore_demo(own_store, by="Anna", at=AT, report=lambda *_: None)
        assert own_store.cards() == [
            replace(row, id=now.id, follows=now.follows, at=now.at)
            for row, now in zip(shipped, own_store.cards(), strict=True)
        ]

"""Mina leveranser: what has become of what was handed in, and what can be done about it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators import deliveries
from indicators.batches import BatchState
from indicators.store import Store
from tests.filled import filled
from tests.pages.conftest import Open, html_of, text_of
from tests.pages.delivering import (
    APPROVER,
    AT,
    UPLOADER,
    WHY,
    approved,
    button,
    handed_in,
    labels,
    template,
    title,
    waiting,
)


@pytest.fixture
def number(opened: Open, own_store: Store) -> int:
    """A delivery that waits."""
    handed_in(opened("lamna", role="uppladdare"), filled(template(), note=WHY))
    return waiting(own_store)[0]


def mine(opened: Open, **query: str) -> AppTest:
    return opened("leveranser", role="uppladdare", **query)


def test_the_page_is_closed_to_those_who_hand_in_nothing(opened: Open) -> None:
    app = opened("leveranser", role="godkannare")
    assert app.exception
    assert html_of(app) == ""


@pytest.mark.usefixtures("own_store")
def test_one_who_has_handed_in_nothing_is_shown_the_way(opened: Open) -> None:
    app = mine(opened)
    assert title(app) == "Du har inte lämnat något än"
    assert "lamna-uppgifter" in html_of(app)


def test_a_waiting_delivery_is_told_with_receipt_and_thread(opened: Open, number: int) -> None:
    app = mine(opened)
    text = text_of(html_of(app))
    assert title(app) == "En leverans väntar på granskning"
    assert f"Leverans {number}" in text
    assert "Uppladdaren i Angered lämnade in" in text
    assert "Ångra inlämningen" in labels(app)


def test_a_waiting_delivery_can_be_taken_back(opened: Open, own_store: Store, number: int) -> None:
    app = button(mine(opened), "Ångra inlämningen").click().run()
    assert f"Leverans {number} är ångrad." in html_of(app)
    assert own_store.batch(number).state is BatchState.UNDONE
    assert "Ångra inlämningen" not in labels(app)


def test_a_returned_delivery_says_what_to_mend_and_leads_to_the_upload_page(
    opened: Open, own_store: Store, number: int
) -> None:
    deliveries.give_back(own_store, number, person=APPROVER, at=AT, comment="Rad 4 är <b>fel</b> *ton*")
    app = mine(opened)
    assert title(app) == "En leverans ska rättas och lämnas igen"
    assert "Rad 4 är &lt;b&gt;fel&lt;/b&gt; *ton*" in html_of(app)
    assert f"lamna-uppgifter?rattar={number}" in html_of(app)
    assert "Ångra inlämningen" not in labels(app)


def test_an_approved_delivery_offers_to_ask_for_it_to_be_taken_back(
    opened: Open, own_store: Store, number: int
) -> None:
    approved(own_store, number)
    app = mine(opened)
    assert "Godkänd av Godkännaren" in html_of(app)
    app.text_area[0].set_value("Fel år i filen")
    app = button(app, "Skicka begäran").click().run()
    assert "Begäran är skickad. Den som granskar avgör." in html_of(app)
    assert own_store.thread(number)[-1].text == "Begäran om ångring: Fel år i filen"
    assert own_store.batch(number).state is BatchState.APPROVED


def test_a_message_is_kept_once_and_the_field_is_emptied(opened: Open, own_store: Store, number: int) -> None:
    app = mine(opened)
    app.text_area[0].set_value("När blir den granskad?")
    app = button(app, "Skicka").click().run().run()
    said = [comment.text for comment in own_store.thread(number)]
    assert said.count("När blir den granskad?") == 1
    assert app.text_area[0].value == ""


def test_an_empty_message_is_not_sent(opened: Open, own_store: Store, number: int) -> None:
    before = len(own_store.thread(number))
    app = button(mine(opened), "Skicka").click().run()
    assert "Skriv något först." in html_of(app)
    assert len(own_store.thread(number)) == before


@pytest.mark.parametrize("asked", ["1", "999", "x", "<b>"])
def test_a_delivery_that_is_not_ones_own_is_not_shown(opened: Open, number: int, asked: str) -> None:
    app = mine(opened, leverans=asked)
    assert app.exception
    assert "Filens fingeravtryck" not in html_of(app)


def test_another_district_sees_nothing_of_it(opened: Open, number: int) -> None:
    app = AppTest.from_function(_mine)
    app.session_state["access-role"] = "uppladdare"
    app.session_state["access-district"] = "135"
    assert title(app.run()) == "Du har inte lämnat något än"


def _mine() -> None:
    from pages import leveranser

    leveranser.render()


def test_a_draft_is_named_with_the_way_back_to_it(opened: Open, own_store: Store) -> None:
    from tests.pages.delivering import sent

    sent(opened("lamna", role="uppladdare"), filled(template(), note=WHY))
    assert deliveries.draft(own_store, UPLOADER) is not None
    assert "Fortsätt med utkastet" in html_of(mine(opened))

"""Lämna uppgifter: every state that a file can come to, from nothing sent to the receipt."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators import deliveries
from indicators.batches import BatchState
from indicators.ingest import mapping
from indicators.ingest import template as workbooks
from indicators.ingest.mapping import Mapping, Place, Source, Values
from indicators.store import Store
from tests.filled import filled
from tests.pages.conftest import TIMEOUT, Open, forget_the_session, html_of, text_of
from tests.pages.delivering import (
    APPROVER,
    AT,
    WHY,
    approved,
    button,
    handed_in,
    labels,
    sent,
    template,
    title,
    waiting,
)
from ui import cached

OTHER = mapping.dump(
    Mapping(
        indicator=Source(place=Place.COLUMN, at="B"),
        geography=Source(place=Place.COLUMN, at="C"),
        period=Source(place=Place.COLUMN, at="D"),
        values=(Values(field="value", columns="E"),),
        header_rows=(1,),
        headings={"B": "Uppgift"},
    )
)
"""A layout that somebody else has saved."""
COUNTED = ("nya värden", "ändrade värden", "oförändrade", "saknas, med orsak", "tas bort")


@pytest.fixture
def page(opened: Open, own_store: Store) -> AppTest:
    return opened("lamna", role="uppladdare")


@pytest.mark.parametrize("role", ["lasare", "godkannare", "utvecklingsledare", "administrator"])
def test_the_page_is_closed_to_those_who_hand_in_nothing(opened: Open, role: str) -> None:
    app = opened("lamna", role=role)
    assert app.exception
    assert html_of(app) == ""


def test_the_first_step_says_which_template_by_when_and_how_long(page: AppTest) -> None:
    text = text_of(html_of(page))
    assert title(page) == "Hämta mallen för Angered 2019"
    assert "Sista dag var 28 februari 2020" in text
    asked = len(workbooks.rows(cached.registry(), geography="131", year=2019))
    assert f"Mallen har {asked} rader och dina värden från 2018." in text
    assert page.get("download_button")[0].proto.label == "Hämta mallen"
    assert page.file_uploader[0].label == "Ladda upp filen"


def test_nothing_is_stored_by_looking(page: AppTest, own_store: Store) -> None:
    assert not page.exception
    assert own_store.batches([BatchState.DRAFT, BatchState.HANDED_IN]) == []


def test_a_file_that_cannot_be_read_is_refused_with_one_reason_and_one_piece_of_advice(page: AppTest) -> None:
    app = sent(page, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "gammal<b>.xlsx")
    assert title(app) == "Filen kunde inte läsas"
    assert "gammal&lt;b&gt;.xlsx" in html_of(app)
    assert "Ingenting är sparat." in html_of(app)
    assert app.file_uploader[0].label == "Ladda upp en annan fil"


def test_another_districts_template_is_refused_by_name(page: AppTest) -> None:
    app = sent(page, filled(template("135")))
    assert title(app) == "Filen kunde inte tas emot"
    assert "Majorna-Linné" in text_of(html_of(app))


def test_faults_are_counted_and_listed_by_cell(page: AppTest, own_store: Store) -> None:
    app = sent(page, filled(template(), faults=4))
    text = text_of(html_of(app))
    assert title(app) == "Rätta 4 celler och ladda upp filen igen"
    assert "Text där det ska stå ett tal" in text
    assert "Alla 4 celler, i filens ordning" in text
    assert "Steg 3 av 5: Rätta" in text
    assert app.get("download_button")[0].proto.label.startswith("Ladda ner den märkta filen (")
    assert own_store.batches([BatchState.DRAFT]) == []


def test_what_stood_in_a_cell_is_shown_as_text_and_nothing_else(page: AppTest) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(template(), faults=1)))
    book.worksheets[1]["G4"].value = "<img src=x onerror=alert(1)> **fet** [länk](http://x)"
    out = io.BytesIO()
    book.save(out)
    app = sent(page, out.getvalue())
    assert "&lt;img src=x onerror=alert(1)&gt; **fet** [länk](http://x)" in html_of(app)
    assert "<img src=x" not in html_of(app)
    assert not any("länk" in element.value for element in app.markdown)


def test_a_clean_file_shows_what_it_would_change_and_is_kept_as_a_draft(page: AppTest, own_store: Store) -> None:
    app = sent(page, filled(template(), note=WHY))
    text = text_of(html_of(app))
    assert title(app).startswith("Filen är rätt.")
    assert "Utkastet är sparat för dig. Ingenting är inlämnat än, och andra ser siffrorna först när" in text
    assert all(f"<dt>{word}</dt>" in html_of(app) for word in COUNTED)
    assert [batch.file_name for batch in own_store.batches([BatchState.DRAFT])] == ["angered-2019.xlsx"]
    assert waiting(own_store) == []


def test_a_reload_finds_the_draft_with_its_reasons(page: AppTest, opened: Open) -> None:
    app = sent(page, filled(template()))
    fields = [field for field in app.text_input if field.label.startswith("Förklaring till")]
    assert fields
    fields[0].set_value("Ny tolkning av reglerna").run()
    forget_the_session()
    again = opened("lamna", role="uppladdare")
    assert title(again).startswith("Filen är rätt.")
    assert "Ditt utkast är öppnat igen." in html_of(again)
    assert "Ny tolkning av reglerna" in [field.value for field in again.text_input]


def test_a_draft_is_not_made_anew_by_opening_it(page: AppTest, opened: Open, own_store: Store) -> None:
    sent(page, filled(template(), note=WHY))
    before = [batch.id for batch in own_store.batches([BatchState.DRAFT])]
    forget_the_session()
    opened("lamna", role="uppladdare")
    assert [batch.id for batch in own_store.batches([BatchState.DRAFT])] == before


def test_another_districts_uploader_does_not_see_the_draft(page: AppTest, opened: Open) -> None:
    sent(page, filled(template(), note=WHY))
    app = AppTest.from_function(_lamna, default_timeout=TIMEOUT)
    app.session_state["access-role"] = "uppladdare"
    app.session_state["access-district"] = "135"
    assert title(app.run()) == "Hämta mallen för Majorna-Linné 2019"


def _lamna() -> None:
    from pages import lamna

    lamna.render()


def test_the_button_is_closed_until_every_deviation_is_explained(page: AppTest) -> None:
    app = sent(page, filled(template()))
    assert button(app, "Lämna in till granskning").disabled
    assert "Förklaring saknas" in html_of(app)
    for number in range(len(app.text_input)):
        app = app.text_input[number].set_value(WHY).run()
    assert not button(app, "Lämna in till granskning").disabled
    assert "Förklaring saknas" not in html_of(app)


def test_handing_in_gives_a_receipt_and_one_delivery(page: AppTest, own_store: Store) -> None:
    app = handed_in(page, filled(template(), note=WHY))
    (number,) = waiting(own_store)
    text = text_of(html_of(app))
    assert title(app) == f"Leverans {number} är inlämnad"
    assert own_store.batch(number).sha256[:12] in text
    assert "väntar på granskning" in text
    assert own_store.batches([BatchState.DRAFT]) == []


def test_the_same_file_again_is_refused_while_it_waits(page: AppTest, own_store: Store) -> None:
    content = filled(template(), note=WHY)
    app = button(handed_in(page, content), "Lämna en fil till").click().run()
    app = sent(app, content)
    assert title(app) == "Filen kunde inte tas emot"
    assert len(waiting(own_store)) == 1


def test_a_receipt_can_be_taken_back_while_nobody_has_reviewed_it(page: AppTest, own_store: Store) -> None:
    app = button(handed_in(page, filled(template(), note=WHY)), "Ångra inlämningen").click().run()
    assert "är ångrad. Ingenting av den är inlämnat längre." in html_of(app)
    assert title(app) == "Hämta mallen för Angered 2019"
    assert waiting(own_store) == []


def test_changing_the_file_takes_the_draft_away(page: AppTest, own_store: Store) -> None:
    app = button(sent(page, filled(template(), note=WHY)), "Byt fil").click().run()
    assert title(app) == "Hämta mallen för Angered 2019"
    assert own_store.batches([BatchState.DRAFT]) == []


def test_a_file_that_says_nothing_new_can_not_be_handed_in(page: AppTest, own_store: Store) -> None:
    content = filled(template(), note=WHY)
    handed_in(page, content)
    (number,) = waiting(own_store)
    approved(own_store, number)
    forget_the_session()
    app = sent(page.run(), content)
    assert title(app) == "Filen är rätt, men säger inget nytt"
    assert labels(app) == ["Byt fil"]


def test_a_template_older_than_the_figures_is_stopped(page: AppTest, own_store: Store) -> None:
    old = filled(template(), factor=1.2, note=WHY)
    handed_in(page, filled(template(), note=WHY))
    (number,) = waiting(own_store)
    approved(own_store, number)
    forget_the_session()
    app = sent(page.run(), old)
    assert title(app) == "Mallen är äldre än siffrorna"
    assert "har ändrats sedan mallen hämtades" in html_of(app)
    assert app.get("download_button")[0].proto.label == "Hämta ny mall"


def test_a_delivery_that_waits_or_came_back_is_named_beside_the_template(page: AppTest, own_store: Store) -> None:
    handed_in(page, filled(template(), note=WHY))
    (number,) = waiting(own_store)
    deliveries.give_back(own_store, number, person=APPROVER, at=AT, comment="Se över rad 4")
    forget_the_session()
    text = text_of(html_of(page.run()))
    assert f"Leverans {number} är återlämnad." in text


def test_the_next_file_follows_the_returned_one(page: AppTest, own_store: Store) -> None:
    handed_in(page, filled(template(), note=WHY))
    (first,) = waiting(own_store)
    deliveries.give_back(own_store, first, person=APPROVER, at=AT, comment="Se över rad 4")
    forget_the_session()
    handed_in(page.run(), filled(template(), note="Rättat efter synpunkt"))
    (second,) = waiting(own_store)
    assert own_store.batch(second).returned_of == first


def test_a_receipt_gives_way_once_the_delivery_is_decided(page: AppTest, own_store: Store) -> None:
    app = handed_in(page, filled(template(), note=WHY))
    deliveries.give_back(own_store, waiting(own_store)[0], person=APPROVER, at=AT, comment="Se över rad 4")
    assert title(app.run()) == "Hämta mallen för Angered 2019"


def test_one_who_comes_to_mend_a_delivery_sees_what_must_be_put_right(opened: Open, own_store: Store) -> None:
    handed_in(opened("lamna", role="uppladdare"), filled(template(), note=WHY))
    (number,) = waiting(own_store)
    deliveries.give_back(own_store, number, person=APPROVER, at=AT, comment="Se över <b>rad 4</b>")
    html = html_of(opened("lamna", role="uppladdare", rattar=str(number)))
    assert f"Du rättar leverans {number}." in html
    assert "Se över &lt;b&gt;rad 4&lt;/b&gt;" in html


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize("asked", ["1", "999", "x", "<b>"])
def test_a_delivery_to_mend_that_is_not_ones_own_returned_one_is_not_heeded(opened: Open, asked: str) -> None:
    app = opened("lamna", role="uppladdare", rattar=asked)
    assert not app.exception
    assert "Du rättar" not in html_of(app)


def foreign() -> bytes:
    """A table of reported crime as somebody else lays it out."""
    table = pd.DataFrame({"Stadsdel": ["Angered", "Bergsjön"], "2018": [401, 9], "2019": [398, "-"]})
    return table.to_csv(sep=";", index=False).encode()


def pointed_out(page: AppTest, name: str, *, indicator: str = "anmalda-ran") -> AppTest:
    """The page after somebody has said where the figures of the foreign table stand, and saved it."""
    app = sent(page, foreign(), "brott.csv")
    assert title(app) == "Peka ut var siffrorna står"
    for label, value in (
        ("Var står indikatorn?", "fixed"),
        ("Indikator", indicator),
        ("Siffrorna är", "numerator"),
        ("Tecknet - betyder", "missing"),
    ):
        app = next(box for box in app.selectbox if box.label == label).select(value).run()
    assert "Allt som behövs är utpekat." in html_of(app)
    field = next(field for field in app.text_input if field.label.startswith("Namn på uppställningen"))
    return button(field.set_value(name).run(), "Spara uppställningen och läs filen").click().run()


def test_an_unknown_layout_is_pointed_out_shown_saved_and_read(page: AppTest, own_store: Store) -> None:
    app = pointed_out(page, "Brott <b>per</b> stadsdel")
    assert [row.name for row in own_store.mappings()] == ["Brott <b>per</b> stadsdel"]
    assert title(app) != "Peka ut var siffrorna står"
    assert not app.exception


def test_a_saved_layout_is_known_again(page: AppTest, opened: Open) -> None:
    app = pointed_out(page, "Brott per stadsdel")
    first = title(app)
    assert first.startswith("Filen är rätt.")
    button(app, "Byt fil").click().run()
    forget_the_session()
    assert title(sent(opened("lamna", role="uppladdare"), foreign(), "nytt namn.csv")) == first


def test_a_name_that_is_taken_by_another_layout_is_refused(page: AppTest, opened: Open, own_store: Store) -> None:
    own_store.save_mapping("Brott", OTHER, by="Någon", at=AT)
    app = pointed_out(page, "brott")
    assert "Det finns redan en uppställning som heter Brott." in html_of(app)
    assert own_store.mapping("Brott").document == OTHER
    assert title(app) == "Peka ut var siffrorna står"


def test_what_a_foreign_file_lacks_is_taken_away_only_when_chosen(page: AppTest, own_store: Store) -> None:
    app = handed_in(page, filled(template(), note=WHY))
    (number,) = waiting(own_store)
    approved(own_store, number)
    app = pointed_out(button(app, "Lämna en fil till").click().run(), "Frånvaro", indicator="demo-hog-skolfranvaro")
    choice = next(box for box in app.checkbox if box.label.startswith("Ta bort"))
    kept = own_store.batches([BatchState.DRAFT])[-1]
    assert (choice.value, kept.ended) == (False, 0)
    app = choice.check().run()
    assert own_store.batches([BatchState.DRAFT])[-1].ended > 0
    assert next(box for box in app.checkbox if box.label == choice.label).value
    assert len(own_store.batches([BatchState.DRAFT])) == 1


def test_a_reload_remembers_that_values_are_to_go(page: AppTest, opened: Open, own_store: Store) -> None:
    app = handed_in(page, filled(template(), note=WHY))
    approved(own_store, waiting(own_store)[0])
    app = pointed_out(button(app, "Lämna en fil till").click().run(), "Frånvaro", indicator="demo-hog-skolfranvaro")
    next(box for box in app.checkbox if box.label.startswith("Ta bort")).check().run()
    forget_the_session()
    again = opened("lamna", role="uppladdare")
    assert next(box for box in again.checkbox if box.label.startswith("Ta bort")).value
    assert own_store.batches([BatchState.DRAFT])[-1].ended > 0


def test_a_row_that_is_gone_from_the_file_is_told_in_the_open(page: AppTest) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(template(), note=WHY)))
    sheet = book.worksheets[1]
    name = cached.registry().indicators[str(sheet["A4"].value)].short_name
    sheet.delete_rows(4)
    out = io.BytesIO()
    book.save(out)
    html = html_of(sent(page, out.getvalue()))
    at = html.index("Rader är borttagna")
    assert name in html[at : at + 500]
    assert html[:at].count("<details") == html[:at].count("</details>")


def test_the_whole_citys_file_is_read_and_checked(own_store: Store) -> None:
    app = AppTest.from_function(_lamna, default_timeout=TIMEOUT)
    app.session_state["access-role"] = "uppladdare"
    app.session_state["access-district"] = "1480"
    assert title(app.run()) == "Hämta mallen för Göteborg 2019"
    after = sent(app, filled(template("1480"), note=WHY), "goteborg-2019.xlsx")
    assert title(after).startswith(("Filen är rätt.", "Rätta "))

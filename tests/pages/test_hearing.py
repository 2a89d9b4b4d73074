"""The hearing: chosen in the address line, looked at slide by slide, mended, and issued once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators.store import Store
from tests.conftest import AT
from tests.pages.conftest import Open, html_of, text_of
from ui import hearing_data, hearing_issue

LEAD = "utvecklingsledare"
FEW = {"lage": "2019", "datum": "2020-10-13", "omraden": "2,7"}


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Stores of different tests have versions with the same numbers."""
    for kept in (hearing_data._drafted, hearing_data._issued):
        kept.clear()


def told(app: AppTest) -> str:
    assert not app.exception
    return text_of(html_of(app))


def button(app: AppTest, label: str):
    return next(each for each in app.button if each.label == label)


def hearing(opened: Open, **query: str) -> AppTest:
    return opened("hearing", role=LEAD, **{**FEW, **query})


def issue(app: AppTest, **typed: str) -> AppTest:
    """Open the dialog, type in it, and lock."""
    app = button(app, "Lås siffrorna och ge ut").click().run()
    for key, text in typed.items():
        field = next(f for f in [*app.text_input, *app.text_area] if f.key == getattr(hearing_issue, key))
        app = field.set_value(text).run()
    return button(app, "Lås och ge ut").click().run()


@pytest.mark.parametrize("role", ["lasare", "uppladdare", "godkannare", "administrator"])
def test_only_the_lead_opens_the_page(opened: Open, role: str) -> None:
    app = opened("hearing", role=role, **FEW)
    assert app.exception
    assert html_of(app) == ""


def test_every_slide_is_drawn_with_its_name_as_the_alternative(opened: Open) -> None:
    html = html_of(hearing(opened))
    assert html.count('class="lb-slide') == 9
    assert 'alt="Bild 5: Livsvillkor.' in html
    assert "data:image/svg+xml;base64," in html


def test_the_address_holds_areas_order_and_who_speaks(opened: Open) -> None:
    app = hearing(opened, omraden="7,2", ordning="egen", bild="omrade-7")
    assert [b.label for b in app.button if (b.key or "").startswith("hearing-pick-omrade")] == [
        "5 Otrygghet och utsatthet för brott",
        "6 Livsvillkor",
    ]
    app = button(app, "Senare").click().run()
    assert app.query_params["omraden"] == "2,7"


def test_another_indicator_may_speak_for_an_area(opened: Open) -> None:
    app = hearing(opened, bild="omrade-7")
    speaker = next(box for box in app.selectbox if box.label == "Huvudindikator")
    app = speaker.set_value("anmalda-valdsbrott-staden").run()
    assert app.query_params["huvud"] == "7.anmalda-valdsbrott-staden"
    assert "åldsbrott" in html_of(app).split('alt="Bild 6:')[1].split('"')[0]


def test_an_area_is_left_out_and_taken_in_again(opened: Open) -> None:
    app = hearing(opened, bild="omrade-7")
    app = next(box for box in app.checkbox if box.label == "Ta med i hearingen").uncheck().run()
    assert app.query_params["omraden"] == "2"
    assert "Otrygghet och utsatthet för brott: inte vald för hearingen" in told(app)
    app = next(b for b in app.button if b.key == "hearing-in-7").click().run()
    assert app.query_params["omraden"] == "2,7"


def test_a_wrong_day_or_choice_in_the_address_is_told_and_nothing_breaks(opened: Open) -> None:
    text = told(hearing(opened, datum="i morgon", omraden="2,99", huvud="2.finns-inte", ordning="bakvänd"))
    for wrong in ("i morgon", "99", "2.finns-inte", "bakvänd"):
        assert f"”{wrong}”" in text


def test_a_comment_is_written_in_place_and_stands_on_the_slide(opened: Open, own_store: Store) -> None:
    app = hearing(opened, bild="omrade-7")
    assert "Kommentar saknas på bild 5 och 6." in told(app)
    field = next(area for area in app.text_area if area.label == "Din text, för läge per 2019")
    field.set_value("Polisen och butikerna möts varje månad.")
    app = button(app, "Spara texten").click().run()
    assert "Kommentar saknas på bild 5." in told(app)
    assert own_store.analysis("omrade/7", viewpoint=2019).author == "Utvecklingsledaren"


def test_a_comment_that_contradicts_the_assessment_stops_issuing_until_it_is_mended(
    opened: Open, own_store: Store
) -> None:
    number = own_store.write_analysis(
        "omrade/2", "Trångboddheten minskar.", viewpoint=2019, by="Lisa", at=AT, replaces=None
    )
    app = hearing(opened)
    assert "ett fel att rätta före utgivning" in told(app)
    assert button(app, "Lås siffrorna och ge ut").disabled
    assert "Rätta felet först." in told(app)
    own_store.write_analysis("omrade/2", "Nya bostäder byggs.", viewpoint=2019, by="Lisa", at=AT, replaces=number)
    assert "klar att ge ut" in told(hearing(opened))


def test_the_leads_own_questions_stand_on_the_slide_and_are_at_most_five(opened: Open, own_store: Store) -> None:
    lines = "\n".join(f"Fråga {n}?" for n in range(6))
    own_store.write_analysis("hearing/fragor", lines, viewpoint=2019, by="Lisa", at=AT, replaces=None)
    assert "Sex frågor att avgöra" in html_of(hearing(opened))
    assert "högst fem frågor ryms" in told(hearing(opened, bild="fragor"))


def test_issuing_freezes_the_figures_and_a_correction_needs_a_reason(opened: Open, own_store: Store) -> None:
    app = issue(hearing(opened), RELEASE="13 oktober")
    assert "”13 oktober” är ingen dag" in told(app)
    assert not own_store.editions()
    app = issue(hearing(opened), NAME="Hearing 2020", RELEASE="2020-12-24")
    assert "Hearing 13 oktober 2020: utgiven 1 december 2020, version 1" in told(app)
    first = own_store.edition("Hearing 2020")
    assert (str(first.release_on), first.issued_by, len(first.files)) == ("2020-12-24", "Utvecklingsledaren", 4)
    assert not any(b.label == "Lås siffrorna och ge ut" for b in app.button)
    app = button(app, "Gör en rättelse").click().run()
    app = issue(app, NAME="Hearing 2020")
    assert "Utan skäl går det inte att ge ut version 2" in told(app)
    app = issue(app, NAME="Hearing 2020", REASON="Fel i texten.")
    assert "version 2" in told(app)
    assert [row.reason for row in own_store.editions()] == ["Fel i texten.", ""]


def test_a_version_that_came_meanwhile_is_told_and_what_was_typed_stays(opened: Open, own_store: Store) -> None:
    app = button(hearing(opened), "Lås siffrorna och ge ut").click().run()
    issue(hearing(opened))
    app = button(app, "Lås och ge ut").click().run()
    assert "Någon annan har gett ut Hearing 2020 version 1" in told(app)
    assert next(field for field in app.text_input if field.key == hearing_issue.NAME).value == "Hearing 2020"
    assert len(own_store.editions()) == 1


def test_a_second_click_issues_nothing_more(opened: Open, own_store: Store) -> None:
    app = issue(hearing(opened))
    assert hearing_issue.ASKED not in app.session_state
    app.run()
    assert len(own_store.editions()) == 1


def test_the_files_of_a_draft_are_made_on_click_with_their_sizes(opened: Open) -> None:
    app = button(hearing(opened, omraden="2"), "Gör utkast till filerna").click().run()
    assert not app.exception
    labels = [element.proto.label for element in app.get("download_button")]
    assert [label.replace("\\", "").split(" (")[0] for label in labels] == [
        "PowerPoint med talarstöd",
        "PDF-rapport",
        "Excel-bilaga",
        "Webbsida i en fil",
    ]

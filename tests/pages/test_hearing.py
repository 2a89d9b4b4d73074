"""The hearing: chosen in the address line, looked at slide by slide, mended, and issued once."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from indicators import editions
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import AT
from tests.pages.conftest import Open, html_of, text_of
from tests.reports.presentation import city
from ui import cached, hearing_data, hearing_issue

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


def selected(*areas: int) -> Selection:
    return Selection(held=date(2020, 10, 13), year=2019, areas=areas)


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


def test_another_indicator_may_speak_for_an_area_and_for_the_numbers_of_its_text(
    opened: Open, own_store: Store
) -> None:
    own_store.write_analysis("omrade/7", "Nu är det {värde}.", viewpoint=2019, by="Lisa", at=AT, replaces=None)
    app = hearing(opened, bild="omrade-7")
    assert "Nu är det 6 128 per" in told(app)
    speaker = next(box for box in app.selectbox if box.label == "Huvudindikator")
    app = speaker.set_value("anmalda-valdsbrott-staden").run()
    assert app.query_params["huvud"] == "7.anmalda-valdsbrott-staden"
    assert "åldsbrott" in html_of(app).split('alt="Bild 6:')[1].split('"')[0]
    assert "Nu är det 6 128 per" not in told(app)
    shown = hearing_data.draft(replace(selected(7), headlines={7: "anmalda-valdsbrott-staden"}), name="Prov")
    said = next(s.comment.text for s in shown.drafted.deck.slides if s.key == "omrade-7")
    assert said.startswith("Nu är det 1")
    assert text_of(said) in told(app)


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
    assert "Inga siffror har ändrats sedan texterna skrevs" in told(app)
    for batch in own_store.batches():
        if "Kolada" in batch.title:
            own_store.undo(batch.id, by="Ada", at=cached.now() + timedelta(days=1))
    app = hearing(opened, bild="omrade-7")
    assert "Texten på bild 6 är skriven före de senaste siffrorna." in told(app)
    assert "Skriven före de senaste siffrorna: " in told(app)


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


def test_a_contradiction_may_be_answered_and_the_answer_is_printed(opened: Open, own_store: Store) -> None:
    own_store.write_analysis("omrade/2", "Trångboddheten minskar.", viewpoint=2019, by="Lisa", at=AT, replaces=None)
    app = hearing(opened)
    assert "Meningen är ”Trångboddheten minskar.”" in told(app)
    app = button(app, "Spara svaret").click().run()
    assert "Skriv varför texten ska stå. Inget är sparat." in told(app)
    app.get_by_key("hearing-answer-omrade-2-0").set_value("Sifferserien slutar före ombyggnaden.")
    app = button(app, "Spara svaret").click().run()
    assert "klar att ge ut" in told(app)
    answered = "Utvecklingsledaren svarar, 1 december 2020: Sifferserien slutar före ombyggnaden."
    assert answered in told(app)
    app = button(app, "Ta tillbaka svaret om bild 5").click().run()
    assert "ett fel att rätta före utgivning" in told(app)
    app.get_by_key("hearing-answer-omrade-2-0").set_value("Sifferserien slutar före ombyggnaden.")
    app = issue(button(app, "Spara svaret").click().run())
    assert answered in told(app)
    assert answered in told(opened("utgavor", role=LEAD))
    edition = own_store.edition("Hearing 2020")
    content = next(own_store.file_content(file.sha256) for file in edition.files if file.kind == "xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["Kontroller"].values)
    assert [words for weight, words in rows if weight == "besvarat" and words.endswith(answered)]
    assert {weight for weight, _ in rows[1:]} == {"besvarat", "bra att veta", "klar"}


def test_the_leads_own_questions_stand_on_the_slide_and_are_at_most_five(opened: Open, own_store: Store) -> None:
    lines = "\n".join(f"Fråga {n}?" for n in range(6))
    own_store.write_analysis("hearing/fragor", lines, viewpoint=2019, by="Lisa", at=AT, replaces=None)
    assert "Sex frågor att avgöra" in html_of(hearing(opened))
    assert "högst fem frågor ryms" in told(hearing(opened, bild="fragor"))


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """How far a bar of progress came and what it said, each time it was drawn."""
    drawn: list[tuple[float, str]] = []
    draw = DeltaGenerator.progress

    def drawing(bar: DeltaGenerator, value: float, text: str = "") -> DeltaGenerator:
        drawn.append((value, text))
        return draw(bar, value, text)

    monkeypatch.setattr(DeltaGenerator, "progress", drawing)
    return drawn


def test_issuing_freezes_the_figures_and_a_correction_needs_a_reason(
    opened: Open, own_store: Store, steps: list[tuple[float, str]]
) -> None:
    app = issue(hearing(opened), RELEASE="13 oktober")
    assert "”13 oktober” är ingen dag" in told(app)
    assert not own_store.editions()
    steps.clear()
    app = issue(hearing(opened), NAME="Hearing 2020", RELEASE="2020-12-24")
    assert steps == [
        (0.0, "Ger ut Hearing 2020, version 1: PowerPoint med talarstöd …"),
        (0.25, "Ger ut Hearing 2020, version 1: PDF-rapport …"),
        (0.5, "Ger ut Hearing 2020, version 1: Excel-bilaga …"),
        (0.75, "Ger ut Hearing 2020, version 1: Webbsida i en fil …"),
    ]
    assert "Hearing 13 oktober 2020: utgiven 1 december 2020, version 1" in told(app)
    first = own_store.edition("Hearing 2020")
    assert (str(first.release_on), first.issued_by, len(first.files)) == ("2020-12-24", "Utvecklingsledaren", 4)
    assert not any(b.label == "Lås siffrorna och ge ut" for b in app.button)
    app = button(app, "Gör en rättelse").click().run()
    app = issue(app)
    assert "Utan skäl går det inte att ge ut version 2" in told(app)
    app = issue(app, REASON="Fel i texten.")
    assert "version 2" in told(app)
    assert [row.reason for row in own_store.editions()] == ["Fel i texten.", ""]


def test_a_correction_keeps_the_editions_own_name_day_and_choices(opened: Open, own_store: Store) -> None:
    chosen = replace(selected(7, 2), headlines={7: "anmalda-valdsbrott-staden"})
    lead = Person(name="Lisa", role=UserRole.LEAD)
    first = editions.issue(own_store, chosen, name="Hearing prov", by=lead, at=AT)
    app = button(hearing(opened), "Gör en rättelse").click().run()
    assert "Du rättar Hearing prov, version 1. Det du ger ut blir version 2, med skäl." in told(app)
    app = button(app, "Lås siffrorna och ge ut").click().run()
    field = app.get_by_key(hearing_issue.NAME)
    assert (field.value, field.disabled) == ("Hearing prov", True)
    app = button(app, "Lås och ge ut").click().run()
    assert "Utan skäl går det inte att ge ut version 2" in told(app)
    app.get_by_key(hearing_issue.REASON).set_value("Fel i texten.")
    app = button(app, "Lås och ge ut").click().run()
    assert "Hearing prov, version 2, är utgiven." in told(app)
    second = own_store.edition("Hearing prov")
    assert (second.number, second.reason) == (2, "Fel i texten.")
    assert editions.selection_of(second) == editions.selection_of(first)


def test_a_name_that_another_day_has_is_told_and_an_unknown_correction_too(opened: Open, own_store: Store) -> None:
    lead = Person(name="Lisa", role=UserRole.LEAD)
    editions.issue(own_store, replace(selected(2), held=date(2020, 12, 1)), name="Hearing 2020", by=lead, at=AT)
    app = hearing(opened, rattelse="Hearing 1999, version 3")
    assert "Adressen bad om att rätta ”Hearing 1999, version 3”, som inte är utgiven." in told(app)
    text = told(button(app, "Lås siffrorna och ge ut").click().run())
    assert "Hearing 2020 är redan utgiven, för hearingen 1 december 2020. Den här är 13 oktober 2020." in text
    assert "annat namn, till exempel Hearing 13 oktober 2020." in text


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


def hand_in(app: AppTest, content: bytes) -> AppTest:
    return app.file_uploader[0].set_value(("mall.pptx", content, "application/octet-stream")).run()


def test_a_template_that_is_refused_is_told_of_with_every_fault_and_nothing_is_stored(
    opened: Open, own_store: Store, own: Settings
) -> None:
    before = (own_store.kept_template(), sorted(own.files.rglob("*")), len(own_store.log(latest=None)))
    app = hand_in(hearing(opened), city.linked(city.with_parts(city.saved(city.wide()), {"ppt/vbaProject.bin": b"x"})))
    text = told(app)
    assert "mall.pptx används inte: två fel. Inget är sparat." in text
    assert "Mallen har makron." in text
    assert "länkar ut ur filen" in text
    assert not any(b.label == "Använd mallen" for b in app.button)
    assert (own_store.kept_template(), sorted(own.files.rglob("*")), len(own_store.log(latest=None))) == before
    app = button(app, "Avbryt").click().run()
    assert "Presentationen skrivs i vår egen mall." in told(app)


def test_the_citys_template_is_tried_used_set_aside_removed_and_taken_back(opened: Open, own_store: Store) -> None:
    app = hand_in(hearing(opened), city.saved(city.wide()))
    assert "mall.pptx går att använda" in told(app)
    places = {box.label: box for box in app.selectbox}
    assert places["Layout för titelbilden"].value == "Stadens startbild"
    app = places["Layout för bilderna"].set_value("Stadens innehåll").run()
    assert not any(b.label == "Använd mallen" for b in app.button)
    app = button(button(app, "Pröva med de här platserna").click().run(), "Använd mallen").click().run()
    assert "mall.pptx används från och med nu" in told(app)
    assert own_store.template()["roles"]["content"] == "Stadens innehåll"
    assert "Rubrik på titelbilden Stadens startbild" in told(app)
    app = next(box for box in app.radio if box.label == "Presentationen skrivs i").set_value("Vår egen mall").run()
    assert own_store.template() == {}
    app = button(app, "Ta bort stadens mall").click().run()
    assert "Stadens mall mall.pptx är borttagen" in told(app)
    app = button(app, "Ångra borttagningen").click().run()
    assert own_store.template()["file_name"] == "mall.pptx"
    assert [row.action for row in own_store.log(latest=4)] == [
        "use_template",
        "remove_template",
        "drop_template",
        "use_template",
    ]

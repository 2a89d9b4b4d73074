"""Granska: the queue, the delivery, and what the buttons do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from indicators import deliveries
from indicators import registry as registers
from indicators.batches import BatchState, Severity
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests import kept
from tests.pages.conftest import Open, html_of, text_of
from tests.ui import handed_in
from tests.ui.handed_in import APPROVER, AT, figures
from tests.ui.made_deliveries import a_finding
from ui import review_acts

VANDALISM, THEFTS = "anmald-skadegorelse", "anmalda-stolder-och-ran"


@pytest.fixture(autouse=True)
def desk(own: Settings, monkeypatch: pytest.MonkeyPatch, _database: None) -> Iterator[Store]:
    """The page's store: a copy that the test may change."""
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own.files))
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-20")
    with kept.set_aside():
        with_store = Store.open(own)
        yield with_store
        with_store.close()


@pytest.fixture
def register(desk: Store) -> Registry:
    return registers.load(desk.register_documents())


@pytest.fixture
def angered(desk: Store, register: Registry) -> int:
    """A delivery that changes two counts of 2019 in Angered."""
    rows = figures(desk, "131", 2019, {VANDALISM: 900.0, THEFTS: 1200.0})
    return handed_in.hand_in(desk, register, rows, note="Alla tal är kontrollerade.")


@pytest.fixture
def lundby(desk: Store, register: Registry) -> int:
    rows = figures(desk, "139", 2019, {VANDALISM: 800.0})
    return handed_in.hand_in(desk, register, rows, code="139", day=1, file_name="lundby-2019.xlsx")


def seen(app: AppTest) -> str:
    assert not app.exception, app.exception
    return text_of(html_of(app))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def write(app: AppTest, text: str) -> None:
    app.text_area[0].input(text)


def stored(desk: Store) -> list[str]:
    rows = desk.observations(geographies=["131"], with_origin=False)
    return sorted(str(row) for row in rows[["indicator", "year", "breakdown", "value", "status"]].values.tolist())


def state(desk: Store, batch: int) -> BatchState:
    return desk.batch(batch).state


@pytest.mark.parametrize("role", ["lasare", "uppladdare", "administrator"])
def test_the_page_is_closed_to_those_who_do_not_review(opened: Open, role: str) -> None:
    app = opened("granska", role=role)
    assert app.exception
    assert html_of(app) == ""


def test_an_empty_queue_says_so_and_has_no_delivery_beside_it(opened: Open) -> None:
    app = opened("granska", role="godkannare")
    assert "Inget väntar på granskning" in seen(app)
    assert not app.button


def test_an_empty_queue_names_the_latest_decision(opened: Open, desk: Store, register: Registry, lundby: int) -> None:
    handed_in.approve(desk, register, lundby, day=2)
    told = seen(opened("granska", role="godkannare"))
    assert "Senaste beslutet: Lundby, godkänd 14 december." in told
    assert "Visa granskade, 1 i år" in told


def test_the_oldest_delivery_is_shown_first(opened: Open, angered: int, lundby: int) -> None:
    told = seen(opened("granska", role="godkannare"))
    assert "Två leveranser väntar" in told
    assert told.index("Angered 12 december") < told.index("Lundby 13 december")
    assert f"Leverans {angered} · Angered · år 2019" in told


def test_the_address_chooses_the_delivery(opened: Open, angered: int, lundby: int) -> None:
    told = seen(opened("granska", role="godkannare", leverans=str(lundby)))
    assert f"Leverans {lundby} · Lundby · år 2019" in told


def test_a_delivery_shows_who_what_and_why(opened: Open, desk: Store, angered: int) -> None:
    app = opened("granska", role="godkannare")
    told = seen(app)
    assert "Lämnad av Uppladdaren i Angered 12 december 2020 kl. 14.20." in told
    assert "nya värden 0 ändrade värden 2 oförändrade 0 saknas, med orsak 0 tas bort 0" in told
    assert "Två tidigare värden ändras" in told
    assert "Kontrollerat mot källan. Uppladdaren i Angered, 12 december" in told
    assert "Alla tal är kontrollerade." in told
    assert app.get("download_button")[0].proto.help == f"SHA-256: {desk.batch(angered).sha256}"


def test_the_title_counts_the_assessments_that_the_table_lists(opened: Open, desk: Store, register: Registry) -> None:
    number = handed_in.hand_in(desk, register, figures(desk, "131", 2020, {"anmald-misshandel": 60.0}))
    flips = deliveries.review(desk, register, number, person=APPROVER).preview.flips
    html = html_of(opened("granska", role="godkannare"))
    own, others = (html.split("lb-flips")[n].split("</table>")[0].count('scope="row"') for n in (1, 2))
    assert (own, own + others) == (1, len(flips))
    assert f"Visa {others} bedömningar i andra stadsdelar som också ändras" in text_of(html)
    assert "Godkänner du ändras en bedömning i Angered" in text_of(html)
    assert "Läge per 2020." in text_of(html)
    assert "Målet nåddes inte Målet är nått" in text_of(html)


def test_what_the_checks_remarked_is_shown(opened: Open, desk: Store, register: Registry) -> None:
    rows = figures(desk, "131", 2019, {VANDALISM: 900.0})
    remark = a_finding(severity=Severity.WARNING, message="Delarna är fler än helheten", value="<b>=1+1|x")
    handed_in.hand_in(desk, register, rows, findings=[remark])
    told = seen(opened("granska", role="godkannare"))
    assert "Det här anmärkte kontrollen" in told
    assert "<b>=1+1|x" in told


def test_the_remarks_that_are_counted_are_listed(opened: Open, desk: Store, register: Registry) -> None:
    rows = figures(desk, "131", 2019, {VANDALISM: 9000.0})
    gone = a_finding(severity=Severity.WARNING, cell="", value="1 rad", expected="raden med Rån", message="Rader borta")
    number = handed_in.hand_in(desk, register, rows, findings=[gone], file_name="borta.xlsx")
    count = len(deliveries.review(desk, register, number, person=APPROVER).preview.deviations)
    assert count
    told = seen(opened("granska", role="godkannare"))
    assert f"anmärkningar {count + 1}" in told
    remarks = told.split("Det här anmärkte kontrollen")[1]
    assert "Anmäld skadegörelse i stadsdelarna , Angered 2019" in remarks
    assert "raden med Rån" in remarks


def test_approving_makes_the_figures_stand_and_goes_on_to_the_next(
    opened: Open, desk: Store, angered: int, lundby: int
) -> None:
    app = press(opened("granska", role="godkannare"), "Godkänn")
    told = seen(app)
    assert state(desk, angered) is BatchState.APPROVED
    assert f"Leverans {angered} är godkänd. Ångra" in told
    assert f"Leverans {lundby} · Lundby" in told
    assert app.query_params["leverans"] == str(lundby)


def test_approving_the_last_one_empties_the_queue(opened: Open, angered: int) -> None:
    told = seen(press(opened("granska", role="godkannare"), "Godkänn"))
    assert "Inget väntar på granskning" in told
    assert f"Leverans {angered} är godkänd." in told


def test_a_comment_written_beside_an_approval_is_kept(opened: Open, desk: Store, angered: int) -> None:
    app = opened("granska", role="godkannare")
    write(app, "Bra gjort.")
    press(app, "Godkänn")
    assert "Bra gjort." in [line.text for line in desk.thread(angered)]


def test_a_second_click_is_not_a_second_decision(opened: Open, desk: Store, angered: int) -> None:
    first, second = opened("granska", role="godkannare"), opened("granska", role="godkannare")
    press(first, "Godkänn")
    version = desk.version()
    told = seen(press(second, "Godkänn"))
    assert f"Leverans {angered} är godkänd." in told
    assert desk.version() == version


def test_a_double_click_does_not_approve_the_next_delivery_unread(
    opened: Open, desk: Store, angered: int, lundby: int
) -> None:
    app = press(press(opened("granska", role="godkannare"), "Godkänn"), "Godkänn")
    assert "Läs igenom nästa leverans innan du beslutar om den." in seen(app)
    assert state(desk, lundby) is BatchState.HANDED_IN


def test_the_next_delivery_can_be_approved_after_a_pause(
    opened: Open, desk: Store, angered: int, lundby: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_acts, "PAUSE", -1.0)
    press(press(opened("granska", role="godkannare"), "Godkänn"), "Godkänn")
    assert state(desk, lundby) is BatchState.APPROVED


def test_changed_data_stop_an_approval_and_are_shown_anew(
    opened: Open, desk: Store, register: Registry, angered: int
) -> None:
    app = opened("granska", role="godkannare")
    other = handed_in.hand_in(desk, register, figures(desk, "131", 2019, {VANDALISM: 950.0}), day=1, file_name="b.xlsx")
    handed_in.approve(desk, register, other)
    told = seen(press(app, "Godkänn"))
    assert "Siffrorna har ändrats sedan du öppnade leveransen. Läs igenom igen." in told
    assert state(desk, angered) is BatchState.HANDED_IN
    assert "950 900" in told


def test_returning_without_a_comment_sends_nothing(opened: Open, desk: Store, angered: int) -> None:
    told = seen(press(opened("granska", role="godkannare"), "Återlämna med kommentar"))
    assert "Skriv vad som ska rättas" in told
    assert state(desk, angered) is BatchState.HANDED_IN


def test_returning_with_a_comment_goes_on_to_the_next(opened: Open, desk: Store, angered: int, lundby: int) -> None:
    app = opened("granska", role="godkannare")
    write(app, "Kontrollera G5.")
    told = seen(press(app, "Återlämna med kommentar"))
    assert state(desk, angered) is BatchState.RETURNED
    assert f"Leverans {angered} är återlämnad med din kommentar." in told
    assert f"Leverans {lundby} · Lundby" in told
    assert app.text_area[0].value in (None, "")


def test_a_comment_can_be_sent_without_a_decision(opened: Open, desk: Store, angered: int) -> None:
    app = opened("granska", role="godkannare")
    write(app, "Varifrån kommer talet?")
    told = seen(press(app, "Skicka bara kommentaren"))
    assert "Godkännaren skrev" in told
    assert "Varifrån kommer talet?" in told
    assert state(desk, angered) is BatchState.HANDED_IN


def test_ones_own_delivery_is_refused_in_words(opened: Open, desk: Store, register: Registry, angered: int) -> None:
    app = opened("granska", role="godkannare", leverans=str(angered))
    assert not app.exception
    mine = handed_in.figures(desk, "131", 2019, {VANDALISM: 910.0})
    number = handed_in.hand_in(desk, register, mine, day=2, by="Godkännaren", file_name="c.xlsx")
    app = opened("granska", role="godkannare", leverans=str(number))
    told = seen(app)
    assert "Du kan inte granska din egen leverans." in told
    assert "Godkänn" not in [button.label for button in app.button]


@pytest.mark.parametrize("asked", ["9999", "x", "-1", "1", "99999999999999999999", "½"])
def test_a_delivery_that_is_not_there_is_said_in_words(opened: Open, angered: int, asked: str) -> None:
    told = seen(opened("granska", role="godkannare", leverans=asked))
    assert f"Adressen bad om leverans ”{asked[:20]}”, som inte finns här." in told


def test_a_draft_is_nobody_elses(opened: Open, desk: Store, register: Registry, angered: int) -> None:
    rows = figures(desk, "139", 2019, {VANDALISM: 777.0})
    draft = handed_in.hand_in(desk, register, rows, code="139", draft=True, file_name="d.xlsx")
    told = seen(opened("granska", role="godkannare", leverans=str(draft)))
    assert "som inte finns här" in told
    assert "777" not in told


def test_a_second_attempt_repeats_what_was_said(opened: Open, desk: Store, register: Registry, angered: int) -> None:
    deliveries.give_back(desk, angered, person=APPROVER, at=AT, comment="Kontrollera G5.")
    rows = figures(desk, "131", 2019, {VANDALISM: 905.0})
    handed_in.hand_in(desk, register, rows, day=3, follows=angered, file_name="e.xlsx")
    told = seen(opened("granska", role="godkannare"))
    assert "Andra försöket. Godkännaren skrev då: Kontrollera G5." in told


def test_what_is_decided_can_be_read_but_not_decided_anew(
    opened: Open, desk: Store, register: Registry, angered: int, lundby: int
) -> None:
    handed_in.approve(desk, register, angered)
    app = opened("granska", role="godkannare", visa="granskade")
    told = seen(app)
    assert f"Leverans {angered} är godkänd och ändrade" in told
    assert "Visa de som väntar, 1" in told
    assert [button.label for button in app.button] == ["Ångra godkännandet"]


def test_undoing_asks_for_a_reason(opened: Open, desk: Store, register: Registry, angered: int) -> None:
    handed_in.approve(desk, register, angered)
    told = seen(press(opened("granska", role="godkannare", leverans=str(angered)), "Ångra godkännandet"))
    assert "Skriv varför godkännandet ångras" in told
    assert state(desk, angered) is BatchState.APPROVED


def test_undoing_with_a_reason_restores_the_figures(
    opened: Open, desk: Store, register: Registry, angered: int
) -> None:
    before = stored(desk)
    handed_in.approve(desk, register, angered)
    app = opened("granska", role="godkannare", leverans=str(angered))
    write(app, "Fel fil.")
    told = seen(press(app, "Ångra godkännandet"))
    assert state(desk, angered) is BatchState.UNDONE
    assert "är ångrat" in told
    assert "Fel fil." in told
    assert stored(desk) == before


def test_a_file_name_is_shown_as_it_is_written(opened: Open, desk: Store, register: Registry) -> None:
    name = "a*b*:red[x].xlsx"
    handed_in.hand_in(desk, register, figures(desk, "131", 2019, {VANDALISM: 900.0}), file_name=name)
    label = opened("granska", role="godkannare").get("download_button")[0].proto.label
    assert label.replace("\\", "") == name
    assert "\\*" in label
    assert "\\:red\\[" in label


def test_a_reason_for_what_stands_out_to_the_uploader_alone_is_told_all_the_same(
    opened: Open, desk: Store, register: Registry
) -> None:
    rows = desk.observations(indicators=[VANDALISM], geographies=["131"])
    usual = float(rows.loc[rows["year"] == 2019, "numerator"].iloc[0])
    same = figures(desk, "131", 2019, {VANDALISM: usual}).assign(year=2021, period="2021")
    number = handed_in.hand_in(desk, register, same)
    assert not deliveries.review(desk, register, number, person=APPROVER).preview.deviations
    reason = {f"{VANDALISM}|131|2021|": "Polisen <b>räknar</b> på ett nytt sätt."}
    desk.explain(number, reason, by="Uppladdaren i Angered", at=AT)
    html = html_of(opened("granska", role="godkannare")).split("Fler förklaringar")[1]
    assert "Polisen &lt;b&gt;räknar&lt;/b&gt;" in html
    assert "2021, cell Trygg stad G5 Polisen" in text_of(html)


def test_the_files_comments_stand_at_changed_values(opened: Open, desk: Store, register: Registry) -> None:
    rows = figures(desk, "131", 2019, {VANDALISM: 900.0, THEFTS: 1200.0})
    said = {f"{VANDALISM}|131|2019|": "Rättat av <b>polisen</b>.", f"{THEFTS}|131|2019|": "Dubbletter är borta."}
    number = handed_in.hand_in(desk, register, rows, comments=said, file_name="kommentarer.xlsx")
    desk.explain(number, {f"{VANDALISM}|131|2019|": "Ny källa."}, by="Uppladdaren i Angered", at=AT)
    told = text_of(html_of(opened("granska", role="godkannare")).split("tidigare värden ändras")[1])
    assert "Ny källa. Kommentar i filen: Rättat av <b>polisen</b>." in told
    assert "Dubbletter är borta." in told


def test_the_files_comments_on_new_values_are_told_too(opened: Open, desk: Store, register: Registry) -> None:
    rows = desk.observations(indicators=[VANDALISM], geographies=["131"])
    usual = float(rows.loc[rows["year"] == 2019, "numerator"].iloc[0])
    same = figures(desk, "131", 2019, {VANDALISM: usual}).assign(year=2021, period="2021")
    said = {f"{VANDALISM}|131|2021|": "Preliminärt underlag."}
    handed_in.hand_in(desk, register, same, reasons="", comments=said, file_name="kommentar.xlsx")
    html = html_of(opened("granska", role="godkannare")).split("Fler förklaringar")[1]
    assert "2021, cell Trygg stad G5 Preliminärt underlag." in text_of(html)


def test_a_withdrawn_delivery_is_not_among_the_reviewed(
    opened: Open, desk: Store, register: Registry, angered: int, lundby: int
) -> None:
    deliveries.withdraw(desk, angered, person=handed_in.uploader(register, "131"), at=AT)
    handed_in.approve(desk, register, lundby, day=2)
    assert "Visa granskade, 1 i år" in seen(opened("granska", role="godkannare"))
    told = seen(opened("granska", role="godkannare", leverans=str(angered)))
    assert f"Leverans {angered} är tillbakatagen" in told
    assert "Tillbakatagen 12 december 2020 kl. 14.20 av Uppladdaren i Angered, innan någon hade granskat den." in told
    assert "Beslutet är fattat" not in told

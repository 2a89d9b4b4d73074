"""Brott och trygghet i tio år: where, when and how, with its warnings, surveys beside, and a text that people write."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from indicators import observations as obs
from indicators.charts.theme import AXIS
from indicators.districts.reported import offences
from indicators.model import GeographyLevel, Registry
from indicators.store import Store
from tests.conftest import AT
from tests.districts.reports import At
from tests.pages.conftest import Open, html_of, text_of
from tests.pages.test_traced import agrees, links

NOT_A_VALUE = re.compile(r"\b(nan|None|inf|NaN|null)\b")
CURVE = re.compile(r'lb-kind-curve" src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]*)"')
LEAD = "utvecklingsledare"
FIELD = "Din text, för läge per 2020"


def told(app: AppTest) -> str:
    assert not app.exception
    return text_of(html_of(app))


@pytest.mark.parametrize(("year", "step"), [("2015", 5), ("2018", 5), ("2020", 1)])
def test_every_offence_group_opens(opened: Open, register: Registry, year: str, step: int) -> None:
    for number, indicator in enumerate(offences(register)[::step]):
        measure = ("antal", "tal")[number % 2]
        text = told(opened("brott", lage=year, brott=indicator.id, matt=measure))
        assert not NOT_A_VALUE.search(text), indicator.id
        assert "Anmälda brott är inte brott." in text


def test_every_district_opens_with_its_own_title_and_groups(opened: Open, register: Registry) -> None:
    for place in register.on_level(GeographyLevel.DISTRICT):
        text = told(opened("brott", lage="2020", brott="anmald-skadegorelse", stadsdel=place.code))
        assert text.startswith(f"Läget just nu › Brott och trygghet i tio år Anmäld skadegörelse i {place.name}:")
        assert f"Hur? Brottsgrupperna i {place.name}" in text


def test_the_page_says_what_the_figures_do_not_hold(opened: Open) -> None:
    text = told(opened("brott", lage="2020", brott="anmalda-biltillgrepp"))
    assert "Underlag saknas: Majorna-Linné 2020" in text
    assert "Stadsdelarna summerar till 90–98 procent av staden" in text
    assert "Folkmängden per stadsdel är uppskattad" in text
    assert "Tio stadsdelar prövas samtidigt" in text
    assert "Här finns bara hela år, så inget ritas" in text
    assert "Centrum: hit kommer många för att arbeta" in text


def test_the_share_of_a_district_with_many_visitors_is_told_beside_its_inhabitants(opened: Open) -> None:
    text = told(opened("brott", lage="2020", matt="tal"))
    assert "Centrum har 22 procent av anmälningarna i de tio stadsdelarna 2020 och 11 procent av invånarna." in text
    assert "besökarna räknas inte som invånare. Talet per invånare blir därför för högt" in text


def test_series_that_end_early_say_for_which_districts(opened: Open) -> None:
    assert "Underlag saknas: 2020 utom Angered" in told(opened("brott", lage="2020", brott="anmald-misshandel"))
    robbery = told(opened("brott", lage="2020", brott="anmalda-ran"))
    assert "Anmälda rån: ingen säkerställd riktning i någon stadsdel 2011–2018" in robbery


def test_the_clearest_fragile_baseline_is_found_among_all_figures(opened: Open) -> None:
    text = told(opened("brott", lage="2020"))
    assert "Anmäld skadegörelse i Majorna-Linné: fler sedan 2014, färre sedan 2015" in text
    assert "var 2 949 år 2014, 6 862 år 2015 och 4 429 år 2020" in text


def test_surveys_stand_beside_reports_and_made_up_ones_are_marked(opened: Open) -> None:
    text = told(opened("brott", lage="2020", stadsdel="131"))
    beside = text[text.index("Trygghet: vad människor själva svarar") : text.index("Bakom kurvan")]
    assert "Rutorna mäter olika saker" in beside
    assert "Utsatta för brott mot person · påhittad" in beside
    assert "Ingen verklig undersökning har jämförbara svar för Angered; enkäterna här är påhittade." in beside
    assert "renhållning" not in beside


def test_events_stand_under_the_curves_and_in_the_table(opened: Open) -> None:
    text = told(opened("brott", lage="2020", brott="anmald-skadegorelse"))
    between = text[text.index("När? År för år") : text.index("Hur? Brottsgrupperna")]
    assert between.count("Programmet Dialog och samarbete antas") >= 3  # panels, their table, the baseline years


def test_the_curves_of_the_offence_groups_have_their_own_events_and_say_where_they_go(opened: Open) -> None:
    page = html_of(opened("brott", lage="2020", stadsdel="135"))
    groups = page[page.index("Hur? Brottsgrupperna") : page.index("Trygghet: vad människor själva svarar")]
    assert "Toppår för anmäld skadegörelse" in text_of(groups)
    curves = CURVE.findall(groups)
    assert len(curves) == 14
    strokes = [b64decode(image).decode().count(f'stroke="{AXIS}" stroke-width="1"') for image, _ in curves]
    damage = next(n for n, (_, alt) in enumerate(curves) if "Toppår för anmäld skadegörelse" in alt)
    assert strokes[damage] == strokes[0] + 1 > 1
    assert all(
        re.search(r"Majorna-Linné: från .+ till .+\. .*(minskning|ökning|riktning|prövas)", a) for _, a in curves
    )


def test_a_change_is_said_to_be_for_each_inhabitant_where_it_stands_beside_counts(opened: Open) -> None:
    text = told(opened("brott", lage="2020"))
    assert (
        "mot 88 458 år 2011 (17 039 per 100 000). Säkerställd minskning, 2,3 procent om året per invånare."
        in text.replace("\u00a0", " ")
    )
    assert "% om året" in text
    assert not re.findall(r"% om året(?! per invånare)", text)
    assert len(re.findall("[Pp]er invånare och år", text)) >= 2


def test_there_is_one_heavy_chart_where_only_years_are_known(opened: Open) -> None:
    assert len(opened("brott", lage="2020").get("vega_lite_chart")) == 1


def test_an_unknown_choice_in_the_address_is_told(opened: Open) -> None:
    assert "som inte finns" in told(opened("brott", lage="2020", brott="nonsens"))


def test_every_count_and_rate_of_a_district_leads_to_its_origin(opened: Open, at: At) -> None:
    told = list(links(html_of(opened("brott", lage="2020", brott="anmald-skadegorelse", stadsdel="131", matt="tal"))))
    assert len(told) > 140
    for asked, shown in told:
        rows = at(2020).series(asked["indikator"], asked["plats"])
        row = rows[rows[obs.YEAR] == int(asked["ar"])].iloc[0]
        assert any(agrees(shown, row[c]) for c in (obs.VALUE, obs.NUMERATOR) if row[c] == row[c]), (asked, shown)


def writing(opened: Open, role: str = LEAD, **query: str) -> AppTest:
    return opened("brott", role=role, lage="2020", stadsdel="131", **query)


def write(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text)
    return next(b for b in app.button if b.label == "Spara texten").click().run()


def test_what_the_lead_writes_is_read_by_all_with_name_and_date(opened: Open, own_store: Store) -> None:
    assert "Ingen har skrivit om det här än." in told(writing(opened))
    assert "Texten är sparad." in told(write(writing(opened), "Färre anmälningar.\n<b>Inte</b> färre brott."))
    reader = writing(opened, role="lasare")
    assert not reader.text_area
    assert "Färre anmälningar. <b>Inte</b> färre brott. Utvecklingsledaren, 1 december 2020" in told(reader)
    assert "<b>Inte</b>" not in html_of(reader)
    assert "Ingen har skrivit om det här än." in told(opened("brott", lage="2020", stadsdel="132"))


def test_a_text_is_shown_at_later_viewpoints_with_the_year_it_was_written_for(opened: Open, own_store: Store) -> None:
    own_store.write_analysis("brott/131", "Som det var.", viewpoint=2018, by="Lisa", at=AT, replaces=None)
    assert "skriven för läge per 2018" in told(writing(opened))
    assert "Ingen har skrivit om det här än." in told(opened("brott", lage="2017", stadsdel="131"))


def test_an_earlier_text_can_stand_again_and_nothing_is_lost(opened: Open, own_store: Store) -> None:
    first = write(writing(opened), "Ett")
    second = write(first, "Två")
    assert [row.text for row in own_store.analyses("brott/131", viewpoint=2020)] == ["Två", "Ett"]
    back = next(b for b in second.button if b.label == "Låt den här texten gälla igen")
    assert "Den tidigare texten gäller igen." in told(back.click().run())
    assert [row.text for row in own_store.analyses("brott/131", viewpoint=2020)] == ["Ett", "Två", "Ett"]


def test_a_text_that_came_meanwhile_is_not_written_over_and_the_own_words_stay(opened: Open, own_store: Store) -> None:
    app = writing(opened)
    own_store.write_analysis("brott/131", "Bos text", viewpoint=2020, by="Bo", at=AT, replaces=None)
    refused = write(app, "Min text")
    assert "Bo har sparat en ny text sedan du började skriva" in told(refused)
    assert "Bos text Bo, 1 december 2020" in told(refused)
    assert refused.text_area[0].value == "Min text"
    assert own_store.analyses("brott/131", viewpoint=2020)[0].text == "Bos text"
    assert "Texten är sparad." in told(write(refused, "Bos text och min"))


def test_a_text_that_comes_while_one_writes_is_told_before_saving(opened: Open, own_store: Store) -> None:
    app = writing(opened)
    app.text_area[0].set_value("Min text").run()
    own_store.write_analysis("brott/131", "Bos text", viewpoint=2020, by="Bo", at=AT, replaces=None)
    seen = app.run()
    assert "Någon annan har sparat en ny text" in told(seen)
    assert seen.text_area[0].value == "Min text"


def test_words_not_saved_are_there_again_after_another_choice(opened: Open, own_store: Store) -> None:
    app = writing(opened)
    app.text_area[0].set_value("Inte klar").run()
    app.query_params["stadsdel"] = "132"
    assert app.run().text_area[0].value == ""
    app.query_params["stadsdel"] = "131"
    assert app.run().text_area[0].value == "Inte klar"


@pytest.mark.parametrize("role", ["lasare", "uppladdare", "godkannare", "administrator"])
def test_nobody_else_has_a_field_to_write_in(opened: Open, own_store: Store, role: str) -> None:
    assert not writing(opened, role=role).text_area


def test_per_100_000_is_followed_by_every_part(opened: Open) -> None:
    counts, rates = (told(opened("brott", lage="2020", stadsdel="131", matt=measure)) for measure in ("antal", "tal"))
    assert "anmälningar, antal" in counts
    assert "anmälningar, per 100 000 invånare" in rates
    assert "anmälningar, antal" not in rates
    assert "Angered. Anmälda per 100 000 invånare. Varje kurva har sin egen skala. Välj en grupp" in rates
    groups = [text.split("Hur? Brottsgrupperna")[1].split("Trygghet: vad")[0] for text in (counts, rates)]
    assert groups[0] != groups[1]

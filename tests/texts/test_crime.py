"""What the page about reported crime says: every sentence as it was read, every number the result's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from indicators import swedish
from indicators.charts import baselines as baseline_charts
from indicators.charts import reported as charts
from indicators.districts import baselines, safety
from indicators.districts.reported import Reported, Way, offences, reported
from indicators.model import GeographyLevel, Good, Registry
from indicators.texts import crime as texts
from indicators.texts import crime_baselines, crime_safety
from tests.builders import a_geography
from tests.charts.golden import same
from tests.districts.reports import At, a_report, in_all

FALLING = [900.0 - 60 * n for n in range(10)]
RISING = [300.0 + 60 * n for n in range(10)]
JUDGING = re.compile(r"\b(bättre|sämre|förbättring|försämring)\b", re.IGNORECASE)


def swinging(**own: list[float]) -> Reported:
    """Districts that swing without direction, but for those given."""
    still = {f"d{code}": [400.0 + (7 * n * code) % 23 for n in range(10)] for code in range(131, 141)}
    return a_report(in_all(**(still | own)))


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "ingen säkerställd riktning i någon stadsdel 2011–2020"),
        (
            {"d131": FALLING},
            "säkerställd minskning i en av tio stadsdelar 2011–2020; i nio syns ingen säker riktning",
        ),
        (
            {"d131": FALLING, "d132": RISING},
            "säkerställd minskning i en av tio stadsdelar 2011–2020 och säkerställd ökning i en; "
            "i åtta syns ingen säker riktning",
        ),
        ({f"d{c}": RISING for c in range(131, 141)}, "säkerställd ökning i alla tio stadsdelar 2011–2020"),
    ],
)
def test_the_title_counts_the_districts_that_surely_move(own: dict[str, list[float]], said: str) -> None:
    assert texts.title(swinging(**own), None) == f"Anmälda stölder: {said}"


def test_the_title_of_one_district_tells_its_pace_only_where_it_is_sure() -> None:
    found = swinging(d131=FALLING)
    sure, unsure = (texts.title(found, a_geography(code, name="Angered")) for code in ("131", "132"))
    pace = swedish.number(abs(found.of("131").trend.per_cent[0]), 1)  # type: ignore[index]
    assert sure == f"Anmälda stölder i Angered: säkerställd minskning, {pace} procent om året per invånare 2011–2020"
    assert unsure == "Anmälda stölder i Angered: ingen säkerställd riktning 2011–2020"


def test_reports_are_more_or_fewer_never_better_or_worse(at: At, register: Registry) -> None:
    places = register.geographies
    for indicator in offences(register):
        found = reported(at(2020), indicator)
        said = [
            texts.title(found, None),
            *texts.together(found),
            *texts.notes(found, places),
            texts.near(found, places),
        ]
        said += [texts.way(s.trend) for s in found.districts]
        said += [texts.alt_series(s, found, places[s.geography], is_rate=True) for s in found.districts]
        assert not JUDGING.search(" ".join(said)), indicator.id


def test_every_number_in_a_sentence_is_the_results(at: At, register: Registry) -> None:
    for indicator in offences(register):
        found = reported(at(2020), indicator)
        known = {y.year for y in found.together.known} | {found.first, found.last, 100, 000, 10, 2014, 2015, 2020}
        known |= {y.count for y in found.together.known} | {y.rate for y in found.together.known}
        rates = {abs(s.trend.per_cent[0]) for s in (*found.districts, found.together) if s.trend.per_cent}
        shown = {swedish.number(float(n)) for n in known if n is not None} | {str(n) for n in known}
        shown |= {swedish.number(r, 1) for r in rates} | {"000"}
        told = [texts.title(found, None), texts.together(found)[1]]
        told += [texts.title(found, register.geographies[s.geography]) for s in found.districts]
        for number in re.findall(r"\d[\d\u00a0]*(?:,\d+)?", " ".join(told)):
            assert number in shown, (indicator.id, number)


def test_a_districts_share_is_the_counts_own(at: At, register: Registry) -> None:
    found = reported(at(2020), register.indicators["anmalda-brott-totalt"])
    counts = {s.geography: s.at(2020).count for s in found.districts}  # type: ignore[union-attr]
    share = 100 * (counts["134"] or 0) / sum(c or 0 for c in counts.values())
    assert f"Centrum har {swedish.number(share)} procent" in texts.visitors(found, register.geographies["134"])
    assert texts.visitors(found, register.geographies["131"]) == ""


def test_the_sentences_are_those_that_were_read(at: At, register: Registry) -> None:
    places = register.geographies
    told: dict[str, object] = {}
    for indicator in offences(register):
        found = reported(at(2020), indicator)
        told[indicator.id] = {
            "title": texts.title(found, None),
            "together": " ".join(texts.together(found)),
            "districts": {places[s.geography].name: texts.title(found, places[s.geography]) for s in found.districts},
            "absent": texts.absent(found, places),
            "near": texts.near(found, places),
            "alt": texts.alt_places(found, places, is_rate=True),
        }
    case, series = _clearest(at)
    said = crime_baselines.statement(case, series, places[case.geography])
    told["baselines"] = [
        crime_baselines.heading(case, places[case.geography]),
        f"{said.before}{said.strong}{said.after}",
        crime_baselines.alt(case, places[case.geography]),
        *(crime_baselines.spread(baselines.fragile_of(at(2020), [i]), i, places) for i in offences(register)),
    ]
    told["surveys"] = [crime_safety.alt(each, places["131"]) for each in safety.beside(at(2020), "131")]
    assert same("crime-sentences.json", told)


def test_the_drawings_are_those_that_were_looked_at(at: At, register: Registry) -> None:
    found = reported(at(2020), register.indicators["anmald-skadegorelse"])
    drawn = {
        "dots": charts.dots(found, is_rate=False),
        "rates": charts.dots(found, is_rate=True),
        "panels": charts.panels(found, is_rate=True),
        "curve": charts.sparkline(found.together, found),
        "survey": charts.survey(safety.beside(at(2020), "131")[0], span=(2011, 2020)),
        "baselines": baseline_charts.baselines(*_clearest(at)),
    }
    assert same("crime-drawings.json", drawn)


def test_surveys_beside_each_other_share_a_scale_and_that_is_said(at: At) -> None:
    asked = [each for each in safety.beside(at(2020), "131") if each.has_value]
    drawn = [charts.survey(each, span=(2011, 2020), asked=asked) for each in asked]
    assert len(drawn) > 1
    assert len({(panel["low"], panel["line"]["text"], panel["line"]["y"]) for panel in drawn}) == 1
    alone = [charts.survey(each, span=(2011, 2020)) for each in asked]
    assert len({(panel["low"], panel["line"]["text"]) for panel in alone}) > 1  # else the test proves nothing
    assert crime_safety.scales(asked).startswith("Enkäterna har samma skala (procent)")
    other = replace(asked[0], indicator=replace(asked[0].indicator, unit="poäng"))
    assert crime_safety.scales([*asked, other]).startswith("Enkäter med samma enhet har samma skala")
    assert crime_safety.scales([asked[0], other]) == "Rutorna har var sin skala: jämför formen, inte höjden."
    assert crime_safety.scales([]) == ""
    mixed = [charts.survey(each, span=(2011, 2020), asked=[*asked, other]) for each in (asked[0], other)]
    assert mixed[0]["line"] != mixed[1]["line"]


def test_a_baseline_that_decides_is_told_with_counts_and_both_answers(at: At, register: Registry) -> None:
    case, series = _clearest(at)
    said = crime_baselines.statement(case, series, register.geographies[case.geography])
    assert said.before.startswith("Antalet anmälningar i Majorna-Linné var 2\u00a0949 år 2014, 6\u00a0862 år 2015 och")
    assert said.before.endswith("Per invånare innebär det ")
    assert said.strong == "39 procent fler än 2014 och 39 procent färre än 2015"


def test_surveys_of_area_three_and_seven_stand_beside_and_no_other(register: Registry) -> None:
    assert {i.strategic_area for i in safety.surveys(register)} == {3, 7}
    assert all(re.search("trygg|utsatt|räd", i.name.casefold()) for i in safety.surveys(register))
    assert not any(GeographyLevel.DISTRICT in i.levels and not i.is_demo for i in safety.surveys(register))


def test_what_is_not_sure_is_never_told_as_a_pace() -> None:
    for series in swinging(d131=FALLING).districts:
        if series.trend.way not in (Way.MORE, Way.FEWER):
            assert "procent om året" not in texts.title(swinging(d131=FALLING), a_geography(series.geography))


def _clearest(at: At) -> tuple[baselines.Fragile, Reported]:
    found = baselines.clearest(at(2020))
    assert found is not None
    return found


def test_cautions_count_the_districts_and_groups_that_are_shown(at: At, register: Registry) -> None:
    every = [reported(at(2020), indicator) for indicator in offences(register)[:3]]
    assert "Med tre grupper i tio stadsdelar" in texts.overlap(every)
    assert texts.many(every[0]).startswith("Tio stadsdelar prövas samtidigt")
    fewer = replace(every[0], districts=every[0].districts[:4])
    assert texts.reading_places(fewer)[3] == texts.many(fewer)
    assert texts.many(fewer).startswith("Fyra stadsdelar")
    assert "Med en grupp i fyra stadsdelar" in texts.reading_kinds([fewer])[-1]


def test_nine_districts_with_values_are_told_as_nine_everywhere(register: Registry) -> None:
    rows = in_all(**{f"d{code}": FALLING for code in range(131, 140)}, d140=[None] * 10)  # type: ignore[arg-type]
    found, places = a_report(rows), {str(code): a_geography(str(code)) for code in range(131, 141)}
    assert texts.title(found, None).endswith(": säkerställd minskning i alla nio stadsdelar 2011–2020; en saknar värde")
    subject, said = texts.together(found)
    assert subject == "Alla nio med värde tillsammans:"
    assert said.startswith(f"{swedish.number(9 * FALLING[-1])} anmälningar 2020")
    told = [
        texts.many(found),
        *texts.reading_years(found, is_rate=True),
        texts.years_subtitle(found, is_rate=True),
        texts.kinds_subtitle(None, [found], is_rate=False),
        *texts.reading_kinds([found]),
        texts.alt_series(found.together, found, register.geographies[register.city_code], is_rate=False),
        texts.visitors(found, replace(places["131"], note="Många besöker.")),
    ]
    assert [line for line in told if re.search(r"\btio\b", line, re.IGNORECASE)] == []
    assert sum("nio" in line.casefold() for line in told) == 7
    whole = replace(found, districts=found.valued)
    assert texts.together(whole)[0] == "Alla nio tillsammans:"


def test_how_much_of_the_city_the_districts_hold_is_the_register_s_word(register: Registry) -> None:
    for indicator in offences(register):
        assert texts.coverage(indicator)
        assert texts.coverage(indicator) in indicator.definition
    assert texts.coverage(replace(offences(register)[0], definition="Antal brott.")) == ""


def test_one_rule_says_what_better_and_worse_mean_of_reports(register: Registry) -> None:
    assert texts.reported(register.indicators["anmald-misshandel"])[1].endswith(texts.VALUED)
    unvalued = next(i for i in offences(register) if i.good is Good.NONE)
    assert "sämre" not in texts.reported(unvalued)[1]
    assert "betyder bättre och sämre bara färre och fler anmälda" in texts.WARNING[1]

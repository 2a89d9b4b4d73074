"""No number stands in an edition's files that nobody can account for: from `status`, or from another named source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from indicators import swedish
from indicators.hearing.slides import Deck, SlideKind
from tests.editions import files
from tests.editions.files import Section, Slide, is_apart_as, is_printed_as, numbers
from tests.issued import TEXTS, Hearing
from tests.terminal import accounts
from tests.terminal.accounts import BAD, GOOD, SEXES, Account
from tests.terminal.told import CITY, Told

BETWEEN = {"Stadsdelar": "sdn", "Kvinnor och män": "kon"}
FLOOR = re.compile(r"Slumpen ensam skulle ge omkring ([\d\u00a0]+(?:,\d+)?)")


@pytest.fixture(scope="module")
def deck(hearing: Hearing) -> Deck:
    return hearing.drafted.deck


@pytest.fixture(scope="module")
def places(told: Told, deck: Deck) -> Mapping[str, Account]:
    return accounts.of_slides(told, deck)


def test_every_number_on_every_slide_is_accounted_for(told: Told, deck: Deck, places: Mapping[str, Account]) -> None:
    lost = [
        (said.key, found, text)
        for slide, said in zip(told.slides, deck.slides, strict=True)
        for text in texts(slide)
        if (found := places[said.key].unaccounted(text))
    ]
    assert lost == []


def test_every_number_on_the_page_is_accounted_for(told: Told, deck: Deck, places: Mapping[str, Account]) -> None:
    lost = [
        (section.name, found, text)
        for section, account in sections(told, deck, places)
        for text in (*section.texts, *section.alts, *section.drawn)
        if (found := account.unaccounted(text))
    ]
    assert lost == []


def test_the_report_has_no_number_that_the_page_has_not(told: Told) -> None:
    said = {files.squeezed(text) for s in told.sections for text in (*s.texts, *s.drawn) if re.search(r"\d", text)}
    rest = files.squeezed("".join(told.pages))
    for text in sorted(said, key=len, reverse=True):
        rest = rest.replace(text, "|")
    assert re.findall(r".{0,30}\d.{0,30}", rest) == []


def test_another_number_would_be_found(told: Told, deck: Deck, places: Mapping[str, Account]) -> None:
    """Of the numbers with decimals, so much larger that they print otherwise, few are another of its slide's."""
    shown = [
        (places[said.key], float(number.lstrip("−+").replace("\u00a0", "").replace(",", ".")))
        for slide, said in zip(told.slides, deck.slides, strict=True)
        for text in (slide.title, *slide.notes.split("\n"), *(c.alt for c in slide.charts))
        for number in numbers(accounts.bare(text, places[said.key].words))
        if "," in number
    ]
    wrong = [account.knows(f"{value * 1.37 + 0.2:.1f}".replace(".", ",")) for account, value in shown]
    assert len(wrong) > 150
    assert sum(wrong) < 0.3 * len(wrong)


def test_the_counts_in_the_titles_are_those_of_the_status(told: Told) -> None:
    heads = [told.now.get((told.headline(n).id, CITY), {}).get("assessment", "") for n in range(1, 11)]
    good, bad = (sum(head in kind for head in heads) for kind in (GOOD, BAD))
    assert accounts.counted(told.slides[1].title) == [good, 10, bad, 10 - good - bad]
    ways = {row["Område"].partition(" · ")[0]: row for row in told.slides[2].charts[0].rows if row["Område"]}
    certain = [r["Säkerställd skillnad"] for r in told.sheets["Ändringar"] if r["Säkerställd skillnad"]]
    better, compared = (
        certain.count("Säkerställt bättre"),
        sum(way.startswith(("Säker", "Ingen s")) for way in certain),
    )
    assert accounts.counted(told.slides[2].title.partition(" sedan ")[0]) == [better, compared]
    assert len(ways) > 10
    stands = [row["standing"] for row in told.district_gaps]
    kinds = [stands.count(kind) for kind in ("closing", "widening", "cannot_tell", "not_assessed")]
    made_up = sum(row["demo"] for row in told.district_gaps)
    assert accounts.counted(told.slides[3].title) == [*kinds, made_up, len(stands)]
    for section, slide in zip(told.sections[1:3], told.slides[2:4], strict=True):
        assert f"{slide.title}." in section.texts


@pytest.mark.parametrize("kind", ["slides", "sections"])
def test_the_other_indicators_of_an_area_are_counted_as_the_status_counts_them(told: Told, kind: str) -> None:
    if kind == "slides":
        cells = {int(row[0]): row[-1] for row in told.slides[1].tables[0][1:]}
    else:
        told_by = [(s.name, text) for s in told.sections for text in s.texts if text.startswith("Övriga indikatorer i")]
        cells = {int(name.split()[2]): text for name, text in told_by}
    assert len(cells) == 10
    for area, cell in cells.items():
        elsewhere = accounts.only_in_districts(told, area) if kind == "sections" else 0
        shown = sorted(map(int, re.findall(r"\b\d+ (?=\w)", cell)))
        assert shown == sorted([*accounts.others(told, area).values(), *([elsewhere] if elsewhere else [])]), area


def test_every_chance_floor_is_that_of_the_status(told: Told) -> None:
    """In the text alternatives of the slides, and in the lists of the page that the report repeats."""
    seen = 0
    for key, name, text in _with_floors(told):
        gap = told.gaps[_gap(told, key, name)]
        assert is_printed_as(gap["by_chance"], FLOOR.findall(text)[0]), (key, text)
        seen += 1
    assert seen > 25


def test_women_and_men_on_the_page_are_those_of_the_status(told: Told) -> None:
    seen, name = 0, ""
    for section in told.sections:
        for row in (row for table in section.tables if table[0][0] == "Vad" for row in table[1:]):
            name = row[0].partition(" · ")[0] or name
            if not name.startswith("Kvinnor och män"):
                continue
            indicator, _ = _gap(told, _key(section), name)
            year, values = int(row[1]), {}
            for cell in (row[2], row[3]):
                group = dict(zip(("Kvinnor", "Män"), SEXES, strict=True))[cell.split()[0]]
                values[group] = told.series[indicator, CITY, group, year]["Värde"]
                assert is_printed_as(values[group], numbers(cell)[0]), (section.name, row)
            gap = told.gaps[indicator, "kon"]
            assert {year} <= {gap["from_year"], gap["value_year"]}
            apart = gap["before" if year == gap["from_year"] else "now"]
            assert abs(values[SEXES[0]] - values[SEXES[1]]) == pytest.approx(apart)
            assert is_apart_as(values[SEXES[0]], values[SEXES[1]], numbers(row[4])[0]), row
            seen += 1
    assert seen >= 8


def test_every_figure_in_the_appendix_stands_in_a_column_that_is_read_back(told: Told) -> None:
    """Read here or among the numbers of a hearing; a new column with figures has to be."""
    found = {
        name: {head for row in rows for head, value in row.items() if isinstance(value, int | float)}
        for name, rows in told.sheets.items()
    }
    for row in told.sheets["Skillnader"]:
        gap = told.gaps[row["Indikator"], BETWEEN.get(row["Mellan"], "alder")]
        read = [row[head] for head in ("Från år", "Till år", "Avstånd då", "Avstånd nu", "Slumpen ensam")]
        kept = [gap[name] for name in ("from_year", "value_year", "before", "now", "by_chance")]
        assert read[2:] == [pytest.approx(value) if value is not None else None for value in kept[2:]]
        assert kept[0] is None or read[:2] == kept[:2]
        for head, year in (("Kvot då", row["Från år"]), ("Kvot nu", row["Till år"])):
            ends = told.ends(gap, year) if row[head] is not None else (1.0, 1.0)
            assert row[head] is None or row[head] == pytest.approx(max(ends) / min(ends))
    for row in told.sheets["Ändringar"]:
        for head, side in (("då", told.before), ("nu", told.now)):
            known = side.get((row["Indikator"], CITY), {})
            assert row[f"Värde {head}"] == pytest.approx(known["value"]) if known.get("value") is not None else True
            assert row[f"År {head}"] == known.get("value_year")
    about = {row["Vad"]: row["Uppgift"] for row in told.sheets["Läs mig"]}
    edition = told.edition
    assert (about["Läge per"], about["Dataversion"]) == (edition.year, edition.data_version)
    assert about["Registrets revision"] == edition.register_revision
    assert found == ACCOUNTED


def test_every_value_in_the_appendix_is_the_approved_one(told: Told) -> None:
    keys = ["indicator", "geography", "breakdown", "year"]
    approved = {tuple(row[k] for k in keys): row for row in told.observed.to_dict("records")}
    assert len(told.sheets["Värden"]) > 3000
    for row in told.sheets["Värden"]:
        known = approved[row["Indikator"], row["Kod"], row["Uppdelning"] or "", row["År"]]
        assert row["Leverans"] == known["batch"]
        if row["Värde"] is not None and known["value"] == known["value"]:
            assert row["Värde"] == pytest.approx(known["value"], abs=1e-5), row


ACCOUNTED: Mapping[str, set[str]] = {
    "Läs mig": {"Uppgift"},
    "Bedömningar": {
        *("Strategiskt område", "Utgångsår", "Utgångsvärde", "År", "Värde", "Nedre gräns", "Övre gräns", "Borde vara"),
        *("Målår", "Mål", "Takt per år", "Takt, nedre", "Takt, övre", "Chans att nå målet"),
    },
    "Värden": {"År", "Värde", "Nedre gräns", "Övre gräns", "Leverans"},
    "Skillnader": {
        *("Från år", "Till år", "Avstånd då", "Avstånd nu", "Slumpen ensam", "Kvot då", "Kvot nu"),
    },
    "Datatäckning": set(),
    "Ändringar": {"Värde då", "År då", "Värde nu", "År nu"},
    "Löften": set(),
    "Händelser": set(),
    "Kontroller": set(),
    "Metod": {"Nummer"},
}


def texts(slide: Slide) -> Iterator[str]:
    """Everything a slide and its notes say, but for what people have written."""
    told = [slide.title, *slide.texts, *slide.notes.split("\n"), *(chart.alt for chart in slide.charts)]
    told += [cell for table in slide.tables for row in table for cell in row]
    told += [label for chart in slide.charts for label in chart.labels]
    yield from (text for text in told if not any(written in text for written in TEXTS.values()))


def sections(told: Told, deck: Deck, places: Mapping[str, Account]) -> Iterator[tuple[Section, Account]]:
    """Each section of the page with its slide's account; what stands before and after them has one of its own."""
    first, *rest, last = told.sections
    keys = [s.key for s in deck.slides if s.kind not in (SlideKind.TITLE, SlideKind.GLANCE)]
    record = [*accounts.common(told), *told.edition.made_with.values(), swedish.moment(told.issued)]
    summary = [value for key in ("korthet", "sedan", "jamlik") for value in places[key].values]
    yield first, Account(values=summary, words=record)
    yield from ((section, places[key]) for section, key in zip(rest, keys, strict=True))
    yield last, Account(values=[], words=record)


def _with_floors(told: Told) -> Iterator[tuple[str, str, str]]:
    """The key of the place, the name of the gap and the text that tells its floor."""
    for number, slide in enumerate(told.slides, start=1):
        area = next((m[1] for text in slide.texts if (m := re.match(r"Strategiskt område (\d+)", text))), "")
        for chart in slide.charts:
            if FLOOR.search(chart.alt):
                yield area or str(-number), chart.alt.removeprefix("Parvisa punkter, "), chart.alt
    for section in told.sections:
        yield from ((_key(section), text, text) for text in section.texts if FLOOR.search(text))


def _key(section: Section) -> str:
    found = re.match(r"Strategiskt område (\d+)", section.name)
    return found[1] if found else ""


def _gap(told: Told, key: str, name: str) -> tuple[str, str]:
    """Which of the gaps of the status a place tells of by a name."""
    if not name.startswith("Kvinnor och män"):
        return told.named(name.partition(" · ")[0]).id, "sdn"
    own = told.headline(int(key))
    shown: list[Any] = [own, *told.in_districts(int(key))]
    return next(i.id for i in shown if (i.id, "kon") in told.gaps), "kon"

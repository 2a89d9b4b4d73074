"""Every number in an edition's files is the one that `status --json --as-of` tells, after data have changed too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from indicators import swedish
from indicators.model import GeographyLevel, Indicator
from tests.editions import files
from tests.editions.files import Chart, Section, Slide, is_apart_as, is_printed_as
from tests.terminal.accounts import derived
from tests.terminal.told import CITY, Status, Told


def test_the_appendix_tells_the_status_of_every_indicator_and_place(told: Told) -> None:
    columns = {
        **{"Värde": "value", "Nedre gräns": "lower", "Övre gräns": "upper", "År": "value_year"},
        **{"Utgångsvärde": "baseline", "Utgångsår": "baseline_year", "Mål": "target", "Målår": "target_year"},
        **{"Borde vara": "required", "Takt per år": "slope", "Takt, nedre": "slope_lower", "Takt, övre": "slope_upper"},
        **{"Chans att nå målet": "chance", "Bedömning (kod)": "assessment"},
    }
    book = {row["Indikator"]: row for row in told.sheets["Bedömningar"]}
    for (name, place), row in told.now.items():
        if place == CITY:
            for column, field in columns.items():
                assert book[name][column] == _near(row[field]), (name, column)
    places = {CITY, *(told.code(name) for name in _districts(told))}
    seen = [(key, row) for key, row in told.now.items() if row["value"] is not None and key[1] in places]
    assert len(seen) > 300
    for (name, place), row in seen:
        kept = told.series[name, place, "", row["value_year"]]
        assert (kept["Värde"], kept["Nedre gräns"], kept["Övre gräns"]) == tuple(
            _near(row[field]) for field in ("value", "lower", "upper")
        ), (name, place)


def test_the_distances_in_the_appendix_are_between_the_districts_of_the_status(told: Told) -> None:
    known = [row for row in told.sheets["Skillnader"] if row["Avstånd nu"] is not None]
    rows = [row for row in known if row["Mellan"] == "Stadsdelar"]
    assert len(rows) > 15
    for row in rows:
        ends = [told.now[row["Indikator"], told.code(row[end])] for end in ("Bättre änden", "Sämre änden")]
        assert {end["value_year"] for end in ends} == {row["Till år"]}
        assert abs(ends[0]["value"] - ends[1]["value"]) == _near(row["Avstånd nu"])


def test_the_distances_in_the_appendix_between_women_and_men_are_between_its_values(told: Told) -> None:
    rows = [row for row in told.sheets["Skillnader"] if row["Mellan"] == "Kvinnor och män"]
    assert len(rows) > 10
    codes = {"Kvinnor": "kon=kvinna", "Män": "kon=man"}
    for row in rows:
        for year, column in (("Från år", "Avstånd då"), ("Till år", "Avstånd nu")):
            one, other = (
                told.series[row["Indikator"], CITY, codes[row[end]], row[year]]["Värde"]
                for end in ("Bättre änden", "Sämre änden")
            )
            assert abs(one - other) == _near(row[column]), row


@pytest.mark.parametrize("kind", ["slides", "sections"])
def test_the_areas_at_a_glance_are_the_status_of_the_city(told: Told, kind: str) -> None:
    table = told.slides[1].tables[0] if kind == "slides" else told.sections[0].tables[0]
    assert len(table) == 11
    for area, (_, _, _, baseline, latest, target, verdict, *_) in enumerate(table[1:], start=1):
        row = told.now.get((told.headline(area).id, CITY))
        if row is None:
            assert (baseline, latest, target) == (swedish.NOTHING,) * 3
            continue
        assert _is(latest, row["value"], row["value_year"]), (area, latest)
        assert _is(baseline, row["baseline"], row["baseline_year"]), (area, baseline)
        assert is_printed_as(row["target"], files.numbers(target)[0]), (area, target)
        assert verdict.startswith(row["assessment_sv"])


def test_every_chart_over_time_has_the_values_of_the_city(told: Told) -> None:
    charts = [(area, c) for area, slide in _areas(told) for c in slide.charts if c.name.startswith("Staden mot")]
    assert len(charts) == 9
    for area, chart in charts:
        indicator = told.headline(area)
        row = told.now[indicator.id, CITY]
        points = {int(point["År"]): point for point in chart.rows if point["År"] is not None}
        for year, point in points.items():
            kept = told.series.get((indicator.id, CITY, "", year), {})
            assert [point["Utfall"], point["Nedre gräns"], point["Övre gräns"]] == [
                _near(kept.get(column)) for column in ("Värde", "Nedre gräns", "Övre gräns")
            ]
        path = {round(point["Målbanans år"]): point["Målbana"] for point in chart.rows if point["Målbana"] is not None}
        assert points[row["value_year"]]["Utfall"] == _near(row["value"])
        assert path[row["baseline_year"]] == _near(row["baseline"])
        assert [(round(p["Målår"]), p["Mål"]) for p in chart.rows if p["Mål"] is not None] == [
            (row["target_year"], _near(row["target"]))
        ]


def test_every_district_on_a_slide_has_the_value_and_limits_of_the_status(told: Told) -> None:
    seen = 0
    for _, slide in _areas(told):
        for chart in (c for c in slide.charts if c.name.startswith("Stadsdelarna ")):
            indicator, year = told.named(chart.over), int(chart.name.split()[-1])
            for point in (p for p in chart.rows if p["Stadsdel"]):
                row = told.now[indicator.id, told.code(point["Stadsdel"])]
                shown = row if row["value_year"] == year else {}
                assert [point["Värde"], point["Nedre gräns"], point["Övre gräns"]] == [
                    _near(shown.get(field)) for field in ("value", "lower", "upper")
                ], (indicator.id, point)
                seen += shown != {}
    assert seen > 60


def test_every_pair_on_a_slide_is_of_the_status_and_as_far_apart(told: Told) -> None:
    pairs = [(slide, c) for slide in told.slides for c in slide.charts if c.alt.startswith("Parvisa punkter, ")]
    assert len(pairs) > 12
    for slide, chart in pairs:
        one, other = list(chart.rows[0])[1:3]
        then, now = chart.rows[:2]
        for row in (then, now):
            assert abs(row[one] - row[other]) == _near(row["Avstånd"])
            for end in (one, other):
                assert row[end] in [_near(value) for value in _at(told, slide, chart, end, int(row["År"]))], chart.alt


@pytest.mark.parametrize("kind", ["slides", "sections"])
def test_every_number_in_an_areas_sentences_is_of_its_headline_indicator(told: Told, kind: str) -> None:
    checked = 0
    for area, sentences in _sentences(told, kind):
        row = told.now.get((told.headline(area).id, CITY), {})
        target = told.headline(area).target
        known = [abs(value) for value in (*derived(row), (target and target.value) or 0.0)]
        for shown in files.numbers(_bare(sentences, told.headline(area))):
            is_year = re.fullmatch(r"20[012]\d", shown) is not None
            is_apart = row.get("required") is not None and is_apart_as(row["value"], row["required"], shown)
            is_known = is_apart or any(is_printed_as(value, shown.lstrip("−+")) for value in known)
            assert is_year or is_known, (area, shown, sentences)
            checked += not is_year
    assert checked > 60


def test_how_far_each_area_has_come_is_reckoned_from_the_status(told: Told) -> None:
    shares = {
        told.register.area(area).short_name: [_share(side, told.headline(area).id) for side in (told.before, told.now)]
        for area in range(1, 11)
    }
    assert sum(None not in pair for pair in shares.values()) > 6
    rows = [r for r in told.slides[2].charts[0].rows if str(r["Område"]).partition(" · ")[0] in shares]
    for row in rows:
        assert [row["Då"], row["Nu"]] == [_near(s) for s in shares[row["Område"].partition(" · ")[0]]], row
    assert len(rows) == 10


def test_the_page_tells_the_values_of_last_time_and_now(told: Told) -> None:
    areas = {told.register.area(area).short_name: told.headline(area).id for area in range(1, 11)}
    rows = told.sections[1].tables[0][1:]
    assert len(rows) == 10
    for name, _, *shown, _ in rows:
        for figure, side in zip(shown, (told.before, told.now), strict=True):
            value, printed = side.get((areas[name], CITY), {}).get("value"), files.numbers(figure)
            assert is_printed_as(value, printed[0]) if printed else value is None, (name, figure)


def test_the_page_tells_every_year_of_the_city_and_every_pair(told: Told) -> None:
    years, pairs, name = 0, 0, ""
    for area, section in _area_sections(told):
        series = [t for t in section.tables if t[0][0] == "År"]
        for head, values, margins in series:
            for year, shown, margin in zip(head[1:], values[1:], margins[1:], strict=True):
                kept = told.series.get((told.headline(area).id, CITY, "", int(year)), {})
                if numbers := files.numbers(shown):
                    assert is_printed_as(kept["Värde"], numbers[0]), (area, year)
                    years += 1
                else:
                    assert kept.get("Värde") is None
                ends = re.findall(r"[−]?[\d\u00a0]+(?:,\d+)?", margin)
                limits = [kept.get("Nedre gräns"), kept.get("Övre gräns")]
                assert all(map(is_printed_as, limits, ends)) if ends else limits == [None, None]
    for section in told.sections:
        for row in (r for t in section.tables if t[0][0] == "Vad" for r in t[1:]):
            name = row[0].partition(" · ")[0] or name
            if name.startswith("Kvinnor och män"):
                continue  # read on the slides, which name the indicator
            indicator, year = told.named(name), int(row[1])
            ends = []
            for cell in (row[2], row[3]):
                district = next(d for d in _districts(told) if cell.startswith(d))
                value = told.series[indicator.id, told.code(district), "", year]["Värde"]
                assert is_printed_as(value, files.numbers(cell.removeprefix(district))[0]), (name, cell)
                ends.append(value)
            assert is_apart_as(ends[0], ends[1], files.numbers(row[4])[0]), row
            pairs += 1
    assert years > 60
    assert pairs > 20


def test_the_report_says_what_the_page_says(told: Told) -> None:
    """Every cell and sentence, in the same order; the page's numbers are read above."""
    report, place, missing = files.squeezed("".join(told.pages)), 0, []
    for section in told.sections[1:]:
        for text in section.texts:
            found = report.find(files.squeezed(text))
            if found < 0:
                missing.append(text)
        head = report.find(files.squeezed(section.name), place)
        assert head >= place, section.name
        place = head
    assert missing == []


def test_coverage_counts_the_districts_with_a_value_of_the_year(told: Told) -> None:
    rows = {row["Strategiskt område"]: row for row in told.sheets["Datatäckning"]}
    for area in range(1, 11):
        mine = [i.id for i in told.register.of_area(area)]
        for name, shown in list(rows[told.register.area(area).short_name].items())[1:]:
            places = [told.now.get((key, told.code(name))) for key in mine]
            have = sum(row is not None and row["value_year"] == 2019 for row in places)
            assert shown.startswith(f"{have} av") or (have == 0 and shown == swedish.NOTHING), (area, name)


def _near(value: float | str | None) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value


def _is(shown: str, value: float, year: int) -> bool:
    figure, when = files.numbers(shown)
    return is_printed_as(value, figure) and when == str(year)


def _areas(told: Told) -> Iterator[tuple[int, Slide]]:
    for slide in told.slides:
        found = [re.match(r"Strategiskt område (\d+)", text) for text in slide.texts]
        yield from ((int(match[1]), slide) for match in found if match)


def _area_sections(told: Told) -> Iterator[tuple[int, Section]]:
    for section in told.sections:
        if match := re.match(r"Strategiskt område (\d+)", section.name):
            yield int(match[1]), section


def _sentences(told: Told, kind: str) -> Iterator[tuple[int, str]]:
    """Title, what is said, and the method, as they stand in one kind of file."""
    if kind == "slides":
        for area, slide in _areas(told):
            parts = slide.notes.split("METOD OCH OSÄKERHET")
            method = parts[1].split("REPRODUCERA")[0]
            yield area, f"{slide.title} {parts[0].split('KÄLLA')[0]} {method}"
    else:
        for area, section in _area_sections(told):
            cells = {cell for table in section.tables for row in table for cell in row}
            yield area, " ".join([*(t for t in section.texts[2:4] if t not in cells), section.texts[-1]])


def _bare(text: str, indicator: Indicator) -> str:
    """A text without the numbers that belong to names and units."""
    for words in (indicator.sentence.subject, indicator.sentence.unit, indicator.unit, indicator.name):
        if re.search(r"\d", words):
            text = text.replace(swedish.tight(words), "").replace(swedish.sentence_case(swedish.tight(words)), "")
    return text.replace("95 procents felmarginal", "")


def _share(side: Status, name: str) -> float | None:
    row = side.get((name, CITY))
    if row is None or None in (row["value"], row["baseline"], row["target"], row["required"]):
        return None  # without a path, as after a break, nobody has come any way
    return float((row["value"] - row["baseline"]) / (row["target"] - row["baseline"]))


def _districts(told: Told) -> list[str]:
    return [place.name for place in told.register.on_level(GeographyLevel.DISTRICT)]


def _at(told: Told, slide: Slide, chart: Chart, end: str, year: int) -> list[float | None]:
    """What the end of a pair may be: its district's value, or that of the group among the area's indicators."""
    groups = {"Kvinnor": "kon=kvinna", "Män": "kon=man"}
    if end not in groups:
        indicator = told.named(chart.alt.removeprefix("Parvisa punkter, ").partition(":")[0])
        row = told.now[indicator.id, told.code(end)]
        if row["value_year"] == year:
            return [row["value"]]
        return [told.series[indicator.id, told.code(end), "", year]["Värde"]]
    area = next(number for number, other in _areas(told) if other is slide)
    names = {
        told.headline(area).id,
        *(told.named(c.over).id for c in slide.charts if c.name.startswith("Stadsdelarna ")),
    }
    found = [told.series.get((name, CITY, groups[end], year)) for name in names]
    return [row["Värde"] for row in found if row is not None]

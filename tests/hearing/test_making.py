"""What a hearing's slides say: nothing chosen is missing, every figure is the result's, no gap stands alone."""

from __future__ import annotations

import re
from datetime import date

import pytest

from indicators.districts import equality
from indicators.districts.equality_breakdowns import SEX, between
from indicators.hearing import panels
from indicators.hearing.making import deck, seen
from indicators.hearing.selection import Selection
from indicators.hearing.slide_parts import MADE_UP
from indicators.hearing.slides import Absent, Comment, Deck, Dots, Gaps, Points, Slide, SlideKind, Trend
from indicators.model import ObservationStatus, Registry
from indicators.situation import Situation, count
from indicators.store import Store
from indicators.swedish import count_word
from tests.issued import Hearing

FLOOR = r"Slumpen ensam skulle ge omkring [\d\u00a0]+(,\d+)?"
HELD = date(2020, 10, 13)


@pytest.fixture(scope="module")
def now(hearing: Hearing) -> Situation:
    return hearing.drafted.now


@pytest.fixture(scope="module")
def before(hearing: Hearing) -> Situation:
    assert hearing.drafted.before is not None
    return hearing.drafted.before


def made(now: Situation, **choices: object) -> Deck:
    told = {key: choices.pop(key) for key in ("before", "before_name", "comments") if key in choices}
    return deck(now, Selection(held=HELD, year=now.year, **choices), name="Prov", revision=1, **told)


@pytest.fixture(scope="module")
def whole(now: Situation, before: Situation) -> Deck:
    return made(now, before=before, before_name="läget 2018")


def of(found: Deck, kind: SlideKind) -> list[Slide]:
    return [slide for slide in found.slides if slide.kind is kind]


def test_there_is_one_slide_for_every_area_and_seven_about_all(whole: Deck) -> None:
    assert [s.number for s in whole.slides] == list(range(1, 18))
    assert [s.key for s in of(whole, SlideKind.AREA)] == [f"omrade-{n}" for n in range(1, 11)]
    assert len({s.title for s in whole.slides}) == 17


STRANGE = re.compile(
    r"\b(en|ett|ingen|inget|noll) av (en|ett)\b|\bav en huvud|för ingen.* för ingen.* för ingen|\b1 indikatorer\b"
)
"""What nobody says of one area: `en av en`, or three times none."""


@pytest.mark.parametrize("area", range(1, 11))
def test_one_area_alone_is_told_as_one(now: Situation, before: Situation, area: int) -> None:
    found = made(now, areas=(area,), before=before, before_name="läget 2018")
    for slide in found.slides:
        lists = [" ".join(panel.sentences) for panel in slide.panels if isinstance(panel, Points)]
        for text in (slide.title, slide.notes.say, *lists, *(panel.alt for panel in slide.panels)):
            assert not STRANGE.search(text), (slide.key, text)


def test_speakers_are_told_what_last_time_is(now: Situation, before: Situation) -> None:
    told = [
        of(made(now, before=before, before_name="förra", compared=name), SlideKind.SINCE)[0].notes.method
        for name in ("Hearing 2019", "")
    ]
    assert "det som visades då" in told[0]
    assert "läget året före, räknat på dagens uppgifter" in told[1]
    assert "visades" not in told[1]


def test_what_is_needed_to_make_a_slide_again_names_the_leads_own_choices(now: Situation) -> None:
    chosen = made(now, areas=(9, 2), headlines={9: "demo-uppfoljda-insatser"}, questions=("Vem äger Frihamnen?",))
    own = now.registry.indicators["demo-uppfoljda-insatser"]
    for slide in chosen.slides:
        assert f"Valda huvudindikatorer: ”{own.short_name}” för område 9." in slide.notes.reproduce
        assert "Egna frågor: ”Vem äger Frihamnen?”." in slide.notes.reproduce
    assert "Valda" not in made(now, areas=(2,)).slides[0].notes.reproduce


def test_breaks_and_what_small_numbers_hide_are_named_beside_the_coverage(now: Situation) -> None:
    slide = of(made(now, areas=(3, 7)), SlideKind.COVERAGE)[0]
    broken = [i.short_name for i in now.registry.of_area(7) if any(2014 < b.year <= 2019 for b in i.breaks)]
    hidden = now.observations
    hidden = hidden[(hidden["status"] == "suppressed") & (hidden["year"] == 2019) & (hidden["breakdown"] == "")]
    places = {now.registry.geographies[code].name for code in hidden["geography"]}
    assert broken
    assert places
    for told in (slide.source, slide.notes.method):
        assert all(f"{name} (2017)" in told for name in broken)
        assert all(f"i {place}" in told for place in places)
    assert of(made(now, areas=(1,)), SlideKind.COVERAGE)[0].source == ""


def test_areas_come_in_the_chosen_order_and_the_others_are_named(now: Situation) -> None:
    found = made(now, areas=(7, 3))
    assert [s.key for s in of(found, SlideKind.AREA)] == ["omrade-7", "omrade-3"]
    assert len(found.left_out) == 8


def test_the_glance_has_the_value_and_assessment_of_every_headline_indicator(whole: Deck, now: Situation) -> None:
    rows = of(whole, SlideKind.GLANCE)[0].panels[0].rows
    for row, number in zip(rows, range(1, 11), strict=True):
        told = now.headline(number)
        assert (row[4].number, row[5].number, row[6].assessment) == (told.value.value, told.target, told.assessment)


def test_the_trend_has_every_year_to_the_target_and_no_forecast(whole: Deck, now: Situation) -> None:
    for slide in of(whole, SlideKind.AREA):
        trend = slide.panels[0]
        assert isinstance(trend, Trend)
        years = [int(p.name) for p in trend.points]
        assert years == list(range(years[0], 2021))
        assert all(p.value is None for p in trend.points if int(p.name) > 2019)


def test_the_trend_shows_the_estimates_and_nothing_hidden(whole: Deck, now: Situation) -> None:
    for slide in of(whole, SlideKind.AREA):
        rows = now.series(slide.indicators[0], now.registry.city_code).set_index("year")
        for point in slide.panels[0].points:
            if point.value is not None:
                assert rows.loc[int(point.name), "value"] == point.value
                assert rows.loc[int(point.name), "status"] != ObservationStatus.SUPPRESSED


def test_no_gap_is_without_its_chance_floor_and_level(whole: Deck) -> None:
    gaps = [gap for s in whole.slides for p in s.panels if isinstance(p, Gaps) for gap in p.gaps]
    assert len(gaps) > 10
    assert [gap.name for gap in gaps if not re.fullmatch(FLOOR, gap.floor)] == []
    assert [gap.name for gap in gaps if not any(word in gap.verdict for word in ("Nivån", "Bättre", "Sämre"))] == []
    assert [gap.name for gap in gaps if not gap.unit] == []


def test_a_measure_without_margin_has_no_gap_and_says_why(whole: Deck, now: Situation) -> None:
    for number in (1, 2):
        told, panel = now.headline(number), of(whole, SlideKind.AREA)[number - 1].panels[2]
        assert told.value.lower is None
        assert isinstance(panel, Absent)
        assert panel.why.endswith(
            "avståndet mellan kvinnor och män visas inte. "
            "Utan felmarginal går det inte att säga vad slumpen ensam skulle ge."
        )


def test_a_gap_that_is_left_out_for_its_floor_is_told_beside_the_one_that_is_drawn(now: Situation) -> None:
    indicator = now.registry.indicators["trangboddhet"]
    districts = equality.of_indicator(now, "demo-trygg-ute-kvallstid")
    assert between(now, indicator, SEX).years[-1].by_chance is None
    drawn = panels.gaps(now, indicator, in_districts=districts)
    assert isinstance(drawn, Gaps)
    assert [gap.name for gap in drawn.gaps] == [districts.indicator.short_name]
    assert f"Avståndet mellan kvinnor och män visas inte. {panels.NO_MARGIN}" in drawn.source


def test_the_floor_of_two_groups_is_what_equal_ones_would_differ_by(now: Situation) -> None:
    """The mean of |N(0, se)| is se times the root of 2/pi, and a 95 percent interval is 3.92 se wide."""
    indicator = now.registry.indicators[now.headline(3).indicator]
    last = between(now, indicator, SEX).years[-1]
    drawn = panels.gaps(now, indicator, in_districts=None).gaps[0]
    floor = (last.upper - last.lower) / 3.92 * 0.79788
    assert drawn.floor == f"Slumpen ensam skulle ge omkring {floor:.1f}".replace(".", ",")


def test_the_group_panel_names_its_indicator_and_unit(whole: Deck, now: Situation) -> None:
    slide = of(whole, SlideKind.AREA)[2]
    short = now.registry.indicators[slide.indicators[0]].short_name
    assert slide.panels[2].subtitle == f"{short}, procentenheter"


def test_the_equal_slide_counts_all_and_tells_how_many_are_made_up(whole: Deck, now: Situation) -> None:
    slide = of(whole, SlideKind.EQUAL)[0]
    told = equality.of_every_indicator(now)
    made_up, left = (
        sum(found) for found in zip(*((e.indicator.is_demo, e.reason is not None) for e in told), strict=True)
    )
    assert slide.title.endswith(
        f"inte bedömt för {count_word(left)}; {count_word(made_up)} av de {count_word(len(told))} är påhittade"
    )
    assert slide.is_demo
    assert MADE_UP in slide.footer


def test_the_equal_slide_names_the_gap_that_lacks_what_chance_would_give(whole: Deck, now: Situation) -> None:
    (slide,) = of(whole, SlideKind.EQUAL)
    silent = [e.indicator.short_name for e in equality.of_every_indicator(now) if panels.lacks_floor(e)]
    assert len(silent) == 1
    assert f"”{silent[0]}” ritas inte: utan felmarginal" in slide.source


def test_districts_without_value_say_why(whole: Deck) -> None:
    points = [p for s in whole.slides for panel in s.panels if isinstance(panel, Dots) for p in panel.points]
    assert len(points) % 10 == 0
    assert all(p.shown for p in points)
    assert any(p.value is None for p in points)


def test_other_indicators_are_counted_without_the_headline(whole: Deck, now: Situation) -> None:
    slide = of(whole, SlideKind.AREA)[1]
    found = dict(slide.others)
    every = count(now.for_city(2))
    assert sum(found.values()) == sum(every.values()) - 1
    assert every[slide.assessment] - found.get(slide.assessment, 0) == 1


def test_what_is_certain_since_last_time_comes_first(whole: Deck) -> None:
    slide = of(whole, SlideKind.SINCE)[0]
    groups = [way.group for way in slide.panels[0].ways]
    assert groups[:2] == ["Säkerställt bättre"] * 2
    assert slide.title.startswith("Två av sex jämförbara huvudindikatorer har en säkerställd förbättring sedan läget")
    unlike = [way for way in slide.panels[0].ways if way.group == "Går inte att jämföra"]
    assert {way.why for way in unlike} == {"felmarginal saknas"}


def test_a_measurement_seen_last_time_too_is_called_no_new_one(now: Situation) -> None:
    slide = of(made(now, before=now, before_name="läget 2019"), SlideKind.SINCE)[0]
    assert {way.group for way in slide.panels[0].ways} == {"Ingen ny mätning"}
    assert slide.title == "Ingen huvudindikator har en ny mätning som går att jämföra med förra"


def test_without_a_last_time_nothing_is_compared(now: Situation) -> None:
    slide = of(made(now), SlideKind.SINCE)[0]
    assert slide.title == "Det finns ingen tidigare mätning att jämföra huvudindikatorerna med"


def test_made_up_figures_are_marked_on_their_slides_and_only_there(whole: Deck, now: Situation) -> None:
    for slide in of(whole, SlideKind.AREA):
        is_demo = any(panel.is_demo for panel in slide.panels)
        assert (MADE_UP in slide.footer) is is_demo
    assert {MADE_UP in s.footer for s in of(whole, SlideKind.AREA)} == {True, False}


def test_a_comment_stands_on_its_slide_and_a_missing_one_is_empty(now: Situation) -> None:
    written = Comment(text="Belysningen byttes.", by="Utvecklingsledaren", at="2 oktober 2020")
    found = made(now, comments={"omrade-3": written})
    comments = {s.key: s.comment for s in of(found, SlideKind.AREA)}
    assert comments["omrade-3"] == written
    assert comments["omrade-4"].text == ""


def test_another_headline_indicator_speaks_for_the_area(now: Situation) -> None:
    chosen = next(i.id for i in now.registry.of_area(2) if i.id != now.registry.headline(2).id and now.city(i.id))
    slide = of(made(now, areas=(2,), headlines={2: chosen}), SlideKind.AREA)[0]
    assert slide.indicators[0] == chosen


def test_questions_come_from_assessments_unless_the_lead_has_written_them(now: Situation, whole: Deck) -> None:
    asked = of(whole, SlideKind.QUESTIONS)[0].panels[0].sentences
    assert len(asked) == 5
    assert asked[-1].startswith("Målvärdena är förslag för tio av tio")
    own = made(now, questions=("Vem äger frågan?",))
    assert of(own, SlideKind.QUESTIONS)[0].panels[0].sentences == ("Vem äger frågan?",)


def test_coverage_counts_the_values_that_exist(whole: Deck, now: Situation) -> None:
    rows = of(whole, SlideKind.COVERAGE)[0].panels[0].rows
    cells = [cell.text.split(" av ") for row in rows for cell in row[1:] if " av " in cell.text]
    have, due = (sum(int(pair[i]) for pair in cells) for i in (0, 1))
    slide = of(whole, SlideKind.COVERAGE)[0]
    assert slide.title == f"Av det som följs per stadsdel har {round(100 * have / due)} procent ett värde för 2019"
    assert re.search(rf"Av {have} värden är [1-9]\d* påhittade\.", slide.panels[0].subtitle)
    assert "Rosa: mindre än hälften" in slide.panels[0].subtitle


@pytest.mark.parametrize("year", [2015, 2017, 2020])
def test_every_viewpoint_gives_whole_slides(store: Store, register: Registry, year: int) -> None:
    found = made(seen(store, register, year=year))
    assert all(s.title and s.footer and s.notes.say and s.notes.reproduce for s in found.slides)
    assert all(p.alt and len(p.alt) <= 600 for s in found.slides for p in s.panels)

"""What is looked at before a hearing is issued: what stops it, what is good to know, what has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indicators.hearing.checks import Check, CheckKind, Claimed, Crowded, Place, Weight, answered_under, checks
from indicators.hearing.claimed import claimed
from indicators.hearing.making import deck
from indicators.hearing.ordering import worst_first
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment, Deck, Dots, Gaps, Points, SlideKind, Trend
from indicators.model import Assessment
from indicators.reports.presentation.crowding import crowded
from indicators.situation import Situation
from tests.issued import Hearing

CHOSEN = Selection(held=date(2020, 10, 13), year=2019)
ONE = Selection(held=CHOSEN.held, year=2019, areas=(2,))
COMMENT = Comment(text="Nya bostäder byggs.", by="Lisa", at="2 oktober 2020")


@pytest.fixture(scope="module")
def now(hearing: Hearing) -> Situation:
    return hearing.drafted.now


def made(now: Situation, selection: Selection = CHOSEN, **comments: Comment) -> Deck:
    told = {key.replace("_", "-"): comment for key, comment in comments.items()}
    return deck(now, selection, name="Prov", revision=1, comments=told)


@pytest.fixture(scope="module")
def whole(now: Situation) -> Deck:
    return made(now)


def of(found: tuple[Check, ...], kind: CheckKind) -> Check:
    return next(check for check in found if check.kind is kind)


def test_everything_is_looked_at_and_faults_come_first(whole: Deck, now: Situation) -> None:
    wrong = Claimed(slide="omrade-2", told="texten säger fel.", is_fault=True, sentence="Fel.")
    found = checks(whole, now, CHOSEN, claimed=[wrong])
    assert {check.kind for check in found} == set(CheckKind)
    assert [check.weight for check in found] == sorted((c.weight for c in found), key=list(Weight).index)
    assert found[0].text == "Bild 6: texten säger fel."


def test_what_is_lacking_fragile_made_up_and_proposed_is_good_to_know(whole: Deck, now: Situation) -> None:
    found = checks(whole, now, CHOSEN, waiting=2)
    for kind in (CheckKind.NO_COMMENT, CheckKind.FRAGILE, CheckKind.MADE_UP, CheckKind.PROPOSAL, CheckKind.WAITING):
        assert of(found, kind).weight is Weight.NOTE, kind
    fragile = {f"omrade-{n}" for n in range(1, 11) if (told := now.headline(n)) and told.is_fragile}
    assert set(of(found, CheckKind.FRAGILE).slides) == fragile
    assert "Sju av tio huvudindikatorer är påhittade" in of(found, CheckKind.MADE_UP).text
    assert of(found, CheckKind.WAITING).text.startswith("Två leveranser för 2019 väntar")


def test_a_written_comment_is_not_asked_for(now: Situation) -> None:
    found = checks(made(now, ONE, omrade_2=COMMENT), now, ONE)
    assert "omrade-2" not in of(found, CheckKind.NO_COMMENT).slides


def test_a_headline_without_room_stops_issuing_and_says_what_to_do(whole: Deck, now: Situation) -> None:
    assert crowded(whole) == ()
    slides = tuple(replace(s, title="Mycket ord " * 60) if s.key == "omrade-3" else s for s in whole.slides)
    found = crowded(replace(whole, slides=slides))
    assert [(each.slide, each.place) for each in found] == [("omrade-3", Place.HEADLINE)]
    told = of(checks(whole, now, CHOSEN, crowded=found), CheckKind.NO_ROOM)
    assert (told.weight, told.text) == (
        Weight.FAULT,
        "Bild 7: rubriken ryms inte på två rader. Välj en annan huvudindikator.",
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [("jamlik", "Välj färre områden"), ("fragor", "Korta frågan"), ("omrade-2", "annan huvudindikator")],
)
def test_what_has_no_room_is_told_with_what_helps_there(whole: Deck, now: Situation, key: str, told: str) -> None:
    for place in (Place.HEADLINE, Place.OTHER):
        found = checks(whole, now, CHOSEN, crowded=[Crowded(slide=key, place=place, text="För långt")])
        assert told in of(found, CheckKind.NO_ROOM).text


def test_indicators_of_districts_only_are_looked_at_too(now: Situation) -> None:
    chosen = replace(CHOSEN, areas=(5, 7), headlines={5: "anmalda-ran", 7: "anmalda-brott-mot-person"})
    proposed = [now.registry.indicators[name] for name in chosen.headlines.values()]
    assert all(now.city(i.id) is None and i.target is not None for i in proposed)
    found = checks(made(now, chosen), now, chosen)
    assert all(i.target and i.target.decision.is_proposal for i in proposed)
    assert of(found, CheckKind.PROPOSAL).text.startswith("Två av två huvudindikatorer har mål som bara är förslag")
    assert of(found, CheckKind.FRAGILE).text.startswith("Ingen huvudindikator bedöms för staden")


def test_a_comment_that_goes_on_in_the_notes_is_good_to_know(now: Situation) -> None:
    found = made(now, ONE, omrade_2=replace(COMMENT, text="Bostäder byggs på många ställen. " * 30))
    assert [each.place for each in crowded(found)] == [Place.COMMENT]
    told = checks(found, now, ONE, crowded=[Crowded(slide="omrade-2", place=Place.COMMENT, text="")])
    assert of(told, CheckKind.NO_ROOM).weight is Weight.NOTE
    assert "texten bakom kurvan ryms inte på bilden. Korta den" in of(told, CheckKind.NO_ROOM).text


@pytest.mark.parametrize("kind", [Trend, Dots])
def test_a_drawn_value_that_nobody_may_see_stops_issuing(whole: Deck, now: Situation, kind: type) -> None:
    assert of(checks(whole, now, CHOSEN), CheckKind.HIDDEN).weight is Weight.PASSED
    slide = next(s for s in whole.slides if s.kind is SlideKind.AREA and any(isinstance(p, kind) for p in s.panels))
    shown = slide.indicators[0] if kind is Trend else slide.indicators[-1]
    assert slide.key in showing(whole, suppressed(now, shown))


@pytest.mark.parametrize("key", ["korthet", "sedan", "jamlik"])
def test_a_hidden_value_on_a_slide_before_the_areas_stops_issuing(whole: Deck, now: Situation, key: str) -> None:
    slide = next(slide for slide in whole.slides if slide.key == key)
    shown = slide.indicators[0] if slide.indicators else CHOSEN.headline(3, now.registry)
    assert key in showing(whole, suppressed(now, shown or ""))


@pytest.mark.parametrize("name", ["Lundby", "Kvinnor"])
def test_a_hidden_end_of_a_gap_stops_issuing(whole: Deck, now: Situation, name: str) -> None:
    slide, gap = next(
        (slide, gap)
        for slide in whole.slides
        if slide.kind is SlideKind.AREA
        for panel in slide.panels
        if isinstance(panel, Gaps)
        for gap in panel.gaps
        if (gap.name == "Kvinnor och män") is (name == "Kvinnor")
    )
    end = next((end for end in (gap.now.left, gap.now.right) if end.name == name), gap.now.left)
    other = replace(gap, now=replace(gap.now, left=replace(end, name=name, value=41.2)))
    panels = tuple(replace(p, gaps=(other,)) if isinstance(p, Gaps) else p for p in slide.panels)
    changed = replace(whole, slides=(replace(slide, panels=panels),))
    rows = now.estimates
    code = next((place.code for place in now.registry.geographies.values() if place.name == name), "")
    place = (rows["geography"] == code) if code else rows["breakdown"] == "kon=kvinna"
    hidden = rows.assign(status=rows["status"].where(~((rows["year"] == int(gap.now.when)) & place), "suppressed"))
    assert slide.key not in showing(changed, now) or name == "Lundby"  # without a value it is as hidden
    assert slide.key in showing(changed, replace(now, estimates=hidden))


def suppressed(now: Situation, indicator: str) -> Situation:
    """The same figures with every value of an indicator hidden afterwards."""
    rows = now.estimates
    return replace(
        now, estimates=rows.assign(status=rows["status"].where(rows["indicator"] != indicator, "suppressed"))
    )


def showing(shown: Deck, now: Situation) -> set[str]:
    """The slides that show what nobody may see."""
    found = [c for c in checks(shown, now, CHOSEN) if c.kind is CheckKind.HIDDEN and c.weight is Weight.FAULT]
    return {key for check in found for key in check.slides}


def test_a_comment_against_the_assessment_is_a_fault_and_others_are_not(now: Situation) -> None:
    found = claimed(made(now, ONE, omrade_2=replace(COMMENT, text="Trångboddheten minskar.")), now, ONE)
    assert [(each.slide, each.is_fault) for each in found] == [("omrade-2", True)]
    assert claimed(made(now, ONE, omrade_2=COMMENT), now, ONE) == ()


def test_the_gravest_assessments_come_first_in_the_order_of_the_programme(now: Situation) -> None:
    order = worst_first(range(1, 11), CHOSEN, now)
    worsening = [n for n in range(1, 11) if now.headline(n).assessment is Assessment.WORSENING]
    assert worsening
    assert list(order[: len(worsening)]) == worsening
    assert sorted(order) == list(range(1, 11))


def test_a_question_that_contradicts_a_district_or_takes_it_for_given_is_told_and_can_be_answered(
    now: Situation,
) -> None:
    asked = "Vad gör vi åt att tryggheten i Angered har minskat till 30 procent?"
    chosen = replace(CHOSEN, questions=("Vem beslutar om målen?", asked))
    found = claimed(made(now, chosen), now, chosen)
    assert {(each.slide, each.is_fault) for each in found} == {("fragor", True), ("fragor", False)}
    assert all(each.told.startswith("fråga 2 säger ”") for each in found)
    assert (answered_under("fragor"), answered_under("omrade-7")) == (0, 7)
    ours = next(panel for s in made(now).slides if s.key == "fragor" for panel in s.panels if isinstance(panel, Points))
    sound = replace(CHOSEN, questions=ours.sentences)
    assert claimed(made(now, sound), now, sound) == ()

"""Answers to contradictions: kept with who gave them, for one claim in one year, and asked for when issuing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from indicators import editions, swedish
from indicators.editions import Drafted, comparing
from indicators.editions.differences import Cause
from indicators.errors import AccessError, InputError
from indicators.hearing import answers
from indicators.hearing.answers import ANSWERED
from indicators.hearing.checks import Check, Weight
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.reports.presentation.fitting import LINE
from indicators.reports.presentation.layout import IN_NOTES, layout
from indicators.reports.presentation.placed import Text
from indicators.settings import Settings
from indicators.situation import Situation
from indicators.store import Store
from tests.conftest import AT, copied
from tests.editions import files

ANNA = Person(name="Anna", role=UserRole.LEAD)
BO = Person(name="Bo", role=UserRole.LEAD)
ASKED = "Vad gör vi åt att trångboddheten har minskat?"
COMMENT = Comment(text="", by="Anna", at="1 december 2020")
ONE, OTHER = "texten säger ”minskar”. Andelen har ökat.", "texten säger ”når målet”. Målet nås inte."


@pytest.fixture(scope="module")
def kept(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(copied(prepared, tmp_path_factory.mktemp("answers")))


Draft = Callable[..., Drafted]


@pytest.fixture(scope="module")
def draft(kept: Store, at: Callable[[int], Situation]) -> Draft:
    """A draft for one area with the questions given, as all stands now."""

    def drafted(*questions: str) -> Drafted:
        selection = Selection(held=date(2020, 12, 1), year=2018, areas=(2,), questions=questions)
        return editions.draft(kept, selection, name="Prov", see=lambda year, *_: at(year))

    return drafted


def give(store: Store, told: str, reason: str, *, by: Person = ANNA, days: int = 0, year: int = 2018) -> None:
    answers.give(store, 4, told, reason, year=year, by=by, at=AT + timedelta(days=days))


def test_answers_stand_side_by_side_with_who_first_gave_each(kept: Store) -> None:
    give(kept, ONE, "  Serien \n\n slutar.  ")
    give(kept, OTHER, "Ett nytt mål.", by=BO, days=1)
    given = answers.of(kept, 4, year=2018)
    assert {told: (a.reason, a.by, a.at) for told, a in given.items()} == {
        ONE: ("Serien slutar.", "Anna", AT),
        OTHER: ("Ett nytt mål.", "Bo", AT + timedelta(days=1)),
    }
    give(kept, ONE, "")
    assert list(answers.of(kept, 4, year=2018)) == [OTHER]


def test_an_answer_is_of_its_year_and_of_the_texts_of_its_day(kept: Store) -> None:
    before = kept.newest_analysis()
    give(kept, ONE, "Därför.", year=2017)
    assert answers.of(kept, 4, year=2017, until=before) == {}
    assert ONE in answers.of(kept, 4, year=2017)
    assert answers.of(kept, 4, year=2016) == {}


def test_only_the_lead_answers_and_briefly(kept: Store) -> None:
    with pytest.raises(AccessError):
        give(kept, ONE, "Nej.", by=Person(name="Eva", role=UserRole.APPROVER), year=2015)
    with pytest.raises(InputError, match="högst 300 får plats"):
        give(kept, ONE, "x" * 301, year=2015)
    assert answers.of(kept, 4, year=2015) == {}


def test_an_unanswered_contradiction_stops_issuing_wherever_it_is_asked_for(kept: Store) -> None:
    kept.write_analysis("omrade/2", "Trångboddheten minskar.", viewpoint=2019, by="Anna", at=AT, replaces=None)
    selection = Selection(held=date(2020, 12, 1), year=2019, areas=(2,))
    with pytest.raises(InputError, match=r"Ett fel att rätta först.*säger ”minskar”.*Inget är utgivet"):
        editions.issue(kept, selection, name="Hearing 2020", by=ANNA, at=AT)
    assert kept.editions() == []


def test_an_answer_holds_for_its_sentence_and_not_for_another_with_the_same_word(kept: Store) -> None:
    selection = Selection(held=date(2020, 12, 1), year=2018, areas=(2,))

    def looked(text: str) -> list[Check]:
        seen = kept.analyses("omrade/2", viewpoint=2018)
        replaces = seen[0].id if seen else None
        kept.write_analysis("omrade/2", text, viewpoint=2018, by="Anna", at=AT, replaces=replaces)
        found = editions.looked_at(kept, editions.draft(kept, selection, name="Hearing 2020"))
        return [check for check in found if check.claim]

    (first,) = looked("Trångboddheten minskar.")
    answers.give(kept, 2, first.claim, "Serien slutar.", year=2018, by=ANNA, at=AT)
    told = [(check.weight, check.claim) for check in looked("Trångboddheten minskar. Andelen minskar till {värde}.")]
    weights = dict(told)
    assert "Trångboddheten minskar." in weights[Weight.ANSWERED]
    assert "Andelen minskar till" in weights[Weight.FAULT]


def test_an_answered_contradiction_stands_with_its_answer_wherever_it_stands(kept: Store, draft: Draft) -> None:
    written = kept.analyses("omrade/2", viewpoint=2018)
    replaces = written[0].id if written else None
    kept.write_analysis("omrade/2", "Trångboddheten minskar nu.", viewpoint=2018, by="Anna", at=AT, replaces=replaces)
    before = draft()
    claim = next(check.claim for check in editions.looked_at(kept, before) if check.claim)
    assert all(slide.answers == () for slide in before.deck.slides)
    answers.give(kept, 2, claim, "Serien slutar.", year=2018, by=ANNA, at=AT)
    after = draft()
    told = next(slide for slide in after.deck.slides if slide.answers)
    answer = (
        f"{swedish.sentence_case(claim.partition(' Meningen är ')[0])} Anna svarar, 1 december 2020: Serien slutar."
    )
    assert (told.key, told.answers) == ("omrade-2", (answer,))
    said = {kind: [] for kind in ("pptx", "pdf", "html", "xlsx")}
    for place, words in files.texts({kind: content for kind, (_, content) in editions.made(after, at=AT).items()}):
        said[place.partition(" ")[0]].append(files.squeezed(words))
    counts = {kind: "".join(words).count(files.squeezed(answer)) for kind, words in said.items()}
    assert counts == {"pptx": 2, "pdf": 1, "html": 1, "xlsx": 0}  # slide and notes; the sheet of checks is an edition's
    assert [(d.what, d.cause) for d in comparing.texts(before, after)] == [("comment omrade-2", Cause.TEXT)]
    answers.give(kept, 2, claim, "", year=2018, by=ANNA, at=AT)
    assert all(slide.answers == () for slide in draft().deck.slides)


def test_an_answer_longer_than_its_place_goes_on_in_the_notes(draft: Draft) -> None:
    deck = draft().deck
    slide = next(slide for slide in deck.slides if slide.key == "omrade-2")
    long = replace(slide, answers=("Skäl " * 99,), comment=replace(COMMENT, text="Ord " * 199))
    placed = [each for each in layout(long, deck) if isinstance(each, Text)]
    cut = [each for each in placed if each.text.endswith(IN_NOTES)]
    assert [each.text.partition(" ")[0] for each in cut] == ["Bakom", "Säger"]
    assert all(each.has_room for each in placed)
    tops = [(each.box.y, each.box.y + len(each.lines) * each.size * LINE) for each in placed[-20:] if each in cut]
    assert tops[0][1] <= tops[1][0] + 0.5


def test_an_answer_about_a_question_of_the_leads_stands_under_the_questions(kept: Store, draft: Draft) -> None:
    asked = draft(ASKED)
    claim = next(check.claim for check in editions.looked_at(kept, asked) if check.claim and "fråga" in check.claim)
    answers.give(kept, 0, claim, "Så säger de boende.", year=2018, by=ANNA, at=AT)
    told = next(slide for slide in draft(ASKED).deck.slides if slide.answers)
    assert told.key == "fragor"
    last = [each.text for each in layout(told, asked.deck) if isinstance(each, Text) and ANSWERED in each.text]
    assert len(last) == 1
    assert last[0].endswith("Så säger de boende.")

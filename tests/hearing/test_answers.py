"""Answers to contradictions: kept with who gave them, for one claim in one year, and asked for when issuing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators import editions
from indicators.errors import AccessError, InputError
from indicators.hearing import answers
from indicators.hearing.checks import Check, Weight
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import AT, copied

ANNA = Person(name="Anna", role=UserRole.LEAD)
BO = Person(name="Bo", role=UserRole.LEAD)
ONE, OTHER = "texten säger ”minskar”. Andelen har ökat.", "texten säger ”når målet”. Målet nås inte."


@pytest.fixture(scope="module")
def kept(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(copied(prepared, tmp_path_factory.mktemp("answers")))


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

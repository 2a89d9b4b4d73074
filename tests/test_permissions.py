from __future__ import annotations

import pytest

from indicators.batches import BatchState
from indicators.errors import AccessError
from indicators.model import UserRole
from indicators.permissions import (
    SWEDISH,
    Action,
    Person,
    is_same_person,
    may,
    may_review,
    may_upload_for,
    must_administer,
    must_map,
    must_review,
    must_undo,
    must_upload_for,
    must_write_analysis,
)

WHO_MAY = {
    Action.READ: "läsare uppladdare godkännare utvecklingsledare administratör",
    Action.UPLOAD: "uppladdare",
    Action.APPROVE: "godkännare utvecklingsledare",
    Action.UNDO: "godkännare utvecklingsledare",
    Action.MAP: "uppladdare utvecklingsledare administratör",
    Action.EDIT_REGISTER: "utvecklingsledare",
    Action.WRITE_ANALYSIS: "utvecklingsledare",
    Action.ISSUE_HEARING: "utvecklingsledare",
    Action.REMOVE_DEMO: "utvecklingsledare administratör",
    Action.MANAGE_SOURCES: "administratör",
    Action.ADMINISTER: "administratör",
}


@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_what_the_table_says_and_nothing_else(role: UserRole, action: Action) -> None:
    assert may(role, action) is (SWEDISH[role] in WHO_MAY[action].split())


def test_an_uploader_hands_in_for_the_own_district() -> None:
    assert may_upload_for(UserRole.UPLOADER, own_geography="131", geography="131")


def test_an_uploader_does_not_hand_in_for_another_district() -> None:
    assert not may_upload_for(UserRole.UPLOADER, own_geography="131", geography="132")


def test_an_uploader_without_district_hands_in_for_none() -> None:
    assert not may_upload_for(UserRole.UPLOADER, own_geography=None, geography="131")


@pytest.mark.parametrize("role", [r for r in UserRole if r is not UserRole.UPLOADER])
def test_other_roles_hand_in_for_no_district(role: UserRole) -> None:
    assert not may_upload_for(role, own_geography="131", geography="131")


def test_nobody_reviews_the_own_batch_however_the_name_is_written() -> None:
    assert not may_review(UserRole.APPROVER, name="Eva Ek", handed_in_by=" eva ek ")


def test_an_approver_reviews_the_batch_of_somebody_else() -> None:
    assert may_review(UserRole.APPROVER, name="Eva Ek", handed_in_by="Bo Berg")


def test_a_reader_reviews_no_batch() -> None:
    assert not may_review(UserRole.READER, name="Eva Ek", handed_in_by="Bo Berg")


ANNA = Person(name="Anna Ek", role=UserRole.UPLOADER, geography="131")
EVA = Person(name="Eva Ek", role=UserRole.APPROVER)


def test_names_are_compared_without_case_spaces_and_invisible_characters() -> None:
    written = ["Åsa Ek", " åsa  ek", "A\u030asa Ek", "Åsa\u00a0Ek", "Å\u200bsa Ek"]
    assert all(is_same_person(written[0], name) for name in written)
    assert not is_same_person("Åsa Ek", "Asa Ek")


def test_an_uploader_may_upload_for_the_own_district_and_is_told_otherwise() -> None:
    must_upload_for(ANNA, "131")
    with pytest.raises(AccessError, match=r"egen stadsdel \(131\), inte för 132"):
        must_upload_for(ANNA, "132")


def test_an_uploader_without_district_is_told_what_to_do() -> None:
    with pytest.raises(AccessError, match=r"ingen stadsdel.*administratören"):
        must_upload_for(Person(name="Bo", role=UserRole.UPLOADER), "131")


def test_an_approver_does_not_upload() -> None:
    with pytest.raises(AccessError, match="godkännare lämnar inte in"):
        must_upload_for(EVA, "131")


def test_an_approver_reviews_the_batches_of_others_only() -> None:
    must_review(EVA, "Bo Berg")
    with pytest.raises(AccessError, match=r"^Du kan inte granska din egen leverans\.$"):
        must_review(EVA, "EVA EK")


def test_an_uploader_does_not_review() -> None:
    with pytest.raises(AccessError, match="uppladdare granskar inte"):
        must_review(ANNA, "Bo Berg")


@pytest.mark.parametrize("state", [BatchState.DRAFT, BatchState.HANDED_IN])
def test_before_review_only_the_one_who_handed_in_takes_a_batch_back(state: BatchState) -> None:
    must_undo(ANNA, "anna ek", state)
    for person, handed_in_by in ((ANNA, "Bo"), (EVA, "Bo"), (EVA, "Eva Ek")):
        with pytest.raises(AccessError, match="Bara den som lämnade in"):
            must_undo(person, handed_in_by, state)


@pytest.mark.parametrize("role", UserRole)
def test_after_review_those_who_may_undo_take_a_batch_back(role: UserRole) -> None:
    person = Person(name="Cia", role=role)
    if may(role, Action.UNDO):
        must_undo(person, "Bo", BatchState.APPROVED)
    else:
        with pytest.raises(AccessError, match="kan inte ångra"):
            must_undo(person, "Cia", BatchState.APPROVED)


@pytest.mark.parametrize("role", UserRole)
def test_only_an_administrator_says_who_may_do_what(role: UserRole) -> None:
    person = Person(name="Cia", role=role)
    if role is UserRole.ADMINISTRATOR:
        must_administer(person)
    else:
        with pytest.raises(AccessError, match="Be en administratör"):
            must_administer(person)


@pytest.mark.parametrize("role", [UserRole.READER, UserRole.APPROVER])
def test_readers_and_approvers_save_no_mappings(role: UserRole) -> None:
    with pytest.raises(AccessError, match="sparar inte läskartor"):
        must_map(Person(name="Cia", role=role))


def test_an_uploader_changes_the_own_mappings_only() -> None:
    must_map(ANNA)
    must_map(ANNA, "anna ek")
    with pytest.raises(AccessError, match="sparad av Bo"):
        must_map(ANNA, "Bo")


@pytest.mark.parametrize("role", [UserRole.LEAD, UserRole.ADMINISTRATOR])
def test_lead_and_administrator_change_any_mapping(role: UserRole) -> None:
    must_map(Person(name="Cia", role=role), "Bo")


@pytest.mark.parametrize("role", UserRole)
def test_only_those_who_may_write_analysis_write_it(role: UserRole) -> None:
    person = Person(name="Cia", role=role)
    if may(role, Action.WRITE_ANALYSIS):
        must_write_analysis(person)
    else:
        with pytest.raises(AccessError, match="skriver ingen analys"):
            must_write_analysis(person)


def test_nobody_reviews_what_they_fetched_or_let_through() -> None:
    source, people = "källan enkaten", ("Siv", "eva  EK")
    assert not may_review(UserRole.APPROVER, name="Eva Ek", handed_in_by=source, fetched_by=people)
    assert may_review(UserRole.APPROVER, name="Bo Berg", handed_in_by=source, fetched_by=people)
    with pytest.raises(AccessError, match="själv hämtat"):
        must_review(Person(name="Eva Ek", role=UserRole.APPROVER), "källan enkaten", ("Eva Ek",))

from __future__ import annotations

import pytest

from indicators.model import UserRole
from indicators.permissions import SWEDISH, Action, may, may_review, may_upload_for

WHO_MAY = {
    Action.READ: "läsare uppladdare godkännare utvecklingsledare administratör",
    Action.UPLOAD: "uppladdare",
    Action.APPROVE: "godkännare utvecklingsledare",
    Action.UNDO: "godkännare utvecklingsledare",
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

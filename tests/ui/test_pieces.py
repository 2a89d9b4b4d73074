"""Ready pieces of pages: kept for every reader who would be shown the same, and for nobody else."""

from __future__ import annotations

import pytest
import streamlit as st

from indicators.store import Store
from tests.conftest import AT
from ui import cached, choices, pieces

made: list[tuple[str, int]] = []


@pieces.kept
def linked(name: str, *, size: int) -> str:
    made.append((name, size))
    return choices.link(name, "indikator")


@pieces.kept
def other(name: str, *, size: int) -> str:
    return f"{name} {size}"


@pytest.fixture(autouse=True)
def _anew(here: Store) -> None:
    made.clear()
    choices.see_from(2020, default=2020)


def test_a_piece_is_made_once_for_the_same_arguments() -> None:
    assert linked("ran", size=1) == linked("ran", size=1)
    assert linked("ran", size=2) == linked("ran", size=2)
    assert made == [("ran", 1), ("ran", 2)]


def test_pieces_of_two_kinds_are_never_taken_for_each_other() -> None:
    assert (linked("ran", size=1) == other("ran", size=1)) is False


def test_a_piece_is_made_again_after_an_approval_in_another_process(another: Store) -> None:
    linked("ran", size=1)
    another.end_demo(by="Bo", at=AT)
    linked("ran", size=1)
    assert len(made) == 2


def test_a_piece_with_links_is_kept_apart_for_each_viewpoint() -> None:
    latest = linked("ran", size=1)
    choices.see_from(2018, default=2020)
    assert "lage=2018" in linked("ran", size=1)
    assert "lage" not in latest


def test_a_link_into_an_open_edition_is_never_shown_to_who_reads_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "query_params", {choices.EDITION: "Hearing 2020, version 1"})
    assert "utgava=" in linked("ran", size=1)
    monkeypatch.setattr(st, "query_params", {})
    assert "utgava=" not in linked("ran", size=1)
    assert len(made) == 2
    assert cached.pinned() is None

"""Who has handed in, as a table and a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indicators.deliveries import Board, Place, Standing
from tests.builders import a_registry
from tests.pages.conftest import text_of
from ui import board_table

REGISTER = a_registry()
AREAS = REGISTER.strategic_areas[:2]
DISTRICTS = tuple(REGISTER.geographies[str(code)] for code in (131, 132))


def a_place(standing: Standing = Standing.APPROVED, **changes: Any) -> Place:
    """Four figures of four, handed in the tenth of February."""
    fields: dict[str, Any] = {
        "standing": standing,
        "on": date(2020, 2, 10),
        "is_late": False,
        "have": 4,
        "asked": 4,
        "latest_year": 2019,
        "batch": 7,
    }
    return Place(**(fields | changes))


def late(**changes: Any) -> Place:
    """Nothing has come."""
    gone = {"on": None, "is_late": True, "have": 0, "latest_year": 2018, "batch": None}
    return a_place(Standing.LATE, **(gone | changes))


def a_board(*places: Place, **changes: Any) -> Board:
    """Two districts and two strategic areas, eleven days after the day."""
    keys = [(district.code, area.number) for district in DISTRICTS for area in AREAS]
    fields: dict[str, Any] = {
        "year": 2019,
        "deadline": date(2020, 2, 28),
        "today": date(2020, 3, 10),
        "districts": DISTRICTS,
        "strategic_areas": AREAS,
        "places": dict(zip(keys, [*places, *[a_place()] * 4], strict=False)),
    }
    return Board(**(fields | changes))


def test_the_title_counts_those_whose_figures_are_all_there_whoever_they_came_from() -> None:
    published = a_place(on=None, batch=2)
    assert board_table.title(a_board(published)) == "Alla uppgifter för 2019 finns för alla två stadsdelar"
    assert board_table.title(a_board(late())) == "Alla uppgifter för 2019 finns för en av två stadsdelar"
    assert board_table.title(a_board(late(), late(), late())) == "Ingen stadsdel har alla uppgifter för 2019 inne"


def test_what_waits_for_review_is_handed_in() -> None:
    assert board_table.complete(a_board(a_place(Standing.WAITING))) == DISTRICTS


def test_the_day_is_told_from_today() -> None:
    assert board_table.lead(a_board()) == "Sista dag var 28 februari 2020, för 11 dagar sedan."
    assert board_table.lead(a_board(today=date(2020, 2, 28))) == "Sista dag är i dag, 28 februari 2020."
    assert board_table.lead(a_board(today=date(2020, 2, 27))) == "Sista dag är 28 februari 2020, om 1 dag."


def test_every_standing_has_a_word_a_drawing_and_if_it_needs_one_a_meaning() -> None:
    for standing in Standing:
        assert board_table.WORDS[standing]
        assert board_table.icon(standing).count('alt=""') == 1
    assert set(board_table.MEANINGS) == set(Standing) - {Standing.NOT_ASKED}


def test_drawings_differ_so_that_shape_alone_tells() -> None:
    assert len({board_table.icon(standing) for standing in Standing}) == len(Standing)


def test_what_is_late_tells_by_how_much_and_how_old_the_latest_is() -> None:
    assert "Sen 11 dagar sen senast 2018" in text_of(board_table.table(a_board(late())))


def test_what_came_late_tells_its_day_and_how_late() -> None:
    told = text_of(board_table.table(a_board(a_place(on=date(2020, 3, 1), is_late=True))))
    assert "Inne 1 mars, 2 dagar sen" in told


def test_what_is_there_in_part_is_counted() -> None:
    told = text_of(board_table.table(a_board(a_place(Standing.PARTLY, have=1))))
    assert "Delvis 1 av 4, 10 februari" in told


def test_published_figures_have_no_day() -> None:
    board = a_board(a_place(on=None, batch=2))
    told = text_of(board_table.table(board))
    assert "Inne publicerat" in told
    assert "sen" not in told.replace("senast", "")


def test_what_has_no_value_at_all_says_so() -> None:
    assert "inget värde" in text_of(board_table.table(a_board(late(latest_year=None))))


def test_the_oldest_of_a_districts_figures_ends_its_row() -> None:
    told = text_of(board_table.table(a_board(late(latest_year=2014))))
    assert "2014 Stadsdel 132" in told


def test_the_legend_holds_only_what_is_on_the_board() -> None:
    told = text_of(board_table.legend(a_board(late())))
    assert "Sen inget har kommit och dagen har passerat" in told
    assert "Granskas" not in told


def test_the_file_has_a_row_for_each_district_and_strategic_area() -> None:
    file = board_table.figures(a_board(late()))
    assert len(file) == 4
    assert file.loc[0, ["läge", "dagar efter sista dag", "uppgifter som begärs"]].tolist() == ["sen", 11, 4]
    assert file["leverans"].isna().tolist() == [True, False, False, False]


def test_no_assessments_colour_is_used() -> None:
    from indicators.charts.theme import ASSESSMENTS

    html = "".join(board_table.svg(standing) for standing in Standing)
    assert not any(colour in html for colour in ASSESSMENTS.values())


@pytest.mark.parametrize(("made_up", "word"), [(0, "publicerat"), (1, "delvis påhittat"), (4, "påhittat")])
def test_made_up_figures_are_never_called_published(made_up: int, word: str) -> None:
    told = text_of(board_table.table(a_board(a_place(on=None, batch=2, made_up=made_up))))
    assert f"Inne {word}" in told

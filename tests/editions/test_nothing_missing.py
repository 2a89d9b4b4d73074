"""What was chosen stands in every file, or in a list of what was left out with why; nothing is missing in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from indicators import editions
from indicators.districts.against_city import against_city
from indicators.districts.funnels import funnel
from indicators.editions import Drafted, drafting
from indicators.hearing.slides import Dots, SlideKind
from indicators.texts import district_funnel
from tests.editions import files
from tests.issued import CHOSEN, ISSUED, PROMISE, TEXTS, Hearing

KINDS = ("pptx", "pdf", "html", "xlsx")
TEXTLESS = ("xlsx",)
"""What people have written behind the curves stands with the drawings; the appendix has figures and promises."""


@pytest.fixture(scope="module")
def said(hearing: Hearing) -> Mapping[str, str]:
    return said_in(hearing.files)


@pytest.fixture(scope="module")
def few(hearing: Hearing) -> Drafted:
    """The same hearing with three of its areas only, and a question of the lead's own."""
    asked = replace(hearing.drafted.selection, areas=(9, 5, 2), questions=("Vem äger frågan?",))
    return drafting.draft(hearing.store, asked, name="Prov", see=_seen(hearing))


def _seen(hearing: Hearing) -> drafting.See:
    drafted = hearing.drafted
    return lambda year, *_: drafted.now if year == drafted.now.year or drafted.before is None else drafted.before


def said_in(content: Mapping[str, bytes]) -> Mapping[str, str]:
    """All that each kind of file says, without white space."""
    told: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for place, text in files.texts(content):
        told[place.partition(" ")[0]].append(files.squeezed(text))
    return {kind: "\n".join(texts) for kind, texts in told.items()}


def lacking(said: Mapping[str, str], text: str, *, within: tuple[str, ...] = KINDS) -> list[str]:
    """The kinds of file that do not say a text."""
    return [kind for kind in within if files.squeezed(text) not in said[kind]]


def test_every_area_and_its_headline_indicator_are_in_every_file(hearing: Hearing, said: Mapping[str, str]) -> None:
    registry = hearing.drafted.now.registry
    for area in registry.strategic_areas:
        chosen = hearing.drafted.selection.headline(area.number, registry)
        assert chosen is not None
        assert lacking(said, area.short_name) == []
        assert lacking(said, registry.indicators[chosen].short_name) == []


def test_every_indicator_of_the_register_has_its_row_or_says_why(hearing: Hearing) -> None:
    rows = {row["Indikator"]: row for row in files.sheets(hearing.files["xlsx"])["Bedömningar"]}
    assert set(rows) == set(hearing.drafted.now.registry.indicators)
    assert all(row["Värde"] is not None or row["Bedömning"] for row in rows.values())


def test_every_indicator_of_an_area_is_shown_or_counted_on_its_slide(hearing: Hearing, said: Mapping[str, str]) -> None:
    now = hearing.drafted.now
    for slide in (s for s in hearing.drafted.deck.slides if s.kind is SlideKind.AREA):
        number = int(slide.key.rpartition("-")[2])
        headline = hearing.drafted.selection.headline(number, now.registry)
        assessed = [i for i in now.registry.of_area(number) if i.is_assessed and i.id != headline]
        assert sum(count for _, count in slide.others) + len(slide.by_district) == len(assessed)
        for name in slide.by_district:
            assert lacking(said, name) == []
            assert lacking(said, f"{len(slide.by_district)} följs bara per stadsdel", within=("pptx",)) == []


def test_every_text_that_somebody_wrote_is_in_every_file_with_its_author(said: Mapping[str, str]) -> None:
    within = tuple(kind for kind in KINDS if kind not in TEXTLESS)
    for subject, text in TEXTS.items():
        if subject.startswith("omrade/"):
            assert lacking(said, text, within=within) == []
    assert lacking(said, "Kommentar saknas.", within=within) == []
    assert all(said[kind].count("Utvecklingsledaren,1december2020") >= 2 for kind in within)


def test_every_promise_is_in_every_file_with_who_and_how_it_stands(said: Mapping[str, str]) -> None:
    for text in (PROMISE.text, PROMISE.owner, PROMISE.status):
        assert [kind for kind in KINDS if files.squeezed(text).lower() not in said[kind].lower()] == []


def test_a_chosen_indicator_without_value_for_the_city_is_told_with_why(said: Mapping[str, str]) -> None:
    assert CHOSEN[5] == "anmalda-ran"
    assert lacking(said, "Anmälda rån i stadsdelarna") == []
    assert lacking(said, "följs inte för hela staden") == []


def test_areas_that_were_not_chosen_are_listed_with_why_and_the_order_is_kept(few: Drafted) -> None:
    made = {kind: content for kind, (_, content) in editions.made(few, at=ISSUED).items()}
    said, registry = said_in(made), few.now.registry
    for area in registry.strategic_areas:
        if area.number not in few.selection.areas:
            assert ("inte vald för hearingen", area.short_name) in {(why, name) for name, why in few.deck.left_out}
            assert lacking(said, f"{area.short_name}: inte vald för hearingen", within=("pdf", "html")) == []
            assert lacking(said, f"Utelämnat: {area.short_name}", within=("xlsx",)) == []
    kickers = [text for slide in files.slides(made["pptx"]) for text in slide.texts if text.startswith("Strategiskt o")]
    assert [int(kicker.split()[2]) for kicker in kickers] == [9, 5, 2]
    assert lacking(said, "Vem äger frågan?", within=("pptx", "pdf", "html")) == []


def test_a_gap_beyond_the_slides_room_is_counted_and_stands_in_the_appendix(hearing: Hearing) -> None:
    slide = next(s for s in hearing.drafted.deck.slides if s.kind is SlideKind.EQUAL)
    rows = [row for row in files.sheets(hearing.files["xlsx"])["Skillnader"] if row["Mellan"] == "Stadsdelar"]
    assert f"{len(rows) - len(slide.indicators)} till står i bilagan" in slide.source


def test_what_the_districts_show_together_is_said_as_on_the_page_with_the_funnels_reservation(
    hearing: Hearing, said: Mapping[str, str]
) -> None:
    now, seen = hearing.drafted.now, 0
    within = tuple(kind for kind in KINDS if kind not in TEXTLESS)
    shown = {text for slide in files.slides(hearing.files["pptx"]) for text in slide.texts}
    for slide in (s for s in hearing.drafted.deck.slides if any(isinstance(p, Dots) for p in s.panels)):
        indicator = now.registry.indicators[slide.indicators[-1]]
        found = against_city(now, indicator)
        assert found is not None
        tests = district_funnel.together(found, funnel(now, indicator, found), now.registry.geographies)
        assert lacking(said, " ".join(tests), within=within) == []
        assert " ".join(tests) in shown
        seen += "sticker" in tests[1]
    assert seen

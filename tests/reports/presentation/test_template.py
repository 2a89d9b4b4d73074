"""A city's own template: filled like ours, tried before it is used, refused with everything that is wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from pptx import Presentation
from pptx.util import Pt

from indicators.hearing.slides import Deck, Gaps, SlideKind
from indicators.reports.presentation import checking, gate
from indicators.reports.presentation.checking import check, template_of
from indicators.reports.presentation.layout import layout
from indicators.reports.presentation.mapping import Roles, roles_of
from indicators.reports.presentation.placed import Role, Text
from indicators.reports.presentation.writing import presentation
from indicators.texts.words import MADE_UP
from tests.reports.presentation import city

AT = datetime(2020, 10, 9, 12)


@pytest.fixture(scope="module")
def wide() -> bytes:
    return city.saved(city.wide())


@pytest.fixture(scope="module")
def few(whole: Deck) -> Deck:
    """Enough of the slides where all of them would only take time."""
    return replace(whole, slides=whole.slides[:5])


@pytest.fixture(scope="module")
def checked(wide: bytes, whole: Deck) -> checking.Checked:
    return check(wide, whole)


def test_a_sound_template_is_taken_and_its_roles_guessed(checked) -> None:
    assert checked.faults == ()
    assert checked.roles.opening == "Stadens startbild"
    assert checked.roles.starts[Role.KICKER] == 1
    assert checked.roles.slots[Role.TITLE] == 0
    assert checked.roles.slots[Role.NUMBER] == 12
    assert roles_of(checked.roles.told()) == checked.roles


def test_every_slide_is_written_in_the_templates_layouts(wide: bytes, whole: Deck, checked) -> None:
    into = template_of(wide, checked.found, checked.roles)
    content = presentation(replace(whole, edition=1), at=AT, into=into)
    assert content == presentation(replace(whole, edition=1), at=AT, into=into)
    made = Presentation(io.BytesIO(content))
    names = [slide.slide_layout.name for slide in made.slides]
    assert names == ["Stadens startbild", *[checked.roles.content] * (len(whole.slides) - 1)]
    for slide, told in zip(made.slides, whole.slides, strict=True):
        assert slide.shapes.title.text_frame.text.startswith(told.title)
        texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
        assert told.kicker in texts
        assert any(told.footer.endswith(text) and text for text in texts)


def test_the_unit_that_distances_are_counted_in_is_never_cut(wide: bytes, whole: Deck, checked) -> None:
    into = template_of(wide, checked.found, checked.roles)
    told = [(s, p) for s in whole.slides if s.kind is SlideKind.AREA for p in s.panels if isinstance(p, Gaps)]
    assert len(told) > 4
    for slide, panel in told:
        heads = [each.text for each in layout(slide, whole, into.frame) if isinstance(each, Text)]
        unit = panel.gaps[0].unit
        assert any(text.partition(" · ")[0].endswith(unit) for text in heads if text != panel.head), slide.key
        assert f"… · {MADE_UP}" not in " ".join(heads)


def test_slides_that_come_with_a_template_are_left_out(few: Deck) -> None:
    made = city.wide()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "Exempel"
    content = city.saved(made)
    found = check(content, few)
    written = presentation(few, at=AT, into=template_of(content, found.found, found.roles))
    assert len(Presentation(io.BytesIO(written)).slides) == len(few.slides)


def test_narrow_slides_tell_the_third_panel_in_the_notes(whole: Deck) -> None:
    content = city.saved(Presentation())
    found = check(content, whole)
    assert found.faults == ()
    assert any("smala" in line for line in found.remarks)
    written = presentation(whole, at=AT, into=template_of(content, found.found, found.roles))
    slides = Presentation(io.BytesIO(written)).slides
    area = next(n for n, slide in enumerate(whole.slides) if slide.key == "omrade-3")
    notes = slides[area].notes_slide.notes_text_frame.text
    assert f"Visas inte på bilden: {whole.slides[area].panels[2].alt}" in notes
    assert sum(shape.has_chart for shape in slides[area].shapes) == 2


def test_a_template_file_of_powerpoint_is_taken_as_a_presentation(wide: bytes, few: Deck) -> None:
    name = "[Content_Types].xml"
    types = city.part(wide, name).replace(b"presentation.main+xml", b"template.main+xml")
    potx = city.with_parts(wide, {name: types})
    assert check(potx, few).faults == ()
    assert Presentation(io.BytesIO(gate.as_presentation(potx)))


def hostile(wide: bytes) -> dict[str, tuple[bytes, str]]:
    types = city.part(wide, "[Content_Types].xml")
    return {
        "macro": (city.with_parts(wide, {"ppt/vbaProject.bin": b"x"}), "makron"),
        "macro type": (
            city.with_parts(
                wide,
                {
                    "[Content_Types].xml": types.replace(
                        b"vnd.openxmlformats-officedocument.presentationml.presentation.main",
                        b"vnd.ms-powerpoint.presentation.macroEnabled.main",
                    )
                },
            ),
            "makron",
        ),
        "external link": (city.linked(wide), "länkar ut ur filen, i ppt/slidelayouts/slidelayout6.xml"),
        "object": (city.with_parts(wide, {"ppt/embeddings/oleObject1.bin": b"x"}), "inbäddade"),
        "doctype": (city.with_doctype(wide), "DOCTYPE"),
        "swollen": (city.swollen(wide), "orimligt stor"),
        "empty": (b"", "tom"),
        "text": (b"hej", "inte en PowerPoint-fil"),
        "half": (wide[: len(wide) // 2], "skadad"),
        "old": (b"\xd0\xcf\x11\xe0" + bytes(600), ".ppt"),
        "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        "traversal": (city.with_parts(wide, {"../../etc/cron": b"x"}), "otillåtna namn"),
    }


def test_whatever_is_hostile_is_refused_in_words(wide: bytes) -> None:
    for name, (content, word) in hostile(wide).items():
        said = " ".join(gate.refusals(content))
        assert word in said, (name, said)


def test_all_that_is_wrong_is_told_at_once(wide: bytes, few: Deck) -> None:
    bad = city.linked(city.with_parts(wide, {"ppt/vbaProject.bin": b"x", "ppt/embeddings/a.xlsx": b"x"}))
    faults = check(bad, few).faults
    assert len(faults) == 3
    assert all(word in " ".join(faults) for word in ("makron", "inbäddade", "länkar ut"))


def test_two_hundred_megabytes_are_not_even_opened(few: Deck) -> None:
    faults = check(bytes(200_000_001), few).faults
    assert faults == ("Mallen är 200 MB; högst 50 MB tas emot. Ta bort stora bilder och filmer ur den.",)


def test_roles_that_the_template_lacks_are_listed(wide: bytes, few: Deck) -> None:
    roles = Roles(content="Finns inte", opening="Stadens startbild", slots={Role.TITLE: 0}, starts={Role.TITLE: 77})
    faults = check(wide, few, roles).faults
    assert any("”Finns inte” finns inte" in fault for fault in faults)
    assert any("plats nummer 77" in fault for fault in faults)


def test_a_slide_of_another_size_and_a_dark_one_are_refused(few: Deck) -> None:
    small = city.wide()
    small.slide_width, small.slide_height = Pt(720), Pt(405)
    assert "25,4 × 14,3 cm" in check(city.saved(small), few).faults[0]
    dark = city.wide()
    fill = dark.slide_master.background.fill
    fill.solid()
    from pptx.dml.color import RGBColor

    fill.fore_color.rgb = RGBColor(10, 20, 60)
    assert any("mörk bakgrund" in fault for fault in check(city.saved(dark), few).faults)


def test_places_that_leave_no_room_are_told(few: Deck) -> None:
    made = city.wide()
    for place in made.slide_layouts:
        if place.name == "Stadens innehåll":
            place.placeholders[0].top, place.placeholders[0].left = Pt(200), Pt(40)
            place.placeholders[0].width, place.placeholders[0].height = Pt(300), Pt(60)
    roles = Roles(
        content="Stadens innehåll", opening="Stadens startbild", slots={Role.TITLE: 0}, starts={Role.TITLE: 0}
    )
    faults = check(city.saved(made), few, roles).faults
    assert any("lämnar" in fault and "Det behövs minst" in fault for fault in faults)


def test_a_template_that_takes_too_long_is_ended(wide: bytes, few: Deck) -> None:
    assert check(wide, few, seconds=0).faults == (gate.OUT_OF_ROOM,)

"""The words of the frame, which come from what the data hold."""

from __future__ import annotations

from ui import frame
from ui.cached import Share


def test_the_strip_names_made_up_values_and_proposed_targets() -> None:
    text = frame.strip_text(has_demo=True, proposals=Share.ALL)
    assert "Värden med ordet <strong>påhittad</strong> är gjorda för demonstration." in text
    assert "Alla målvärden är förslag som ingen har beslutat." in text


def test_the_strip_is_silent_about_made_up_values_when_there_are_none() -> None:
    assert "gjorda för demonstration" not in frame.strip_text(has_demo=False, proposals=Share.ALL)


def test_the_strip_is_silent_about_targets_when_all_are_decided() -> None:
    assert "målvärden" not in frame.strip_text(has_demo=True, proposals=Share.NONE)


def test_the_footer_warns_of_spreading_made_up_values() -> None:
    assert frame.demo_warning(proposals=Share.ALL) == (
        "Demonstration: delar av siffrorna är påhittade och får inte spridas som uppgifter om Göteborg. "
        "Alla målvärden är förslag."
    )


def test_the_footer_does_not_call_decided_targets_made_up() -> None:
    assert "målvärden" not in frame.demo_warning(proposals=Share.NONE)


def test_the_strip_does_not_say_all_where_some_targets_are_decided() -> None:
    assert "Några målvärden" in frame.strip_text(has_demo=False, proposals=Share.SOME)

"""The words of the frame, which come from what the data hold."""

from __future__ import annotations

from ui import frame


def test_the_strip_names_made_up_values_and_proposed_targets() -> None:
    text = frame.strip_text(has_demo=True, has_proposals=True)
    assert "Värden med ordet <strong>påhittad</strong> är gjorda för demonstration." in text
    assert "Alla målvärden är påhittade förslag." in text


def test_the_strip_is_silent_about_made_up_values_when_there_are_none() -> None:
    assert "gjorda för demonstration" not in frame.strip_text(has_demo=False, has_proposals=True)


def test_the_strip_is_silent_about_targets_when_all_are_decided() -> None:
    assert "målvärden" not in frame.strip_text(has_demo=True, has_proposals=False)


def test_the_footer_warns_of_spreading_made_up_values() -> None:
    assert frame.demo_warning(has_proposals=True) == (
        "Demonstration: delar av siffrorna och alla målvärden är påhittade "
        "och får inte spridas som uppgifter om Göteborg."
    )


def test_the_footer_does_not_call_decided_targets_made_up() -> None:
    assert "målvärden" not in frame.demo_warning(has_proposals=False)

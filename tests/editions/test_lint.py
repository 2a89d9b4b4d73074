"""No text in any file of a hearing claims a cause, says nothing, is English, or is set wrongly."""

from __future__ import annotations

import pytest

from tests.editions import files, lint
from tests.issued import Hearing


def test_every_text_in_every_file_keeps_the_rules(hearing: Hearing) -> None:
    found = list(files.texts(hearing.files))
    assert {place.partition(" ")[0] for place, _ in found} == {"pptx", "html", "pdf", "xlsx"}
    assert len(found) > 3000
    broken = [
        (rule, place, text)
        for place, text in dict.fromkeys(found)
        for rule in lint.faults(text, is_flowing=place.startswith("pdf"))
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Andelen har minskat tack vare belysningen", "orsak"),
        ("Därför ökar andelen", "orsak"),
        ("Andelen har minskat kraftigt", "storlek"),
        ("Det är säkert att målet nås", "visshet"),
        ("Andelen är oförändrad", "visshet"),
        ("Angered rankas sist", "rangordning"),
        ("I dagsläget är andelen hög", "tomt"),
        ("Glädjande nog är målet nått", "lovord"),
        ("Takten är -0,8 per år", "minus"),
        ("Andelen -12 procent", "minus"),
        ("Målet - högst 14 - är nått", "tankstreck"),
        ("Ungdomar 15-17 år", "tankstreck"),
        ("Andelen är 12.4 procent", "decimalpunkt"),
        ('Det som står under "Bakom kurvan"', "citattecken"),
        ("Texten går på...", "uteslutning"),
        ("Andelen , som är hög", "mellanslag före tecken"),
        ("Andelen är nan procent", "programmets ord"),
        ("Andelen är {värde}", "programmets ord"),
        ("Andelen är 12 %", "procent"),
        ("Det är 6 128 anmälningar", "tusental"),
        ("No data available for this year", "engelska"),
    ],
)
def test_every_rule_finds_what_it_is_for(text: str, rule: str) -> None:
    assert rule in list(lint.faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Andelen har minskat från 84,7 till 80,5\u00a0% sedan 2014; målet är minst 90",
        "Takten är −0,8 per år (−1,4 till −0,1), felmarginal 62,3–65,0",
        "Askim-Frölunda-Högsbo: 6\u00a0128 per 100\u00a0000 den 2020-10-13 kl. 14.05",
        "Det som står under ”Bakom kurvan” har en människa skrivit.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(lint.faults(text)) == []

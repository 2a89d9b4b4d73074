"""The glossary that the page shows and the one that programmers read are the same list."""

from __future__ import annotations

import csv
from pathlib import Path

from indicators import swedish

ROOT = Path(__file__).parents[2]
with (ROOT / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
    WORDS = list(csv.DictReader(file))


def test_words_stand_once_in_swedish_order() -> None:
    words = [row["sv"] for row in WORDS]
    assert words == sorted(set(words), key=swedish.sort_key)


def test_every_word_has_its_english_and_a_whole_sentence() -> None:
    assert [row["sv"] for row in WORDS if not row["en"] or not row["definition_sv"].endswith(".")] == []


def test_the_programmers_glossary_holds_the_same_words() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = {line for line in lines if line.startswith("| ") and not line.startswith("| English")}
    assert table == {f"| {row['en']} | {row['sv']} | {row['definition_sv']} |" for row in WORDS}

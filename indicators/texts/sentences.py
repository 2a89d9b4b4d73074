"""Every computed sentence under one name, for pages, slides and the terminal."""

from __future__ import annotations

from indicators.texts.alts import READING, alt, alt_districts, alt_pairs
from indicators.texts.facts import Fact, Statement, facts, facts_line, source_line
from indicators.texts.figures import target, target_origin, target_standing, value
from indicators.texts.notices import Notice, NoticeRow, notice
from indicators.texts.reasons import Earlier, earlier, what_it_takes, why
from indicators.texts.titles import front_title, title
from indicators.texts.unknown import unknown

__all__ = [
    "READING",
    "Earlier",
    "Fact",
    "Notice",
    "NoticeRow",
    "Statement",
    "alt",
    "alt_districts",
    "alt_pairs",
    "earlier",
    "facts",
    "facts_line",
    "front_title",
    "notice",
    "source_line",
    "target",
    "target_origin",
    "target_standing",
    "title",
    "unknown",
    "value",
    "what_it_takes",
    "why",
]

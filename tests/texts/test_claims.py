"""No computed sentence claims a cause, a certainty or a size, whatever the result."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from indicators.model import Assessment, Change, Good, Indicator, MeasureKind, Progress, Reason, TargetKind, ToKnow
from indicators.texts import sentences, words
from tests.builders import a_geography, a_target, an_indicator, the_city
from tests.texts.results import a_change, a_progress, an_estimate

BANNED = re.compile(
    r"\b(säkert|signifikant\w*|kraftig\w*|markant\w*|tack vare|på grund av|beror på|ledde till|effekt\w*|därför)\b",
    re.IGNORECASE,
)
SLOPES: tuple[dict[str, Any], ...] = (
    {"slope": 1.0, "slope_lower": 0.5, "slope_upper": 1.5},
    {"slope": -1.0, "slope_lower": -1.5, "slope_upper": -0.5},
    {"slope": 0.1, "slope_lower": -0.9, "slope_upper": 1.1},
    {"slope": None, "slope_lower": None, "slope_upper": None},
)
CHANGES = (None, *(a_change(verdict) for verdict in Change))
KNOWN = ToKnow(further_years=1, times_the_answers=1.5, would_be=Assessment.BEHIND)


def samples() -> list[tuple[Progress, Indicator]]:
    """Each assessment with each kind of slope, change, target and viewpoint."""
    targets = [a_target(70.0), None] + [
        a_target(None, kind=k, sense=None) for k in (TargetKind.DIRECTION, TargetKind.KEEP)
    ]
    found = []
    for assessment, slope, change, target in product(Assessment, SLOPES, CHANGES, targets):
        is_open = assessment is Assessment.NOT_ASSESSED
        for year in (2018, 2020):
            result = a_progress(
                assessment=assessment,
                reason=Reason.TOO_FEW if is_open else None,
                change=change,
                target=70.0 if target and target.value else None,
                year=year,
                value_year=year,
                to_know=KNOWN,
                within_margin=year == 2020,
                **slope,
            )
            kind = MeasureKind.SHARE if year == 2018 else MeasureKind.REGISTER_SHARE
            found.append((result, an_indicator(target=target, kind=kind, good=Good.HIGH)))
    for reason in Reason:
        nothing = an_estimate(None, reason=reason)
        blank = a_progress(value=nothing, value_year=None, gap=None, assessment=Assessment.NOT_ASSESSED, reason=reason)
        found.append((blank, an_indicator()))
    return found


def spoken(progress: Progress, indicator: Indicator) -> list[str]:
    notice = sentences.notice(progress, indicator)
    rows = sentences.facts(progress, indicator, along_the_way={2017: Assessment.BEHIND})
    return [
        sentences.title(progress, indicator, the_city()),
        sentences.title(progress, indicator, a_geography(name="Lundby")),
        sentences.why(progress, indicator, a_progress(year=2017)),
        sentences.facts_line(progress, indicator).text,
        sentences.source_line(progress, indicator, axis_start=10),
        sentences.alt(progress, indicator, the_city()),
        *(text for row in rows for text in (row.label, row.value, row.sub)),
        *([notice.head, notice.text] if notice else []),
    ]


SAID = [text for sample in samples() for text in spoken(*sample)]


def test_no_computed_sentence_uses_a_banned_word() -> None:
    fixed = [*words.CHIP.values(), *words.REASONS.values(), *words.CHANGES.values(), *words.NOTES.values()]
    fixed += [line for lines in sentences.READING.values() for line in lines]
    assert [text for text in SAID + fixed if BANNED.search(text)] == []


@pytest.mark.parametrize("word", ["säkert", "kraftigt", "effekten", "därför", "beror på"])
def test_the_ban_finds_what_it_bans(word: str) -> None:
    assert BANNED.search(f"Detta är {word} så.")


def test_no_computed_sentence_holds_english_signs_or_empty_fields() -> None:
    wrong = re.compile(r"\d\.\d|-\d|None|\bnan\b|\s%|  |,,|\.\.|\{|\}")
    assert [text for text in SAID if wrong.search(text.replace("\u00a0%", ""))] == []


def test_no_title_starts_with_a_digit_or_a_small_letter() -> None:
    titles = [sentences.title(p, i, the_city()) for p, i in samples()]
    assert [t for t in titles if not t[0].isupper()] == []


def test_risen_or_fallen_is_only_said_of_a_slope_that_excludes_no_change() -> None:
    unsure = [(p, i) for p, i in samples() if p.slope_lower is None or p.slope_lower < 0 < (p.slope_upper or 0.0)]
    said = [sentences.title(p, i, the_city()) for p, i in unsure]
    said += [sentences.facts_line(p, i).text for p, i in unsure]
    assert [text for text in said if re.search(r"har \w* ?(ökat|minskat)", text)] == []

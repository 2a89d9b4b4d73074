"""What a clause is about: one of the results it may be held against, some other thing, or nothing that is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.model import Indicator, Progress
from indicators.texts.claim_vocabulary import (
    AIMS,
    COMMON,
    FUNCTION,
    OPENERS,
    POINTERS,
    PREPOSITIONS,
    WORD,
    acts_on,
    keyness,
)

_WIDE: Final = re.compile(
    r"(?<!\w)(?:trygghet\w*|otrygghet\w*|brottslighet\w*|brotten|jämlikhet\w*|ojämlikhet\w*|kriminalitet\w*|utsatthet\w*)"
)
_WIDE_SUBJECT: Final = re.compile(
    r"(?<!\w)(?:inflytandet|delaktigheten|tilliten|förtroendet|segregationen|utanförskapet|skolresultaten|(?:folk|o)?hälsan"
    r"|missbruket|droganvändningen|livsvillkoren)(?!\w)"
)
"""Wide only as what is said to move: who has increased it has acted."""
_GAP: Final = re.compile(r"(?<!\w)(?:(?<!gjort )(?<!gör )(?<!gjorde )skillnad\w*|klyft\w*|gapet|gap)(?!\w)")
_MOVEMENT: Final = re.compile(r"(?:ning|gång)(?:en|ar)?$")
_COURSE: Final = re.compile(r"(?:trend|utveckling|riktning|kurva)")
_FEWER: Final = re.compile(r"(?:fler|färre)$")
_COMPARED: Final = re.compile(r"(?:fler|färre|högre|lägre|större|mindre|bättre|sämre|värre|ljusare)$")


class Aim(StrEnum):
    """How a clause is tied to a result."""

    RESULT = "result"
    GAP = "gap"
    PLACE = "place"
    """A result of ours in a place that has none, or in several places at once."""
    WIDE = "wide"
    """Safety or crime at large, no figure of ours."""
    OTHER = "other"
    """Something that is none of our figures."""


Results = Sequence[tuple[Progress, Indicator]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a clause is about."""

    aim: Aim
    progress: Progress | None = None
    indicator: Indicator | None = None
    place: str = ""
    """The other place whose result it is."""

    def told(self, why: str) -> str:
        """Why, with the other place first."""
        return f"{self.place}: {why}" if self.place else why


def about(
    clause: str,
    at: int,
    own: tuple[Progress, Indicator] | None,
    others: Results,
    places: Mapping[str, Results],
    *,
    end: int | None = None,
    is_goal: bool = False,
) -> About:
    """What the words from `at` to `end` in a clause (small letters) are said of; `places` are other places' results.

    A goal (`is_goal`) is the result's own, whoever is said to reach it.
    """
    if _GAP.search(clause[:at]) or _GAP.match(clause[at:]):
        return About(aim=Aim.GAP)
    here, clause = placed(clause, places)
    last = at if end is None else end
    if here:
        mine = [pair for pair in places[here[0]] if own is not None and pair[1].id == own[1].id]
        known = [*places[here[0]], *others]
        return _at_place(_about(clause, at, last, mine[0] if mine else own, known, is_goal=is_goal), here, places)
    return _about(clause, at, last, own, others, is_goal=is_goal)


def placed(clause: str, places: Mapping[str, Results]) -> tuple[list[str], str]:
    """The places that a clause (small letters) names, longest name first, and the clause without them."""
    here = []
    for place in sorted(places, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(place.lower())}s?(?!\w)"
        if re.search(pattern, clause):
            here.append(place)
            clause = re.sub(pattern, lambda found: "\u00b7" * len(found.group()), clause)
    return here, clause


def _at_place(found: About, here: Sequence[str], places: Mapping[str, Results]) -> About:
    """The same indicator's result in the place; one that is not known there, or several places, cannot be checked."""
    if found.indicator is None:
        return found
    told = [pair for pair in places[here[0]] if pair[1].id == found.indicator.id]
    if len(here) > 1 or not told:
        return About(aim=Aim.PLACE, indicator=found.indicator)
    return About(aim=Aim.RESULT, progress=told[0][0], indicator=told[0][1], place=here[0])


def _about(
    clause: str, at: int, end: int, own: tuple[Progress, Indicator] | None, others: Results, *, is_goal: bool = False
) -> About:
    found = _named(clause, own, others)
    if found is not None:
        return About(aim=Aim.RESULT, progress=found[0], indicator=found[1])
    if _WIDE.search(clause) or _WIDE_SUBJECT.search(clause[:at]):
        return About(aim=Aim.WIDE)
    if own is not None and (is_goal or _is_own(clause, at, end)):
        return About(aim=Aim.RESULT, progress=own[0], indicator=own[1])
    return About(aim=Aim.OTHER)


def _named(clause: str, own: tuple[Progress, Indicator] | None, others: Results) -> tuple[Progress, Indicator] | None:
    """The result whose words stand oftest in the clause; its own where others are named no more."""
    words = WORD.findall(clause)
    told = [*([own] if own else []), *others]
    scores = [keyness(words, indicator) for _, indicator in told]
    best = max(scores, default=0)
    return told[scores.index(best)] if best else None


def _is_own(clause: str, at: int, end: int) -> bool:
    """Whether a wording that names no result is said of the one the text is about."""
    before, words, after = clause[:at], clause[at:end], clause[end:]
    follows = next(iter(WORD.findall(after)), "")
    if _COMPARED.search(words) and follows and not after.startswith(",") and follows not in FUNCTION | COMMON:
        return False
    if _COURSE.match(words) and not _is_whole(WORD.findall(words)[1:]):
        return False
    if before.split()[:1] == ["vi"] and (_COMPARED.search(words) or acts_on(after)):
        return False
    if before.strip():
        return _is_unnamed(before) or (follows in COMMON and _is_unnamed(after))
    if _FEWER.search(words):
        return False
    if _MOVEMENT.search(words):
        return _is_whole(WORD.findall(after))
    return (follows in COMMON and _is_unnamed(after)) or (follows not in OPENERS and not is_of_another(clause))


def _is_unnamed(text: str) -> bool:
    """Whether nothing, or only a word such as `andelen`, stands as subject."""
    words = WORD.findall(text)
    if all(word in FUNCTION for word in words):
        return True
    for place, word in enumerate(words):
        follows = words[place + 1 :]
        if word not in COMMON or word == "takten":
            continue
        if word in POINTERS:
            if not follows or follows[0] in FUNCTION:
                return True
        elif word in OPENERS and follows and (follows[0] == "som" or follows[0] not in FUNCTION | COMMON):
            return False
        else:
            return _is_whole(follows)
    return False


def _is_whole(follows: Sequence[str]) -> bool:
    """Whether no other thing follows a subject: not `för rån` after `kurvan`, nor `i Nordstan` after `läget`."""
    if not follows or follows[0] not in PREPOSITIONS:
        return True
    nouns = [word for word in follows[1:4] if word not in FUNCTION]
    return not nouns or nouns[0] in COMMON | AIMS


def is_of_another(sentence: str) -> bool:
    """Whether a sentence opens with a thing of its own, such as `skadegörelsen`, so that its numbers are another's."""
    first = next(iter(WORD.findall(sentence)), "")
    return len(first) > 5 and first.endswith(("en", "et", "na", "an")) and first not in COMMON | FUNCTION

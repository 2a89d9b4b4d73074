"""What a clause is about: one of the results it may be held against, some other thing, or nothing that is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.model import Indicator, Progress


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD: Final = re.compile(r"[a-zåäöéü]+")
_LONG: Final = 5
"""Letters that a word needs to tell one indicator from another."""
_WEAK: Final = _set(
    "andel andelen antal antalet värde värdet personer invånare göteborg staden stadens stadsdel "
    "stadsdelen procent eller senaste under minst någon något sådan varje efter gånger mycket ganska "
    "också därför mellan enligt från svarar skulle andra första länge året åren månad månaden"
)
_GENERIC: Final = _set(
    "andelen antalet talet siffran siffrorna kurvan nivån utvecklingen resultatet resultaten utfallet "
    "värdet värdena trenden indikatorn den det detta de läget måttet takten här nu sedan"
)
_OPENERS: Final = frozenset({"andelen", "antalet", "andel", "antal"})
_WIDE: Final = re.compile(
    r"(?<!\w)(?:trygghet\w*|otrygghet\w*|brottslighet\w*|brotten|jämlikhet\w*|ojämlikhet\w*|kriminalitet\w*|utsatthet\w*)"
)
_WIDE_SUBJECT: Final = re.compile(
    r"(?<!\w)(?:inflytandet|delaktigheten|tilliten|förtroendet|segregationen|utanförskapet|skolresultaten|(?:folk|o)?hälsan"
    r"|missbruket|droganvändningen|livsvillkoren)(?!\w)"
)
"""Wide only as what is said to move: who has increased it has acted."""
_GAP: Final = re.compile(r"(?<!\w)(?:skillnad\w*|klyft\w*|gapet|gap)(?!\w)")
_AUXILIARY: Final = _set(
    "har hade är var blir blev kommer ser vi man som i på av och sedan fram under en ett ingen inte någon "
    "säkerställd troligen troligtvis sannolikt kanske möjligen antagligen nog också nu åter igen varför hur"
)


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
    is_goal: bool = False,
) -> About:
    """What the words at a place in a clause (small letters) are said of; `places` are other places' results by name.

    A goal (`is_goal`) is the result's own, whoever is said to reach it.
    """
    if _GAP.search(clause[:at]) or _GAP.match(clause[at:]):
        return About(aim=Aim.GAP)
    here, clause = placed(clause, places)
    if here:
        mine = [pair for pair in places[here[0]] if own is not None and pair[1].id == own[1].id]
        known = [*places[here[0]], *others]
        return _at_place(_about(clause, at, mine[0] if mine else own, known, is_goal=is_goal), here, places)
    return _about(clause, at, own, others, is_goal=is_goal)


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
    clause: str, at: int, own: tuple[Progress, Indicator] | None, others: Results, *, is_goal: bool = False
) -> About:
    found = _named(clause, own, others)
    if found is not None:
        return About(aim=Aim.RESULT, progress=found[0], indicator=found[1])
    if _WIDE.search(clause) or _WIDE_SUBJECT.search(clause[:at]):
        return About(aim=Aim.WIDE)
    if own is not None and (
        is_goal or (at > 0 and _is_unnamed(clause[:at])) or (at == 0 and not is_of_another(clause))
    ):
        return About(aim=Aim.RESULT, progress=own[0], indicator=own[1])
    return About(aim=Aim.OTHER)


def keywords(indicator: Indicator) -> frozenset[str]:
    """The stems that tell that a sentence is about an indicator."""
    words = _WORD.findall(f"{indicator.short_name} {indicator.sentence.subject}".lower())
    return frozenset(_stem(word) for word in words if len(word) >= _LONG and word not in _WEAK)


def _named(clause: str, own: tuple[Progress, Indicator] | None, others: Results) -> tuple[Progress, Indicator] | None:
    """The result whose words stand oftest in the clause; its own where others are named no more."""
    words = [word for word in _WORD.findall(clause) if len(word) >= _LONG]
    told = [*([own] if own else []), *others]
    scores = [len({stem for stem in keywords(i) if any(word.startswith(stem) for word in words)}) for _, i in told]
    best = max(scores, default=0)
    return told[scores.index(best)] if best else None


def _is_unnamed(before: str) -> bool:
    """Whether nothing, or only a word such as `andelen`, stands as subject."""
    words = [word for word in _WORD.findall(before) if word not in _AUXILIARY]
    if not words:
        return True
    named = [i for i, word in enumerate(words) if word in _GENERIC]
    if not named:
        return False
    after = words[named[0] + 1 : named[0] + 2]
    return not (words[named[0]] in _OPENERS and after and after[0] not in _GENERIC and len(after[0]) >= _LONG)


def is_of_another(sentence: str) -> bool:
    """Whether a sentence opens with a thing of its own, such as `skadegörelsen`, so that its numbers are another's."""
    first = next(iter(_WORD.findall(sentence)), "")
    return len(first) > _LONG and first.endswith(("en", "et", "na", "an")) and first not in _GENERIC | {"staden"}


def _stem(word: str) -> str:
    """A word without its ending: `stöld` of `stölder`, `trygg` of `trygga`."""
    return word[: max(_LONG, len(word) - 3)]

"""The clauses of a person's text in small letters, and the wordings that each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.texts.claim_moods import LEAD, NEGATIONS, OPEN
from indicators.texts.claim_words import CLAUSE, FIELD, FOUND, QUOTED, SENTENCE, ClaimKind


def sentences(text: str) -> list[str]:
    """The text's sentences."""
    return [part.strip() for part in SENTENCE.findall(text) if part.strip()]


def blanked(sentence: str) -> str:
    """The sentence in small letters without quoted words and bound fields, every other sign in its place."""
    for hidden in (QUOTED, FIELD):
        sentence = hidden.sub(lambda found: "\u00b7" * len(found.group()), sentence)
    return sentence.lower().replace("\u00a0", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause in small letters, where it starts in its sentence, and whether it is open or conditional as a whole."""

    start: int
    text: str
    is_led: bool
    """Goes on from a goal or a wish: `målet: andelen minskar`, `…, och att andelen minskar`."""
    is_without: bool
    """`utan` something follows: what it denies is only denied then."""


def clauses(blank: str) -> Iterator[Clause]:
    """The clauses of a sentence in small letters, in its order."""
    cuts = [cut for cut in CLAUSE.finditer(blank) if cut.group() != " utan " or _denies(blank[: cut.start()])]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(blank.rstrip(".! "))]
    before, is_led = "", False
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        text = blank[start : max(start, end)]
        is_after_colon = place > 0 and cuts[place - 1].group() == ":" and LEAD.search(before) is not None
        is_led = is_after_colon or (text.startswith(" att ") and (is_led or OPEN.search(before) is not None))
        follows = blank[starts[place + 1] :] if place < len(cuts) and cuts[place].group() == " utan " else ""
        yield Clause(start=start, text=text, is_led=is_led, is_without=bool(follows) and not wordings(follows))
        before = text


def _denies(before: str) -> bool:
    """Whether `utan` may set something against what stands before it: `inte ökat utan minskat`, not `elever utan`."""
    return bool(NEGATIONS & set(before.split()))


def wordings(clause: str) -> list[tuple[ClaimKind, int, int]]:
    """Kind and place of each claiming wording, no letter read twice."""
    left, found = clause, []
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(left):
            found.append((kind, match.start(), match.end()))
        left = pattern.sub(lambda match: "\u00b7" * len(match.group()), left)
    return sorted(found, key=lambda told: told[1])


def leaves_out_subject(before: str) -> bool:
    """Whether a clause leaves its subject out: `… och har sedan dess minskat`."""
    return not before.strip(" ,") or all(word in _LINKS for word in before.split())


_LINKS = frozenset({"har", "den", "det", "de", "sedan", "dess", "också", "nu", "inte", "är", "var", "och", "att"})

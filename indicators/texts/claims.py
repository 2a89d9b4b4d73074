"""The claim check: wordings in a person's text that disagree with the assessment or say more than it does.

    claims(text, progress, indicator)                   the one result that the text is about
    claims(text, None, None, others=pairs)              a text about many, such as a district's
    claims(…, others=pairs, places=names, values=seen)

`text` is as written: bound fields such as `{värde}` and quoted words are not judged. `others` are further results that
a sentence may name (an area's other indicators); each sentence is held against the result it names, else against
`progress`. `places` are other places' results by their names: what is said of one is held against its own, and cannot
be checked where it has none. `values` gives a result's series by year, for plain numbers. A claim stops nothing: `fel`
contradicts the assessment, `anmärkning` goes beyond it or is a number that is no longer true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.model import Indicator, Progress
from indicators.texts import claim_judging, claim_numbers
from indicators.texts.claim_judging import Said, Told
from indicators.texts.claim_subjects import About, Aim, Results, about, is_of_another, placed
from indicators.texts.claim_words import (
    ACTS,
    BECAUSE,
    CLAUSE,
    FIELD,
    FOUND,
    GOALS,
    HEDGED,
    HEDGES,
    LEVEL,
    NEGATIONS,
    OPEN,
    PRESUMED,
    QUOTED,
    SENTENCE,
    SURE,
    YEAR,
    ClaimKind,
)

_NEAR = 3
"""Words on either side of a wording in which a negation turns it."""
_ALWAYS = (ClaimKind.CAUSE, ClaimKind.CERTAIN, ClaimKind.SIZE)
"""Judged whatever a sentence is about: the figures never show causes."""


Series = Callable[[Progress], Mapping[int, float]]
"""A result's values by year."""


class ClaimSeverity(StrEnum):
    """How grave a claim is; the value is the Swedish word."""

    FAULT = "fel"
    """The text contradicts the assessment."""
    REMARK = "anmärkning"
    """The text says more than the assessment does, or what it does not test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A wording that the assessment does not bear."""

    kind: ClaimKind
    severity: ClaimSeverity
    words: str
    """As they stand in the text."""
    sentence: str
    why: str
    instead: str
    """What to write."""

    @property
    def is_fault(self) -> bool:
        """Whether the text contradicts the assessment."""
        return self.severity is ClaimSeverity.FAULT


def claims(
    text: str,
    progress: Progress | None,
    indicator: Indicator | None,
    *,
    others: Results = (),
    places: Mapping[str, Results] | None = None,
    values: Series = lambda _: {},
) -> tuple[Claim, ...]:
    """Every wording in a text that its results do not bear, in the text's order."""
    own = (progress, indicator) if progress is not None and indicator is not None else None
    found: list[Claim] = []
    for sentence in sentences(text):
        blank = _blanked(sentence)
        if not blank.rstrip().endswith("?") or PRESUMED.search(blank):
            found += _worded(sentence, blank, own, others, places or {})
        found += _numbered(sentence, blank, own, others, values, places or {})
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The text's sentences."""
    return [part.strip() for part in SENTENCE.findall(text) if part.strip()]


def _blanked(sentence: str) -> str:
    """The sentence in small letters without quoted words and bound fields, every other sign in its place."""
    for hidden in (QUOTED, FIELD):
        sentence = hidden.sub(lambda found: "\u00b7" * len(found.group()), sentence)
    return sentence.lower().replace("\u00a0", " ")


def _worded(
    sentence: str,
    blank: str,
    own: tuple[Progress, Indicator] | None,
    others: Results,
    places: Mapping[str, Results],
) -> Iterator[Claim]:
    years = tuple(int(year) for year in YEAR.findall(blank))
    before, moves = None, False
    for start, clause in _clauses(blank):
        for kind, at, end in _wordings(clause):
            subject = about(clause, at, own, others, places, is_goal=kind in GOALS)
            if subject.aim is Aim.OTHER and before is not None and _goes_on(clause[:at]):
                subject = before
            if subject.aim is Aim.RESULT:
                before = subject
            said = _said(kind, clause, at, end, years)
            if clause[at:end] in BECAUSE and not moves:
                continue
            moves = moves or (kind not in _ALWAYS and subject.aim is not Aim.OTHER and not said.is_open)
            if told := _judged(said, subject):
                yield _claim(kind, sentence, sentence[start + at : start + end], *told)


def _judged(said: Said, subject: About) -> Told | None:
    if said.kind in _ALWAYS:
        return claim_judging.worded(said)
    if subject.aim is Aim.RESULT and subject.progress and subject.indicator:
        told = claim_judging.judged(said, subject.progress, subject.indicator)
        return None if told is None else (told[0], subject.told(told[1]), told[2])
    return claim_judging.untested(said, subject.aim)


def _numbered(
    sentence: str,
    blank: str,
    own: tuple[Progress, Indicator] | None,
    others: Results,
    values: Series,
    places: Mapping[str, Results],
) -> Iterator[Claim]:
    """Numbers that none of the places named bears; a sentence that sets a place beside the city names both."""
    here, bare = placed(blank, places)
    alone = [{place: places[place]} for place in here] or [{}]
    subjects = [
        about(blank if here else bare, 0, own, others, place, is_goal=not is_of_another(bare)) for place in alone
    ]
    if here and _BESIDE.search(bare):
        subjects.append(about(bare, 0, own, others, {}, is_goal=not is_of_another(bare)))
    years = {int(year) for year in YEAR.findall(blank)}
    found: list[list[claim_numbers.Told]] = []
    for subject in subjects:
        if subject.indicator is not None and subject.progress is None:
            found.append(list(claim_numbers.unheld(blank, sentence, subject.indicator)))
        elif subject.indicator is not None and subject.progress is not None:
            seen = values(subject.progress)
            of = (subject.progress, subject.indicator)
            untrue = claim_numbers.untrue(blank, sentence, *of, values=seen, years=years)
            found.append([(words, is_fault, subject.told(why), instead) for words, is_fault, why, instead in untrue])
    for told in found[0] if found else []:
        if all(told[0] in {other[0] for other in others_told} for others_told in found):
            yield _claim(ClaimKind.NUMBER, sentence, *told)


_BESIDE = re.compile(r"(?<!\w)(?:staden|stadens|göteborg|göteborgs|hela|genomsnitt\w*|snittet|övriga|andra)(?!\w)")
"""The city beside a district."""


def _clauses(blank: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in CLAUSE.finditer(blank):
        yield start, blank[start : cut.start()]
        start = cut.end()
    yield start, blank[start:].rstrip(".! ")


def _wordings(clause: str) -> list[tuple[ClaimKind, int, int]]:
    """Kind and place of each claiming wording, no letter read twice."""
    left, found = clause, []
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(left):
            found.append((kind, match.start(), match.end()))
        left = pattern.sub(lambda match: "\u00b7" * len(match.group()), left)
    return sorted(found, key=lambda told: told[1])


def _goes_on(before: str) -> bool:
    """Whether a clause leaves its subject out: `… och har sedan dess minskat`."""
    return not before.strip(" ,") or all(word in _LINKS for word in before.split())


_LINKS = frozenset({"har", "den", "det", "de", "sedan", "dess", "också", "nu", "inte", "är", "var", "och", "att"})


def _said(kind: ClaimKind, clause: str, at: int, end: int, years: tuple[int, ...]) -> Said:
    before, within, after = clause[:at].split(), clause[at:end].split(), LEVEL.sub("", clause[end:]).split()
    near = [*before[-_NEAR:], *within, *after[:_NEAR]]
    is_only = "bara" in near or "endast" in near
    return Said(
        kind=kind,
        is_negated=bool(NEGATIONS & {word.strip(",") for word in near}) and not is_only,
        is_hedged=bool(HEDGES & {*before, *within, *after[:_NEAR]}) or HEDGED.search(clause) is not None,
        is_open=OPEN.search(clause[:at]) is not None,
        is_act=ACTS.search(clause) is not None,
        is_sure=SURE.search(" ".join([*before[-2:], *within, *after[:2]])) is not None,
        years=years,
    )


def _claim(kind: ClaimKind, sentence: str, words: str, is_fault: bool, why: str, instead: str) -> Claim:
    severity = ClaimSeverity.FAULT if is_fault else ClaimSeverity.REMARK
    return Claim(kind=kind, severity=severity, words=words, sentence=sentence, why=why, instead=instead)

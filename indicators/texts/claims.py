"""The claim check: wordings in a person's text that disagree with the assessment or say more than it does.

    claims(text, progress, indicator)                   the one result that the text is about
    claims(text, None, None, others=pairs)              a text about many, such as a district's
    claims(…, others=pairs, places=names, values=seen)

`text` is as written: bound fields such as `{värde}` and quoted words are not judged. `others` are further results that
a sentence may name (an area's other indicators); each sentence is held against the result it names, else against
`progress`. `places` are other places' results by their names: what is said of one is held against its own, and cannot
be checked where it has none. `values` gives a result's series by year, for plain numbers. A claim stops nothing here:
`fel` contradicts the assessment, `anmärkning` goes beyond it, is a number that is no longer true, or may contradict it
where the words also speak of something else (`claim_doubts`). A sentence that may be true is never `fel`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.model import Indicator, Progress
from indicators.texts import claim_doubts, claim_judging, claim_moods, claim_numbers
from indicators.texts.claim_clauses import Clause, blanked, clauses, leaves_out_subject, sentences, wordings
from indicators.texts.claim_doubts import Place
from indicators.texts.claim_judging import Said, Told
from indicators.texts.claim_subjects import About, Aim, Results, about, is_of_another, placed
from indicators.texts.claim_vocabulary import BAD, COMMON, GOOD, WORD
from indicators.texts.claim_words import BECAUSE, GOALS, MAKES, MOVES, YEAR, ClaimKind

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
        blank = blanked(sentence)
        if not blank.rstrip().endswith("?") or claim_moods.PRESUMED.search(blank):
            found += _worded(sentence, blank, own, others, places or {})
        found += _numbered(sentence, blank, own, others, values, places or {})
    return tuple(found)


def _worded(
    sentence: str,
    blank: str,
    own: tuple[Progress, Indicator] | None,
    others: Results,
    places: Mapping[str, Results],
) -> Iterator[Claim]:
    years = tuple(int(year) for year in YEAR.findall(blank))
    parts = list(clauses(blank))
    moved = any(kind in MOVES for part in parts for kind, _, _ in wordings(part.text))
    before, lead, moves = None, "", False
    for part in parts:
        for kind, at, end in wordings(part.text):
            words = part.text[at:end]
            is_goal = kind in GOALS and re.search(r"(?<!\w)mål", part.text[:end]) is not None
            subject = about(_we(part.text, kind), at, own, others, places, end=end, is_goal=is_goal)
            carried = ""
            if subject.aim is Aim.OTHER and before is not None and leaves_out_subject(part.text[:at]):
                subject, carried = before, lead
            elif subject.aim is Aim.RESULT:
                before, lead = subject, placed(part.text[:at], places)[1]
            said = _said(_of_head(kind, part.text[:at]), part, at, end, years, subject.indicator)
            if (words in BECAUSE and not moves) or (MAKES.search(words) and not moved):
                continue
            moves = moves or (kind not in _ALWAYS and subject.aim is not Aim.OTHER and not said.is_open)
            clause = carried + placed(part.text, places)[1]
            place = Place(kind=kind, sentence=sentence, clause=clause, at=at + len(carried), end=end + len(carried))
            if told := _judged(said, subject, place):
                yield _claim(said.kind, sentence, sentence[part.start + at : part.start + end], *told)


def _judged(said: Said, subject: About, place: Place) -> Told | None:
    if said.kind in _ALWAYS:
        return claim_judging.worded(said)
    if subject.aim is Aim.RESULT and subject.progress and subject.indicator:
        told = claim_judging.judged(said, subject.progress, subject.indicator)
        told = _doubted(told, said, place, subject.progress, subject.indicator)
        return None if told is None else (told[0], subject.told(told[1]), told[2])
    return claim_judging.untested(said, subject.aim)


def _doubted(told: Told | None, said: Said, place: Place, progress: Progress, indicator: Indicator) -> Told | None:
    """What is told, as a remark where the sentence may be true; one about the inverse is told in any case."""
    place = place.about(indicator)
    if told is None and said.kind in MOVES and not said.is_open:
        found = claim_doubts.inverse(place, indicator)
        return (False, *found) if found else None
    if told is None or not told[0]:
        return told
    found = claim_doubts.doubt(place, progress, indicator)
    return (False, *found) if found else told


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


def _we(clause: str, kind: ClaimKind) -> str:
    """For a goal the city is as good as `vi`, who names nothing."""
    if kind not in GOALS:
        return clause
    return _CITY.sub(lambda found: "vi".ljust(len(found.group())), clause)


_CITY = re.compile(r"(?<!\w)(?:staden|göteborg|kommunen|göteborgs stad)(?!\w)")


def _of_head(kind: ClaimKind, before: str) -> ClaimKind:
    """Problems that grow are worse, and attainment that grows is better."""
    head = next((word for word in WORD.findall(before) if word in COMMON), "")
    if kind not in _SENSES or head not in BAD | GOOD:
        return kind
    return _SENSES[kind][head in GOOD]


_SENSES = {
    ClaimKind.RISE: (ClaimKind.WORSE, ClaimKind.BETTER),
    ClaimKind.HIGHER: (ClaimKind.WORSE, ClaimKind.BETTER),
    ClaimKind.FALL: (ClaimKind.BETTER, ClaimKind.WORSE),
    ClaimKind.LOWER: (ClaimKind.BETTER, ClaimKind.WORSE),
}
"""What more and less is of what is bad and of what is good."""


def _said(
    kind: ClaimKind, part: Clause, at: int, end: int, years: tuple[int, ...], indicator: Indicator | None
) -> Said:
    clause, after = part.text, claim_moods.LEVEL.sub("", part.text[end:]).split()
    before, within = _nearest(clause[:at]).split(), clause[at:end].split()
    near = [*before[-_NEAR:], *within, *after[:_NEAR]]
    is_only = "bara" in near or "endast" in near
    is_negated = bool(claim_moods.NEGATIONS & {word.strip(",") for word in near}) and not is_only
    names = (indicator.short_name.lower(), indicator.sentence.subject.lower()) if indicator else ()
    return Said(
        kind=kind,
        is_negated=is_negated,
        is_hedged=bool(claim_moods.HEDGES & {*clause[:at].split(), *within, *after[:_NEAR]})
        or claim_moods.HEDGED.search(clause) is not None,
        is_open=part.is_led
        or (part.is_without and is_negated)
        or claim_moods.is_open(clause[:at], clause[at:end], clause[end:], names=names),
        is_act=claim_moods.ACTS.search(clause) is not None,
        is_sure=claim_moods.SURE.search(" ".join([*before[-2:], *within, *after[:2]])) is not None,
        years=years,
    )


def _nearest(before: str) -> str:
    """What stands after the last comma, where a new subject does: a negation before it is of something else."""
    part = before.rpartition(",")[2]
    return part if any(word in COMMON for word in WORD.findall(part)) else before


def _claim(kind: ClaimKind, sentence: str, words: str, is_fault: bool, why: str, instead: str) -> Claim:
    severity = ClaimSeverity.FAULT if is_fault else ClaimSeverity.REMARK
    return Claim(kind=kind, severity=severity, words=words, sentence=sentence, why=why, instead=instead)

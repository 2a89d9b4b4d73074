"""Why what sounds like a contradiction may be true: it may be of the inverse, of a part or of another time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from indicators.model import Good, Indicator, Progress
from indicators.texts.claim_vocabulary import COMMON, FUNCTION, WORD, acts_on, is_core, is_known, is_named
from indicators.texts.claim_words import GOALS, ClaimKind

_AGAINST: Final = re.compile(r"(?<!\w)(?:utan|inte|ej|icke|saknar|saknade|saknat|slipper|aldrig)(?!\w)")
_SOME: Final = re.compile(r"(?<!\w)(?:som (?:inte|ej|aldrig|saknar)|utan|saknar|icke)(?!\w)")
_VAGUE: Final = frozenset({"det", "läget", "situationen", "utvecklingen", "resultatet", "resultaten", "trenden"})
"""Of these `uppåt` may mean better as well as higher."""
_CAUSED: Final = re.compile(
    r"^\s*(?:tack vare|genom|eftersom|på grund av|till följd av|med hjälp av|efter|trots|nu|därför)(?!\w)"
)
"""Before a verb whose subject comes after it."""
_TIME: Final = re.compile(
    r"(?<!\w)(?:i (?:år|fjol|vår|somras|höstas|vintras|våras|början|januari|februari|mars|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december)|förra året|fjolåret|nyligen|nästa år"
    r"|(?:senaste|sista|första|andra|gångna|kommande)"
    r" (?:året|åren|tiden|halvåret|kvartalet|månaden|månaderna|mätningen|\w+ åren|\w+ månaderna)"
    r"|på (?:senare tid|senare år|sikt)|framöver|framåt|i framtiden|först|tidigare|länge|tillfälligt|ett tag|en tid"
    r"|en period|därefter|sedan dess|vissa år|(?:ett|något) år|igen"
    r"|under (?:våren|hösten|sommaren|vintern|året|pandemin|perioden|\w+ månader))"
    r"(?!\w)"
)
_TOLD_BY: Final = re.compile(
    r"(?<!\w)(?:säger|sade|sagt|uppger|uppgav|menar|anser|tycker|tyckte|upplever|upplevde|upplevt|berättar|beskriver"
    r"|rapporterar|tror|trodde|hävdar|påstår|vittnar|känslan|intrycket|känner|hört|tolkar|oro|oroas|oroar"
    r"|(?:vår|min|deras|polisens) (?:bild|bedömning|uppfattning|erfarenhet|känsla)"
    r"|enligt(?! (?:\w+ )?(?:siffr|statistik|mätning|diagram|bedömning|kurv|indikator|uppföljning|lägesbild)))(?!\w)"
)
_LEADS: Final = re.compile(r"(?<!\w)(?:gör|medför|leder till|innebär|betyder|bidrar till|riskerar)(?: \w+)? att(?!\w)")
"""`ett mörkt torg gör att tryggheten minskar`: a habit of things, not of the figures."""
_WITHIN: Final = re.compile(r"(?<!\w)(?:i|på|bland|hos|för|inom|vid|kring)(?= )")
_BESIDE: Final = re.compile(r"(?<!\w)(?:i|på|bland|hos|för|inom|vid|kring|där|av|om|ur|mot|efter|före|inför)(?= )")
_OF_GOAL: Final = re.compile(r"(?<!\w)mål\w* (?:om|för|kring|med|i|på)(?= )")
_GROUPS: Final = re.compile(
    r"(?<!\w)(?:kvinn\w+|män|männen|mäns|flick\w+|pojk\w+|tjej\w*|kill\w*|äldre|yngre|unga|ungdom\w*|barn\w*|vuxna"
    r"|pensionär\w*|utrikes\w*|inrikes\w*|nyanlända|ensamstående|vissa|några|flera|enstaka|delar|många)(?!\w)"
)
_SHARE_OF: Final = re.compile(r"(?<!\w)andelen (?!(?:har|är|var|blir|blev|som|i|ökar|minskar|stiger|sjunker)(?!\w))")
_WORTH: Final = re.compile(r"(?<!\w)värdet (?:av|på)(?!\w)")
_COHORT: Final = re.compile(r"elev|klassare|gymnasi|årskurs|barn|unga")
GROWTH: Final = 0.15
"""More than the city has grown in the programme's years: a share that falls by less may be of more people."""

Doubt = tuple[str, str]
"""Why the sentence cannot be held against the assessment, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A wording in its clause (small letters)."""

    kind: ClaimKind
    sentence: str
    """As written."""
    clause: str
    at: int
    end: int

    def about(self, indicator: Indicator) -> Place:
        """The same with the indicator's own subject, where it stands in full, as one word that narrows nothing."""
        subject = indicator.sentence.subject.lower()
        return replace(self, clause=self.clause.replace(subject, "den".ljust(len(subject))))

    def as_written(self, word: str) -> str:
        """A word of the clause as it stands in the sentence: `Malmö`."""
        place = self.sentence.lower().find(word)
        return self.sentence[place : place + len(word)] if place >= 0 else word

    @property
    def before(self) -> str:
        """What stands before the wording."""
        return self.clause[: self.at]

    @property
    def words(self) -> str:
        """The wording itself."""
        return self.clause[self.at : self.end]

    @property
    def after(self) -> str:
        """What stands after the wording."""
        return self.clause[self.end :]


def doubt(place: Place, progress: Progress, indicator: Indicator) -> Doubt | None:
    """Why a contradiction may be none, or None where nothing speaks for that."""
    if found := inverse(place, indicator):
        return found
    if (by := _TOLD_BY.search(place.before)) and not is_named(by.group(), indicator):
        why = "Meningen återger vad någon säger eller tror, och bedömningen säger något annat."
        return why, "Skriv vem som säger det, och vad bedömningen säger bredvid."
    if _LEADS.search(place.before):
        why = "Meningen säger vad något leder till, inte hur det har gått."
        return why, "Skriv det som er bedömning, och vad bedömningen av siffrorna säger bredvid."
    if when := _TIME.search(f"{place.before} · {place.after}"):
        tested = f"{progress.baseline_year} till {progress.value_year}"
        why = f"Bedömningen gäller {tested}; ”{place.as_written(when.group())}” är inte prövat."
        return why, "Säg bara siffrorna för den tiden, eller jämför med utgångsläget."
    named = [word for word in WORD.findall(place.clause) if is_named(word, indicator)]
    if named and not any(is_core(word, indicator) for word in named):
        why = f"Ordet ”{place.as_written(named[0])}” ensamt säger inte att meningen gäller ”{indicator.short_name}”."
        return why, "Säg det som indikatorn räknar, eller skriv var uppgiften kommer ifrån."
    if part := next(_parts(place, indicator), None):
        why = f"Meningen nämner ”{place.as_written(part)}”, som ”{indicator.short_name}” inte säger något om."
        return why, "Skriv var uppgiften kommer ifrån, eller säg det om hela indikatorn."
    return _sense(place, indicator) or _count(place, progress, indicator)


def inverse(place: Place, indicator: Indicator) -> Doubt | None:
    """A subject that is what the indicator does not count: `utan behörighet`, `inte är trygga`, `otrygga`."""
    names = f"{indicator.short_name} {indicator.sentence.subject}".lower()
    told = next((word for word in _inverted(place, indicator) if word not in names), None)
    if told is None:
        return None
    word = place.as_written(told)
    why = f"Ordet ”{word}” gör att meningen tycks gälla motsatsen till ”{indicator.short_name}”; det prövas inte."
    return why, "Säg det som indikatorn räknar, eller skriv var uppgiften kommer ifrån."


def _inverted(place: Place, indicator: Indicator) -> Iterator[str]:
    for pattern, text in ((_AGAINST, place.before), (_SOME, place.after)):
        for found in pattern.finditer(text):
            if any(is_named(word, indicator) for word in WORD.findall(text[found.end() :])[:4]):
                yield found.group().removeprefix("som ")
    for word in WORD.findall(place.clause):
        if word.startswith("o") and is_named(word[1:], indicator) and not is_named(word, indicator):
            yield word


def _parts(place: Place, indicator: Indicator) -> Iterator[str]:
    """Words that narrow the subject to something that the indicator does not count."""
    yield from (word for word in _subject(place, indicator) if not is_known(word, indicator))
    for pattern, text in ((_WITHIN, place.before), (_BESIDE, place.after), (_OF_GOAL, place.words)):
        nouns = [_noun(text[found.end() :]) for found in pattern.finditer(text)]
        yield from (word for word in nouns if not is_known(word, indicator))
    if (thing := acts_on(place.after)) and not is_known(thing, indicator):
        yield thing
    groups = _GROUPS.findall(f"{place.before} · {place.after}")
    yield from (word for word in groups if word not in WORD.findall(indicator.sentence.subject.lower()))


def _subject(place: Place, indicator: Indicator) -> list[str]:
    """The words of the subject: from its head to the wording, or for a goal all that stands before."""
    words = WORD.findall(place.before)
    if place.kind in GOALS:
        return words
    if place.words.endswith(("fler", "färre")):
        return words + WORD.findall(place.after)
    if _CAUSED.search(place.before):
        return []
    joins = [
        i for i, word in enumerate(words) if word == "att" or (word == "och" and _begins(words[i + 1 :], indicator))
    ]
    return words[joins[-1] + 1 :] if joins else words


def _begins(words: list[str], indicator: Indicator) -> bool:
    """Whether a subject of its own comes next."""
    return bool(words) and (words[0] in COMMON or is_named(words[0], indicator))


def _noun(text: str) -> str:
    """The first word of content after a preposition, unless a number or another clause comes first."""
    first = re.split(r"[,;:(]|(?<!\w)(?:att|som|\d)", text)[0]
    return next((word for word in WORD.findall(first)[:4] if word not in FUNCTION), "")


def _sense(place: Place, indicator: Indicator) -> Doubt | None:
    """`det går uppåt` of what should fall: up may be better."""
    up = re.search(r"(?:upp|ned|ner)(?:åt)?$", place.words)
    heads = [word for word in WORD.findall(place.before) if word in COMMON]
    if not up or indicator.good is not Good.LOW or not heads or heads[0] not in _VAGUE:
        return None
    why = f"”{up.group()}” kan betyda både mer och bättre."
    return why, "Skriv vad som ökar eller minskar: ”andelen”, ”antalet”."


def _count(place: Place, progress: Progress, indicator: Indicator) -> Doubt | None:
    """Words for people or events where the indicator is a share or a rate, which may go the other way."""
    is_share, is_rate, told = indicator.unit == "%", indicator.unit.startswith("per "), WORD.findall(place.clause)
    if not is_share and (_SHARE_OF.search(place.clause) or _WORTH.search(place.before)):
        why = f"En andel eller ett värde av något är inte ”{indicator.short_name}”."
        return why, "Säg det om antalet, eller skriv var uppgiften kommer ifrån."
    is_of_cohort = is_share and "färre" in place.words and _COHORT.search(indicator.population.lower()) is not None
    is_of_count = "fler" in place.words or is_of_cohort or "antalet" in told or "antal" in told
    value, start = progress.value.value, progress.baseline
    if not is_of_count or not (is_share or is_rate):
        return None
    if value is None or not start or abs(value / start - 1) > GROWTH:
        return None
    why = f"Antalet kan gå åt ett annat håll än ”{indicator.short_name}” när befolkningen ändras."
    return why, "Säg det om andelen eller talet, eller skriv antalet och var det kommer ifrån."

"""What is looked at before a hearing is issued: faults stop it, notes are good to know, the rest has passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators import swedish
from indicators.hearing import hidden
from indicators.hearing.ending import MOST_QUESTIONS
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Deck, Points, Slide, SlideKind
from indicators.model import Indicator, Progress
from indicators.situation import Situation


class Weight(StrEnum):
    """What a check means for issuing."""

    FAULT = "fel"
    ANSWERED = "besvarat"
    """A contradiction that the lead lets stand, with a reason."""
    NOTE = "bra att veta"
    PASSED = "klar"


class CheckKind(StrEnum):
    """What was looked at."""

    NO_COMMENT = "no_comment"
    OUTDATED = "outdated"
    FRAGILE = "fragile"
    MADE_UP = "made_up"
    HIDDEN = "hidden"
    PROPOSAL = "proposal"
    NO_ROOM = "no_room"
    WAITING = "waiting"
    CLAIM = "claim"
    NO_VALUE = "no_value"
    NO_ALT = "no_alt"


class Place(StrEnum):
    """Where on a slide a text stands that has no room."""

    HEADLINE = "headline"
    COMMENT = "comment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowded:
    """A text that has no room on its slide."""

    slide: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a written text says that the figures do not."""

    slide: str
    told: str
    """The claim, such as `texten säger ”minskar”. Bedömningen är ”Åt fel håll”.`"""
    is_fault: bool
    """The text contradicts the assessment; otherwise it says more than it does."""
    sentence: str
    """The sentence that says it, as it stands on the slide."""
    answer: str = ""
    """Why a contradiction may stand, with name and day; empty while nobody has said so."""

    @property
    def claim(self) -> str:
        """The contradiction and its sentence, what an answer holds for: another sentence asks for its own."""
        return " ".join(f"{self.told} Meningen är ”{self.sentence}”".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, with what came of it."""

    kind: CheckKind
    weight: Weight
    text: str
    slides: tuple[str, ...] = ()
    """Keys of the slides it concerns, so that a page can lead to them."""
    claim: str = ""
    """The contradiction with its sentence, where it is one that may be answered, or is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What the checks look at."""

    deck: Deck
    seen: Situation
    selection: Selection
    crowded: Sequence[Crowded]
    claimed: Sequence[Claimed]
    waiting: int

    @property
    def areas(self) -> list[Slide]:
        return [slide for slide in self.deck.slides if slide.kind is SlideKind.AREA]

    def told(self, slide: Slide) -> tuple[Indicator | None, Progress | None]:
        """The headline indicator of an area's slide and its assessment for the city."""
        registry = self.seen.registry
        chosen = self.selection.headline(area_of(slide), registry)
        return (None, None) if chosen is None else (registry.indicators[chosen], self.seen.city(chosen))

    def where(self, asked: Callable[[Indicator], bool]) -> list[Slide]:
        """The areas' slides whose headline indicator answers yes, whether it is followed for the whole city or not."""
        told = [(slide, self.told(slide)[0]) for slide in self.areas]
        return [slide for slide, indicator in told if indicator is not None and asked(indicator)]

    @property
    def assessed(self) -> list[tuple[Slide, Progress]]:
        """The areas' slides with an assessment for the city."""
        told = [(slide, self.told(slide)[1]) for slide in self.areas]
        return [(slide, progress) for slide, progress in told if progress is not None]


def checks(
    deck: Deck,
    seen: Situation,
    selection: Selection,
    *,
    crowded: Sequence[Crowded] = (),
    claimed: Sequence[Claimed] = (),
    waiting: int = 0,
) -> tuple[Check, ...]:
    """Everything that is looked at before issuing, faults first, then what is good to know, last what has passed."""
    looked = _Looked(deck=deck, seen=seen, selection=selection, crowded=crowded, claimed=claimed, waiting=waiting)
    found = [check for look in _LOOKS for check in look(looked)]
    order = list(Weight)
    return tuple(sorted(found, key=lambda check: order.index(check.weight)))


def area_of(slide: Slide) -> int:
    """The number of the strategic area that a slide is about."""
    return int(slide.key.removeprefix("omrade-"))


def answered_under(slide: str) -> int:
    """The number that answers about a slide's texts are kept under: the area's, and 0 for the lead's questions."""
    return 0 if slide == SlideKind.QUESTIONS else int(slide.removeprefix("omrade-"))


def of_weight(found: Sequence[Check], weight: Weight) -> tuple[Check, ...]:
    """The checks of one weight."""
    return tuple(check for check in found if check.weight is weight)


def _room(looked: _Looked) -> Iterator[Check]:
    names = {slide.key: slide for slide in looked.deck.slides}
    for each in looked.crowded:
        weight = Weight.NOTE if each.place is Place.COMMENT else Weight.FAULT
        told = f"Bild {names[each.slide].number}: {_without_room(each, names[each.slide].kind)}"
        yield Check(kind=CheckKind.NO_ROOM, weight=weight, text=told, slides=(each.slide,))
    asked = [slide for slide in looked.deck.slides if _asks_too_much(slide)]
    for slide in asked:
        told = f"Bild {slide.number}: högst {swedish.count_word(MOST_QUESTIONS)} frågor ryms. Ta bort några."
        yield Check(kind=CheckKind.NO_ROOM, weight=Weight.FAULT, text=told, slides=(slide.key,))
    if not looked.crowded and not asked:
        yield _passed(CheckKind.NO_ROOM, "Rubrikerna ryms på två rader och alla texter på sina bilder")


def _without_room(found: Crowded, kind: SlideKind) -> str:
    """What has no room, and what the lead can do about it on a slide of that kind."""
    remedy = _REMEDIES.get(kind, _NOBODYS)
    if found.place is Place.HEADLINE:
        return f"rubriken ryms inte på två rader. {remedy}"
    if found.place is Place.COMMENT:
        return "texten bakom kurvan ryms inte på bilden. Korta den, eller läs resten i anteckningarna."
    return f"en text (”{swedish.shortened(found.text, 60)}”) ryms inte på bilden. {remedy}"


_NOBODYS = "Välj färre områden, eller säg till förvaltaren av systemet."
"""Of slides that sum up all areas: no single choice decides their words."""
_REMEDIES = {
    SlideKind.AREA: "Välj en annan huvudindikator.",
    SlideKind.QUESTIONS: "Korta frågan, eller ta bort den.",
    SlideKind.PROMISES: "Korta det som är antecknat på Utgåvor.",
}


def _asks_too_much(slide: Slide) -> bool:
    return slide.kind is SlideKind.QUESTIONS and any(
        isinstance(panel, Points) and len(panel.sentences) > MOST_QUESTIONS for panel in slide.panels
    )


def _claims(looked: _Looked) -> Iterator[Check]:
    names = {slide.key: slide for slide in looked.deck.slides}
    for each in looked.claimed:
        told = f"Bild {names[each.slide].number}: {each.told}" + (f" {each.answer}" if each.answer else "")
        weight = Weight.ANSWERED if each.answer else Weight.FAULT if each.is_fault else Weight.NOTE
        claim = each.claim if each.is_fault else ""
        yield Check(kind=CheckKind.CLAIM, weight=weight, text=told, slides=(each.slide,), claim=claim)
    if not looked.claimed:
        yield _passed(CheckKind.CLAIM, "Texterna säger inget annat än bedömningarna")


def _hidden(looked: _Looked) -> Iterator[Check]:
    shown = [slide for slide in looked.deck.slides if hidden.shows_hidden(slide, looked.seen)]
    for slide in shown:
        told = f"Bild {slide.number} visar ett värde som ska vara dolt. Ge inte ut; säg till förvaltaren av systemet."
        yield Check(kind=CheckKind.HIDDEN, weight=Weight.FAULT, text=told, slides=(slide.key,))
    if not shown:
        yield _passed(CheckKind.HIDDEN, "Dolda värden finns inte på någon bild")


def _alts(looked: _Looked) -> Iterator[Check]:
    bare = [slide for slide in looked.deck.slides if any(not panel.alt.strip() for panel in slide.panels)]
    for slide in bare:
        told = f"Bild {slide.number} har ett diagram utan alternativtext. Säg till förvaltaren av systemet."
        yield Check(kind=CheckKind.NO_ALT, weight=Weight.FAULT, text=told, slides=(slide.key,))
    if not bare:
        yield _passed(CheckKind.NO_ALT, "Alla diagram har alternativtext")


def _waiting(looked: _Looked) -> Iterator[Check]:
    if not looked.waiting:
        yield _passed(CheckKind.WAITING, f"Inga leveranser väntar på granskning för {looked.deck.year}")
        return
    count = swedish.sentence_case(swedish.counted(looked.waiting, "leverans", "leveranser"))
    told = f"{count} för {looked.deck.year} väntar på granskning och är inte med i siffrorna."
    yield Check(kind=CheckKind.WAITING, weight=Weight.NOTE, text=told)


def _comments(looked: _Looked) -> Iterator[Check]:
    bare = [slide for slide in looked.areas if slide.comment is not None and not slide.comment.text]
    if bare:
        yield _note(CheckKind.NO_COMMENT, f"Kommentar saknas på {_slides(bare)}.", bare)
    else:
        yield _passed(CheckKind.NO_COMMENT, "Alla områdesbilder har en kommentar")


def _outdated(looked: _Looked) -> Iterator[Check]:
    found = [slide for slide in looked.areas if slide.comment is not None and slide.comment.is_outdated]
    if found:
        many = "Texterna" if len(found) > 1 else "Texten"
        said = f"{many} på {_slides(found)} är skriven före de senaste siffrorna. Läs igenom och spara på nytt."
        yield _note(CheckKind.OUTDATED, said.replace("är skriven", "är skrivna") if len(found) > 1 else said, found)
    else:
        yield _passed(CheckKind.OUTDATED, "Inga siffror har ändrats sedan texterna skrevs")


def _values(looked: _Looked) -> Iterator[Check]:
    told = [(slide, looked.told(slide)[1]) for slide in looked.areas]
    bare = [slide for slide, progress in told if progress is None or progress.value.value is None]
    if bare:
        yield _note(CheckKind.NO_VALUE, f"Huvudindikatorn saknar värde för staden på {_slides(bare)}.", bare)
    else:
        yield _passed(CheckKind.NO_VALUE, "Alla valda områden har ett värde")


def _fragile(looked: _Looked) -> Iterator[Check]:
    found = [slide for slide, progress in looked.assessed if progress.is_fragile]
    if not looked.assessed:
        yield _passed(CheckKind.FRAGILE, "Ingen huvudindikator bedöms för staden, så ingen bedömning är prövad")
    elif found:
        told = f"Bedömningen är känslig på {_slides(found)}: räknad på ett annat sätt blir den en annan."
        yield _note(CheckKind.FRAGILE, told, found)
    else:
        yield _passed(CheckKind.FRAGILE, "Ingen bedömning hänger på hur den räknas")


def _made_up(looked: _Looked) -> Iterator[Check]:
    found = looked.where(lambda indicator: indicator.is_demo)
    if found or looked.deck.is_demo:
        said = _of_all(looked, found, ("är påhittad", "är påhittade")) if found else "Några värden är påhittade"
        yield _note(CheckKind.MADE_UP, f"{said}. Det står på bilderna och i filernas namn.", found)
    else:
        yield _passed(CheckKind.MADE_UP, "Inget på bilderna är påhittat")


def _proposals(looked: _Looked) -> Iterator[Check]:
    found = looked.where(lambda indicator: indicator.target is not None and indicator.target.decision.is_proposal)
    if not looked.where(lambda indicator: indicator.target is not None):
        yield _passed(CheckKind.PROPOSAL, "Ingen huvudindikator har ett mål")
    elif found:
        said = _of_all(looked, found, ("har ett mål som bara är föreslaget", "har mål som bara är förslag"))
        yield _note(CheckKind.PROPOSAL, f"{said}, inte beslutade." if len(found) > 1 else f"{said}.", found)
    else:
        yield _passed(CheckKind.PROPOSAL, "Alla mål på bilderna är beslutade")


_LOOKS = (_room, _claims, _hidden, _alts, _waiting, _comments, _outdated, _values, _fragile, _made_up, _proposals)


def _of_all(looked: _Looked, found: Sequence[Slide], verbs: tuple[str, str]) -> str:
    """`Sju av tio huvudindikatorer är påhittade`, in the number that is right."""
    whole = len(looked.areas)
    of_whole = f"{swedish.count_word(len(found))} av {swedish.count_word(whole)}" if whole > 1 else ""
    said = f"{of_whole} huvudindikatorer" if of_whole else "huvudindikatorn"
    return swedish.sentence_case(f"{said} {verbs[len(found) > 1]}")


def _slides(found: Sequence[Slide]) -> str:
    return f"bild {swedish.listing([str(slide.number) for slide in found])}"


def _note(kind: CheckKind, text: str, found: Sequence[Slide]) -> Check:
    return Check(kind=kind, weight=Weight.NOTE, text=text, slides=tuple(slide.key for slide in found))


def _passed(kind: CheckKind, text: str) -> Check:
    return Check(kind=kind, weight=Weight.PASSED, text=text)

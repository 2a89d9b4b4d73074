"""The words of a clause: those that name an indicator, those that name nothing, and those that only join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from indicators.model import Indicator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD: Final = re.compile(r"[a-zåäöéü]+")
_LONG: Final = 5
"""Letters that a word needs to tell one indicator from another."""
_ENDINGS: Final = r"(?:het(?:en|ens|s)?)?(?:e?r(?:na|nas|s)?|ens?|ets?|ns?|nas?|s|as?|t|e|d)?"
"""What a form of a word may end in, `trygghetens` of `trygga`; a compound, `trygghetsvandring`, does not."""
_WEAK: Final = _set(
    "andel andelen antal antalet värde värdet personer invånare göteborg staden stadens stadsdel "
    "stadsdelen procent eller senaste under minst någon något sådan varje efter gånger mycket ganska "
    "också därför mellan enligt från svarar skulle andra första länge året åren månad månaden"
)
COMMON: Final = _set(
    "andelen antalet talet siffran siffrorna siffror kurvan kurvorna nivån nivåer nivåerna utvecklingen resultatet "
    "resultaten utfallet värdet värdena trenden indikatorn den det de detta denna läget situationen måttet takten "
    "här nu sedan statistiken mätningen mätningarna problemen problemet svårigheterna bristerna måluppfyllelsen "
    "diagrammet figuren grafen linjen"
)
"""Subjects that name no indicator: the one the text is about is meant."""
OPENERS: Final = frozenset({"andelen", "antalet", "andel", "antal"})
"""Followed by what is counted."""
POINTERS: Final = _set("den det de detta denna här nu sedan")
"""Subjects on their own, but before a noun they only point to it."""
BAD: Final = _set("problemen problemet svårigheterna bristerna")
"""Subjects that are worse the more there is of them."""
GOOD: Final = frozenset({"måluppfyllelsen"})
PREPOSITIONS: Final = _set("i för av med över inom kring på bland hos mot vid om till ur under efter före utan enligt")
AIMS: Final = _set("mål målet målen målnivån målbanan målvärdet")
"""The target, which is not the result."""
FUNCTION: Final = PREPOSITIONS | _set(
    "har hade är var blir blev blivit bli kommer ser såg vi man som och att fram en ett ingen inte inget inga någon "
    "något säkerställd troligen troligtvis sannolikt kanske möjligen antagligen nog också nu åter igen varför hur "
    "därför visar visade uppvisar ligger låg legat fortsätter fortsatte fortsatt pekar pekade vänder vände börjar "
    "började tycks verkar finns fanns syns märks noterar kan kunde ska skulle går gick gått står stod håller höll når "
    "nådde rör drar utvecklas tenderar bor från sedan mellan än eller men så då där dess deras vår vårt våra sin sitt "
    "sina sig oss här upp ned ner ut alla allt all hela hel hög åren året år dag tiden procent procentenheter poäng "
    "personer invånare boende göteborgare göteborg göteborgs staden stadens kommunen området områdets programmet "
    "siffror stort sätt grad helhet genomsnitt snitt äntligen nuvarande numera fortfarande återigen redan dessutom "
    "däremot alltså dock ändå totalt sammantaget stadigt sakta långsamt tydligt tydlig svag svagt liten stor viss "
    "klar stadig långsam snabb snabbt bara endast ännu varken både samt faktiskt glädjande tyvärr åtminstone trots "
    "fler färre större mindre högre lägre bättre sämre mer mest många råge marginal god bra rätt fel håll väg kvar "
    "utgångsläget utgångsläge basåret perioden hjälp takt fas plan linje samma nivå riktning slutet början mitten "
    "jämfört jämförelse förhållande hand tack vare dels gång verkligen egentligen mycket lite ganska väl helt nästan "
    "ungefär drygt knappt ute själva utfall värde andel antal vet tror anser säger klart bör måste får fick fått ju "
    "dessvärre förstås givetvis naturligtvis uppenbart därmed följaktligen successivt gradvis konstant generellt "
    "överlag idag varje trend kurva utveckling minst högst två tre fem tio aldrig nej ja känner stad sett "
    "göteborgarna invånarna begås framgår även länge därtill främst särskilt allra"
)
"""Words that name nothing: verbs, adverbs, joining words, and the city and time that all figures are of."""


def keyness(words: Iterable[str], indicator: Indicator) -> int:
    """How many of the words that tell an indicator from another stand among the words, in any form."""
    told = [word for word in words if len(word) >= _LONG]
    return sum(any(_is_form(word, key) for word in told) for key in _keywords(indicator))


def is_named(word: str, indicator: Indicator) -> bool:
    """Whether a word is a form of one that the indicator's short name or subject holds."""
    return any(_is_form(word, key) for key in _keywords(indicator))


def acts_on(after: str) -> str:
    """The thing that a verb acts on, such as `livskvaliteten` after `minskar`; empty where none follows it at once."""
    found = _OBJECT.match(after)
    return found["thing"] if found and found["thing"] not in FUNCTION | COMMON | AIMS else ""


_OBJECT: Final = re.compile(
    r" (?:sina? |sitt |våra? |vårt )?(?P<thing>[a-zåäöéü]{3,}(?:en|et|n[aå]|an|ar|er|or|s))(?!\w)"
)


def is_core(word: str, indicator: Indicator) -> bool:
    """Whether a word tells what the indicator measures, and not only of whom, where or when it does."""
    return any(
        _is_form(word, key) for key in _core(indicator.short_name, indicator.sentence.subject, indicator.population)
    )


def is_known(word: str, indicator: Indicator) -> bool:
    """Whether a word narrows nothing: it stands in the indicator's own description, or names nothing."""
    if len(word) <= 2 or word in FUNCTION | COMMON | AIMS or word.endswith(("igt", "vis", "samt", "ligen")):
        return True
    return any(word == own or _is_form(word, own) for own in _described(indicator))


def _is_form(word: str, of: str) -> bool:
    """`tryggheten` of `trygga`, `trångt` of `trångbodda`, but not `trygghetsvandringarna`."""
    if _forms(of).fullmatch(word):
        return True
    return len(word) > _LONG and len(word) <= _LONG + 2 and len(of) > _LONG and word[:_LONG] == of[:_LONG]


@lru_cache(maxsize=4096)
def _forms(word: str) -> re.Pattern[str]:
    stem = _stem(word)
    return re.compile(rf"{stem}[a-zåäöéü]{{0,{len(word) - len(stem)}}}{_ENDINGS}")


def _stem(word: str) -> str:
    """A word without its ending: `stöld` of `stölder`, `trygg` of `trygga`."""
    return word[: max(_LONG, len(word) - 3)]


def _keywords(indicator: Indicator) -> frozenset[str]:
    return _words(f"{indicator.short_name} {indicator.sentence.subject}")


def _described(indicator: Indicator) -> frozenset[str]:
    told = (indicator.short_name, indicator.sentence.subject, indicator.name, indicator.question, indicator.population)
    return _all_words(" ".join((*told, indicator.definition)))


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    """The words of a text that tell one indicator from another, one of each stem."""
    found = {_stem(word): word for word in sorted(_all_words(text)) if len(word) >= _LONG and word not in _WEAK}
    return frozenset(found.values())


@lru_cache(maxsize=512)
def _core(name: str, subject: str, population: str) -> frozenset[str]:
    beside = {*_beside(name.lower()), *_beside(subject.lower()), *_all_words(population)}
    keys = _words(f"{name} {subject}")
    return (
        frozenset(key for key in keys if not any(_is_form(key, word) for word in beside if len(word) >= _LONG)) or keys
    )


def _beside(text: str) -> Iterator[str]:
    """Words of whom, where and when: `hushåll` before `som är trångbodda`, `yrkesprogram` after `till`."""
    whom, som, what = text.partition(" som ")
    if som and any(len(word) >= _LONG and word not in FUNCTION for word in WORD.findall(what)):
        yield from WORD.findall(whom)
    yield from WORD.findall(text.partition(" när ")[2])
    for found in _WITHIN.finditer(text):
        yield from [word for word in WORD.findall(text[found.end() :]) if word not in FUNCTION][:1]


_WITHIN: Final = re.compile(r"(?<!\w)(?:i|på|till|för|vid|bland|inom|hos|per)(?= )")


@lru_cache(maxsize=512)
def _all_words(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(text.lower()) if len(word) > 2)

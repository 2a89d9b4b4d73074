"""The Swedish words that turn, soften or open a wording: negations, guesses, goals, hopes, conditions and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS: Final = _set("inte ej aldrig ingen inga inget knappast varken")
HEDGES: Final = _set("kan kunde troligen troligtvis sannolikt antagligen möjligen kanske verkar tror gissar")
HEDGED: Final = re.compile(r"vi tror|en möjlig|möjlig förklaring|en förklaring kan|skulle kunna|antar|misstänker")
PRESUMED: Final = re.compile(r"^varför|hur kommer det sig|vad beror|(?<!\w)(?:åt|av|på|inför|med) att(?!\w)|nu när")
"""A question that takes what it asks about for given: `varför minskar …?`, `vad gör vi åt att …?`."""
ACTS: Final = re.compile(
    r"därför(?: \S+){0,2} (?:vi|nämnden|förvaltningen|bolaget|staden"
    r"|föreslår|föreslås|behöver|behövs|bör|ska|krävs|startar|görs)(?!\w)"
    r"|(?:orsaken|anledningen|skälet) till (?:att (?:vi|nämnden|förvaltningen|bolaget|staden)"
    r"|(?:\w+ )?(?:satsning|beslut|insats|åtgärd|förslag|projekt|arbet)\w*)"
)
"""A reason for something to be done, not of the curve."""
LEVEL: Final = re.compile(r"(?:minst|högst) \d[\d ,]*(?:procent\w*)?")
"""A target told by its level, `minst 90 procent`, between a wording and what turns it."""
SURE: Final = re.compile(r"säkerställ\w*")

_WISH: Final = (
    r"(?:mål|delmål|målsättning|syfte|avsikt|ambition|vision|plan|tanke|strävan|förhoppning|hopp|önskan|önskemål|uppdrag"
    r"|inriktning|löfte|krav|strategi|åtagande|risk|fara)(?:et|en|n|s)?"
)
_WISHES: Final = (
    r"hoppas|hoppades|önskar|önskade|siktar|sikta|siktade|strävar|eftersträvar|efterfrågar|räknar|räkna|räknade|lovar"
    r"|lovat|lovade|åtagit|planerar|föreslår|kräver|krävs|förutsätter|förväntar|förväntas|väntas|beräknas|prognosen"
    r"|riskerar|fruktar|befarar|undrar|frågar|förhindra|förebygga|motverka|undvika|undviker|arbetar (?:för|mot)"
    r"|verkar för|syftar till|syftade till|går ut på|handlar om|kämpar för|se till|ser till"
)
OPEN: Final = re.compile(
    r"(?<!\w)(?:om|ifall|huruvida|när|tills|innan|oavsett|ska|skall|bör|måste|vill|ville|skulle|behöver|behövs"
    r"|för att|så att|utan att|i stället för|istället för|i syfte att|att avgöra"
    rf"|{_WISH}(?: (?:för|till|med|om)(?: [^\s,;]+){{1,4}})?(?: (?:är|var|har varit|nu|på|om|för))? att"
    rf"|{_WISHES})(?!\w)"
)
"""Before a wording in the same clause: a goal, a hope, a condition or a question, which claims nothing."""
UNHELD: Final = re.compile(
    r"(?<!\w)(?:inte|ingen|inget|inga|ingenting|knappast|aldrig|varken)(?! (?:bara|minst|förneka|bortse|blunda))"
    r"(?: (?!förneka|bortse|blunda)[^\s,;]+){0,5}? (?:att|som (?:visar|tyder|säger))(?!\w)"
    r"|(?<!\w)(?:oklart|osäkert|okänt|tveksamt|fel|felaktigt|falskt|osant|myt|omöjligt|svårt|tidigt|säga|säkert)"
    r"(?: att (?:säga|påstå|veta|se|avgöra))? (?:att|om)(?!\w)"
)
"""Before a wording: it is not said to be so, `det går inte att säga att …`, `det är inte sant att …`."""
WITHOUT: Final = re.compile(r"^\s*utan (?!att)")
"""`utan belysning minskar …`: a condition."""
LEAD: Final = re.compile(rf"(?<!\w)(?:{_WISH})(?: [^\s,;]+){{0,4}}$")
"""What a colon may stand after: `målet: andelen minskar`."""
_IF: Final = re.compile(
    r"(?<!\w)(?:(?:om|ifall|såvida|förutsatt att|först när|så länge)(?! (?:natten|nätterna|dagen|dagarna|kvällen"
    r"|kvällarna|sommaren|vintern|hösten|våren|året|att|minst|högst|\d))|när (?=[^,;]*(?:är klar|blir|har byggts)))"
)
_NOUN: Final = re.compile(r"(?:ning|gång)(?:en|ar)?$")
_AIMED: Final = re.compile(
    r"(?<!\w)(?:är|vore|blir|var)(?: \w+){0,2} (?:mål\w*|önskvärd\w*|viktig\w*|nödvändig\w*|ambitionen|syftet|tanken"
    r"|prioriterad\w*|avgörande)(?!\w)|(?<!\w)(?:krävs|behövs|eftersträvas|önskas|efterfrågas)(?!\w)"
)


def is_open(before: str, words: str, after: str, *, names: Sequence[str] = ()) -> bool:
    """Whether a wording between what stands before and after it in its clause is only wished, asked or supposed.

    `names` are the indicator's own words, in which `när det är mörkt` is no condition.
    """
    for name in names:
        for own in OPEN.finditer(name):
            before = before.replace(name[own.start() :], "")
    return (
        OPEN.search(before) is not None
        or UNHELD.search(before) is not None
        or WITHOUT.search(before) is not None
        or _IF.search(after) is not None
        or (_NOUN.search(words) is not None and _AIMED.search(after) is not None)
    )

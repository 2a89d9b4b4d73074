"""The Swedish wordings that claim something of a curve, and the words that turn or soften them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class ClaimKind(StrEnum):
    """What a wording claims."""

    RISE = "ökar"
    FALL = "minskar"
    HIGHER = "högre än"
    LOWER = "lägre än"
    BETTER = "bättre"
    WORSE = "sämre"
    STABLE = "oförändrat"
    CHANGED = "ändrats"
    REACHED = "nått målet"
    WILL_REACH = "når målet"
    ON_WAY = "på väg"
    GAP = "skillnad"
    CAUSE = "orsak"
    CERTAIN = "säkert"
    SIZE = "storlek"
    HALVED = "halverats"
    DOUBLED = "fördubblats"
    NUMBER = "tal"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_THAN: Final = r"(?=( \S+){0,3} än (20\d\d|utgångsläge|basår|förra|tidigare|då|året))"
_IS: Final = r"(?:är|ligger|var|blev|blivit|blir|har blivit)"
_GOAL: Final = r"(?:mål(?:et|en|nivån|värdet)?)"
_FEW: Final = r"(?: [^\s,;]+){0,4}?"
_COURSE: Final = r"(?:trend|utveckling|riktning|kurva)(?:en|n)?(?: [^\s,;]+){0,3}? (?:är|var|har varit|ser)(?: \w+)?"
"""What a sense word such as `positiv` is said of."""

PATTERNS: Final = {
    ClaimKind.ON_WAY: (
        rf"på (?:god )?väg (?:mot {_GOAL}|att nå|att klara|åt rätt)|(?:är|ligger)(?: \w+)? på (?:god )?väg(?=$|[,)])"
        rf"|i takt (?:med|mot)|(?:är|ligger)(?: \w+)? i takt(?=$|[,)])|följer (?:målbanan|målet)|inom räckhåll"
    ),
    ClaimKind.REACHED: (
        rf"{_GOAL}{_FEW} har(?: \w+)? (?:nåtts|uppnåtts|uppfyllts|klarats)"
        rf"|{_GOAL}{_FEW} (?:är|blev)(?: \w+)? (?:nått|uppnått|uppfyllt)"
        rf"|{_GOAL}(?: \w+)? (?:nåddes|uppnåddes)"
        rf"|(?:nått|nådde|uppnått|uppnådde|klarat|klarade|uppfyllt)(?: \w+){{0,2}} {_GOAL}"
        r"|(?:är|ligger|gått)(?: \w+)? i mål(?!\w)"
    ),
    ClaimKind.WILL_REACH: (
        rf"(?:når|uppnår|klarar|uppfyller|nås|uppnås){_FEW} {_GOAL}|{_GOAL}{_FEW} (?:nås|uppnås)"
        rf"|(?:kommer|hinner)(?: \w+){{0,3}} (?:att )?(?:nå|uppnå|klara)(?: \w+){{0,2}} {_GOAL}"
    ),
    ClaimKind.HIGHER: rf"{_IS}(?: \S+)? (?:högre|fler|större){_THAN}",
    ClaimKind.LOWER: rf"{_IS}(?: \S+)? (?:lägre|färre|mindre){_THAN}",
    ClaimKind.RISE: (
        r"ökar|ökade|ökat|ökats|(?:börjat|fortsätter|fortsatt) (?:att )?(?:öka|stiga|växa)|stiger|stigit"
        r"|steg(?= (?:från|till|med|under|sedan|mellan|kraftigt|något))|(?:växer|växte|vuxit)(?! upp)"
        r"|(?:går|gick|gått) upp(?=$|[ ,])|ökning(?:en|ar)?|uppgång(?:en)?|stigande|ökande|växande"
    ),
    ClaimKind.FALL: (
        r"minskar|minskade|minskat|minskats|(?:börjat|fortsätter|fortsatt) (?:att )?(?:minska|sjunka)"
        r"|sjunker|sjönk|sjunkit|avtar|avtog|avtagit|(?:går|gick|gått) (?:ner|ned)(?=$|[ ,])"
        r"|minskning(?:en|ar)?|nedgång(?:en)?|sjunkande|minskande"
    ),
    ClaimKind.BETTER: (
        rf"(?:{_IS}|går|gått|gick)(?: \w+)? bättre|förbättra(?:s|ts|des|t)|förbättring(?:en|ar)?"
        r"|åt rätt håll|(?:i |går i )?rätt riktning|positiv (?:utveckling|trend)"
        rf"|{_COURSE} (?:positiv|gynnsam|lovande|ljus|god|bra)"
    ),
    ClaimKind.WORSE: (
        rf"(?:{_IS}|går|gått|gick)(?: \w+)? (?:sämre|värre)|försämra(?:s|ts|des|t)|försämring(?:en|ar)?"
        r"|åt fel håll|(?:i |går i )?fel riktning|negativ (?:utveckling|trend)"
        rf"|{_COURSE} (?:negativ|ogynnsam|dyster|dålig|oroande|oroväckande)"
    ),
    ClaimKind.STABLE: (
        r"(?:stannat|stannar|stannade) av|(?:planat|planar|planade) ut|oförändra(?:d|t|de|ts)"
        r"|(?:ligger|legat|står|stått) still(?:a)?"
        r"|(?:är|ligger|varit|legat)(?: \w+)? stabil[ta]?|samma nivå|bromsat in|bromsats"
    ),
    ClaimKind.CHANGED: r"(?:säkerställd )?(?<!från ingen )förändring(?=$|[ ,:])|ändrats|förändrats",
    ClaimKind.CAUSE: (
        r"beror|berodde|bero på|berott|tack vare|på grund av|till följd av|orsaka(?:s|des|ts|r|de|t)"
        r"|(?:leder|ledde|lett) till|effekt(?:en|er)? av|(?:haft|fått|ger|gett|gav|har) (?:god |tydlig |avsedd )?effekt"
        r"|(?:gett|ger|gav) resultat|bidragit till|bidrar till|bidrog till|förklaras av|förklarar|därför"
        r"|eftersom|i och med att|genom att"
    ),
    ClaimKind.CERTAIN: (
        r"säkert|helt säkert|utan tvekan|helt klart|bevisar|bevisat|bevisligen"
        r"|garantera(?:r|t|s)|signifikant\w*|otvivelaktigt"
    ),
    ClaimKind.HALVED: r"halvera(?:s|ts|des|t|de|r)|halvering(?:en)?",
    ClaimKind.DOUBLED: r"(?:för)?dubbla(?:s|ts|des|t|de|r)|fördubbling(?:en)?",
    ClaimKind.SIZE: r"kraftig\w*|markant\w*|dramatisk\w*|drastisk\w*|rejäl\w*|explosionsartat|tredubbl\w+|mångdubbl\w+",
}
"""In the order in which wordings are looked for; words that one has taken are not read again by the next."""

FOUND: Final = {kind: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for kind, pattern in PATTERNS.items()}
QUOTED: Final = re.compile(r"[”\"“][^”\"“\n]*[”\"“]|»[^»«\n]*[«»]")
FIELD: Final = re.compile(r"\{[^{}\n]*\}")
SENTENCE: Final = re.compile(r"[^\n]*?(?:[.!?](?=\s+[A-ZÅÄÖ”\"»{]|\s*$)|(?=\n|$))", re.MULTILINE)
CLAUSE: Final = re.compile(
    r";|:(?=\s)|, (?:men|medan|och|trots att|fast|så)\b|,(?= eftersom\b)"
    r"|(?<=\w) (?:men|medan|utan(?! tvekan| att)) "
)

NEGATIONS: Final = _set("inte ej aldrig ingen inga inget knappast varken")
HEDGES: Final = _set("kan kunde troligen troligtvis sannolikt antagligen möjligen kanske verkar tror gissar")
HEDGED: Final = re.compile(r"vi tror|en möjlig|möjlig förklaring|en förklaring kan|skulle kunna|antar|misstänker")
BECAUSE: Final = frozenset({"eftersom", "i och med att", "genom att"})
"""Causes only after a wording of the curve: people also decide and refrain `eftersom`."""
PRESUMED: Final = re.compile(r"^varför|hur kommer det sig|vad beror|(?<!\w)(?:åt|av|på|inför|med) att(?!\w)|nu när")
"""A question that takes what it asks about for given: `varför minskar …?`, `vad gör vi åt att …?`."""
GOALS: Final = (ClaimKind.REACHED, ClaimKind.WILL_REACH, ClaimKind.ON_WAY)
"""What is said of the way to the target."""
OPEN: Final = re.compile(
    r"(?<!\w)(?:om|ifall|huruvida|när|ska|skall|bör|måste|vill|ville|skulle|behöver"
    r"|för att|i syfte att|att avgöra)(?!\w)"
)
"""Before a wording in the same clause: a condition, a wish or a question, which claims nothing."""
ACTS: Final = re.compile(
    r"därför(?: \S+){0,2} (?:vi|nämnden|förvaltningen|bolaget|staden"
    r"|föreslår|föreslås|behöver|behövs|bör|ska|krävs|startar|görs)(?!\w)"
)
"""A reason for something to be done, not of the curve."""
LEVEL: Final = re.compile(r"(?:minst|högst) \d[\d ,]*(?:procent\w*)?")
"""A target told by its level, `minst 90 procent`, between a wording and what turns it."""
SURE: Final = re.compile(r"säkerställ\w*")
YEAR: Final = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,]*\d)")

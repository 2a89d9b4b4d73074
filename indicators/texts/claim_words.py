"""The Swedish wordings that claim something of a curve."""

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
    TURNED = "vänt"
    REACHED = "nått målet"
    WILL_REACH = "når målet"
    ON_WAY = "på väg"
    OFF_WAY = "efter"
    GAP = "skillnad"
    CAUSE = "orsak"
    CERTAIN = "säkert"
    SIZE = "storlek"
    HALVED = "halverats"
    DOUBLED = "fördubblats"
    NUMBER = "tal"


GOALS: Final = (ClaimKind.REACHED, ClaimKind.WILL_REACH, ClaimKind.ON_WAY, ClaimKind.OFF_WAY)
"""What is said of the way to the target."""
MOVES: Final = (ClaimKind.RISE, ClaimKind.FALL, ClaimKind.HIGHER, ClaimKind.LOWER, ClaimKind.BETTER, ClaimKind.WORSE)
"""What is said of a direction."""


_THAN: Final = r"(?=( \S+){0,3} än (20\d\d|utgångsläge|basår|förra|tidigare|då|året|när|innan|vid))"
_NOT_THAN_OTHERS: Final = r"(?!(?: \S+)? än (?!20\d\d|utgångsläge|basår|förr|tidigare|då|i fjol|året|någonsin|nånsin))"
"""`bättre än rikssnittet` compares with others, not with before."""
_IS: Final = r"(?:är|ligger|var|blev|blivit|blir|har blivit)"
_BECOMES: Final = r"(?:har blivit|hade blivit|blivit|blir|blev)(?: allt| ännu| något| mycket| betydligt| lite)?"
_AS_NOW: Final = r"(?=$|,| nu(?=$|[ ,])| i dag| idag| numera| i år)"
_START: Final = r"(?:(?<=^)|(?<=^ ))"
_GOAL: Final = r"(?:mål(?:et|en|nivån|värdet)?)"
_FEW: Final = r"(?: [^\s,;]+){0,4}?"
_COURSE: Final = r"(?:trend|utveckling|riktning|kurva)(?:en|n)?(?: [^\s,;]+){0,3}? (?:är|var|har varit|ser)(?: \w+)?"
"""What a sense word such as `positiv` is said of."""
_STILL: Final = r"(?:fortsätter|fortsatte|fortsatt|börjat|börjar|började|tenderar|tycks|ser ut)(?: att)?(?: \w+)?"
_LINE: Final = r"(?:utvecklingen|trenden|kurvan|kurvorna|siffrorna|siffran|andelen|antalet|läget|det)"
_ATTAINED: Final = r"måluppfyllelsen(?: [^\s,;]+){0,3}? (?:är|var|har varit|blir|blev|ser)(?: [^\s,;]+){0,2}?"

PATTERNS: Final = {
    ClaimKind.CAUSE: (
        r"beror|berodde|bero på|berott|tack vare|på grund av|till följd av|orsaka(?:s|des|ts|r|de|t)"
        r"|(?:leder|ledde|lett) till|effekt(?:en|er)? av|(?:haft|fått|ger|gett|gav|har) (?:god |tydlig |avsedd )?effekt"
        r"|(?:gett|ger|gav) (?:resultat|utdelning|utslag)|bidragit till|bidrar till|bidrog till|förklaras av|förklarar"
        r"|(?:gett|ger|gav)(?: \w+)? (?:lägre|högre|bättre|sämre|mindre) (?:siffr|tal|resultat|ande|värd|nivå)\w*"
        r"|(?:orsak(?:en|erna)|förklaring(?:en|arna)|anledning(?:en|arna)|skälet|skälen|bakgrunden)"
        r"(?=(?: [^\s,;]+){0,6}? (?:är|var|ligger i|finns i|heter)"
        r"(?! (?:inte|okän|oklar|ännu|svår|osäk|fortfarande|delvis|flera|olika)))"
        r"|(?:resultat|följd|konsekvens|frukt)(?:et|en)? av"
        r"|(?:får|fick|fått) [^\s,;]+ att (?:öka|minska|sjunka|stiga|falla)"
        r"|(?:gjort|gör|gjorde) (?:stor )?skillnad|(?:vår|er|polisens|stadens|deras) förtjänst"
        r"|därför|eftersom|i och med att|genom att"
        rf"|{_START}genom|gör att|gjort att|gjorde att|medför(?:t|de)?|resultera(?:r|t|de) i|ligger bakom"
        r"|låg bakom|kommer av"
    ),
    ClaimKind.OFF_WAY: (
        rf"{_ATTAINED} (?:dålig|låg|svag|bristande|otillräcklig|bristfällig)"
        r"|(?:dålig|låg|svag|bristande) måluppfyllelse|(?:är|ligger|kommit|hamnat)(?: \w+)? ur fas|utom räckhåll"
        r"|(?:är|ligger|låg)(?: \w+)? efter (?:målbanan|plan|planen)(?=$|[,)])"
        r"|(?:ligger|halkar|halkat|släpar)(?: \w+)? efter(?=$|[,)])|tappa(?:r|t|de) takt(?:en)?"
    ),
    ClaimKind.ON_WAY: (
        rf"på (?:god )?väg (?:mot {_GOAL}|att nå|att klara|åt rätt)|(?:är|ligger)(?: \w+)? på (?:god )?väg(?=$|[,)])"
        r"|i takt (?:med|mot) (?:mål\w*|banan|plan|planen|programmet)|(?:är|ligger)(?: \w+)? i takt(?=$|[,)])"
        r"|följer (?:målbanan|målet)|inom räckhåll"
        rf"|{_ATTAINED} (?:god|bra|hög|tillfredsställande|utmärkt)|(?:god|hög|tillfredsställande) måluppfyllelse"
        r"|(?:är|ligger|var)(?: \w+)? i fas(?=$|[,)]| med (?:mål|plan))|(?:håller|höll|hållit)(?: \w+)? takten"
        r"|ligger(?: \w+)? bra till|(?:är|ligger)(?: \w+)? före (?:målbanan|plan|planen)"
        r"|(?:går|gått|löper|fortskrider)(?: \w+)? (?:enligt plan(?:en)?|som planerat)(?=$|[,)])"
    ),
    ClaimKind.REACHED: (
        rf"{_GOAL}{_FEW} har(?: \w+)? (?:nåtts|uppnåtts|uppfyllts|klarats|passerats|överträffats)"
        rf"|{_GOAL}{_FEW} (?:är|blev)(?: \w+)? (?:nått|uppnått|uppfyllt|klarat|passerat|överträffat)"
        rf"|{_GOAL}(?: \w+)? (?:nåddes|uppnåddes|klarades|passerades|överträffades)"
        r"|(?:nått|nådde|uppnått|uppnådde|klarat|klarade|uppfyllt|passerat|överträffat)(?: \w+){0,2} "
        rf"{_GOAL}|(?:är|ligger|gått)(?: \w+)? i (?:mål|hamn)(?!\w)|bättre än (?:mål(?:et|nivån|värdet))(?!\w)"
    ),
    ClaimKind.WILL_REACH: (
        rf"(?:når|uppnår|klarar|uppfyller|nås|uppnås|klaras){_FEW} {_GOAL}|{_GOAL}{_FEW} (?:nås|uppnås|klaras)"
        rf"|(?:kommer|hinner)(?: \w+){{0,3}} (?:att )?(?:nå|uppnå|klara)(?: \w+){{0,2}} {_GOAL}"
    ),
    ClaimKind.TURNED: (
        r"(?:vänt|vänder|vände|brutit|bryter|bröt)(?: \w+)? (?:på )?(?:utvecklingen|trenden|kurvan|siffrorna)"
        rf"|{_LINE}(?: har| är| nu)?(?: [^\s,;]+)? (?:vänt|vänder|vände|brutits|bruten|bryts|bröts)"
        r"(?: nedåt| neråt| uppåt| åt rätt håll| åt fel håll| till det bättre)?"
        r"|(?:har|hade) (?:dämpats|mattats(?: av)?)|vändpunkt(?:en)?|trendbrott(?:et)?"
    ),
    ClaimKind.HIGHER: (
        rf"{_IS}(?: \S+)? (?:högre|fler|större){_THAN}|(?:är|ligger)(?: \w+)? (?:högre|fler|större){_AS_NOW}"
        rf"|(?<!allt )(?:fler|större andel|en större andel) (?=(?:\S+ ){{1,8}}än (?:20\d\d|tidigare|förr|i fjol))"
    ),
    ClaimKind.LOWER: (
        rf"{_IS}(?: \S+)? (?:lägre|färre|mindre){_THAN}|(?:är|ligger)(?: \w+)? (?:lägre|färre|mindre){_AS_NOW}"
        rf"|(?<!allt )(?:färre|mindre andel|en mindre andel) (?=(?:\S+ ){{1,8}}än (?:20\d\d|tidigare|förr|i fjol))"
    ),
    ClaimKind.BETTER: (
        rf"(?:{_IS}|går|gått|gick)(?: \w+)? (?:bättre|ljusare){_NOT_THAN_OTHERS}|förbättra(?:s|ts|des|t)"
        r"|förbättring(?:en|ar)?|åt rätt håll|på rätt väg|(?:i |går i )?rätt riktning|positiv (?:utveckling|trend)"
        r"|(?:går|gått|gick)(?: \w+)? framåt|till det bättre|ljusnar|ljusnat|utvecklas (?:väl|positivt|gynnsamt|bra)"
        rf"|{_COURSE} (?:positiv|gynnsam|lovande|ljus|god|bra)"
    ),
    ClaimKind.WORSE: (
        rf"(?:{_IS}|går|gått|gick)(?: \w+)? (?:sämre|värre){_NOT_THAN_OTHERS}|försämra(?:s|ts|des|t)"
        r"|försämring(?:en|ar)?|åt fel håll|på fel väg|(?:i |går i )?fel riktning|negativ (?:utveckling|trend)"
        r"|(?:går|gått|gick)(?: \w+)? bakåt|till det sämre|förvärra(?:s|ts|des|t)|eskalera(?:r|t|de)"
        r"|utvecklas (?:dåligt|negativt|illa)"
        rf"|{_COURSE} (?:negativ|ogynnsam|dyster|dålig|oroande|oroväckande)"
    ),
    ClaimKind.RISE: (
        rf"{_STILL} (?:öka|stiga|växa|klättra|tillta|gå upp(?:åt)?|bli (?:fler|högre|större))"
        r"|ökar|ökade|ökat|ökats|stiger|stigit|klättra(?:r|de|t)|tilltar|tilltog|tilltagit"
        r"|steg(?=$|,| (?:från|till|med|under|sedan|mellan|kraftigt|något|igen|åter))"
        r"|(?:växer|växte|vuxit)(?! upp)|(?:går|gick|gått) upp(?:åt)?(?=$|[ ,])|pekar(?: \w+)? upp(?:åt)?(?=$|[ ,])"
        r"|(?:fortsätter|fortsatte|fortsatt) upp(?:åt)?|skjut(?:er|it) i höjden|sköt i höjden|rusa(?:r|de|t)"
        r"|på väg upp(?:åt)?|dra(?:r|git) iväg|höj(?:s|des)|höjts|(?:lyfter|lyfte|lyft)(?=$|,| (?:sedan|från|till|med))"
        rf"|{_BECOMES} (?:högre|fler|större)|allt (?:fler|högre|större)|{_START}(?:nu (?:är|blir) )?(?:allt)?fler(?= )"
        r"|ökning(?:en|ar)?|uppgång(?:en)?|höjning(?:en)?|stigande|ökande|växande|tilltagande|uppåtgående"
    ),
    ClaimKind.FALL: (
        rf"{_STILL} (?:minska|sjunka|falla|krympa|dala|avta|gå (?:ned|ner)(?:åt)?|bli (?:färre|lägre|mindre))"
        r"|minskar|minskade|minskat|minskats|sjunker|sjönk|sjunkit|avtar|avtog|avtagit|krymp(?:er|te|t)"
        r"|(?:faller|föll|fallit)(?! (?:ut|bort|in|på|under|offer|isär|mellan))|dala(?:r|de|t)|rasa(?:r|de|t)"
        r"|(?:viker|vek|vikit) (?:ned|ner)(?:åt)?|dyker(?! upp)|dök(?! upp)|på väg (?:ned|ner)(?:åt)?"
        r"|backa(?:r|de|t)|reducera(?:s|des|ts)|sänk(?:s|tes|ts)|pressats (?:tillbaka|ned|ner)"
        r"|(?:går|gick|gått) (?:ner|ned)(?:åt)?(?=$|[ ,])|pekar(?: \w+)? (?:ned|ner)(?:åt)?(?=$|[ ,])"
        r"|(?:fortsätter|fortsatte|fortsatt) (?:ned|ner)(?:åt)?"
        rf"|{_BECOMES} (?:lägre|färre|mindre)|allt (?:färre|lägre|mindre)|{_START}(?:nu (?:är|blir) )?färre(?= )"
        r"|minskning(?:en|ar)?|nedgång(?:en)?|sänkning(?:en)?|sjunkande|minskande|fallande|avtagande|nedåtgående"
    ),
    ClaimKind.STABLE: (
        r"(?:stannat|stannar|stannade) av|(?:planat|planar|planade) ut|oförändra(?:d|t|de|ts)"
        r"|(?:ligger|legat|står|stått|stod|låg) (?:kvar )?still(?:a)?|stampa(?:r|t|de)|(?:ligger|står) kvar(?=$|,)"
        r"|(?:är|ligger|varit|legat|håller sig)(?: \w+)? (?:stabil[ta]?|konstant)|bromsat in|bromsats|avstannat"
        r"|samma nivå(?! som (?!20\d\d|förr|tidigare|då|i fjol|utgångsläge|basår))"
    ),
    ClaimKind.CHANGED: r"(?:säkerställd )?(?<!från ingen )förändring(?=$|[ ,:])|ändrats|förändrats",
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
YEAR: Final = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,]*\d)")
QUOTED: Final = re.compile(r"[”\"“][^”\"“\n]*[”\"“]|»[^»«\n]*[«»]")
FIELD: Final = re.compile(r"\{[^{}\n]*\}")
SENTENCE: Final = re.compile(r"[^\n]*?(?:[.!?](?=\s+[A-ZÅÄÖ”\"»{]|\s*$)|(?=\n|$))", re.MULTILINE)
CLAUSE: Final = re.compile(
    r";|:(?=\s)|, (?:men|medan|och|trots att|fast|så)\b|,(?= eftersom\b)"
    r"|(?<=\w) (?:men|medan|utan(?! tvekan| att)) "
)
BECAUSE: Final = frozenset({"eftersom", "i och med att", "genom att"})
"""Causes only after a wording of the curve: people also decide and refrain `eftersom`."""
MAKES: Final = re.compile(r"^genom$|^gör|^gjor|^medför|^resulter|bakom$|^kommer av$")
"""Causes only beside a wording of the curve."""

"""What a file of open data says of itself: what it holds, which data it was made from, and how it is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from indicators import swedish
from indicators.model import TOTAL, Registry
from indicators.reports.choice import Choice
from indicators.reports.contents import Contents, Counts
from indicators.texts import words

PRODUCT: Final = "Lägesbild 2020: öppna data om Göteborgs Stads program Dialog och samarbete."
DEMO_NOTICE: Final = "Påhittade siffror för demonstration"
"""Stands in every file that holds a made-up value."""
NO_LICENCE: Final = "inte angiven"

READING: Final = (
    "Ett värde som saknas är tomt och har en status som säger varför; det är aldrig noll.",
    "Små tal är dolda på samma sätt som på sidorna. Det avgörs på alla rader, innan urvalet görs.",
    "Kodboken förklarar kolumnerna och koderna. Indikatorerna har definition, källa och vad siffran inte säger.",
    "Varje värde har blad, cell och texten som stod där; ett dolt värde har ingen text.",
    "Leveransens nummer leder till källorna: fil, fingeravtryck, licens, och när den lämnades och godkändes.",
    "Bara godkända leveranser är med.",
)


def holds(counts: Counts) -> str:
    """What the file holds, in a sentence: rows, indicators, places and years."""
    if not counts.rows:
        return "Inga rader."
    years = str(counts.first) if counts.first == counts.last else f"{counts.first}–{counts.last}"
    rows = "1 rad" if counts.rows == 1 else f"{swedish.number(counts.rows)} rader"
    told = (
        _counted(counts.indicators, "indikator", "indikatorer"),
        _counted(counts.geographies, "plats", "platser"),
    )
    return f"{rows}: {told[0]}, {told[1]}, {years}."


def without_value(counts: Counts) -> str:
    """How many values are hidden, missing, preliminary and made up, in a sentence, also where none is."""
    parts = [
        (counts.hidden, "är dolt av sekretesskäl", "är dolda av sekretesskäl"),
        (counts.missing, "saknas", "saknas"),
        (counts.preliminary, "är preliminärt", "är preliminära"),
        (counts.made_up, "är påhittat för demonstration", "är påhittade för demonstration"),
    ]
    told = [f"{swedish.number(count)} {one if count == 1 else many}" for count, one, many in parts if count]
    return f"Av värdena {swedish.listing(told)}." if told else "Inget värde är dolt, saknas eller är påhittat."


def chosen(choice: Choice, registry: Registry) -> str:
    """The choice in words: `Område 5. Stadsdelar. 2014–2019.`; everything is said to be everything."""
    if choice.is_everything:
        return "Allt: alla indikatorer, platser, år och uppdelningar."
    names = [registry.indicators[key].name for key in choice.named(registry)]
    parts = [f"område {swedish.listing([str(n) for n in choice.strategic_areas])}"] if choice.strategic_areas else []
    parts += [f"indikator {swedish.listing(names)}"] if choice.indicators else []
    where = [words.LEVELS[level] for level in choice.levels]
    where += [registry.geographies[code].name for code in choice.geographies]
    parts += [swedish.listing(where)] if where else []
    parts += [f"från {choice.first}"] if choice.first is not None else []
    parts += [f"till och med {choice.last}"] if choice.last is not None else []
    divided = ["alla tillsammans" if name == TOTAL else f"uppdelat på {name}" for name in choice.breakdowns]
    parts += [swedish.listing(divided)] if divided else []
    return f"Urval: {'; '.join(parts)}."


def version(contents: Contents) -> str:
    """The data version with its day, and the register's revision."""
    about = contents.about
    day = "" if about.made is None else f", {swedish.date(swedish.local(about.made).date())}"
    return f"Dataversion {about.version}{day}. Registerrevision {about.revision}."


def licences(sources: pd.DataFrame) -> str:
    """Under which licences the sources are, and how many of them say none."""
    told = sources["licence"].map(lambda text: str(text).strip() or NO_LICENCE)
    known = [str(text) for text in dict.fromkeys(told) if text != NO_LICENCE]
    unknown = int((told == NO_LICENCE).sum())
    parts = [f"Licens: {swedish.listing(known)}."] if known else []
    if unknown:
        which = "Källan" if len(told) == 1 else f"{unknown} av {len(told)} källor"
        parts.append(f"{which} har ingen angiven licens: fråga källan innan siffrorna sprids.")
    return " ".join(parts) or "Licens: inga källor."


def demo_line(contents: Contents) -> str:
    """That made-up values are there and may not be spread, where some are; else empty."""
    count = len(contents.made_up)
    if not count:
        return ""
    which = "alla värden" if count == len(contents.values) else f"{swedish.number(count)} av värdena"
    return f"{DEMO_NOTICE}: {which} är påhittade och får inte spridas som uppgifter om Göteborg."


def lines(contents: Contents, registry: Registry) -> Sequence[str]:
    """All that the file says of itself, what is most important first."""
    told = [
        demo_line(contents),
        PRODUCT,
        chosen(contents.about.choice, registry),
        holds(contents.counts),
        without_value(contents.counts),
        version(contents),
        *READING,
        licences(contents.sources),
    ]
    if contents.names_people:
        told.append("Källor nämner personer. Ta ut filerna med --without-names innan de publiceras för alla.")
    return [line for line in told if line]


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{swedish.number(count)} {many}"

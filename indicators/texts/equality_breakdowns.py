"""The gap between women and men, or between age groups, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import swedish
from indicators.districts.equality_breakdowns import AGE, SEX, Between, Pair
from indicators.measures.closing import GapChange
from indicators.model import Reason
from indicators.texts import words
from indicators.texts.alts import LONGEST
from indicators.texts.equality import Tone

HEADS: Final = {SEX: "Kvinnor och män", AGE: "Åldersgrupper"}
_BETWEEN: Final = {SEX: "kvinnor och män", AGE: "yngst och äldst"}
_SAID: Final = {
    GapChange.CLOSING: "Säkerställt mindre skillnad",
    GapChange.WIDENING: "Säkerställt större skillnad",
    GapChange.NOT_SHOWN: "Går inte att avgöra",
}
_TONES: Final = {
    GapChange.CLOSING: Tone.GOOD,
    GapChange.WIDENING: Tone.BAD,
    GapChange.NOT_SHOWN: Tone.UNKNOWN,
}
_WHY: Final = {
    Reason.NOT_DEFINED: "felmarginal saknas",
    Reason.NOT_COMPARABLE: "mätningen har gjorts om",
    Reason.TOO_FEW: "bara ett år är mätt",
}


def title(counts: Mapping[GapChange | None, Sequence[Between]], dimension: str) -> str:
    """In how many indicators the gap between the groups is closing, widening and unknown."""
    closing = swedish.counted(len(counts[GapChange.CLOSING]), "indikator", "indikatorer")
    widening, unknown = (swedish.count_word(len(counts[k])) for k in (GapChange.WIDENING, GapChange.NOT_SHOWN))
    who = _BETWEEN[dimension]
    return f"Skillnaden mellan {who} minskar för {closing}, ökar för {widening} och går inte att avgöra för {unknown}"


def notes(counts: Mapping[GapChange | None, Sequence[Between]]) -> tuple[str, ...]:
    """What the table holds."""
    every = [b for found in counts.values() for b in found]
    left, made_up = len(counts[None]), sum(b.indicator.is_demo for b in every)
    said = ["Gäller hela staden, från basåret till det senaste året."]
    if left:
        told = swedish.sentence_case(swedish.counted(left, "indikator", "indikatorer"))
        said.append(f"{told} bedöms inte, oftast för att källan inte ger någon felmarginal.")
    if made_up:
        one = "Den enda är påhittad för demonstration."
        said.append(one if len(every) == 1 else f"Av alla {len(every)} är {made_up} påhittade för demonstration.")
    return tuple(said)


def fold(counts: Mapping[GapChange | None, Sequence[Between]]) -> str:
    """What the fold holds where no change of the gap is shown."""
    unknown, left = len(counts[GapChange.NOT_SHOWN]), len(counts[None])
    told = [f"{swedish.count_word(unknown)} där det inte går att avgöra"] if unknown else []
    told += [f"{swedish.count_word(left)} som inte är {'bedömd' if left == 1 else 'bedömda'}"] if left else []
    return f"Visa {swedish.listing(told)}"


def no_ages() -> str:
    """That no indicator is divided by age."""
    return "Ingen indikator i registret är uppdelad på ålder, så skillnader mellan åldrar går inte att visa."


def names(found: Between) -> tuple[str, str]:
    """The two groups as the reader sees them."""
    first, second = (words.category(found.dimension, code) for code in found.groups)
    return first, second


def verdict(found: Between) -> tuple[str, Tone]:
    """What is shown of the gap; the reason where it could not be tested."""
    if found.reason is not None:
        return f"Inte bedömd: {_WHY.get(found.reason, words.REASONS[found.reason])}", Tone.UNKNOWN
    return _SAID[found.shown], _TONES[found.shown]


def then_and_now(values: Sequence[float | None], decimals: int) -> str:
    """`17,6 → 18,1`; one value where there is one year, the dash where there is none."""
    known = [v for v in (values[0], values[-1]) if v is not None]
    if len(known) < 2:
        return swedish.NOTHING
    if len(values) == 1:
        return swedish.number(known[0], decimals)
    return " → ".join(swedish.number(value, decimals) for value in known)


def ratios(found: Between) -> str:
    """How many times the higher group is the lower, then and now."""
    known = [pair.times for pair in found.years]
    ends = [times for times in (known[0], known[-1]) if times is not None]
    return then_and_now(known, swedish.honest_decimals(ends, 2))


def decimals(found: Between) -> int:
    """Decimals of both groups and of the gap alike: the indicator's, or one more where then and now would lie."""
    pairs = [(pair.first, pair.second) for pair in (found.years[0], found.years[-1])]
    return swedish.decimals_apart(pairs, found.indicator.decimals)


def distance_shown(pair: Pair, found: Between) -> float:
    """How far apart the two groups are in a year, as they are printed."""
    return abs(swedish.apart(pair.first, pair.second, decimals(found)))


def distance(pair: Pair, found: Between) -> str:
    """The same, printed."""
    return swedish.number(distance_shown(pair, found), decimals(found))


def lead(found: Between) -> str:
    """The gap now and then with its verdict, absolute and relative together."""
    first, last = found.years[0], found.years[-1]
    now = swedish.difference(distance_shown(last, found), found.indicator.unit, decimals(found))
    times = "" if last.times is None else f", det högre är {swedish.number(last.times, 2)} gånger det lägre"
    then = "" if first.year == last.year else f" {first.year} var den {distance(first, found)}."
    swapped = " Det är nu den andra gruppen som har det högre värdet." if found.has_swapped else ""
    return f"Skillnaden är {now} {last.year}{times}.{then}{swapped}"


def alt(found: Between) -> str:
    """Text alternative of the pairs: what is shown, both groups in the first and the latest year, and the gap."""
    said = [f"Parvisa punkter, ett par per år: {swedish.tight(found.indicator.sentence.subject)}"]
    said += [verdict(found)[0], lead(found).rstrip(".")]
    for pair in dict.fromkeys((found.years[0], found.years[-1])):
        shown = [swedish.label(v, found.indicator.unit, decimals(found)) for v in (pair.first, pair.second)]
        named = [f"{name} {value}" for name, value in zip(names(found), shown, strict=True)]
        said.append(f"{pair.year}: {', '.join(named)}")
    made_up = ["Påhittade siffror för demonstration"] if found.indicator.is_demo else []
    return swedish.shortened(". ".join([*said, *made_up]) + ".", LONGEST)

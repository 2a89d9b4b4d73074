"""What is said of districts against the rest of the city: titles, the overall test, words, notes, text alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import known_faults, swedish
from indicators.districts import equality_known
from indicators.districts.against_city import Comparison, District, Together
from indicators.districts.judging import Verdict
from indicators.model import Geography, Good, Indicator, MeasureKind, Reason
from indicators.texts import words
from indicators.texts.alts import LONGEST

Names = Mapping[str, Geography]

VERDICTS: Final = {
    Verdict.BETTER: "Säkerställt bättre",
    Verdict.WORSE: "Säkerställt sämre",
    Verdict.HIGHER: "Säkerställt högre",
    Verdict.LOWER: "Säkerställt lägre",
    Verdict.NOT_APART: "Går inte att skilja från staden",
    Verdict.NOT_TESTED: "Går inte att pröva",
    Verdict.NOT_COMPARABLE: "Kan inte jämföras",
    Verdict.ABSENT: "Underlag saknas",
}
"""The word in full, beside its mark; for `ABSENT` see `verdict`."""

_SIDES: Final = (Verdict.WORSE, Verdict.BETTER, Verdict.HIGHER, Verdict.LOWER)
"""The verdicts of a difference, worst news first."""

MAP_NOTE: Final = (
    "Ytan på kartan säger inget om hur många som bor i stadsdelen. Gränserna är från 2025; små öar är inte ritade"
)
"""What the map does not say."""

HAPPENS: Final = "Brotten räknas där de sker, inte där den utsatte bor."
"""Of every indicator that counts reported events."""


def title(found: Comparison | None, indicator: Indicator) -> str:
    """The page's title: how many districts truly differ, or that they cannot be told apart."""
    if found is None:
        return f"{indicator.short_name}: ingen stadsdel har något värde"
    if found.together is Together.NOT_APART:
        return f"{indicator.short_name}: stadsdelarna går inte att skilja åt"
    if found.together is Together.NOT_TESTED:
        return f"{indicator.short_name}: skillnaderna mellan stadsdelarna går inte att pröva"
    return f"{indicator.short_name}: {_differing(found)}"


def heading(indicator: Indicator, year: int | None) -> str:
    """What the dots show: the short name, with the places told once."""
    name = indicator.short_name.removesuffix(" i stadsdelarna")
    where = "" if name.endswith("stadsdel") else " per stadsdel"
    return f"{name}{where} {year or ''}".rstrip()


def together(found: Comparison) -> tuple[str, str]:
    """The overall test as its subject and what came out of it."""
    count = len(found.comparable)
    who = f"Alla {swedish.count_word(count)} tillsammans:"
    if len(found.valued) > count:
        who = f"Alla {swedish.count_word(count)} som kan jämföras tillsammans:"
    elif len(found.districts) > count:
        who = f"Alla {swedish.count_word(count)} med värde tillsammans:"
    if found.together is Together.DIFFER:
        said = "skillnaderna är större än vad slumpen ger, så det går att jämföra stadsdelarna en och en."
    elif found.together is Together.NOT_APART:
        said = (
            "skillnaderna är inte större än vad slumpen ger. "
            "Stadsdelarna visas i fast ordning och bedöms inte en och en."
        )
    else:
        who = "Alla tillsammans:"
        said = "värdena har ingen känd felmarginal, så ingen skillnad kan prövas. Stadsdelarna visas i fast ordning."
    return who, said


def verdict(district: District, year: int) -> str:
    """The word of a district, or why it has no value: `Underlag saknas 2019`, `Dolt av sekretesskäl 2019`."""
    if district.verdict is not Verdict.ABSENT:
        return VERDICTS[district.verdict]
    return f"{swedish.sentence_case(words.REASONS[district.reason or Reason.MISSING])} {year}"


def subtitle(found: Comparison, indicator: Indicator) -> str:
    """Unit, order and what the bars are: `Per 100 000. Bäst överst`, then the bars."""
    unit = swedish.sentence_case("procent" if indicator.unit == "%" else swedish.tight(indicator.unit))
    order = "Fast ordning"
    if found.together is Together.DIFFER:
        order = "Lägst överst" if indicator.good is Good.NONE else "Bäst överst"
    bars = "Strecken visar felmarginalen (95 procent)" if has_margin(found) else ""
    return " ".join(f"{part}." for part in (unit, order, bars) if part)


def map_subtitle(indicator: Indicator) -> str:
    """Unit, and what colour and mark stand for."""
    unit = swedish.sentence_case("procent" if indicator.unit == "%" else swedish.tight(indicator.unit))
    said = "Färg och tecken visar om stadsdelen skiljer sig från resten av staden"
    return " ".join(f"{part}." for part in (unit, said) if part)


def present(found: Comparison) -> list[Verdict]:
    """The verdicts that occur, in the order of the words, without those of missing values."""
    seen = {d.verdict for d in found.districts}
    return [verdict_ for verdict_ in VERDICTS if verdict_ in seen and verdict_ is not Verdict.ABSENT]


def city(found: Comparison, indicator: Indicator) -> str:
    """The label of the city's line: `Hela staden 79,0 %`, or that it is the districts together."""
    if found.city is None:
        return ""
    return f"{swedish.sentence_case(whole(found))} {swedish.label(found.city, indicator.unit, indicator.decimals)}"


def whole(found: Comparison) -> str:
    """What the city's line stands for."""
    return "stadsdelarna tillsammans" if found.is_city_summed else "hela staden"


def has_margin(found: Comparison) -> bool:
    """Whether any district is drawn with its margin."""
    return any(d.lower is not None for d in found.districts)


def notes(found: Comparison, indicator: Indicator, places: Names) -> list[str]:
    """What the reader must know to read the dots; only what is true of them."""
    said = [_near(found, places)] if found.together is Together.DIFFER else []
    return [
        sentence for sentence in [*said, *about(found, indicator), *of_places(found, indicator, places)] if sentence
    ]


def map_notes(found: Comparison, indicator: Indicator, places: Names) -> list[str]:
    """What the reader must know to read the map: what it does not say, and why a district has no mark."""
    absent = [
        f"{places[d.geography].name}: {verdict(d, found.year).lower()}" for d in found.districts if d.value is None
    ]
    return [MAP_NOTE, *absent, *about(found, indicator), *of_places(found, indicator, places)]


def about(found: Comparison, indicator: Indicator) -> list[str]:
    """What is true of the comparison however it is drawn."""
    said = []
    if found.later is not None:
        year, count = found.later
        said.append(f"För {year} har {swedish.counted(count, 'stadsdel', 'stadsdelar')} värde, för få att jämföra.")
    if found.is_city_summed:
        places = swedish.count_word(len(found.districts))
        said.append(f"Källan har inget värde för hela staden; staden är här de {places} stadsdelarna tillsammans.")
    if found.city is None and found.together is not Together.NOT_TESTED:
        said.append("Källan har inget värde för hela staden; resten av staden är de andra stadsdelarna med värde.")
    if indicator.kind is MeasureKind.REGISTER_SHARE:
        said.append("Alla är räknade, inget urval: felmarginalen är det som slumpen flyttar mellan åren.")
    if any("estimated_denominator" in d.notes for d in found.districts):
        said.append("Folkmängden per stadsdel är uppskattad.")
    return said


def of_places(found: Comparison, indicator: Indicator, places: Names) -> list[str]:
    """What is known of single districts: whose value is too low or too high, and who draws many visitors."""
    shown = [d.geography for d in found.valued]
    said = [
        f"{places[k.geography].name}: {k.why} och kan inte jämföras. Hela stadens värde är därför också något för "
        f"lågt; resten av staden räknas utan {places[k.geography].name}."
        for k in known_faults.faulty(indicator.id, found.year)
        if k.geography in shown
    ]
    if equality_known.counts_events(indicator):
        said.append(HAPPENS)
        said += [f"{places[code].name}: {_lower(places[code].note)}" for code in shown if places[code].note]
    return said


def of_all(compared: Sequence[tuple[Indicator, Comparison | None]], places: Names) -> list[str]:
    """The same of a table of all indicators, each place and each reason once."""
    told = [(indicator, found) for indicator, found in compared if found is not None]
    events = [found for indicator, found in told if equality_known.counts_events(indicator)]
    noted = dict.fromkeys(d.geography for found in events for d in found.valued if places[d.geography].note)
    said = [f"{places[code].name}: {_lower(places[code].note)}" for code in noted]
    return [*_faults(told, places), *([HAPPENS] if events else []), *said]


def _faults(told: Sequence[tuple[Indicator, Comparison]], places: Names) -> list[str]:
    """Which values of which districts are known to be too low, those with one reason in one sentence."""
    where: dict[tuple[str, str], list[str]] = {}
    for indicator, found in told:
        for known in known_faults.faulty(indicator.id, found.year):
            if known.geography in {d.geography for d in found.valued}:
                where.setdefault((known.geography, known.why), []).append(f"{indicator.short_name} {found.year}")
    return [f"{swedish.listing(which)}, {places[code].name}: {why}" for (code, why), which in where.items()]


def alt(found: Comparison, indicator: Indicator, places: Names, *, kind: str = "") -> str:
    """Text alternative: kind, the message, who differs, the city."""
    dots = "Punkter med felmarginal" if has_margin(found) else "Punkter"
    said = [f"{kind or dots} per stadsdel {found.year}", title(found, indicator)]
    for told, who in grouped(found.districts, places):
        said.append(f"{told}: {swedish.listing(who)}")
    if found.city is not None:
        said.append(city(found, indicator))
    text = ". ".join(said) + "."
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def grouped(districts: Sequence[District], places: Names) -> list[tuple[str, list[str]]]:
    """The districts that differ by word, as `(Säkerställt sämre, [Angered, Lundby])`, worst news first."""
    told = [(VERDICTS[v], [places[d.geography].name for d in districts if d.verdict is v]) for v in _SIDES]
    return [(word, who) for word, who in told if who]


def listed(found: Comparison, indicator: Indicator, places: Names) -> list[str]:
    """Those that differ, as `Säkerställt sämre: Angered 62, Östra Göteborg 64`, or that none can be told apart."""
    told = [f"{word}: {', '.join(each for _, each in who)}" for word, who in sides(found, indicator, places)]
    return told or [none_differs(found)]


def sides(found: Comparison, indicator: Indicator, places: Names) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those that differ by word, each as its code and `Angered 62`, worst news first."""
    told = []
    for kind in _SIDES:
        who = [d for d in found.districts if d.verdict is kind and d.value is not None]
        values = [(d.geography, swedish.label(d.value or 0.0, "", indicator.decimals)) for d in who]
        told.append((VERDICTS[kind], [(code, f"{places[code].name} {value}") for code, value in values]))
    return [(word, who) for word, who in told if who]


def none_differs(found: Comparison) -> str:
    """That none can be told apart, or that nothing can be tried."""
    if found.together is Together.NOT_TESTED:
        return "Skillnaderna går inte att pröva."
    return "Ingen stadsdel går att skilja från staden."


def _differing(found: Comparison) -> str:
    certain = [d for d in found.districts if d.is_certain and d.difference is not None]
    high = sum(1 for d in certain if (d.difference or 0.0) > 0)
    low, same = len(certain) - high, sum(1 for d in found.districts if d.verdict is Verdict.NOT_APART)
    if not certain:
        return "stadsdelarna skiljer sig åt, men ingen av dem går att skilja från resten av staden"
    sides = [(n, word) for n, word in ((high, "högre"), (low, "lägre")) if n]
    first, word = sides[0]
    said = f"{_districts(first)} ligger säkerställt {word} än resten av staden"
    said += f" och {swedish.count_word(sides[1][0])} {sides[1][1]}" if len(sides) == 2 else ""
    faulty = sum(1 for d in found.districts if d.verdict is Verdict.NOT_COMPARABLE)
    return said + _others(same, absent=len(found.districts) - len(found.valued), faulty=faulty)


def _others(same: int, *, absent: int, faulty: int) -> str:
    who = f"övriga {swedish.count_word(same)}" if same > 1 and not absent and not faulty else swedish.count_word(same)
    said = f"; {who} går inte att skilja från den" if same else ""
    said += f"; {swedish.count_word(faulty)} kan inte jämföras" if faulty else ""
    return said + (f"; {swedish.count_word(absent)} saknar värde" if absent else "")


def _near(found: Comparison, places: Names) -> str:
    """Whose interval misses the line without being told apart."""
    level = found.city
    near = [
        places[d.geography].name
        for d in found.districts
        if d.verdict is Verdict.NOT_APART
        and level is not None
        and d.lower is not None
        and d.upper is not None
        and not d.lower <= level <= d.upper
    ]
    if not near:
        return ""
    return (
        f"{swedish.listing(near)}: strecket når inte stadens linje, men när {_all(found)} prövas samtidigt "
        "räcker det inte för att säga att stadsdelen skiljer sig."
    )


def _all(found: Comparison) -> str:
    return f"{swedish.count_word(len(found.comparable))} stadsdelar"


def _districts(count: int) -> str:
    return swedish.counted(count, "stadsdel", "stadsdelar")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

"""What belongs to the drawings of the equal city: leads, text alternatives, how to read them, and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators import swedish
from indicators.districts import equality_known
from indicators.districts.equality import Equality, Standing
from indicators.measures.equity.results import BestForAll, ChangeMade, GapResult
from indicators.model import Change, Geography, GeographyLevel, Indicator, Registry
from indicators.texts import equality, gap_target, gap_target_verdict
from indicators.texts.facts import Statement

READING: Final[Mapping[str, tuple[str, ...]]] = {
    "ends": (
        "Varje rad är ett år. Punkten och romben är de två stadsdelar som hade bäst och sämst värde det första året.",
        "Det är samma två stadsdelar alla år. Annars skulle den som råkar ligga sämst ett år se ut att förbättras.",
        "Talet till höger är avståndet mellan dem, så som värdena visas. Läs det alltid med var båda ligger.",
    ),
    "gap": (
        "Linjen är avståndet mellan de två ändarna.{margin}",
        "Det grå bandet är hur långt isär bästa och sämsta stadsdel brukar hamna av en ren slump om alla är lika.",
        "För två stadsdelar som valts i förväg är bandet i överkant. Det är en vägledning, inget test.",
    ),
    "parts": (
        "Varje stapel är hur mycket en stadsdel bidrog till hela förändringen: dess eget tal och dess storlek.",
        "Staplarna summerar till den sista raden. Strecken är felmarginalen.",
        "Når strecket över noll går det inte att avgöra åt vilket håll bidraget går.",
        "Ett bidrag är en uträkning, ingen förklaring.",
    ),
    "divided": (
        "Varje rad är ett år, för hela staden. Punkten och romben är de två gruppernas värden.",
        "Talet till höger är skillnaden mellan dem. Läs det alltid tillsammans med var båda ligger.",
        "Ordet under diagrammet säger om skillnaden har ändrats mer än slumpen i mätningen.",
    ),
    "groups": (
        "Varje band är en grupp av bostadsområden, från störst utmaningar överst till bäst förutsättningar nederst.",
        "Bandets höjd är gruppens andel av alla som räknas till en grupp. Punkten är gruppens värde.",
        "Den streckade linjen är lutningen genom alla grupper, med större vikt åt de större.",
    ),
}
"""Sentences of the fold-out under each drawing; for the gap see `reading_gap`."""
_LONGEST: Final = 600


def reading_gap(told: Equality, *, last: int) -> list[str]:
    """How the gap over time is read; of margins, the target and the empty years to the last one only what is drawn."""
    margin = " De lodräta strecken är felmarginalen." if _has_margin(told) else ""
    said = [line.format(margin=margin) for line in READING["gap"]]
    if gap_target.label(told.indicator):
        said.append("Romben är målet för avståndet och den streckade linjen vägen dit från det första året.")
    if (told.gap.value_year or last) < last:
        said.append("Åren fram till målåret är tomma. Vi ritar ingen prognos.")
    return said


def gap_about(told: Equality) -> str:
    """In which unit the gap is drawn, whether with margins, and the target for it or that nobody has set one."""
    unit = "procentenheter" if told.indicator.unit == "%" else swedish.tight(told.indicator.unit)
    said = ", ".join(part for part in (unit, "med felmarginal" if _has_margin(told) else "") if part)
    return " ".join(
        part for part in (f"{swedish.sentence_case(said)}." if said else "", gap_target.about(told.indicator)) if part
    )


def _has_margin(told: Equality) -> bool:
    return any(y.difference.lower is not None for y in told.gap.years)


def alt_ends(told: Equality) -> str:
    """Text alternative of the dumbbells: both ends and the gap, first and latest, and which end moved most."""
    gap = told.gap
    if gap.worst is None or gap.best is None:
        return ""
    first, last = equality.distances(told)
    said = [
        f"Parvisa punkter, ett par per år: {swedish.tight(told.indicator.sentence.subject)}",
        f"{gap.worst.name} mot {gap.best.name}",
        f"avstånd {first} år {gap.baseline_year}",
    ]
    if gap.value_year != gap.baseline_year:
        said.append(f"{last} år {gap.value_year}")
    moved = equality.moved(told)
    return _short(", ".join(said) + "." + (f" {moved.text}" if moved else "") + _made_up(told.indicator))


def alt_gap(told: Equality) -> str:
    """Text alternative of the gap over time: first, latest, what is shown, and what chance alone would give."""
    gap, (first, last) = told.gap, equality.distances(told)
    said = [f"Linjediagram: avståndet mellan stadsdelarna i {swedish.tight(told.indicator.sentence.subject)}"]
    said.append(f"{first} år {gap.baseline_year}, {last} år {gap.value_year}")
    if told.standing is Standing.NOT_ASSESSED:
        said.append(f"Inte bedömt: {equality.reason(told)}")
    else:
        said.append(equality.GAPS[gap.absolute.verdict])
    if gap.now is not None and gap.now.by_chance is not None:
        chance = swedish.number(gap.now.by_chance, equality.distance_decimals(told))
        said.append(f"Slumpen ensam skulle ge omkring {chance}")
    if (goal := gap_target_verdict.statement(told)) is not None:
        said.append(goal.text.rstrip("."))
    return _short(". ".join(said) + "." + _made_up(told.indicator))


def alt_parts(told: Equality, made: ChangeMade, decimals: int) -> str:
    """Text alternative of the contributions: the largest ones, the sum, and what may be read from them."""
    largest = [f"{c.name} {swedish.signed(c.change.value or 0.0, decimals)}" for c in made.contributions[:3]]
    total = "" if made.change is None else f" Alla tillsammans {swedish.signed(made.change, decimals)}."
    years = f"{made.from_year}–{made.to_year}"
    head = f"Stapeldiagram: stadsdelarnas bidrag till förändringen {years}. Störst: {', '.join(largest)}."
    lead = parts_lead(told, made, decimals).text.strip()
    return _short(f"{head}{total} {lead}".rstrip() + _made_up(told.indicator))


def parts_decimals(made: ChangeMade, indicator: Indicator) -> int:
    """Decimals that tell the contributions from nothing."""
    largest = max((abs(c.change.value or 0.0) for c in made.contributions), default=0.0)
    return indicator.decimals if largest >= 10 else max(2, indicator.decimals)


def parts_lead(told: Equality, made: ChangeMade, decimals: int) -> Statement:
    """The two that weigh most where the level is known to have changed; else a warning not to read them as causes."""
    unsure = sum(_holds_zero(c.change.lower, c.change.upper) for c in made.contributions)
    where = swedish.counted(unsure, "stadsdel", "stadsdelar")
    open_ = f" För {where} går det inte att avgöra åt vilket håll bidraget går." if unsure else ""
    if told.gap.level_change in (Change.NOT_SHOWN, Change.NOT_COMPARABLE) or not made.change:
        warning = "Nivån har inte säkert ändrats, så bidragen ska inte läsas som orsaker."
        return Statement(strong=warning, after=open_)
    same = [c for c in made.contributions if (c.change.value or 0.0) * made.change > 0][:2]
    if len(same) < 2:
        return Statement(after=open_.strip())
    total = swedish.signed(sum(c.change.value or 0.0 for c in same), decimals)
    names = swedish.listing([c.name for c in same])
    strong = f"{names} svarar tillsammans för {total} av {swedish.signed(made.change, decimals)}."
    return Statement(strong=strong, after=open_)


def parts_about(told: Equality, made: ChangeMade) -> str:
    """What the bars add up to, in which unit, between which years."""
    unit = "procentenheter" if told.indicator.unit == "%" else swedish.tight(told.indicator.unit)
    count = len(told.gap.groups) - len(told.left_out) - len(made.contributions)
    missing = swedish.counted(count, "stadsdel", "stadsdelar")
    lacking = f" {swedish.sentence_case(missing)} saknar värde och ingår inte." if count > 0 else ""
    apart = f" {swedish.listing(told.left_out)} ingår inte, så summan är inte hela stadens." if told.left_out else ""
    return f"Bidrag till förändringen {made.from_year}–{made.to_year}{f', {unit}' if unit else ''}.{apart}{lacking}"


def groups_lead(found: GapResult, indicator: Indicator) -> Statement:
    """The slope over all groups, absolute and relative together."""
    slope, ratio = found.slopes[-1].slope, found.slopes[-1].ratio
    value = slope.value or 0.0
    decimals = max(1, indicator.decimals)
    size = swedish.difference(abs(value), indicator.unit, decimals)
    limits = ""
    if slope.lower is not None and slope.upper is not None:
        low, high = sorted((abs(slope.lower), abs(slope.upper)))
        crosses = slope.lower < 0 < slope.upper
        limits = "" if crosses else f" ({swedish.interval(low, high, decimals=decimals)})"
    side = "högre" if value > 0 else "lägre"
    after = f"{limits}: så mycket {side} är värdet i den bäst ställda änden av staden än i den sämst ställda."
    if ratio.value:
        times = max(ratio.value, 1.0 / ratio.value)
        after += f" Det högre är {swedish.number(times, 2)} gånger det lägre."
    return Statement(strong=f"Lutningen är {size}", after=after)


def groups_about(indicator: Indicator) -> str:
    """What the bands show, and of whom."""
    return f"{indicator.name}. Bandets höjd är gruppens andel av alla som räknas till en grupp: {indicator.population}."


def groups_notes(indicator: Indicator, registry: Registry) -> tuple[str, ...]:
    """What is known to be wrong and left out, when the grouping was made, and the source."""
    faults = equality_known.left_out(indicator.id, GeographyLevel.SOCIOECONOMIC, registry)
    said = [f"{registry.geographies[f.geography].name} ingår inte: {f.why}" for f in faults]
    said += dict.fromkeys(g.note for g in registry.on_level(GeographyLevel.SOCIOECONOMIC) if g.note)
    return (*said, f"Källa: {swedish.tight(indicator.source)}", "Axeln börjar inte på noll")


def alt_groups(found: GapResult, indicator: Indicator, names: Mapping[str, Geography]) -> str:
    """Text alternative of the bands: the two ends and the slope."""
    ends = [e for e in (found.worst, found.best) if e is not None]
    said = [
        f"{names[e.geography].name} {swedish.label(e.now.value, indicator.unit, indicator.decimals)}"
        for e in ends
        if e.now.value is not None
    ]
    head = f"Punktdiagram med sex grupper: {swedish.tight(indicator.sentence.subject)} {found.value_year}"
    return _short(f"{head}. {'; '.join(said)}. {groups_lead(found, indicator).text}" + _made_up(indicator))


def full_equality(told: Equality, names: Mapping[str, Geography]) -> Statement | None:
    """What it would mean if all districts did as well as the best, in people where all are counted."""
    best = told.gap.best_for_all
    if best is None or not best.difference.value or not best.reference:
        return None
    indicator, usual = told.indicator, told.indicator.decimals
    decimals = usual if abs(best.difference.value) >= 10 else max(1, usual)
    side = "högre" if best.difference.value > 0 else "lägre"
    who = swedish.listing([names[code].name for code in best.reference])
    size = swedish.difference(abs(best.difference.value), indicator.unit, decimals)
    part = f" ({swedish.number(abs(best.percent.value), 1)} procent)" if best.percent.value is not None else ""
    whose = f"alla {_compared(told)} stadsdelar som kan jämföras" if told.left_out else "alla stadsdelar"
    level = "nivån i dem tillsammans" if told.left_out else "nivån"
    before = f"Om {whose} låg som {who} {told.gap.value_year} skulle {level} vara {size} {side}{part}"
    people = _people(told, best)
    return Statement(before=f"{before}: " if people else f"{before}.", strong=people)


def full_equality_caveat(told: Equality) -> tuple[str, ...]:
    """What the sum does not say."""
    best = told.gap.best_for_all
    share = best.reference_share if best is not None else None
    among = f"alla i de {_compared(told)}" if told.left_out else "alla"
    held = f" De har tillsammans {swedish.number(100 * share)} procent av {among}." if share is not None else ""
    said = [
        "Jämförelsen görs med de bästa stadsdelar som tillsammans rymmer minst en femtedel, inte med den enda bästa, "
        f"som kan vara bäst av en slump.{held}",
        "Det är en räkneövning. Den säger inte varför stadsdelarna skiljer sig, eller att skillnaden går att ta bort.",
    ]
    if told.left_out and best is not None and best.level is not None:
        level = swedish.label(best.level, told.indicator.unit, max(1, told.indicator.decimals))
        said.append(f"{swedish.listing(told.left_out)} ingår inte; de {_compared(told)} andra har tillsammans {level}.")
    if not told.has_persons:
        said.append("Stadsdelarna är vägda efter antal svar, så det går inte att säga hur många invånare det gäller.")
    if told.counts_events:
        said.append("Brotten räknas där de sker: i Centrum drabbas ofta någon som inte bor där.")
    return tuple(said)


def source(told: Equality) -> str:
    """Source and kind of uncertainty."""
    return f"Källa: {swedish.tight(told.indicator.source)}"


def _compared(told: Equality) -> str:
    """How many districts take part, in words."""
    return swedish.count_word(len(told.gap.groups) - len(told.left_out))


def _people(told: Equality, best: BestForAll) -> str:
    """`2 057 färre anmälda brott (1 875–2 240).`; empty where the base is answers."""
    persons = best.persons
    if not told.has_persons or persons.value is None:
        return ""
    more = "fler" if persons.value > 0 else "färre"
    limits = ""
    if persons.lower is not None and persons.upper is not None and not _holds_zero(persons.lower, persons.upper):
        low, high = sorted((abs(persons.lower), abs(persons.upper)))
        limits = f" ({swedish.interval(low, high)})"
    count = f"{swedish.number(abs(persons.value))} {more}"
    if told.counts_events:
        return f"{count} anmälda brott{limits}."
    return f"{count}{limits}, räknat på {told.indicator.population}."


def _holds_zero(lower: float | None, upper: float | None) -> bool:
    return lower is None or upper is None or lower <= 0 <= upper


def _made_up(indicator: Indicator) -> str:
    return " Påhittade siffror för demonstration." if indicator.is_demo else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]}…"

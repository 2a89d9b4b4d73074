"""The Swedish words for assessments, reasons, changes, chances, roles and levels, for every page, slide and file."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.model import (
    Assessment,
    Change,
    GeographyLevel,
    Good,
    IndicatorRole,
    ObservationStatus,
    Progress,
    Reason,
)

CHIP: Final = {
    Assessment.REACHED: "Målet är nått",
    Assessment.MISSED: "Målet nåddes inte",
    Assessment.ON_TRACK: "På väg",
    Assessment.BEHIND: "Inte i takt",
    Assessment.UNCERTAIN: "Går inte att avgöra",
    Assessment.WORSENING: "Åt fel håll",
    Assessment.NOT_ASSESSED: "Inte bedömd",
}
"""The word beside the icon; for NOT_ASSESSED the reason follows, see `chip`."""

LOWER: Final = {assessment: word[0].lower() + word[1:] for assessment, word in CHIP.items()}
"""The word inside a sentence or after a count."""

_COUNTED: Final = {Assessment.REACHED: "i mål", Assessment.MISSED: "nådde inte målet"}
"""What follows a count where the word is a whole sentence."""

ENOUGH_POINTS: Final = 4
"""M16, step 4: comparable measurements needed since the baseline, which counts as one."""

REASONS: Final = {
    Reason.MISSING: "underlag saknas",
    Reason.SUPPRESSED: "dolt av sekretesskäl",
    Reason.TOO_FEW: "för få svar",
    Reason.ZERO_DENOMINATOR: "underlag att dela med saknas",
    Reason.ONE_GROUP: "bara en grupp har värde",
    Reason.NOT_COMPARABLE: "bruten serie",
    Reason.NO_TARGET: "mål saknas",
    Reason.NOT_DEFINED: "kan inte beräknas",
    Reason.PRELIMINARY: "preliminärt",
}
"""Why there is no value or no assessment; `reason` tells few measurements from few answers."""

CHANGES: Final = {
    Change.IMPROVED: "säkerställd förbättring",
    Change.WORSENED: "säkerställd försämring",
    Change.RISEN: "säkerställd ökning",
    Change.FALLEN: "säkerställd minskning",
    Change.NOT_SHOWN: "ingen säkerställd skillnad",
    Change.NOT_COMPARABLE: "kan inte jämföras",
}
UNTESTED: Final = "går inte att pröva: felmarginal saknas"
"""Of a difference that has no margin, instead of a word for what it shows."""

ROLES: Final = {
    IndicatorRole.OUTCOME: ("Utfall", "så har det blivit"),
    IndicatorRole.DRIVER: ("Drivkraft", "sådant som vi tror påverkar utfallet"),
    IndicatorRole.ACTIVITY: ("Aktivitet", "det vi gör"),
    IndicatorRole.CONTEXT: ("Kontext", "bakgrund som inte bedöms"),
}
"""Heading of each role and what it means."""

LEVELS: Final = {
    GeographyLevel.CITY: "hela staden",
    GeographyLevel.DISTRICT: "stadsdelar",
    GeographyLevel.CITY_AREA: "stadsområden",
    GeographyLevel.INTERMEDIATE: "mellanområden",
    GeographyLevel.PRIMARY: "primärområden",
    GeographyLevel.SOCIOECONOMIC: "socioekonomiska grupper",
}

DIRECTIONS: Final = {
    Good.HIGH: "högre är bättre",
    Good.LOW: "lägre är bättre",
    Good.NONE: "varken högre eller lägre är bättre",
}

STATUSES: Final = {
    ObservationStatus.FINAL: "slutligt",
    ObservationStatus.PRELIMINARY: "preliminärt",
    ObservationStatus.MISSING: "underlag saknas",
    ObservationStatus.SUPPRESSED: "dolt av sekretesskäl",
    ObservationStatus.NOT_APPLICABLE: "mäts inte här",
}

NOTES: Final = {
    "few_cases": "få fall",
    "estimated_denominator": "nämnaren är uppskattad",
    "weights_ignored": "utan vikter, felmarginalen är för snäv",
    "uncertain_base": "få svar, osäkert värde",
    "weighted_counts": "vägda antal",
    "published_interval": "felmarginal enligt källan",
    "refused_interval": "källans felmarginal omsluter inte värdet och används inte",
    "no_sampling": "inget urval, marginalen är slumpen mellan åren",
}
"""Marks on an estimate; an unknown mark is left out, never shown as code."""

CATEGORIES: Final = {
    "kvinna": "Kvinnor",
    "man": "Män",
    "flicka": "Flickor",
    "pojke": "Pojkar",
    "kommunal": "Kommunala huvudmän",
    "enskild": "Enskilda huvudmän",
    "samtliga": "Samtliga huvudmän",
}
"""Members of the breakdowns as chart and table labels."""

MADE_UP: Final = "påhittad"
"""The mark after a value that is made up for demonstration."""

_CHANCES: Final = (
    (0.90, "mycket sannolikt"),
    (0.66, "sannolikt"),
    (0.33, "kan gå åt båda hållen"),
    (0.10, "osannolikt"),
    (0.0, "mycket osannolikt"),
)


def chip(progress: Progress) -> str:
    """The whole word of an assessment: `På väg`, `Inte bedömd: mål saknas`."""
    word = CHIP[progress.assessment]
    return f"{word}: {reason(progress)}" if progress.assessment is Assessment.NOT_ASSESSED else word


def lower(progress: Progress) -> str:
    """The whole word inside a sentence: `på väg`, `inte bedömd: för få mätningar`."""
    return swedish_lower(chip(progress))


def counted(assessment: Assessment, count: int) -> str:
    """The word after a count of indicators: `1 i mål`, `4 nådde inte målet`, `1 inte bedömd`, `6 inte bedömda`."""
    if assessment is Assessment.NOT_ASSESSED and count != 1:
        return "inte bedömda"
    return _COUNTED.get(assessment, LOWER[assessment])


def reason(progress: Progress) -> str:
    """Why an indicator is not assessed, or an empty string when it is."""
    if progress.reason is None:
        return ""
    if progress.reason is Reason.TOO_FEW and progress.value.reason is not Reason.TOO_FEW:
        return "för få mätningar"
    if progress.reason is Reason.SUPPRESSED and progress.value.reason is not Reason.SUPPRESSED:
        return "små tal dolda"
    if progress.reason is Reason.NO_TARGET and progress.target_year is not None:
        return "målet har inget tal"
    return REASONS[progress.reason]


def changed(verdict: Change, reason: Reason | None) -> str:
    """The words of an M12 comparison; a difference without margin is not tested, which is not the same as not shown."""
    return UNTESTED if reason is Reason.NOT_DEFINED else CHANGES[verdict]


def level(said: str) -> str:
    """The same of the city's level: `Nivån: säkerställd ökning`, `Nivån går inte att pröva: felmarginal saknas`."""
    return f"Nivån {said}" if said == UNTESTED else f"Nivån: {said}"


def change(verdict: Change, reason: Reason | None) -> str:
    """The same with a capital, as they stand in a table."""
    return swedish.sentence_case(changed(verdict, reason))


def chance(probability: float) -> str:
    """The words for the chance to reach the target (M19)."""
    return next(word for limit, word in _CHANCES if probability >= limit)


def chance_percent(probability: float) -> str:
    """The chance in running text: `34 procent`, `mindre än 1 procent`; never printed past a word's limit."""
    if probability < 0.01:
        return "mindre än 1 procent"
    if probability > 0.99:
        return "mer än 99 procent"
    agrees = chance(float(swedish.rounded(probability * 100, 0)) / 100) == chance(probability)
    return f"{swedish.number(probability * 100, 0 if agrees else 1)} procent"


def swedish_lower(text: str) -> str:
    """The text with its first letter in lower case and the rest untouched."""
    return text[:1].lower() + text[1:]


def category(dimension: str, code: str) -> str:
    """A breakdown's category as the reader sees it: `Kvinnor`, `16–29 år`."""
    if dimension == "alder":
        return f"{code.replace('-', '–')} år"
    return CATEGORIES.get(code, swedish.sentence_case(code))


def part(breakdown: str) -> str:
    """The people of a breakdown within a sentence: `kvinnor, 16–29 år`; nothing of everybody."""
    parts = [pair.partition("=") for pair in breakdown.split("|") if pair]
    return ", ".join(swedish_lower(category(dimension, code)) for dimension, _, code in parts)

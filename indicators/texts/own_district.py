"""What is said of one district: on how many indicators it truly differs, and why other districts are like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import known_faults, swedish
from indicators.districts import equality_known
from indicators.districts.likeness import Alike
from indicators.districts.own import Against, Group, OwnDistrict, OwnRow
from indicators.model import Geography, Good, Reason
from indicators.texts import crime, districts, words

WHOM: Final = {Against.REST: "resten av staden", Against.ALIKE: "de liknande stadsdelarna"}
"""What the district is held against, in running text."""
SHORT: Final = {Against.REST: "Resten", Against.ALIKE: "Liknande"}
"""The same as the head of a column, and in the picker."""
CHOICES: Final = {Against.REST: "Resten av staden", Against.ALIKE: "Liknande stadsdelar"}

GROUPS: Final = {
    Group.WORSE: "Säkerställt sämre",
    Group.BETTER: "Säkerställt bättre",
    Group.DIFFERS: "Skiljer sig, utan värdering (till höger är högre)",
    Group.SAME: "Går inte att skilja från {whom}",
    Group.UNTESTED: "Går inte att pröva: värdet har ingen felmarginal",
    Group.NOT_COMPARABLE: "Kan inte jämföras: ett känt fel i värdet",
    Group.ABSENT: "Underlag saknas",
}
"""The heading of each group."""
UNTESTED_ALIKE: Final = "Går inte att pröva mot de liknande: ett värde saknas, är dolt eller saknar antal"

READING: Final = (
    "Linjen i mitten är {whom}. Till höger om den är bättre; i gruppen utan värdering är höger högre.",
    "Raderna är ordnade efter hur säker skillnaden är, säkrast först inom varje grupp.",
    "Skalan skiljer sig mellan raderna: varje rad är anpassad till hur mycket stadsdelarna skiljer sig på just den "
    "indikatorn. Jämför alltså rader med tecknet och ordet, inte med avståndet i bild.",
    "En stadsdel som ligger mycket längre bort än de andra står vid radens kant.",
    "Utveckling jämför stadsdelen med sig själv: sedan {start}, om inga andra år står. För anmälda brott gäller ordet "
    "alla år i serien, som på sidan Brott och trygghet i tio år.",
    "{test}",
)
"""How the rows are read."""
TESTS: Final = {
    Against.REST: "”Säkerställt” sägs med 99,8 procents säkerhet, eftersom alla stadsdelar prövas samtidigt, precis "
    "som på sidan Stadsdelar.",
    Against.ALIKE: "De liknande stadsdelarnas antal är sammanlagda. ”Säkerställt” sägs när testet av alla "
    "stadsdelar finner skillnader och ett test av två stickprov skiljer stadsdelen från de liknande med 99,8 procents "
    "säkerhet. Är en av dem dold eller saknar värde prövas indikatorn inte.",
}
"""The test behind the word, the last line of how the rows are read."""


def whom(against: Against, near: Sequence[Geography]) -> str:
    """What the district is held against; a single district that is alike by its name."""
    return near[0].name if against is Against.ALIKE and len(near) == 1 else WHOM[against]


def title(found: OwnDistrict, place: Geography, near: Sequence[Geography] = ()) -> str:
    """On how many valued indicators the district is worse, better, and cannot be told apart: as the groups below."""
    worse, better = (found.of(g) for g in (Group.WORSE, Group.BETTER))
    same = sum(row.indicator.good is not Good.NONE for row in found.of(Group.SAME))
    other = whom(found.against, near)
    if not worse and not better and not same:
        return f"{place.name}: skillnaden mot {other} går inte att pröva på någon indikator som värderas"
    if not worse and not better:
        return f"{place.name} går inte att skilja från {other} på någon indikator som värderas"
    said = f"{place.name} ligger säkerställt {_sides(worse, better, other)}"
    return f"{said}; på {swedish.count_word(same)} går skillnaden inte att avgöra" if same else said


def lead(place: Geography, others: int, near: Sequence[Geography] = ()) -> str:
    """The line that says how the rows are read, and which districts are ringed."""
    like = f"{swedish.listing([p.name for p in near])} liknar {place.name} mest och har blå ring."
    said = (
        f"Varje rad visar stadsdelarna: {place.name} i färg med felmarginal, de andra {swedish.count_word(others)} som "
        "ljusa prickar. Till höger om linjen är bättre. Raderna är ordnade efter hur säker skillnaden är, "
        "säkrast först."
    )
    return f"{said} {like}" if near else said


def group(found: OwnDistrict, of: Group, near: Sequence[Geography] = ()) -> str:
    """The heading of a group."""
    if of is Group.UNTESTED and found.against is Against.ALIKE:
        return UNTESTED_ALIKE
    return GROUPS[of].format(whom=whom(found.against, near))


def neutral(found: OwnDistrict, of: Group) -> str:
    """How many in a group are neither good nor bad and so not in the title's count: `, varav en utan värdering`."""
    count = sum(row.indicator.good is Good.NONE for row in found.of(of)) if of is Group.SAME else 0
    return f", varav {swedish.count_word(count)} utan värdering" if count else ""


def reading(against: Against, start: int, near: Sequence[Geography] = ()) -> list[str]:
    """How the rows are read, with the test that was used and the year that the development is counted from."""
    return [line.format(whom=whom(against, near), test=TESTS[against], start=start) for line in READING]


def absent(row: OwnRow) -> str:
    """Why the district has no value."""
    reason = (row.district.reason if row.district else None) or Reason.MISSING
    year = f" {row.found.year}" if row.found else ""
    return f"{swedish.sentence_case(words.REASONS[reason])}{year}"


def since(row: OwnRow, start: int) -> str:
    """What is shown since the district's own baseline, with its year where that is not the programme's.

    Of reported crime what is shown over all its years, with these.
    """
    if row.going is not None:
        return crime.over(row.going)
    change = row.progress.change if row.progress else None
    if change is None:
        return "Inget att jämföra med" if row.group is not Group.ABSENT else swedish.NOTHING
    year = "" if change.from_year == start else f" ({change.from_year})"
    return f"{words.change(change.verdict, change.reason)}{year}"


def peers(places: Sequence[Geography]) -> str:
    """Which districts the district is held against, and where the reason stands."""
    named = places[0].name if len(places) == 1 else f"{swedish.listing([p.name for p in places])} sammantagna"
    return f"Linjen i mitten är {named}. Skälet till likheten står nedan."


def likeness(found: tuple[Alike, ...], place: Geography, places: Mapping[str, Geography]) -> list[str]:
    """One sentence for each district that is alike, with the reason."""
    return [
        f"{places[a.geography].name}: {_percent(a.share)} av invånarna bor i samma slags områden som i {place.name}. "
        f"Mest lika är de i {_lower(places[a.group].name)}, där {_percent(a.own)} bor i {place.name} och "
        f"{_percent(a.other)} i {places[a.geography].name}."
        for a in found
    ]


def nobody_alike(place: Geography) -> str:
    """That no district is alike enough."""
    return f"Ingen annan stadsdel är tillräckligt lik {place.name} för att jämföras rakt av."


OVERLAP: Final = "Brottsgrupperna överlappar: en anmälan kan räknas i flera rader."
"""Of rows that count the same reports."""

LIKENESS_NOTE: Final = (
    "Likheten bygger på hur många som bor i var och en av stadens sex socioekonomiska områdesgrupper, inte på "
    "indikatorerna här. Minst 60 procent av invånarna ska bo i samma slags områden. Gruppindelning och folkmängd är "
    "från 2025 och används här även på äldre år."
)
"""What the likeness rests on, and its caveat."""


def sources(found: OwnDistrict, areas: Mapping[int, str]) -> list[str]:
    """What the source line says: scale, areas without indicators per district, and where the figures come from."""
    told = {row.indicator.strategic_area for row in found.rows}
    without = [f"{number} {name}" for number, name in areas.items() if number not in told]
    said = ["Skalan skiljer sig mellan raderna"]
    if without:
        said.append(f"Inga indikatorer finns per stadsdel för område {swedish.listing(without)}")
    names = sorted({row.indicator.source for row in found.rows}, key=swedish.sort_key)
    return [*said, f"Källor: {'; '.join(names)}"]


def place_notes(found: OwnDistrict, place: Geography) -> list[str]:
    """What is known of the district itself: values that are too low, and events that happen to visitors."""
    valued = [row for row in found.rows if row.found and row.district and row.district.value is not None]
    faults = [
        f"{row.indicator.short_name}: {fault.why} och kan inte jämföras."
        for row in valued
        for fault in known_faults.faulty(row.indicator.id, row.found.year if row.found else 0)
        if fault.geography == place.code
    ]
    if not any(equality_known.counts_events(row.indicator) for row in valued):
        return faults
    overlap = [OVERLAP] if sum(equality_known.counts_events(row.indicator) for row in valued) > 1 else []
    return [*faults, districts.HAPPENS, *overlap, crime.VALUED, crime.ESTIMATED, *([place.note] if place.note else [])]


def _sides(worse: Sequence[OwnRow], better: Sequence[OwnRow], whom: str) -> str:
    if worse and better:
        fewer = f"{swedish.count_word(len(better))}{_made_up(better)}"
        return f"sämre än {whom} på {_indicators(worse)} och bättre på {fewer}"
    word = "sämre" if worse else "bättre"
    other = "bättre" if worse else "sämre"
    return f"{word} än {whom} på {_indicators(worse or better)} och inte säkerställt {other} på någon"


def _indicators(rows: Sequence[OwnRow]) -> str:
    return f"{swedish.counted(len(rows), 'indikator', 'indikatorer')}{_made_up(rows)}"


def _made_up(rows: Sequence[OwnRow]) -> str:
    """` (sex påhittade)`, of the rows just counted."""
    count = sum(row.indicator.is_demo for row in rows)
    if not count:
        return ""
    if count == len(rows):
        return " (alla påhittade)" if count > 1 else " (påhittad)"
    return f" ({swedish.count_word(count)} {'påhittad' if count == 1 else 'påhittade'})"


def _percent(share: float) -> str:
    return f"{swedish.number(100 * share)} procent"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]

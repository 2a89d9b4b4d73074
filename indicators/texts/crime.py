"""What is said of reported crime: where, when and how, how sure it is, and what reports do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import swedish
from indicators.districts.reported import Reported, Series, Trend, Way, Year
from indicators.model import Geography, GeographyLevel, Good, Indicator, Reason
from indicators.texts import crime_counted as counted
from indicators.texts import words
from indicators.texts.alts import LONGEST

Names = Mapping[str, Geography]

REPORTED: Final = (
    "Anmälda brott är inte brott.",
    "Många brott anmäls aldrig. Fler anmälningar kan betyda fler brott, men också att fler anmäler eller att polisen "
    "letar mer.",
)
"""Of every indicator that counts reported crime, on every page: strong part and the rest."""
WARNING: Final = (
    REPORTED[0],
    f"{REPORTED[1]} Därför står det fler och färre här. På andra sidor betyder bättre och sämre bara färre och fler "
    "anmälda, så som målet är satt.",
)
"""The message that no figure on the page may be read without: strong part and the rest."""
VALUED: Final = "Bättre och sämre betyder här bara färre och fler anmälda, så som målet är satt."
"""The same rule on the pages that value reported crime."""

WAYS: Final = {
    Way.MORE: "Säkerställd ökning",
    Way.FEWER: "Säkerställd minskning",
    Way.NOT_SHOWN: "Ingen säkerställd riktning",
}
"""The word for where reports are going; for `UNKNOWN` see `way`."""

_UNKNOWN: Final = {Reason.TOO_FEW: "för få år", Reason.SUPPRESSED: "små tal dolda", Reason.NOT_DEFINED: "för få fall"}

_COVERED: Final = "Stadsdelarna summerar till"
"""How the register's definition begins the sentence about how much of the city the districts hold."""
ESTIMATED: Final = (
    "Folkmängden per stadsdel är uppskattad: den skattade för 2019 omräknad med hela stadens folkmängd varje år. En "
    "stadsdel som vuxit snabbare än staden får då för låga tal de tidiga åren och kan se ut att öka mer än den gjort; "
    "det är inte inräknat i felmarginalen eller i ordet säkerställd"
)
"""Of every rate with an estimated population."""
NO_MONTHS: Final = (
    "Ett styrdiagram, som skiljer ett verkligt hopp från vanliga svängningar, kräver minst tolv månader eller kvartal "
    "i följd. Här finns bara hela år, så inget ritas. Årstider och enskilda månader går inte att se."
)
"""Why no control chart is drawn, and what cannot be seen for want of months."""

READING_PLACES: Final = (
    "Varje rad är en stadsdel. Märket är antalet eller antalet per 100 000 invånare, strecket dess felmarginal.",
    "Felmarginalen visar vad slumpen ensam kan flytta ett enda år. Åren svänger mer än så; det räknas in i riktningen.",
    "Förändring per år är räknad per invånare över alla år i serien, inte bara det första och det sista.",
    "{many}",
    "Jämför en stadsdel med sig själv hellre än med de andra: brott räknas där de sker.",
)
"""How the districts' table is read; for the caution see `reading_places`."""

READING_YEARS: Final = (
    "Varje ruta är en stadsdel. Alla rutor har samma skala, så höjderna kan jämföras.",
    "Den blå linjen är stadsdelen och det ljusa fältet dess felmarginal.{whole}",
    "Ett uppehåll i linjen betyder att året saknas eller är dolt.",
    "Ett enda högt eller lågt år är ingen riktning.",
)
"""How the panels are read; for the line of all districts see `reading_years`."""

READING_KINDS: Final = (
    "Varje rad är en brottsgrupp. Kurvorna har var sin skala: de visar form, inte storlek.",
    "Riktningen är densamma som under Var och När: samma prövning, samma ord.",
    "{overlap}",
)
"""How the table of offence groups is read; for the overlap see `reading_kinds`."""


def many(found: Reported) -> str:
    """The caution about many tests at once."""
    tried = swedish.sentence_case(counted.districts(found))
    return (
        f"{tried} prövas samtidigt, och då kan någon se ut att ändras av en slump. ”Säkerställd” sägs "
        "därför bara när två olika prövningar är överens, båda räknade på alla stadsdelarna på en gång."
    )


def overlap(every: Sequence[Reported]) -> str:
    """Why the offence groups may not be added or counted up."""
    groups = swedish.counted(len(every), "grupp", "grupper")
    widest = counted.most(every)
    places = "stadsdelarna" if widest is None else counted.districts(widest)
    return (
        "Grupperna överlappar: rån är en del av stölder och rån, som är en del av förmögenhetsbrotten. Räkna inte ihop "
        f"dem. Med {groups} i {places} är en säkerställd riktning här och där att vänta."
    )


def reading_places(found: Reported) -> list[str]:
    """How the districts' table is read."""
    return [line.format(many=many(found)) for line in READING_PLACES]


def reading_years(found: Reported, *, is_rate: bool) -> list[str]:
    """How the panels are read; only rates have the line of all districts."""
    whole = f" Den grå linjen är {_lower_all(found)} tillsammans." if is_rate else ""
    return [line.format(whole=whole) for line in READING_YEARS]


def reading_kinds(every: Sequence[Reported]) -> list[str]:
    """How the table of offence groups is read."""
    return [line.format(overlap=overlap(every)) for line in READING_KINDS]


def coverage(indicator: Indicator) -> str:
    """How much of the city the districts hold, as the register's definition says; empty where it says nothing."""
    told = (sentence for sentence in indicator.definition.split(". ") if sentence.startswith(_COVERED))
    return next(told, "")


def label(indicator: Indicator) -> str:
    """The offence group's short name, without the places that the page already is about."""
    return indicator.short_name.removesuffix(" i stadsdelarna")


def reported(indicator: Indicator) -> tuple[str, str]:
    """What no count of reported crime may be read without where it is valued or not: strong part and the rest."""
    strong, rest = REPORTED
    return strong, rest if indicator.good is Good.NONE else f"{rest} {VALUED}"


def title(found: Reported, place: Geography | None) -> str:
    """The page's title: in how many districts reports surely rise or fall, or where one district is going."""
    if found.last is None:
        return f"{label(found.indicator)}: inget värde till och med {found.viewpoint}"
    if place is not None:
        return f"{label(found.indicator)} i {place.name}: {_of_one(found.of(place.code).trend)}"
    return f"{label(found.indicator)}: {_of_all(found)}"


def together(found: Reported) -> tuple[str, str]:
    """All districts together: how many, against the first year, and where it is going."""
    known, who = found.together.known, f"{counted.everyone(found)} tillsammans:"
    if not known:
        return who, "något år där alla stadsdelar har värde finns inte."
    last, first = known[-1], known[0]
    said = f"{_count(last)} anmälningar {last.year}{_per_people(last, of=' invånare')}"
    if first.year != last.year:
        said += f", mot {_count(first)} år {first.year}{_per_people(first)}"
    return who, f"{said}. {way(found.together.trend)}{_pace(found.together.trend)}."


def way(trend: Trend) -> str:
    """The word for where reports are going, or why it cannot be told."""
    if trend.way is not Way.UNKNOWN:
        return WAYS[trend.way]
    reason = trend.reason or Reason.MISSING
    if reason is Reason.MISSING:
        return swedish.sentence_case(words.REASONS[reason])
    return f"Går inte att pröva: {_UNKNOWN.get(reason) or words.REASONS[reason]}"


def over(trend: Trend) -> str:
    """The word with its years: `Säkerställd minskning 2011–2020`."""
    return way(trend) if trend.first is None or trend.last is None else f"{way(trend)} {trend.first}–{trend.last}"


def per_year(trend: Trend) -> tuple[str, str]:
    """The change a year in per cent and its interval: `−3,9 %`, `−5,2 till −2,6`; dashes where there is none."""
    told = trend.per_cent
    if told is None:
        return swedish.NOTHING, ""
    change, low, high = told
    return swedish.joined(swedish.signed(change, 1), "%"), swedish.signed_interval(low, high, 1)


def places_subtitle(found: Reported, *, is_rate: bool, is_ranked: bool) -> str:
    """What the marks are, and in which order."""
    what = "Anmälda per 100 000 invånare, uppskattad folkmängd" if is_rate else "Antal anmälda"
    order = "Flest överst" if is_ranked else "Fast ordning"
    return f"{what}, {found.last}. {order}. Strecken visar felmarginalen (95 procent)."


def years_subtitle(found: Reported, *, is_rate: bool) -> str:
    """How the panels are read."""
    if is_rate:
        whole = f"Grå linje är {_lower_all(found)} tillsammans."
        return f"Anmälda per 100 000 invånare. Samma skala i alla rutor. {whole}"
    return "Antal anmälda. Samma skala i alla rutor."


def kinds_subtitle(place: Geography | None, found: Sequence[Reported], *, is_rate: bool) -> str:
    """Which place the groups are of, what is shown, and what is to be known of the series."""
    where = f"{all_districts(found)} tillsammans" if place is None else place.name
    last = max((f.last for f in found if f.last is not None), default=None)
    short = [f"{words.swedish_lower(label(f.indicator))} (till {f.last})" for f in found if f.last not in (None, last)]
    ended = f" Kortare serie: {swedish.listing(short)}." if short else ""
    what = "Anmälda per 100 000 invånare" if is_rate else "Antal anmälda"
    return f"{where}. {what}. Varje kurva har sin egen skala. Välj en grupp för att se den i stadsdelarna.{ended}"


def all_districts(every: Sequence[Reported]) -> str:
    """`Alla tio stadsdelar`, of the offence groups together: the most that any of them has a count in."""
    widest = counted.most(every)
    return "Stadsdelarna" if widest is None else counted.everyone(widest, "stadsdelar")


def visitors(found: Reported, place: Geography) -> str:
    """A district whose own note says that its inhabitants are the wrong measure: both shares, and the note."""
    year = found.last
    own, every = found.of(place.code).at(year), [s.at(year) for s in found.valued]
    if not place.note or own is None or own.count is None or not own.people:
        return ""
    counts = [y.count for y in every if y is not None and y.count is not None]
    people = [y.people for y in every if y is not None and y.people]
    if len(counts) < len(every) or len(people) < len(every) or not sum(counts):
        return f"{place.name}: {words.swedish_lower(place.note)}"
    of_reports, of_people = 100 * own.count / sum(counts), 100 * own.people / sum(people)
    where = f"{counted.the_districts(found)} {year}"
    return (
        f"{place.name} har {swedish.number(of_reports)} procent av anmälningarna i {where} och "
        f"{swedish.number(of_people)} procent av invånarna. {place.note} Talet per invånare blir därför för högt; "
        "jämför antalet med stadsdelens egna tidigare år."
    )


def near(found: Reported, places: Names) -> str:
    """Whose margin misses zero without a direction being certain."""
    names = [
        places[s.geography].name
        for s in found.districts
        if s.trend.way is Way.NOT_SHOWN and (told := s.trend.per_cent) and not told[1] <= 0 <= told[2]
    ]
    if not names:
        return ""
    return f"{swedish.listing(names)}: felmarginalen når inte noll, men det räcker inte när så många prövas samtidigt"


def absent(found: Reported, places: Names) -> list[str]:
    """Which counts are not there, year by year: `Underlag saknas: Majorna-Linné 2020`."""
    told = []
    for reason in dict.fromkeys(why for _, _, why in found.absent):
        years: dict[int, list[str]] = {}
        for code, year, why in found.absent:
            if why is reason:
                years.setdefault(year, []).append(places[code].name)
        each = [_lacking(names, year, len(found.districts), found, places) for year, names in sorted(years.items())]
        told.append(f"{swedish.sentence_case(words.REASONS[reason])}: {'; '.join(each)}")
    return told


def notes(found: Reported, places: Names) -> list[str]:
    """The source line under every table and drawing of the page."""
    estimated = [ESTIMATED] if any(y.is_estimated for s in found.districts for y in s.known) else []
    return [*absent(found, places), coverage(found.indicator), *estimated, f"Källa: {found.indicator.source}"]


def alt_places(found: Reported, places: Names, *, is_rate: bool) -> str:
    """Text alternative of the dots: kind, message, highest and lowest."""
    valued = [(s.geography, y) for s in found.districts if (y := s.at(found.last)) and y.count is not None]
    if not valued:
        return f"Inga värden. {title(found, None)}."
    ordered = sorted(valued, key=lambda pair: -_level(pair[1], is_rate=is_rate))
    ends = [f"{places[code].name} {_label(year, is_rate=is_rate)}" for code, year in (ordered[0], ordered[-1])]
    what = "per 100 000 invånare" if is_rate else "antal"
    said = f"Punkter med felmarginal per stadsdel {found.last}, {what}. Från {ends[0]} till {ends[1]}. "
    return swedish.shortened(f"{said}{title(found, None)}.", LONGEST)


def alt_series(series: Series, found: Reported, place: Geography, *, is_rate: bool) -> str:
    """Text alternative of one curve: from where, to where, the highest year, where it is going, and how fast."""
    known = [y for y in series.known if _has(y, is_rate=is_rate)]
    if not known:
        return f"{place.name}: inga värden."
    top = max(known, key=lambda y: _level(y, is_rate=is_rate))
    ends = [f"{_label(y, is_rate=is_rate)} år {y.year}" for y in (known[0], known[-1])]
    peak = "" if top in (known[0], known[-1]) else f", högst {_label(top, is_rate=is_rate)} år {top.year}"
    change, _ = per_year(series.trend)
    pace = "" if change == swedish.NOTHING else f", {change} om året per invånare"
    where = place.name if place.level is GeographyLevel.DISTRICT else counted.everyone(found, "stadsdelar")
    return f"{where}: från {ends[0]} till {ends[1]}{peak}. {way(series.trend)}{pace}."


def _of_one(trend: Trend) -> str:
    if trend.way is Way.UNKNOWN:
        return words.swedish_lower(way(trend))
    return f"{words.swedish_lower(WAYS[trend.way])}{_pace(trend)} {trend.first}–{trend.last}"


def _pace(trend: Trend) -> str:
    """`, 3,9 procent om året per invånare`, where a direction is claimed; counts may stand beside it."""
    told = trend.per_cent
    if told is None or trend.way not in (Way.MORE, Way.FEWER):
        return ""
    return f", {swedish.number(abs(told[0]), 1)} procent om året per invånare"


def _lower_all(found: Reported) -> str:
    return words.swedish_lower(counted.everyone(found))


def _of_all(found: Reported) -> str:
    ways = [s.trend.way for s in found.valued]
    count, span = len(ways), f"{found.first}–{found.last}"
    shown = [(w, ways.count(w)) for w in (Way.FEWER, Way.MORE) if ways.count(w)]
    if not shown:
        if all(w is Way.UNKNOWN for w in ways):
            return "för få år för att se en riktning"
        return f"ingen säkerställd riktning i någon stadsdel {span}{_without(found)}"
    first, number = shown[0]
    of = "alla" if number == count else f"{swedish.count_word(number)} av"
    said = f"{words.swedish_lower(WAYS[first])} i {of} {swedish.count_word(count)} stadsdelar {span}"
    if len(shown) == 2:
        said += f" och {words.swedish_lower(WAYS[shown[1][0]])} i {swedish.count_word(shown[1][1])}"
    rest = count - sum(n for _, n in shown)
    said += f"; i {swedish.count_word(rest)} syns ingen säker riktning" if rest else ""
    return said + _without(found)


def _without(found: Reported) -> str:
    count = len(found.districts) - len(found.valued)
    return f"; {swedish.count_word(count)} saknar värde" if count else ""


def _lacking(names: Sequence[str], year: int, count: int, found: Reported, places: Names) -> str:
    if len(names) == count:
        return f"alla stadsdelar {year}"
    if 2 * len(names) > count:
        known = [places[s.geography].name for s in found.districts if (y := s.at(year)) and y.count is not None]
        return f"{year} utom {swedish.listing(known)}"
    return f"{swedish.listing(names)} {year}"


def _has(year: Year, *, is_rate: bool) -> bool:
    return (year.rate if is_rate else year.count) is not None


def _level(year: Year, *, is_rate: bool) -> float:
    return (year.rate if is_rate else year.count) or 0.0


def _label(year: Year, *, is_rate: bool) -> str:
    return swedish.number(_level(year, is_rate=is_rate))


def _per_people(year: Year, *, of: str = "") -> str:
    """` (14 420 per 100 000 invånare)`, beside a count whose change is told by inhabitant."""
    return "" if year.rate is None else f" ({swedish.number(year.rate)} per 100 000{of})"


def _count(year: Year) -> str:
    return swedish.number(year.count or 0.0)

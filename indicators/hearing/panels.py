"""The drawings of a slide from results: one series on its way, districts against the city, gaps between two ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators import events, swedish
from indicators.charts import series, theme, uprights
from indicators.charts.theme import Axis
from indicators.districts import equality as equalities
from indicators.districts.against_city import Comparison, District, against_city
from indicators.districts.equality import Equality, Standing
from indicators.districts.equality_breakdowns import SEX, Between, Pair, between
from indicators.districts.funnels import funnel
from indicators.districts.judging import Verdict
from indicators.hearing.slides import Absent, Dots, Dumbbell, Gap, Gaps, Happened, Mark, Panel, Point, Scale, Trend
from indicators.measures.equity.results import End, YearlyGap
from indicators.model import Event, EventKind, Indicator, Progress, Registry
from indicators.situation import Situation
from indicators.texts import district_funnel, districts, equality, equality_breakdowns, figures, words
from indicators.texts import events as event_texts
from indicators.texts.alts import LONGEST, alt

BETWEEN_GROUPS: Final = "Skillnader mellan grupper"
MOST_YEARS: Final = 12
"""Years of a series that have room on a slide; the page shows all of them."""
NO_MARGIN: Final = "Utan felmarginal går det inte att säga vad slumpen ensam skulle ge."
"""Why a gap is not drawn: it would stand without the floor that it is to be read against."""
NO_GROUPS: Final = "Underlag saknas för att jämföra grupper."
_MARKS: Final = {Verdict.BETTER: Mark.BETTER, Verdict.WORSE: Mark.WORSE}
_DIFFERS: Final = (Verdict.HIGHER, Verdict.LOWER)


def trend(seen: Situation, progress: Progress, indicator: Indicator) -> Trend:
    """The city's series with its intervals, the path to the target, and the years that something happened."""
    city = seen.registry.geographies[progress.geography]
    found = series.points(seen.series(indicator.id, progress.geography), indicator, until=progress.year)
    path = _path(progress)
    first = min([p.year for p in found] + [year for year, _ in path] + [progress.baseline_year or progress.year])
    last = max(progress.year, progress.target_year or (indicator.target.year if indicator.target else progress.year))
    first = max(first, last - MOST_YEARS + 1)
    found = [p for p in found if p.year >= first]
    levels = [level for p in found for level in (p.lowest, p.highest)] + [value for _, value in path]
    target = figures.target(progress, indicator)
    happened = uprights.shown(
        events.on(seen.registry, indicator, geography=progress.geography, last=seen.year), first, last
    )
    return Trend(
        head=f"Staden mot målet {last}" if target != swedish.NOTHING else "Staden",
        subtitle=_subtitle(indicator),
        alt=event_texts.added(alt(progress, indicator, city), happened),
        source=_source(indicator),
        is_demo=indicator.is_demo,
        points=tuple(_in_year(found, year, progress, indicator) for year in range(first, last + 1)),
        path=path,
        target=f"Mål {target}" if path else "",
        scale=scale(theme.axis(levels, indicator.unit, margin=(0.12, 0.12))),
        events=_happened(happened, seen.registry, first, last),
    )


def dots(seen: Situation, indicator: Indicator) -> Panel:
    """Every district against the rest of the city, in the order the overall test allows."""
    found = against_city(seen, indicator)
    if found is None:
        why = f"Inget värde per stadsdel till och med {seen.year}."
        return absent("Stadsdelarna", indicator, why)
    places = seen.registry.geographies
    known = [level for d in found.valued for level in (d.lower, d.value, d.upper) if level is not None]
    known += [] if found.city is None else [found.city]
    return Dots(
        head=f"Stadsdelarna {found.year}",
        subtitle=_subtitle(indicator),
        alt=districts.alt(found, indicator, places),
        source=" ".join([_source(indicator), *districts.about(found, indicator)]),
        is_demo=indicator.is_demo,
        points=tuple(_district(d, found, indicator, seen.registry) for d in found.districts),
        city=found.city,
        city_shown=districts.city(found, indicator),
        scale=scale(theme.axis(known, indicator.unit)),
        together=" ".join(district_funnel.together(found, funnel(seen, indicator, found), places)),
    )


def gaps(seen: Situation, indicator: Indicator, *, in_districts: Equality | None) -> Panel:
    """The gap between women and men and between two districts, then and now, each with chance and level."""
    sexes = between(seen, indicator, SEX) if SEX in indicator.breakdowns else None
    told = [] if sexes is None else _of_sexes(sexes, seen.city(indicator.id))
    told += [] if in_districts is None else of_districts(in_districts)
    left_out = _without_floor(sexes, in_districts)
    if not told:
        return absent(BETWEEN_GROUPS, indicator, f"{indicator.short_name}: {left_out}" if left_out else NO_GROUPS)
    return Gaps(
        head=BETWEEN_GROUPS,
        subtitle=", ".join(part for part in (indicator.short_name, _unit(indicator)) if part),
        alt=_gaps_alt([gap for gap, _ in told], indicator),
        source=" ".join([_source(indicator), *([swedish.sentence_case(left_out)] if left_out else [])]),
        is_demo=indicator.is_demo,
        gaps=tuple(gap for gap, _ in told),
        scales=tuple(level for _, level in told),
    )


def _without_floor(sexes: Between | None, in_districts: Equality | None) -> str:
    """Which gaps are not drawn since nothing is known of what chance would give; empty where all that exist are."""
    missing = ["kvinnor och män"] if sexes is not None and _lacks_margin(sexes) else []
    missing += ["stadsdelarna"] if in_districts is not None and lacks_floor(in_districts) else []
    between_whom = swedish.listing([f"mellan {who}" for who in missing])
    return f"avståndet {between_whom} visas inte. {NO_MARGIN}" if missing else ""


def _lacks_margin(found: Between) -> bool:
    return found.years[-1].year != found.years[0].year and found.years[-1].by_chance is None


def of_districts(told: Equality) -> list[tuple[Gap, Scale]]:
    """The gap between the two ends of the first year, then and now; nothing without two ends, two years and a floor."""
    gap = told.gap
    if not told.has_ends or gap.worst is None or gap.best is None or gap.baseline_year == gap.value_year:
        return []
    if gap.at_baseline is None or gap.now is None or gap.now.by_chance is None:
        return []
    ends = (gap.best, gap.worst)
    levels = [end.value for both in ends for end in (both.at_baseline, both.now) if end.value is not None]
    if len(levels) < 4:
        return []
    found = Gap(
        name=told.indicator.short_name,
        unit=_unit(told.indicator),
        then=_pair(gap.at_baseline, ends, told, is_first=True),
        now=_pair(gap.now, ends, told, is_first=False),
        floor=_floor(gap.now.by_chance, equality.distance_decimals(told)),
        verdict=verdict(told),
        is_demo=told.indicator.is_demo,
    )
    return [(found, scale(theme.axis(levels, told.indicator.unit)))]


def verdict(told: Equality) -> str:
    """Level and gap in words; each by itself where only one of them is known."""
    both = equality.VERDICTS.get(told.gap.verdict)
    if both is not None:
        return both
    level, _ = equality.in_short(told)
    apart = {
        Standing.CLOSING: "Avståndet minskar",
        Standing.WIDENING: "Avståndet ökar",
        Standing.NOT_ASSESSED: f"Avståndet inte bedömt: {equality.reason(told)}",
    }.get(told.standing, "Avståndet går inte att avgöra")
    return f"{apart}. {level}" if level != swedish.NOTHING else f"{apart}. Nivån går inte att avgöra"


def verdict_of_groups(found: Between, city: Progress | None) -> str:
    """Gap and level in words where the gap is between two groups in the whole city."""
    return f"{equality_breakdowns.verdict(found)[0]}. {_level(city)}"


def lacks_floor(told: Equality) -> bool:
    """Whether there are two ends in two years, but nothing known of what chance alone would give."""
    gap = told.gap
    return told.has_ends and gap.baseline_year != gap.value_year and (gap.now is None or gap.now.by_chance is None)


def absent(head: str, indicator: Indicator, why: str) -> Absent:
    """The place where a drawing would have been, with why it is not there."""
    return Absent(
        head=head, subtitle=indicator.short_name, alt=f"{head}: {why}", source="", is_demo=indicator.is_demo, why=why
    )


def scale(axis: Axis) -> Scale:
    """An axis with its labels printed, begun at a tick, since PowerPoint counts ticks from where an axis begins."""
    first = axis.ticks[0]
    low = axis.low if axis.low > first - 1e-9 else round(first - axis.step, 9)
    ticks = tuple(axis.ticks) if low > first - 1e-9 else (low, *axis.ticks)
    return Scale(low=low, high=axis.high, ticks=ticks, labels=tuple(axis.label(tick) for tick in ticks))


def equality_of(seen: Situation, indicator: Indicator) -> Equality | None:
    """Level and gap between districts, where the indicator is followed there."""
    followed = indicator.id in equalities.followed(seen.registry)
    return equalities.of_indicator(seen, indicator.id) if followed else None


def _happened(happened: Sequence[Event], registry: Registry, first: int, last: int) -> tuple[Happened, ...]:
    """The events as the drawing numbers them and the list tells them."""
    lines = event_texts.lines(happened, registry.geographies)
    return tuple(
        Happened(
            place=uprights.at(event, first),
            until=uprights.until(event, last),
            is_under_way=events.is_under_way(event, first),
            told=f"{line.when} {line.kind}: {line.title}{f' · {words.MADE_UP}' if line.is_demo else ''}",
            is_method=event.kind is EventKind.METHOD,
        )
        for event, line in zip(happened, lines, strict=True)
    )


def _source(indicator: Indicator) -> str:
    return f"Källa: {swedish.tight(indicator.source).removesuffix('.')}."


def _subtitle(indicator: Indicator) -> str:
    unit = "procent" if indicator.unit == "%" else swedish.tight(indicator.unit)
    return f"{indicator.short_name}, {unit}" if unit else indicator.short_name


def _path(progress: Progress) -> tuple[tuple[int, float], ...]:
    start, end = (progress.baseline_year, progress.baseline), (progress.target_year, progress.target)
    if start[0] is None or start[1] is None or end[0] is None or end[1] is None:
        return ()
    return (start[0], start[1]), (end[0], end[1])


def _in_year(found: list[series.Point], year: int, progress: Progress, indicator: Indicator) -> Point:
    point = next((p for p in found if p.year == year), None)
    if point is None:
        return Point(name=str(year), value=None, shown="" if year > progress.year else "underlag saknas")
    shown = swedish.joined(figures.figure(point.value, progress, indicator), "%" if indicator.unit == "%" else "")
    return Point(
        name=str(year),
        value=point.value,
        lower=point.lower,
        upper=point.upper,
        shown=f"{shown} (prel.)" if point.is_preliminary else shown,
        part=point.part,
    )


def _district(district: District, found: Comparison, indicator: Indicator, registry: Registry) -> Point:
    name = registry.geographies[district.geography].name
    if district.value is None:
        return Point(name=name, value=None, shown=districts.verdict(district, found.year))
    mark = Mark.DIFFERENT if district.verdict in _DIFFERS else _MARKS.get(district.verdict, Mark.PLAIN)
    return Point(
        name=name,
        value=district.value,
        lower=district.lower,
        upper=district.upper,
        shown=swedish.label(district.value, indicator.unit, indicator.decimals),
        mark=mark,
    )


def _pair(year: YearlyGap, ends: tuple[End, End], told: Equality, *, is_first: bool) -> Dumbbell:
    left, right = (_end(end, told, is_first=is_first) for end in ends)
    return Dumbbell(when=str(year.year), left=left, right=right, gap=equality.distance(year, told))


def _end(end: End, told: Equality, *, is_first: bool) -> Point:
    found = end.at_baseline if is_first else end.now
    shown = swedish.label(found.value or 0.0, told.indicator.unit, equality.distance_decimals(told))
    return Point(name=end.name, value=found.value, lower=found.lower, upper=found.upper, shown=shown)


def _unit(indicator: Indicator) -> str:
    """What a distance is counted in."""
    return "procentenheter" if indicator.unit == "%" else swedish.tight(indicator.unit)


def _floor(by_chance: float, decimals: int) -> str:
    return f"Slumpen ensam skulle ge omkring {swedish.number(by_chance, decimals)}"


def _of_sexes(found: Between, city: Progress | None) -> list[tuple[Gap, Scale]]:
    """Women and men in the whole city from the decided baseline on, always the same two; nothing without a floor."""
    first, last = found.years[0], found.years[-1]
    if first.year == last.year or last.by_chance is None:
        return []
    indicator = found.indicator
    gap = Gap(
        name=_of_whom(found),
        unit=_unit(indicator),
        then=_sexes(first, found),
        now=_sexes(last, found),
        floor=_floor(last.by_chance, equality_breakdowns.decimals(found)),
        verdict=verdict_of_groups(found, city),
        is_demo=indicator.is_demo,
    )
    levels = [value for pair in (first, last) for value in (pair.first, pair.second)]
    return [(gap, scale(theme.axis(levels, indicator.unit)))]


def _of_whom(found: Between) -> str:
    """`Kvinnor och män`."""
    first, second = equality_breakdowns.names(found)
    return f"{first} och {words.swedish_lower(second)}"


def _sexes(pair: Pair, found: Between) -> Dumbbell:
    """The end that was better the first year left in both, as between districts."""
    unit, decimals = found.indicator.unit, equality_breakdowns.decimals(found)
    ends = [
        Point(name=name, value=value, shown=swedish.label(value, unit, decimals))
        for name, value in zip(equality_breakdowns.names(found), (pair.first, pair.second), strict=True)
    ]
    left, right = ends[found.better], ends[1 - found.better]
    return Dumbbell(when=str(pair.year), left=left, right=right, gap=equality_breakdowns.distance(pair, found))


def _level(city: Progress | None) -> str:
    """What is known of the level since the baseline."""
    change = None if city is None else city.change
    return "Nivån går inte att avgöra" if change is None else words.level(words.changed(change.verdict, change.reason))


def _gaps_alt(told: list[Gap], indicator: Indicator) -> str:
    said = [f"Parvisa punkter: {swedish.tight(indicator.sentence.subject)}"]
    for gap in told:
        said.append(
            f"{gap.now.left.name} mot {gap.now.right.name}: avstånd {gap.then.gap} år {gap.then.when}, "
            f"{gap.now.gap} år {gap.now.when}. {gap.verdict}"
        )
    said += ["Påhittade siffror för demonstration"] if indicator.is_demo else []
    return swedish.shortened(". ".join(said) + ".", LONGEST)

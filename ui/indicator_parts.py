"""The parts of the indicator's page that are text and tables."""

from __future__ import annotations

from indicators import observations as obs
from indicators import swedish
from indicators.charts import pairs
from indicators.model import Assessment, Geography, GeographyLevel, Indicator, Progress
from indicators.situation import Situation
from indicators.texts import sentences, words
from ui import cards, choices, html, menu

FIRST, SECOND = "kon=kvinna", "kon=man"


def place_name(place: Geography) -> str:
    """A geography as the picker names it: the whole city, else the name with its kind where that may be unclear."""
    if place.level is GeographyLevel.CITY:
        return "hela staden"
    kind = {
        GeographyLevel.PRIMARY: " (primärområde)",
        GeographyLevel.INTERMEDIATE: " (mellanområde)",
        GeographyLevel.CITY_AREA: " (stadsområde)",
    }
    return place.name + kind.get(place.level, "")


def verdict(progress: Progress, indicator: Indicator, before: Progress | None) -> str:
    """Chip and reason on one line."""
    if not indicator.is_assessed:
        return html.paragraph("Bakgrund som inte bedöms: varken högre eller lägre räknas som bättre.")
    told = html.escape(sentences.why(progress, indicator, before))
    return f'<div class="lb-verdict">{cards.chip(progress, size=24)}<p class="lb-text">{told}</p></div>'


def facts(seen: Situation, progress: Progress, indicator: Indicator) -> str:
    """The rows beside the chart: outcome, where we should be, target, pace, chance."""
    is_over = progress.target_year is not None and seen.year >= progress.target_year
    along = seen.along(progress) if is_over else {}
    rows = "".join(
        f'<div class="lb-fact"><dt>{html.escape(fact.label)}</dt>'
        f'<dd class="lb-big">{_fact_value(fact)}{_mark(fact, indicator)}</dd>'
        f'<dd class="lb-sub">{html.escape(fact.sub)}{_origin_link(fact, progress)}</dd></div>'
        for fact in sentences.facts(progress, indicator, along_the_way=along)
    )
    return f'<dl class="lb-facts">{rows}</dl>'


def notice(progress: Progress, indicator: Indicator) -> str:
    """That another baseline year would have told another story, where it would."""
    told = sentences.notice(progress, indicator)
    if told is None:
        return ""
    rows = "".join(
        html.row(
            [
                html.row_header(f"<strong>{r.year} (registrets)</strong>" if r.is_decided else str(r.year)),
                html.cell(html.escape(r.change), css="c-num"),
                html.cell(f"{cards.icon(r.assessment, 16)} {html.escape(words.CHIP[r.assessment])}"),
            ]
        )
        for r in told.rows
    )
    head = (("Om basåret vore", ""), (told.change_head, "c-num"), ("Bedömning", ""))
    table = html.table(head, [rows], caption=told.head, css="lb-small")
    return f'<div class="lb-notice">{html.heading(told.head)}{html.paragraph(told.text)}{table}</div>'


def absent(head: str, why: str, *, gaps: bool = False) -> str:
    """A clear empty state: what there is not, and why."""
    link = f" {choices.link('Se alla mätluckor', menu.GAPS)}" if gaps else ""
    icon = cards.icon(Assessment.NOT_ASSESSED)
    return (
        f'<div class="lb-absent">{icon}<div><strong>{html.escape(head)}.</strong> {html.escape(why)}{link}</div></div>'
    )


def sexes(
    seen: Situation, indicator: Indicator, place: Geography
) -> dict[int, tuple[float | None, float | None]] | None:
    """Women's and men's values at the baseline and the latest year; None where there is no year with both."""
    by_year: dict[int, list[float | None]] = {}
    for at, breakdown in enumerate((FIRST, SECOND)):
        for row in seen.series(indicator.id, place.code, breakdown).to_dict("records"):
            if row[obs.VALUE] == row[obs.VALUE]:
                by_year.setdefault(int(row[obs.YEAR]), [None, None])[at] = float(row[obs.VALUE])
    both = sorted(y for y, pair in by_year.items() if None not in pair)
    if not both:
        return None
    start = indicator.baseline.year if indicator.baseline else both[0]
    first = next((y for y in both if y >= start), both[0])
    return {y: (by_year[y][0], by_year[y][1]) for y in dict.fromkeys((first, both[-1]))}


def sexes_heading(told: dict[int, tuple[float | None, float | None]], indicator: Indicator) -> str:
    """The two years' differences in words: `Skillnaden mellan kvinnor och män är 1,4 procentenheter, 0,3 år 2014`."""
    decimals = pairs.shown_decimals(told, indicator)
    both = {year: (a, b) for year, (a, b) in told.items() if a is not None and b is not None}
    gaps = {year: abs(swedish.apart(*pair, decimals)) for year, pair in both.items()}
    *before, now = sorted(gaps)
    shown = swedish.difference(gaps[now], indicator.unit, decimals)
    then = "".join(f", {swedish.number(gaps[year], decimals)} år {year}" for year in before)
    return f"Skillnaden mellan kvinnor och män är {shown}{then}"


def meaning(indicator: Indicator) -> str:
    """What the figure means, and what it does not say."""
    about = f"{swedish.tight(indicator.definition)} {swedish.sentence_case(words.DIRECTIONS[indicator.good])}."
    scope = f"Gäller: {indicator.population}. Mäts {indicator.frequency}. Källa: {indicator.source}."
    left = html.heading("Vad siffran betyder") + html.paragraph(about) + html.paragraph(scope)
    right = html.heading("Vad siffran inte säger") + html.bullets(map(html.escape, indicator.does_not_say))
    return html.side_by_side(left, right)


def method(progress: Progress) -> str:
    """The numbers behind the assessment, for those who want to check it."""
    rows = [
        ("Intervallets metod", progress.value.method if progress.value.lower is not None else "inget intervall"),
        ("Jämförbara mätningar sedan basåret", str(progress.points)),
        ("Lutning per år", _number(progress.slope, 3)),
        ("Spridning mellan åren (φ)", _number(progress.scatter, 2)),
        (
            "Frihetsgrader",
            "∞" if progress.degrees_of_freedom in (None, float("inf")) else _number(progress.degrees_of_freedom, 0),
        ),
        ("Landning målåret", _number(progress.landing, 2)),
        ("Landningens felmarginal", _between(progress.landing_lower, progress.landing_upper)),
        ("Tillväxtkvot mot målets takt (M17, bara som jämförelse)", _number(progress.growth_ratio, 2)),
    ]
    told = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in rows)
    return f'<dl class="lb-method">{told}</dl><p>{choices.link("Så här räknar vi", menu.METHOD)}</p>'


def _fact_value(fact: sentences.Fact) -> str:
    if not fact.marks:
        return html.escape(fact.value)
    return "".join(
        f'<span class="lb-mark">{cards.icon(a, 20, words.LOWER[a])}<span>{year}</span></span>' for year, a in fact.marks
    )


def _mark(fact: sentences.Fact, indicator: Indicator) -> str:
    return html.demo_mark(indicator.is_demo and fact.key == "outcome")


def _origin_link(fact: sentences.Fact, progress: Progress) -> str:
    if fact.key != "outcome" or progress.value.value is None:
        return ""
    address = choices.address(
        menu.INDICATOR, indikator=progress.indicator, plats=progress.geography, ar=str(progress.value_year)
    )
    return f" · {html.link(f'{address}#ursprung', 'Varifrån kommer siffran?')}"


def _number(value: float | None, decimals: int) -> str:
    return swedish.number_or_dash(value, decimals)


def _between(lower: float | None, upper: float | None) -> str:
    return swedish.NOTHING if lower is None or upper is None else swedish.interval(lower, upper, decimals=2)

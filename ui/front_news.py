"""Under the front page's table: what has changed since the year before, and what cannot be followed."""

from __future__ import annotations

from indicators import swedish
from indicators.model import Assessment, IndicatorRole, Progress, Reason
from indicators.situation import Situation
from indicators.texts import words
from ui import cards, choices, html, menu

SHOWN = 3
"""Lines shown at once; the rest are folded."""


def changes(seen: Situation) -> str:
    """Which assessments differ from the year before, the gravest first."""
    before = seen.year - 1
    told, changed = seen.for_city(), seen.changed()
    if not any(seen.before(p) for p in told):
        return '<h2 class="lb-h2">Första läget</h2><p class="lb-text">Det finns inget tidigare år att jämföra med.</p>'
    if not changed:
        head = f"Sedan läget {before}: inga bedömningar har ändrats"
        return f'<h2 class="lb-h2">{head}</h2>{html.paragraph(f"{swedish.sentence_case(_new_values(seen))}.")}'
    head = f"Sedan läget {before}: {len(changed)} av {len(told)} bedömningar har ändrats"
    lines = [_line(seen, old, new) for old, new in changed]
    rest = "".join(lines[SHOWN:])
    new = _new_values(seen)
    more = html.fold(f"{len(lines) - SHOWN} ändringar till, {new}", f'<ul class="lb-news">{rest}</ul>') if rest else ""
    rest_or_new = more or html.paragraph(f"{swedish.sentence_case(new)}.", "lb-quiet")
    return f'<h2 class="lb-h2">{head}</h2><ul class="lb-news">{"".join(lines[:SHOWN])}</ul>{rest_or_new}'


def unfollowed(seen: Situation) -> str:
    """The goals without data, the areas without an assessable outcome, and counts of what could not be assessed."""
    lines = [*_gaps(seen), *_counts(seen)]
    items = "".join(f"<li>{line}</li>" for line in lines)
    link = choices.link("Alla mätluckor", menu.GAPS)
    return f'<h2 class="lb-h2">Det här kan vi inte följa</h2><ul class="lb-news">{items}</ul><p>{link}</p>'


def _line(seen: Situation, before: Progress, now: Progress) -> str:
    indicator = seen.registry.indicators[now.indicator]
    link = choices.link(indicator.short_name, menu.INDICATOR, indikator=indicator.id)
    return (
        f"<li>{cards.icon(now.assessment)}<span>{link}: <strong>{html.escape(words.lower(now))}</strong>, "
        f"{before.year} {html.escape(words.lower(before))}{html.demo_mark(indicator.is_demo)}</span></li>"
    )


def _new_values(seen: Situation) -> str:
    """How many of the assessed indicators have a value for the viewpoint's own year."""
    new = sum(p.value_year == seen.year for p in seen.for_city())
    return f"{swedish.counted(new, 'nytt värde', 'nya värden', 'ett')} för {seen.year}"


def _gaps(seen: Situation) -> list[str]:
    """The register's gaps about outcomes that nothing stands in for."""
    told = [g for g in seen.registry.gaps if g.role is IndicatorRole.OUTCOME and not g.proxy]
    return [
        f"<strong>{html.escape(g.subject)}</strong> (område {g.strategic_area}): underlag saknas helt" for g in told[:2]
    ]


def _counts(seen: Situation) -> list[str]:
    unassessed = [p for p in seen.for_city() if p.assessment is Assessment.NOT_ASSESSED]
    few = sum(p.reason is Reason.TOO_FEW for p in unassessed)
    without = sum(p.reason is Reason.NO_TARGET for p in unassessed)
    late = sum(p.value_year != seen.year for p in seen.for_city())
    said = []
    if few:
        said.append(f"{swedish.counted(few, 'indikator', 'indikatorer')} har för få mätningar")
    if without:
        said.append(f"{swedish.count_word(without)} saknar mål i tal")
    lines = [swedish.sentence_case(swedish.listing(said))] if said else []
    beside = []
    if late:  # whatever else is said of them
        every = swedish.number(len(seen.for_city()))
        beside.append(f"{swedish.count_word(late)} av alla {every} saknar värde för {seen.year}")
    only = len(seen.by_district_only())
    if only:
        beside.append(f"{swedish.counted(only, 'indikator', 'indikatorer')} följs bara per stadsdel")
    return lines + ([swedish.sentence_case("; ".join(beside))] if beside else [])

"""Cards of cause and action as HTML: the chain under each situation, and an area's actions in short."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import chain, editions, swedish
from indicators.chain import Attained, Card, CardKind
from indicators.model import GeographyLevel, Registry
from indicators.situation import Situation
from indicators.store.records import CardRow
from ui import cached, cards, choices, html, menu

EMPTY = "Inga åtgärder är inlagda."


def rows_of(number: int, place: str | None = None) -> list[CardRow]:
    """The cards of an area, everywhere or in one place."""
    edition = cached.pinned()
    every = cached.store().cards(until=editions.cards_until(edition) if edition else None)
    return [r for r in every if r.strategic_area == number and place in (None, r.geography)]


def summary(number: int, registry: Registry) -> str:
    """The area's actions as a table, with a link to the whole chain."""
    rows = [row for row in rows_of(number) if row.kind == CardKind.ACTION]
    link = f'<p class="lb-more">{choices.link("Orsak och åtgärd", menu.CHAIN, omrade=str(number))}</p>'
    if not rows:
        return html.paragraph(EMPTY, "lb-quiet") + link
    names = ("Åtgärd", "Ansvarig", "Ska vara klar", "Läge", "Följs med")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(_line(row, registry) for row in rows)
    return f'<table class="lb-acts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{link}'


def shown(rows: Sequence[CardRow], seen: Situation) -> str:
    """Every situation with what hangs on it."""
    return "".join(_branch(row, rows, seen) for row in rows if row.behind is None)


def _line(row: CardRow, registry: Registry) -> str:
    card = chain.of(row)
    names = [registry.indicators[name].short_name for name in card.indicators if name in registry.indicators]
    where = registry.geographies[card.geography].name if card.geography in registry.geographies else ""
    title = html.escape(card.title) + (f" ({html.escape(where)})" if where else "") + html.demo_mark(card.is_demo)
    followed = ", ".join(names) or "ingen indikator"
    told = (card.owner, card.ends or "inget datum", swedish.sentence_case(card.state), followed)
    labels = ("Ansvarig", "Ska vara klar", "Läge", "Följs med")
    cells = "".join(html.cell(html.escape(t), label=label) for t, label in zip(told, labels, strict=True))
    return f"<tr>{html.row_header(title)}{cells}</tr>"


def _branch(row: CardRow, rows: Sequence[CardRow], seen: Situation) -> str:
    under = "".join(f"<li>{_branch(each, rows, seen)}</li>" for each in rows if each.behind == row.first)
    below = f'<ul class="lb-hung" role="list">{under}</ul>' if under else ""
    return _card(row, seen) + below


def _card(row: CardRow, seen: Situation) -> str:
    card = chain.of(row)
    kicker = f'<p class="lb-card-kind">{chain.NAMES[card.kind]}{html.demo_mark(card.is_demo)}</p>'
    text = "".join(html.paragraph(line) for line in card.text.splitlines() if line.strip())
    title = html.heading(card.title, level=3, css="lb-card-title")
    return (
        f'<article class="lb-card" id="kort-{row.first}">{kicker}{title}'
        f"{text}{_facts(card)}{_told(_moves(card, seen), _judged(card, row))}</article>"
    )


def _told(*columns: str) -> str:
    """What is computed beside what a person judges, each in a column of its own under its own words."""
    held = "".join(filter(None, columns))
    return f'<div class="lb-card-two">{held}</div>' if held else ""


def _facts(card: Card) -> str:
    is_act = card.kind is CardKind.ACTION
    dates = "–".join(filter(None, (card.starts, card.ends))) if card.starts != card.ends else card.starts
    told = [
        ("Ansvarig", f"{card.owner} ({card.owner_kind})" if card.owner else ""),
        ("Tid", dates),
        ("Läge", swedish.sentence_case(card.state) if is_act else ""),
        ("Väntas märkas på", card.effect if is_act else ""),
    ]
    items = [f"<span><strong>{label}:</strong> {html.escape(value)}</span>" for label, value in told if value]
    if card.link:
        address = html.escape(card.link)
        link = f'<a href="{address}" rel="noopener noreferrer">{address}</a>'
        items.append(f"<span><strong>Handling:</strong> {link}</span>")
    return f'<p class="lb-card-facts">{" ".join(items)}</p>' if items else ""


def _moves(card: Card, seen: Situation) -> str:
    """The indicators the card is meant to move, each with its computed assessment."""
    told = []
    for name in card.indicators:
        if (indicator := seen.registry.indicators.get(name)) is None:
            continue
        place = card.geography or seen.registry.city_code
        progress = seen.progress.get((name, place))
        link = choices.link(indicator.short_name, menu.INDICATOR, indikator=name, plats=place)
        said = cards.assessment(progress, None) if progress else html.paragraph("följs inte här", "lb-quiet")
        told.append(f"<li><span>{link}{html.demo_mark(indicator.is_demo)}</span> {said}</li>")
    if not told:
        return ""
    lead = html.paragraph(f"Beräknat ur siffrorna, läge per {seen.year}", "lb-card-whose")
    return f'<div class="lb-card-moves">{lead}<ul role="list">{"".join(told)}</ul></div>'


def _judged(card: Card, row: CardRow) -> str:
    """A person's judgement, apart from what is computed and signed."""
    if card.attained is Attained.NOT_JUDGED:
        return ""
    earlier = [each for each in cached.store().card_history(row.first) if each.id <= row.id]
    by = chain.signed(earlier) or row
    day = swedish.date(swedish.local(by.at).date())
    lead = html.paragraph("Bedömt av en människa", "lb-card-whose")
    told = html.stressed("Är målet uppfyllt? ", swedish.sentence_case(card.attained), f". {card.judgement}")
    return f'<div class="lb-human lb-written">{lead}{told}{html.paragraph(f"{by.actor}, {day}", "lb-by")}</div>'


def places(registry: Registry) -> dict[str, str]:
    """Where a chain may be: the whole city, or a district."""
    return {"": "Hela staden"} | {g.code: g.name for g in registry.on_level(GeographyLevel.DISTRICT)}

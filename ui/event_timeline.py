"""The events year by year, the latest first, each with what it concerns and where that stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from indicators import events as dated
from indicators import swedish
from indicators.model import Event, EventKind, Registry
from indicators.texts import events as texts
from ui import choices, html, menu
from ui.event_list import anchor


def years(events: Sequence[Event], registry: Registry, *, is_editor: bool) -> str:
    """A section for each year; a plain sentence where no event fits."""
    if not events:
        return html.paragraph(texts.NONE_FITS)
    ordered = sorted(events, key=lambda e: (-e.year, dated.place(e), e.id))
    return "".join(
        f'<section class="lb-year"><h2>{year}</h2><ul role="list">'
        f"{''.join(_item(e, registry, is_editor=is_editor) for e in told)}</ul></section>"
        for year, told in groupby(ordered, key=lambda e: e.year)
    )


def _item(event: Event, registry: Registry, *, is_editor: bool) -> str:
    is_own = any(event.id == own.id for own in registry.events)
    change = f" · {choices.link('Ändra', menu.EVENTS, andra=event.id)}" if is_editor and is_own else ""
    mark = "lb-kind lb-kind-method" if event.kind is EventKind.METHOD else "lb-kind"
    when = (
        f'<span class="{mark}">{html.escape(swedish.sentence_case(event.kind))}</span> {html.escape(dated.when(event))}'
    )
    about = [_concerned(event, registry), f"Plats: {html.escape(texts.places(event, registry))}"]
    source = f"Källa: {html.escape(event.source.rstrip('.'))}{change}"
    return (
        f'<li id="{anchor(event.id)}" tabindex="-1"><p class="lb-sub">{when}</p>'
        f'<h3 class="lb-h2">{html.escape(event.title)}{html.demo_mark(event.is_demo)}</h3>'
        f'<p class="lb-text">{html.escape(event.text)}</p>'
        f'<p class="lb-sub">{". ".join(about)}.</p><p class="lb-sub">{source}</p></li>'
    )


def _concerned(event: Event, registry: Registry) -> str:
    """Links to the indicators that are named; the areas, or everything, in words."""
    links = [
        choices.link(indicator.short_name, menu.INDICATOR, indikator=indicator.id, **_place(event))
        + html.demo_mark(indicator.is_demo)
        for name in event.indicators
        if (indicator := registry.indicators.get(name))
    ]
    areas = [
        choices.link(f"{n} {registry.area(n).short_name}", menu.AREA, omrade=str(n)) for n in event.strategic_areas
    ]
    parts = [*links, *([f"alla indikatorer i område {swedish.listing(areas)}"] if areas else [])]
    return f"Gäller: {', '.join(parts) or 'alla indikatorer'}"


def _place(event: Event) -> dict[str, str]:
    """The place that the indicator's page is opened in, where the event concerns one only."""
    return {"plats": event.geographies[0]} if len(event.geographies) == 1 else {}

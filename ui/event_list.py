"""The numbered list of events under a chart."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.model import Event
from indicators.texts import events as texts
from indicators.texts.events import Line
from ui import cached, choices, html, menu


def under(events: Sequence[Event], *, numbered: bool = True) -> str:
    """The events that a chart numbers: date, kind, title with a link, source; nothing where there are none."""
    if not events:
        return ""
    items = "".join(_item(line, numbered=numbered) for line in texts.lines(events, cached.registry().geographies))
    return f'<ol class="lb-events" role="list" aria-label="Händelser i diagrammet">{items}</ol>'


def anchor(name: str) -> str:
    """The place of an event on the page Händelser."""
    return f"handelse-{name}"


def _item(line: Line, *, numbered: bool) -> str:
    address = f"{choices.address(menu.EVENTS)}#{anchor(line.id)}"
    title = html.link(address, line.title) + html.demo_mark(line.is_demo)
    told = f"<strong>{html.escape(line.when)}</strong> {html.escape(line.kind)}: {title}"
    source = f'<span class="lb-quiet">Källa: {html.escape(line.source.rstrip("."))}.</span>'
    number = f'<span class="lb-event-number">{line.number}</span>' if numbered else ""
    return f"<li>{number}<span>{told}. {source}</span></li>"

"""Utgåvor: every issued hearing with its files, what has changed since, and what was promised."""

from __future__ import annotations

from indicators import editions, swedish
from indicators.model import UserRole
from indicators.store import EditionRow
from ui import access, cached, cards, edition, edition_compare, edition_list, frame, html, look, promise_list


def render() -> None:
    """Show the editions that the reader may see, a comparison, and the questions and promises."""
    user = access.require(UserRole.READER)
    rows = editions.visible(cached.store(), role=user.role, today=edition.today())
    frame.kicker("Utgåvor")
    look.title(_title(rows))
    if not rows:
        cards.paragraphs([html.escape(edition_list.EMPTY)])
        return
    edition_list.show(rows)
    promise_list.show(list(dict.fromkeys(row.name for row in rows)))
    edition_compare.show(rows)


def _title(rows: list[EditionRow]) -> str:
    if not rows:
        return "Ingen hearing är utgiven än"
    day = swedish.date(swedish.local(rows[0].issued_at).date())
    return f"Den senaste utgåvan är {editions.told(rows[0])}, från {day}"

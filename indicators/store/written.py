"""The part of the store that keeps what people write about the figures."""

from __future__ import annotations

from datetime import datetime

from indicators.store import analyses, cards, versions
from indicators.store.cards import Kept
from indicators.store.connected import Connected
from indicators.store.records import AnalysisRow, CardRow


class Written(Connected):
    """Analysis texts by subject and viewpoint, and cards of cause and action; every one that has stood."""

    def analysis(self, subject: str, *, viewpoint: int, until: int | None = None) -> AnalysisRow | None:
        """The text that stands at a viewpoint, or stood when text `until` was the newest of the store; None if none.

        Where nothing is written for the viewpoint it is the text of the nearest year before, which its row says.
        """
        with self.reading() as connection:
            return analyses.standing(connection, subject, viewpoint, until)

    def analyses(self, subject: str, *, viewpoint: int) -> list[AnalysisRow]:
        """Every text written about a subject for one viewpoint, the newest first."""
        with self.reading() as connection:
            return analyses.history(connection, subject, viewpoint)

    def newest_analysis(self) -> int:
        """The highest number of a text; 0 before the first: what an edition keeps to read the texts of its day."""
        with self.reading() as connection:
            return analyses.newest(connection)

    def write_analysis(
        self, subject: str, text: str, *, viewpoint: int, by: str, at: datetime, replaces: int | None
    ) -> int:
        """Write a text in the place of the one seen (None: of nothing); refused where another has come since."""
        actor = versions.actor(by)
        with self.writing() as connection:
            return analyses.write(connection, subject, text, viewpoint=viewpoint, by=actor, at=at, replaces=replaces)

    def newest_card(self) -> int:
        """The highest number of a card's row; 0 before the first: what an edition keeps to read its day's cards."""
        with self.reading() as connection:
            return cards.newest(connection)

    def cards(self, *, until: datetime | int | None = None) -> list[CardRow]:
        """Every card that stands, or stood at a time, in the order they were made."""
        with self.reading() as connection:
            return cards.standing(connection, until=until)

    def cards_removed(self) -> list[CardRow]:
        """Every card that has been taken away."""
        with self.reading() as connection:
            return cards.standing(connection, is_removed=True)

    def card_history(self, first: int) -> list[CardRow]:
        """Every row of one card, the newest first."""
        with self.reading() as connection:
            return cards.history(connection, first)

    def put_card(self, kept: Kept, *, by: str, at: datetime, follows: int | None = None) -> int:
        """Keep a card, or a change of the row that it follows; gives the new row's number."""
        actor = versions.actor(by)
        with self.writing() as connection:
            return cards.put(connection, kept, by=actor, at=at, follows=follows)

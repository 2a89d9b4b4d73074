"""A selection becomes a deck with the situations behind it: today's, or that of an edition's record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from indicators import analyses, swedish
from indicators import registry as registers
from indicators.hearing import making
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment, Deck
from indicators.situation import Situation
from indicators.store import EditionRow, PromiseRow, Store

SUBJECT: Final = "omrade/{number}"
"""What the text behind an area's slide is written about."""


PROMISED: Final = "promised"
"""Where an edition's selection keeps the number of the newest promise of its day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drafted:
    """A deck, and what it was made from."""

    deck: Deck
    selection: Selection
    now: Situation
    before: Situation | None


def draft(
    store: Store,
    selection: Selection,
    *,
    name: str,
    version: int | None = None,
    revision: int | None = None,
    until: int | None = None,
    promised_until: int | None = None,
    edition: int = 0,
    reason: str = "",
    facts: Mapping[str, str] | None = None,
) -> Drafted:
    """The deck as data, register, texts and promises stand, or stood at a version, a revision and their numbers."""
    at_revision = store.register_revision() if revision is None else revision
    registry = registers.load(store.register_documents(at_revision))
    now = making.seen(store, registry, year=selection.year, version=version)
    before, before_name = _before(store, selection, now)
    deck = making.deck(
        now,
        selection,
        name=name,
        revision=at_revision,
        before=before,
        before_name=before_name,
        comments=comments(store, selection, now, until=until),
        promised=promised(store, selection, until=promised_until),
        edition=edition,
        reason=reason,
        facts=facts,
    )
    return Drafted(deck=deck, selection=selection, now=now, before=before)


def reopened(store: Store, edition: EditionRow) -> Drafted:
    """The deck as it was issued, made again from the record."""
    return draft(
        store,
        selection_of(edition),
        name=edition.name,
        version=edition.data_version,
        revision=edition.register_revision,
        until=edition.analyses_until,
        promised_until=int(edition.selection.get(PROMISED, 0)),
        edition=edition.number,
        reason=edition.reason,
        facts=facts_of(edition),
    )


def comments(store: Store, selection: Selection, seen: Situation, *, until: int | None) -> dict[str, Comment]:
    """The texts behind the areas' slides, by the slide's key; one written for an earlier year says so.

    Bound fields show the deck's own numbers, so that a slide and what is written under it cannot disagree.
    """
    found = {}
    for number in selection.areas_of(seen.registry):
        subject = SUBJECT.format(number=number)
        row = store.analysis(subject, viewpoint=selection.year, until=until)
        if row is not None and row.text:
            older = f" (skrivet om läget {row.viewpoint})" if row.viewpoint != selection.year else ""
            told = analyses.filled(subject, row.text, lambda: seen)
            made_up = " (påhittade siffror)" if told.is_demo else ""
            day = swedish.date(swedish.local(row.at).date())
            found[f"omrade-{number}"] = Comment(
                text=" ".join(told.text.split()) + made_up + older, by=row.author, at=day
            )
    return found


def promised(store: Store, selection: Selection, *, until: int | None) -> list[PromiseRow]:
    """What was noted at the hearing that this one is held against; nothing where there is none."""
    if not selection.compared:
        return []
    return store.promises(hearing=compared(store, selection.compared).name, until=until)


def facts_of(edition: EditionRow) -> dict[str, str]:
    """What the files say of their making; from the record, so that making them again says the same."""
    return {
        "Utgiven": swedish.moment(swedish.local(edition.issued_at)),
        "Av": edition.issued_by,
        **dict(sorted(edition.made_with.items())),  # a record has no order of its own
    }


def written(selection: Selection) -> dict[str, Any]:
    """A selection as a record keeps it."""
    return {
        "compared": selection.compared,
        "areas": list(selection.areas),
        "headlines": {str(area): name for area, name in selection.headlines.items()},
        "questions": list(selection.questions),
    }


def selection_of(edition: EditionRow) -> Selection:
    """The selection that an edition was made from."""
    kept = edition.selection
    return Selection(
        held=edition.held,
        year=edition.year,
        compared=str(kept.get("compared", "")),
        areas=tuple(int(number) for number in kept.get("areas", [])),
        headlines={int(area): str(name) for area, name in kept.get("headlines", {}).items()},
        questions=tuple(str(question) for question in kept.get("questions", [])),
    )


def _before(store: Store, selection: Selection, now: Situation) -> tuple[Situation | None, str]:
    """What the compared edition saw; without one, the year before on the same data."""
    if selection.compared:
        edition = compared(store, selection.compared)
        registry = registers.load(store.register_documents(edition.register_revision))
        seen = making.seen(store, registry, year=edition.year, version=edition.data_version)
        return seen, f"hearingen {swedish.date(edition.held)}"
    year = now.year - 1
    if year <= now.registry.baseline_year:
        return None, ""
    return making.seen(store, now.registry, year=year, version=now.version), f"läget {year}"


def compared(store: Store, text: str) -> EditionRow:
    """The edition that `Hearing 2019` or `Hearing 2019, version 2` names."""
    name, _, number = text.partition(", version ")
    return store.edition(name, int(number) if number.isdigit() else None)

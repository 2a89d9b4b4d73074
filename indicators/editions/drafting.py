"""A selection becomes a deck with the situations behind it: today's, or that of an edition's record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from indicators import analyses, since_written, swedish
from indicators import registry as registers
from indicators.editions import templates
from indicators.hearing import making
from indicators.hearing.answered import answered
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Comment, Deck
from indicators.hiding import Hiding
from indicators.reports.presentation.template import OWN, Template
from indicators.situation import Situation
from indicators.store import EditionRow, PromiseRow, Store

SUBJECT: Final = "omrade/{number}"
"""What the text behind an area's slide is written about."""

QUESTIONS: Final = "hearing/fragor"
"""What the lead's own questions are written about, one on each line; a year's questions are never another year's."""

OUTDATED: Final = " (skriven före de senaste siffrorna)"
"""What stands after a text when figures that it is about have changed since."""

See = Callable[[int, int, int], Situation]
"""What is seen from a year on a data version and a revision of the register, by somebody who may have it ready."""


CARDS: Final = "cards"
"""Where an edition's selection keeps the number of the newest card of its day."""
CHECKS: Final = "checks"
"""Where an edition's selection keeps what was looked at when it was issued."""
SAID: Final = "said"
"""Where an edition's selection keeps a fingerprint of what each slide said, to tell a changed programme by."""
PROMISED: Final = "promised"
"""Where an edition's selection keeps the number of the newest promise of its day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drafted:
    """A deck, and what it was made from."""

    deck: Deck
    selection: Selection
    now: Situation
    before: Situation | None
    template: Template = OWN


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
    see: See | None = None,
    template: Mapping[str, Any] | None = None,
) -> Drafted:
    """The deck as data, register, texts and promises stand, or stood at a version, a revision and their numbers."""
    at_revision = store.register_revision() if revision is None else revision
    at_version = store.version() if version is None else version
    look = see or seen_in(store)
    now = look(selection.year, at_version, at_revision)
    before, before_name = _before(store, selection, now, revision=at_revision, see=look)
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
    deck = answered(store, deck, now, selection, until=until)
    told = store.template() if template is None else template
    return Drafted(deck=deck, selection=selection, now=now, before=before, template=templates.template_of(store, told))


def reopened(store: Store, edition: EditionRow, *, see: See | None = None) -> Drafted:
    """The deck as it was issued, made again from the record."""
    made = draft(
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
        see=see,
        template=edition.selection.get(templates.TEMPLATE, {}),
    )
    return with_checks(made, edition.selection)


def with_checks(made: Drafted, kept: Mapping[str, Any]) -> Drafted:
    """The deck with what was looked at before issuing, as a record keeps it."""
    told = tuple((str(each["weight"]), str(each["text"])) for each in kept.get(CHECKS, []))
    return replace(made, deck=replace(made.deck, checks=told))


def seen_in(store: Store) -> See:
    """What is seen in a store; each register and each situation is worked out once, and what is hidden in them too."""
    registry = cache(lambda revision: registers.load(store.register_documents(revision)))
    hiding = Hiding()

    @cache
    def see(year: int, version: int, revision: int) -> Situation:
        return making.seen(store, registry(revision), year=year, version=version, hiding=hiding)

    return see


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
            told = analyses.filled(subject, row.text, lambda: seen, speaker=selection.headline(number, seen.registry))
            made_up = " (påhittade siffror)" if told.is_demo else ""
            changed = since_written.changed(store, row, seen.registry, version=seen.version)
            older += OUTDATED if changed else ""
            day = swedish.date(swedish.local(row.at).date())
            found[f"omrade-{number}"] = Comment(
                text=" ".join(told.text.split()) + made_up + older,
                by=row.author,
                at=day,
                is_outdated=bool(changed),
                number=row.id,
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


def questions(store: Store, year: int) -> tuple[str, ...]:
    """The questions that the lead has written for a viewpoint; none where the assessments are to raise them."""
    row = store.analysis(QUESTIONS, viewpoint=year)
    lines = row.text.splitlines() if row is not None and row.viewpoint == year else []
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def _before(
    store: Store, selection: Selection, now: Situation, *, revision: int, see: See
) -> tuple[Situation | None, str]:
    """What the compared edition saw; without one, the year before on the same data."""
    if selection.compared:
        edition = compared(store, selection.compared)
        seen = see(edition.year, edition.data_version, edition.register_revision)
        return seen, f"hearingen {swedish.date(edition.held)}"
    year = now.year - 1
    if year <= now.registry.baseline_year:
        return None, ""
    return see(year, now.version, revision), f"läget {year}"


def compared(store: Store, text: str) -> EditionRow:
    """The edition that `Hearing 2019` or `Hearing 2019, version 2` names."""
    name, _, number = text.partition(", version ")
    return store.edition(name, int(number) if number.isdigit() else None)

"""Two editions, or an edition and today: every difference with its cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from indicators.editions import (
    compared_gaps,
    compared_promises,
    compared_register,
    compared_selections,
    compared_slides,
    compared_values,
    drafting,
    slide_words,
)
from indicators.editions.differences import SLIDE, Cause, Difference, Told, defined, difference
from indicators.editions.drafting import Drafted, See
from indicators.hearing.selection import fitting
from indicators.hearing.slides import Slide
from indicators.model import Assessment, Indicator, Progress, Reason
from indicators.store import EditionRow, Store

TODAY: Final = "idag"
"""What stands for the state as it is now, seen from the edition's own viewpoint."""


def compare(store: Store, one: EditionRow, other: EditionRow | None, *, see: See | None = None) -> list[Difference]:
    """What differs between an edition and a later one, or today at the same viewpoint and selection."""
    look = see or drafting.seen_in(store)
    before = drafting.reopened(store, one, see=look)
    if other is not None:
        after = drafting.reopened(store, other, see=look)
    else:
        today = look(one.year, store.version(), store.register_revision())
        selection = fitting(drafting.selection_of(one), today.registry)
        asked = drafting.questions(store, one.year)
        after = drafting.draft(store, replace(selection, questions=asked), name=one.name, see=look)
    programmes = [] if other is None else list(_programmes(other, after))
    return [*between(before, after), *_programmes(one, before), *programmes]


def between(before: Drafted, after: Drafted) -> list[Difference]:
    """What lies behind two decks and differs, each with its cause, and then all that their slides say otherwise."""
    behind = [
        *_figures(before, after),
        *compared_values.differences(before.now, after.now),
        *compared_gaps.differences(before.now, after.now),
        *compared_register.differences(before.now.registry, after.now.registry),
        *compared_selections.differences(before, after),
        *compared_promises.differences(before, after),
        *texts(before, after),
    ]
    return [*behind, *compared_slides.differences(before, after, behind)]


def _programmes(edition: EditionRow, made: Drafted) -> Iterator[Difference]:
    """The slides that this version of the programme no longer makes as they were issued, from the same record."""
    kept = edition.selection.get(drafting.SAID, {})
    for key, now in slide_words.digests(made.deck).items():
        if key in kept and kept[key] != now:
            yield difference("", "", f"{SLIDE}{key}: Bilden", "som utgiven", "som den görs nu", Cause.CHANGED_METHOD)


def _figures(before: Drafted, after: Drafted) -> Iterator[Difference]:
    keys = dict.fromkeys([*before.now.progress, *after.now.progress])
    for indicator, geography in keys:
        one, other = (side.now.progress.get((indicator, geography)) for side in (before, after))
        registers = [side.now.registry.indicators.get(indicator) for side in (before, after)]
        if one is None or other is None:
            if _is_told(one) or _is_told(other):
                yield difference(indicator, geography, "indicator", _name(one), _name(other), _of_absence(registers))
            continue
        yield from _of_progress(one, other, registers[0], registers[1])
    yield from _silent(before, after)


def _silent(before: Drafted, after: Drafted) -> Iterator[Difference]:
    """Indicators that only one register has, and that had no value to tell."""
    sides = before.now, after.now
    told = {name for seen in sides for (name, _), progress in seen.progress.items() if _is_told(progress)}
    known = [seen.registry.indicators for seen in sides]
    for name in dict.fromkeys([*known[0], *known[1]]):
        if name not in told and (name in known[0]) is not (name in known[1]):
            there = ["finns" if name in each else None for each in known]
            city = after.now.registry.city_code
            yield difference(name, city, "indicator", there[0], there[1], Cause.CHANGED_DEFINITION)


def _of_progress(one: Progress, other: Progress, then: Indicator | None, now: Indicator | None) -> Iterator[Difference]:
    """Period, value, target and assessment; the assessment's cause is the first that explains it."""
    causes: list[Cause] = []
    redefined = then is not None and now is not None and defined(then) != defined(now)
    if one.value_year != other.value_year:
        is_newer = (other.value_year or 0) > (one.value_year or 0)
        cause = Cause.NEW_PERIOD if is_newer else _gone(one, other)
        causes.append(cause)
        yield difference(one.indicator, one.geography, "value_year", one.value_year, other.value_year, cause)
    if one.value.value != other.value.value:
        cause = causes[0] if causes else _of_value(other, redefined=redefined)
        causes.append(cause)
        yield difference(one.indicator, one.geography, "value", one.value.value, other.value.value, cause)
    if one.target != other.target:
        moved = then is not None and now is not None and then.target != now.target
        cause = Cause.CHANGED_TARGET if moved else causes[0] if causes else _of_value(other, redefined=redefined)
        causes.append(cause)
        yield difference(one.indicator, one.geography, "target", one.target, other.target, cause)
    if one.assessment is not other.assessment or one.reason is not other.reason:
        cause = causes[0] if causes else _of_history(one, other, redefined=redefined)
        yield difference(one.indicator, one.geography, "assessment", _assessed(one), _assessed(other), cause)


def _of_value(other: Progress, *, redefined: bool) -> Cause:
    if other.value.value is None and other.value.reason is Reason.SUPPRESSED:
        return Cause.NEWLY_HIDDEN
    return Cause.CHANGED_DEFINITION if redefined else Cause.REVISED_VALUE


def _gone(one: Progress, other: Progress) -> Cause:
    if other.year < one.year:
        return Cause.CHANGED_SELECTION
    return Cause.NEWLY_HIDDEN if other.value.reason is Reason.SUPPRESSED else Cause.REVISED_VALUE


def _of_history(one: Progress, other: Progress, *, redefined: bool) -> Cause:
    """The latest value and the target are the same: earlier values, the definition, or the method itself."""
    if redefined:
        return Cause.CHANGED_DEFINITION
    if other.reason is Reason.SUPPRESSED:
        return Cause.NEWLY_HIDDEN
    history = (one.baseline, one.slope, one.points, one.scatter)
    return (
        Cause.REVISED_VALUE
        if history != (other.baseline, other.slope, other.points, other.scatter)
        else Cause.CHANGED_METHOD
    )


def _of_absence(registers: list[Indicator | None]) -> Cause:
    return Cause.CHANGED_DEFINITION if None in registers else Cause.REVISED_VALUE


def _is_told(progress: Progress | None) -> bool:
    return progress is not None and progress.value.value is not None


def _name(progress: Progress | None) -> Told:
    return None if progress is None else progress.value.value


def _assessed(progress: Progress) -> str:
    reason = f": {progress.reason}" if progress.assessment is Assessment.NOT_ASSESSED and progress.reason else ""
    return f"{progress.assessment}{reason}"


def texts(before: Drafted, after: Drafted) -> Iterator[Difference]:
    """What people have written anew behind the slides that both have; an area that one lacks is told as selection."""
    sides = [{s.key: s for s in side.deck.slides if s.comment} for side in (before, after)]
    for key in (key for key in sides[0] if key in sides[1]):
        one, other = (side[key] for side in sides)
        if _is_as_written(one, other):
            continue
        told = [_written(slide) for slide in (one, other)]
        if told[0] == told[1]:
            told = [_signed(slide) for slide in (one, other)]
        if told[0] != told[1]:
            yield difference("", "", f"comment {key}", told[0], told[1], Cause.TEXT)


def _is_as_written(one: Slide, other: Slide) -> bool:
    """Whether nobody has written: what a text's fields show may be another all the same."""
    numbers = [slide.comment.number for slide in (one, other) if slide.comment]
    return numbers[0] == numbers[1] != 0 and one.answers == other.answers


def _written(slide: Slide) -> str:
    """The text with what was answered about it."""
    text = slide.comment.text if slide.comment else ""
    return " ".join([text.removesuffix(drafting.OUTDATED), *slide.answers]).strip()


def _signed(slide: Slide) -> str:
    """Who wrote it and when; the same text may be written anew."""
    return f"{slide.comment.by}, {slide.comment.at}" if slide.comment and slide.comment.text else ""

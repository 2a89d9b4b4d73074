"""Two editions, or an edition and today: every difference with its cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from indicators.editions import compared_gaps, compared_selections, drafting
from indicators.editions.differences import Cause, Difference, Told, defined, difference
from indicators.editions.drafting import Drafted, See
from indicators.hearing.selection import fitting
from indicators.hearing.slides import Comment, Slide
from indicators.model import Assessment, Indicator, Progress, Reason
from indicators.registry import load
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
        selection = fitting(drafting.selection_of(one), load(store.register_documents()))
        asked = drafting.questions(store, one.year)
        after = drafting.draft(store, replace(selection, questions=asked), name=one.name, see=look)
    return [
        *_figures(before, after),
        *compared_gaps.differences(before.now, after.now),
        *compared_selections.differences(before, after),
        *texts(before, after),
    ]


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


def _of_progress(one: Progress, other: Progress, then: Indicator | None, now: Indicator | None) -> Iterator[Difference]:
    """Period, value, target and assessment; the assessment's cause is the first that explains it."""
    causes: list[Cause] = []
    redefined = then is not None and now is not None and defined(then) != defined(now)
    if one.value_year != other.value_year:
        cause = Cause.NEW_PERIOD if (other.value_year or 0) > (one.value_year or 0) else _gone(other)
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


def _gone(other: Progress) -> Cause:
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
    """What people have written behind the slides that both have; an area that one lacks is told as selection."""
    told = [{s.key: _written(s, s.comment) for s in side.deck.slides if s.comment} for side in (before, after)]
    for key, one in told[0].items():
        other = told[1].get(key, one)
        if one != other:
            yield difference("", "", f"comment {key}", one, other, Cause.TEXT)


def _written(slide: Slide, comment: Comment) -> str:
    """The text with what was answered about it."""
    return " ".join([comment.text.removesuffix(drafting.OUTDATED), *slide.answers]).strip()

"""No slide says anything else without a difference that tells it with its cause, whatever has been changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache, partial

import pandas as pd
import pytest

from indicators import editions, event_register
from indicators import observations as obs
from indicators import registry as registers
from indicators.editions import Cause, Drafted, comparing, contents, drafting, slide_words, telling
from indicators.editions.compared_register import FIELDS
from indicators.editions.differences import Difference
from indicators.hearing import making, slides
from indicators.hearing.selection import Selection
from indicators.model import Indicator
from indicators.reports.presentation.writing import presentation
from indicators.situation import Situation
from indicators.store import PromiseKind, Store
from indicators.store.promises import Noted
from tests.conftest import copied
from tests.issued import BEFORE, ISSUED, LEAD, Hearing
from tests.store.deliveries import append

DARK, CITY, NORTH = "demo-trygg-ute-kvallstid", "1480", "131"
START = Selection(held=date(2020, 10, 13), year=2019, areas=(3,), compared=BEFORE)
LATER = ISSUED + timedelta(days=9)
RECORDS = ("Dataversion", "registerrevision")
"""What begins or marks the lines that tell which record a file is of, not what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What came of one kind of change."""

    before: list[str]
    after: list[str]
    """The words of the presentation."""
    found: list[Difference]


def rows_of(store: Store, *, place: str = CITY, year: int = 2019, group: str = "") -> pd.DataFrame:
    rows = store.observations(indicators=[DARK], geographies=[place])
    return rows[(rows[obs.YEAR] == year) & (rows[obs.BREAKDOWN] == group)]


def revised(store: Store, column: str, change: Callable[[pd.Series], object], **which: object) -> None:
    rows = rows_of(store, **which)  # type: ignore[arg-type]
    assert len(rows) == 1
    columns = (obs.VALUE, obs.LOWER, obs.UPPER) if column == obs.VALUE else (column,)
    rows = rows.assign(**{name: change(rows[name]) for name in columns})
    append(store, rows.assign(**{obs.NUMERATOR: rows[obs.VALUE] * rows[obs.DENOMINATOR] / 100}), at=3000)


def registered(store: Store, old: str, new: str, *, within: str = "demo-03-dar-manniskor-mots") -> None:
    held = store.register_documents()
    (name,) = (key for key in held if within in key)
    said = held[name].decode()
    assert old in said
    changed = {**held, name: said.replace(old, new, 1).encode()}
    store.save_register(changed, by=LEAD.name, at=LATER, registry=registers.load(changed))


def happened(store: Store) -> None:
    draft = event_register.Draft(date="2017", title="Lyktorna", text="De tändes.", source="Prov", strategic_areas=(3,))
    event = event_register.event(draft, registers.load(store.register_documents()))
    event_register.put(store, event, person=LEAD, at=LATER, seen=store.register_revision())


def promised(store: Store) -> None:
    (row,) = store.promises(hearing=BEFORE)
    noted = Noted(hearing=BEFORE, kind=PromiseKind.PROMISE, text="Belys hela hamnen", owner=row.owner)
    editions.note_promise(store, noted, by=LEAD, at=LATER, follows=row.id)


def written(store: Store) -> None:
    row = store.analysis("omrade/3", viewpoint=2019)
    store.write_analysis("omrade/3", "Nu {värde}.", viewpoint=2019, by="Bo", at=LATER, replaces=row.id if row else None)


DONE: dict[str, tuple[Callable[[Store], object] | dict[str, object], set[Cause]]] = {
    "an earlier year": (lambda s: revised(s, obs.VALUE, lambda v: v - 6, year=2012), {Cause.REVISED_VALUE}),
    "women alone": (lambda s: revised(s, obs.VALUE, lambda v: v - 9, group="kon=kvinna"), {Cause.REVISED_VALUE}),
    "one district": (lambda s: revised(s, obs.VALUE, lambda v: v - 5, place=NORTH), {Cause.REVISED_VALUE}),
    "the base": (lambda s: revised(s, obs.DENOMINATOR, lambda n: n / 4, place=NORTH), {Cause.REVISED_VALUE}),
    "preliminary": (lambda s: revised(s, obs.STATUS, lambda _: "preliminary"), {Cause.REVISED_VALUE}),
    "a text": (written, {Cause.TEXT}),
    "a text's field": (lambda s: revised(s, obs.VALUE, lambda v: v + 2), {Cause.REVISED_VALUE}),
    "a name": (lambda s: registered(s, "Trygga utomhus när det är mörkt", "Trygga på kvällen"), {Cause.REGISTER}),
    "a source": (lambda s: registered(s, "Påhittade siffror för", "Uppdiktade siffror för"), {Cause.REGISTER}),
    "a target": (lambda s: registered(s, "value = 64", "value = 66"), {Cause.CHANGED_TARGET}),
    "a place": (lambda s: registered(s, "Örgryte-Härlanda", "Örgryte", within="geographies"), {Cause.REGISTER}),
    "an event": (happened, {Cause.EVENT}),
    "a promise": (promised, {Cause.PROMISE}),
    "what is hidden": (lambda s: registered(s, "base_below = 50", "base_below = 9000"), {Cause.NEWLY_HIDDEN}),
    "a question": ({"questions": ("Vem äger frågan?",)}, {Cause.CHANGED_SELECTION}),
    "an area more": ({"areas": (3, 8)}, {Cause.CHANGED_SELECTION}),
    "who speaks": ({"headlines": {3: "demo-avhjalpta-brister"}}, {Cause.CHANGED_SELECTION}),
    "an earlier viewpoint": ({"year": 2018}, {Cause.CHANGED_SELECTION}),
    "a later viewpoint": ({"year": 2019}, {Cause.CHANGED_SELECTION, Cause.NEW_PERIOD}),
}
"""Kinds of change one after another: in the store, or in the selection; and the cause that each must be told with."""


@pytest.fixture(scope="module")
def steps(hearing: Hearing, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    store = Store.open(copied(hearing.settings, tmp_path_factory.mktemp("comparing")))
    see, selection = cache(partial(of_two_areas, store)), START

    def drafted() -> Drafted:
        return drafting.draft(store, selection, name="Prov", see=see)

    made, found = drafted(), {}
    for kind, (change, _) in DONE.items():
        if callable(change):
            change(store)
        else:
            selection = replace(selection, **change)  # type: ignore[arg-type]
        before, made = made, drafted()
        found[kind] = Step(before=words(before), after=words(made), found=comparing.between(before, made))
    return found


def of_two_areas(store: Store, year: int, version: int, revision: int) -> Situation:
    """What is seen of the areas that the slides are about, since nothing else can change them."""
    whole = registers.load(store.register_documents(revision))
    few = {key: indicator for key, indicator in whole.indicators.items() if indicator.strategic_area in (3, 8)}
    return making.seen(store, replace(whole, indicators=few), year=year, version=version)


def words(drafted: Drafted) -> list[str]:
    told = contents.words("pptx", presentation(drafted.deck, at=ISSUED))
    return [line for line in told if not any(record in line for record in RECORDS)]


@pytest.mark.parametrize("kind", DONE)
def test_slides_that_say_otherwise_are_told_with_their_cause(steps: dict[str, Step], kind: str) -> None:
    step, causes = steps[kind], DONE[kind][1]
    assert step.before != step.after  # otherwise the change would prove nothing
    behind = {each.cause for each in step.found if not each.slide}
    assert causes <= behind
    shown = {each.cause for each in step.found if each.slide}
    assert shown or behind == {Cause.TEXT}  # what somebody wrote is told once, as what lies behind
    assert shown <= behind


def test_nothing_is_told_where_nothing_is_changed(hearing: Hearing) -> None:
    assert comparing.between(hearing.drafted, hearing.drafted) == []


def test_a_value_that_moves_a_text_is_not_told_as_written(steps: dict[str, Step]) -> None:
    told = [each for each in steps["a text's field"].found if "bakom kurvan" in each.what]
    assert told
    assert {each.cause for each in told} == {Cause.REVISED_VALUE}


def test_what_was_only_renamed_is_held_against_itself(steps: dict[str, Step]) -> None:
    shown = [each for each in steps["a name"].found if each.slide]
    assert all(isinstance(each.before, str) and isinstance(each.after, str) for each in shown)


def test_every_difference_is_told_in_swedish_with_both_sides(steps: dict[str, Step], hearing: Hearing) -> None:
    registries = (hearing.drafted.now.registry,)
    lines = {telling.line(each, registries) for step in steps.values() for each in step.found}
    assert any(
        line.startswith(f"{registries[0].indicators[DARK].short_name}, Göteborg: Kvinnor 2019: ") for line in lines
    )
    assert any(
        line.startswith("Område 3: Skillnader mellan grupper, Kvinnor och män, nu, avståndet: ") for line in lines
    )
    assert all(" → " in line for line in lines)


def test_every_field_has_its_word() -> None:
    kinds = (slides.Slide, slides.Comment, slides.Notes, slides.Trend, slides.Dots, slides.Gaps, slides.Gap)
    more = (slides.Dumbbell, slides.Point, slides.Happened, slides.Ways, slides.Way, slides.Table, slides.Cell)
    last = (slides.Points, slides.Absent)
    left_out = {name for names in slide_words.LEFT_OUT.values() for name in names}
    told = {field.name for kind in (*kinds, *more, *last) for field in fields(kind)}
    assert told - left_out <= slide_words.NAMES.keys()
    assert {field.name for field in fields(Indicator)} - {"id"} == FIELDS.keys()


def test_a_programme_that_draws_a_slide_otherwise_is_told_as_method(hearing: Hearing) -> None:
    kept = {**hearing.edition.selection[drafting.SAID], "omrade-7": "0"}
    changed = replace(hearing.edition, selection={**hearing.edition.selection, drafting.SAID: kept})
    found = list(comparing._programmes(changed, hearing.drafted))
    assert [(each.slide, each.cause) for each in found] == [("omrade-7", Cause.CHANGED_METHOD)]
    assert list(comparing._programmes(hearing.edition, hearing.drafted)) == []

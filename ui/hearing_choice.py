"""What the development lead has chosen for a hearing, kept in the address line, and the fields to choose it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from indicators import editions, swedish
from indicators.hearing import ordering
from indicators.hearing.selection import Selection
from indicators.hearing.slides import Slide
from indicators.model import Registry
from indicators.store import EditionRow
from ui import cached, choices, hearing_data, html, markdown, menu

HELD: Final = "datum"
COMPARED: Final = "jamfor"
AREAS: Final = "omraden"
ORDER: Final = "ordning"
HEADLINES: Final = "huvud"
SLIDE: Final = "bild"
CORRECTION: Final = "rattelse"
"""The edition that is corrected, by its label; `OWN_CHOICES` where only the lead's own choices are to stay."""
OWN_CHOICES: Final = "1"
YEAR_BEFORE: Final = "aret-fore"


class Order(StrEnum):
    """How the areas' slides are ordered, as the address line says it."""

    PROGRAMME = "programmets"
    WORST = "fel-hall-forst"
    OWN = "egen"


NAMES: Final[Mapping[Order, str]] = {
    Order.PROGRAMME: "Programmets ordning",
    Order.WORST: "Åt fel håll först",
    Order.OWN: "Egen ordning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The selection that the address line asks for, and what in it could not be followed."""

    selection: Selection
    order: Order
    corrects: EditionRow | None
    """The edition that is corrected; None where a new hearing is made."""
    faults: tuple[str, ...]

    def areas(self, registry: Registry) -> tuple[int, ...]:
        """The chosen areas in order."""
        return self.selection.areas_of(registry)


def chosen(registry: Registry, known: Sequence[EditionRow]) -> Choice:
    """What the address line says; what it says wrongly is told and left out."""
    faults: list[str] = []
    year = choices.viewpoint()
    headlines = _headlines(registry, faults)
    selection = Selection(
        held=_held(faults),
        year=year,
        compared=_compared(known),
        areas=_numbers(registry, faults),
        headlines=headlines,
        questions=editions.questions(cached.store(), year),
    )
    order = _order(faults)
    corrects = _corrects(known, faults)
    return Choice(selection=_ordered(selection, order), order=order, corrects=corrects, faults=tuple(faults))


def put(**choice: str | None) -> None:
    """Write choices into the address line; None takes one away."""
    for name, value in choice.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def with_slide(key: str) -> str:
    """The address of the page as it stands with another slide chosen."""
    kept = {n: v for n, v in st.query_params.items() if n not in (SLIDE, choices.VIEWPOINT)}
    return choices.address(menu.HEARING, **kept, bild=key)


def slide(slides: Sequence[Slide]) -> Slide:
    """The slide that is chosen: the one asked for, else the first about an area."""
    asked = st.query_params.get(SLIDE)
    found = [each for each in slides if each.key == asked] or [s for s in slides if s.key.startswith("omrade-")]
    return found[0] if found else slides[0]


def fields(choice: Choice, registry: Registry, known: Sequence[EditionRow]) -> None:
    """The fields above the slides: day, comparison, areas and order."""
    with st.container(key="hearing-fields"):
        _pick_day(choice.selection.held)
        options = {YEAR_BEFORE: f"Läget {choice.selection.year - 1}"} | {label(row): label(row) for row in known}
        choices.pick(COMPARED, "Jämför med", options, default=YEAR_BEFORE)
        _pick_areas(choice, registry)
        _pick_order(choice, registry)


def label(edition: EditionRow) -> str:
    """`Hearing 2019, version 2`: what an edition is called, here and in the address line."""
    return f"{edition.name}, version {edition.number}"


def areas_in_words(count: int, whole: int) -> str:
    """`Alla tio områden` or `Åtta av tio områden`."""
    if count == whole:
        return f"Alla {swedish.count_word(whole)} områden"
    return swedish.sentence_case(f"{swedish.count_word(count, 'ett')} av {swedish.count_word(whole)} områden")


def include(choice: Choice, registry: Registry, number: int, *, is_in: bool) -> None:
    """Take an area into the hearing or leave it out; the last one stays, since a hearing needs one."""
    held = [n for n in choice.areas(registry) if n != number]
    areas = [*held, number] if is_in else held
    if areas:
        put(**{AREAS: _written(areas, choice.order, registry)})


def move(choice: Choice, registry: Registry, number: int, step: int) -> None:
    """Move an area's slide one place; from then on the order is the lead's own."""
    areas = list(choice.areas(registry))
    place = areas.index(number)
    other = place + step
    if 0 <= other < len(areas):
        areas[place], areas[other] = areas[other], areas[place]
        put(**{AREAS: ",".join(map(str, areas)), ORDER: Order.OWN})


def speak(choice: Choice, registry: Registry, number: int, indicator: str) -> None:
    """Let an indicator speak for an area; the register's own needs no words in the address line."""
    own = registry.headline(number)
    told = {**choice.selection.headlines, number: indicator}
    if own is not None and own.id == indicator:
        del told[number]
    put(**{HEADLINES: ",".join(f"{area}.{name}" for area, name in sorted(told.items()))})


def follow(edition: EditionRow, registry: Registry) -> None:
    """Put an edition's choices into the address line, to correct it."""
    kept = editions.selection_of(edition)
    areas = kept.areas_of(registry)
    is_programmes = list(areas) == sorted(areas)
    put(
        **{
            HELD: kept.held.isoformat(),
            COMPARED: kept.compared,
            AREAS: _written(areas, Order.PROGRAMME if is_programmes else Order.OWN, registry),
            ORDER: None if is_programmes else Order.OWN,
            HEADLINES: ",".join(f"{area}.{name}" for area, name in sorted(kept.headlines.items())),
            CORRECTION: label(edition),
        }
    )


def day(text: str) -> date:
    """A day as it is typed: 2020-10-13."""
    return date.fromisoformat(text.strip())


def _held(faults: list[str]) -> date:
    asked = st.query_params.get(HELD)
    today = swedish.local(cached.now()).date()
    if not asked:
        return today
    try:
        return day(asked)
    except ValueError:
        faults.append(f"”{asked[:40]}” är ingen dag. Skriv år, månad och dag, till exempel {today.isoformat()}.")
        return today


def _compared(known: Sequence[EditionRow]) -> str:
    """The edition asked for; one that does not exist is told of by the field itself."""
    asked = st.query_params.get(COMPARED, "")
    return asked if asked in {label(row) for row in known} else ""


def _corrects(known: Sequence[EditionRow], faults: list[str]) -> EditionRow | None:
    asked = st.query_params.get(CORRECTION, OWN_CHOICES)
    found = next((row for row in known if label(row) == asked), None)
    if found is None and asked != OWN_CHOICES:
        faults.append(f"Adressen bad om att rätta ”{asked[:40]}”, som inte är utgiven. Välj utgåvan bland utgåvorna.")
    return found


def _numbers(registry: Registry, faults: list[str]) -> tuple[int, ...]:
    known = [area.number for area in registry.strategic_areas]
    asked = [part for part in st.query_params.get(AREAS, "").split(",") if part]
    found = tuple(dict.fromkeys(int(part) for part in asked if part.isdecimal() and int(part) in known))
    if strange := [part for part in asked if not (part.isdecimal() and int(part) in known)]:
        faults.append(f"Adressen bad om strategiskt område ”{strange[0][:20]}”, som inte finns. De andra visas.")
    return found or tuple(known)


def _headlines(registry: Registry, faults: list[str]) -> dict[int, str]:
    told = {}
    for part in filter(None, st.query_params.get(HEADLINES, "").split(",")):
        area, _, name = part.partition(".")
        indicator = registry.indicators.get(name)
        if indicator is not None and str(indicator.strategic_area) == area:
            told[indicator.strategic_area] = name
        else:
            faults.append(f"Adressen bad om huvudindikatorn ”{part[:40]}”, som inte finns. Registrets egen visas.")
    return told


def _order(faults: list[str]) -> Order:
    asked = st.query_params.get(ORDER, Order.PROGRAMME)
    if asked in list(Order):
        return Order(asked)
    faults.append(f"Adressen bad om ordningen ”{asked[:40]}”, som inte finns. Programmets ordning visas.")
    return Order.PROGRAMME


def _ordered(selection: Selection, order: Order) -> Selection:
    if order is Order.OWN:
        return selection
    if order is Order.PROGRAMME:
        return replace(selection, areas=tuple(sorted(selection.areas)))
    seen = hearing_data.seen(selection.year)
    return replace(selection, areas=ordering.worst_first(selection.areas, selection, seen))


def _written(areas: Sequence[int], order: Order, registry: Registry) -> str:
    """Areas for the address line; nothing where all are chosen in an order that is worked out."""
    if order is not Order.OWN and len(areas) == len(registry.strategic_areas):
        return ""
    return ",".join(str(number) for number in (areas if order is Order.OWN else sorted(areas)))


def _pick_day(held: date) -> None:
    key = "hearing-held"
    st.session_state[key] = held.isoformat()
    st.text_input("Hearingens dag", key=key, max_chars=10, placeholder="2020-10-13", on_change=_put_day, args=(key,))


def _put_day(key: str) -> None:
    put(**{HELD: str(st.session_state[key]).strip()})


def _pick_areas(choice: Choice, registry: Registry) -> None:
    areas = choice.areas(registry)
    with st.container(key="hearing-areas"):
        st.html(html.paragraph("Områden", "lb-field-label"))
        said = areas_in_words(len(areas), len(registry.strategic_areas))
        with st.popover(said, key="hearing-areas-open", width="stretch"):
            for area in registry.strategic_areas:
                key = f"hearing-area-{area.number}"
                st.session_state[key] = area.number in areas
                st.checkbox(
                    markdown.plain(f"{area.number} {area.short_name}"),
                    key=key,
                    disabled=areas == (area.number,),
                    on_change=_tick,
                    args=(choice, registry, area.number, key),
                )


def _tick(choice: Choice, registry: Registry, number: int, key: str) -> None:
    include(choice, registry, number, is_in=bool(st.session_state[key]))


def _pick_order(choice: Choice, registry: Registry) -> None:
    with st.container(key="hearing-order"):
        st.html(html.paragraph("Ordning", "lb-field-label"))
        with st.popover(NAMES[choice.order], key="hearing-order-open", width="stretch"):
            names = {str(order): said for order, said in NAMES.items()}
            st.session_state["hearing-order-pick"] = str(choice.order)
            st.radio(
                "Områdenas ordning",
                list(names),
                format_func=names.__getitem__,
                key="hearing-order-pick",
                on_change=_put_order,
                args=(choice, registry),
            )
            if choice.order is Order.OWN:
                _own_order(choice, registry)


def _put_order(choice: Choice, registry: Registry) -> None:
    order = Order(st.session_state["hearing-order-pick"])
    put(
        **{ORDER: None if order is Order.PROGRAMME else order, AREAS: _written(choice.areas(registry), order, registry)}
    )


def _own_order(choice: Choice, registry: Registry) -> None:
    areas = choice.areas(registry)
    for place, number in enumerate(areas, start=1):
        with st.container(horizontal=True, key=f"hearing-own-{number}", vertical_alignment="center"):
            st.html(html.paragraph(f"{place}. {registry.area(number).short_name}", "lb-own-order"))
            movers(choice, registry, number, where="own")


def movers(choice: Choice, registry: Registry, number: int, *, where: str) -> None:
    """The buttons that move an area's slide."""
    areas, name = choice.areas(registry), registry.area(number).short_name
    for said, step, is_last in (("Tidigare", -1, areas[0]), ("Senare", 1, areas[-1])):
        st.button(
            said,
            key=f"hearing-{where}-{said.lower()}-{number}",
            help=f"Flytta {name} ett steg {said.lower()}",
            disabled=number == is_last,
            on_click=move,
            args=(choice, registry, number, step),
        )

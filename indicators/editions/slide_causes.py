"""Why a piece of a slide is another: read from what lies behind it that is another too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.editions.differences import Cause, Difference, Told
from indicators.editions.drafting import Drafted
from indicators.editions.slide_words import Path
from indicators.hearing.slides import Slide, SlideKind
from indicators.model import Registry

ORDER: Final = (
    Cause.NEW_PERIOD,
    Cause.CHANGED_TARGET,
    Cause.CHANGED_DEFINITION,
    Cause.NEWLY_HIDDEN,
    Cause.REVISED_VALUE,
    Cause.CHANGED_METHOD,
    Cause.CHANGED_SELECTION,
    Cause.REGISTER,
    Cause.EVENT,
    Cause.PROMISE,
    Cause.TEXT,
)
"""Of several causes the first is told: a new measurement moves everything, a name only itself."""
EVENTS: Final = "Händelser: "
"""What begins the list of events in a drawing's text alternative."""
_CHOICES: Final = ("areas", "order", "year", "compared", "questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """What differs behind two decks, as the pieces of their slides need it."""

    behind: Sequence[Difference]
    registries: tuple[Registry, Registry]
    headlines: Mapping[int, frozenset[str]]
    """The indicators that speak for each area, on either side."""
    renamed: Sequence[tuple[str, str]]
    """Words of then and of now, the longest first."""

    @staticmethod
    def of(before: Drafted, after: Drafted, behind: Sequence[Difference]) -> Causes:
        """What differs behind two decks."""
        sides = (before, after)
        spoken = {
            area: frozenset(
                name for side in sides if (name := side.selection.headline(area, side.now.registry)) is not None
            )
            for area in {number for side in sides for number in side.selection.areas_of(side.now.registry)}
        }
        registries = before.now.registry, after.now.registry
        return Causes(behind=behind, registries=registries, headlines=spoken, renamed=_renamed(before, after))

    def of_piece(self, was: Slide, now: Slide, path: Path, told: tuple[Told, Told]) -> Cause:
        """The one cause there is, else the gravest of those that concern what the piece is about."""
        every = {each.cause for each in self.behind}
        if len(every) == 1:
            return every.pop()
        if now.kind is SlideKind.PROMISES:
            is_other = any(each.what == "compared" for each in self.behind)
            return Cause.CHANGED_SELECTION if is_other else Cause.PROMISE
        if path[0] == "answers":
            return Cause.TEXT
        said = [text for text in told if isinstance(text, str)]
        if len(said) == 2 and self.said_now(said[0]) == said[1]:
            return Cause.REGISTER
        if Cause.EVENT in every and ("events" in path or (said and all(text.startswith(EVENTS) for text in said))):
            return Cause.EVENT
        if "target" in path and Cause.CHANGED_TARGET in every:
            every = {Cause.CHANGED_TARGET}
        return _gravest(self._concerning(was, now, path)) or _gravest(every) or Cause.CHANGED_METHOD

    def said_now(self, text: str) -> str:
        """A text of then in the names of now."""
        for then, now in self.renamed:
            text = text.replace(then, now)
        return text

    def _concerning(self, was: Slide, now: Slide, path: Path) -> list[Cause]:
        """Causes of what the piece is about: the choices behind its slide first, then its indicators."""
        areas = self._areas(now, path)
        chosen = [f"headline {area}" for area in areas] if areas else []
        if now.kind is not SlideKind.AREA and not areas:
            chosen = [name for name in _CHOICES if name != "questions" or now.kind is SlideKind.QUESTIONS]
        if found := [each.cause for each in self.behind if each.what in chosen]:
            return found
        names = self._named(path) or self._of_areas(areas) or {*was.indicators, *now.indicators}
        return [each.cause for each in self.behind if each.indicator in names]

    def _areas(self, slide: Slide, path: Path) -> list[int]:
        if slide.kind is SlideKind.AREA:
            return [int(slide.key.rpartition("-")[2])]
        return sorted(
            {
                area.number
                for registry in self.registries
                for area in registry.strategic_areas
                if area.short_name in path
            }
        )

    def _of_areas(self, areas: Iterable[int]) -> set[str]:
        return {name for area in areas for name in self.headlines.get(area, ())}

    def _named(self, path: Path) -> set[str]:
        """The indicators whose names stand in the path."""
        return {key for registry in self.registries for key, i in registry.indicators.items() if i.short_name in path}


def _gravest(causes: Iterable[Cause]) -> Cause | None:
    return min(causes, key=ORDER.index, default=None)


def _renamed(then: Drafted, now: Drafted) -> list[tuple[str, str]]:
    before, after = then.now.registry, now.now.registry
    promised = [{row.first: row.text for row in side.deck.promises} for side in (then, now)]
    pairs = {(text, promised[1].get(first, "")) for first, text in promised[0].items()}
    pairs |= {(before.city, after.city), (before.programme, after.programme)}
    areas = {area.number: area for area in after.strategic_areas}
    for area in before.strategic_areas:
        if area.number in areas:
            pairs.add((area.short_name, areas[area.number].short_name))
    for key, place in before.geographies.items():
        if key in after.geographies:
            pairs.add((place.name, after.geographies[key].name))
    for key, one in before.indicators.items():
        if (other := after.indicators.get(key)) is not None:
            pairs |= {(one.short_name, other.short_name), (one.source, other.source)}
            pairs.add((one.sentence.subject, other.sentence.subject))
    told = [pair for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]]
    told += [(one[0].upper() + one[1:], other[0].upper() + other[1:]) for one, other in told]
    return sorted(set(told), key=lambda pair: (-len(pair[0]), pair))

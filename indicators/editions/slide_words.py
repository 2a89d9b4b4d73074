"""What a slide says, piece by piece: every text, value and mark under a name, whatever file it is drawn in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from indicators import swedish
from indicators.editions.differences import Told
from indicators.hearing.slides import Cell, Comment, Deck, Mark, Notes, Panel, Slide, Table
from indicators.texts import words

Path = tuple[str, ...]
LEFT_OUT: Final = {
    Slide: ("number", "key", "kind", "indicators", "footer"),
    Comment: ("number", "is_outdated"),
    Notes: ("reproduce",),
    Panel: ("scale", "scales"),
}
"""What is told elsewhere (the day, the versions) or follows from the rest (axes, places)."""
NAMES: Final = {
    "name": "namnet",
    "kicker": "raden över rubriken",
    "title": "rubriken",
    "assessment": "bedömningen",
    "panels": "",
    "others": "övriga indikatorer",
    "by_district": "följs bara per stadsdel",
    "source": "källan",
    "notes": "talarstödet",
    "is_demo": "märket påhittad",
    "comment": "texten bakom kurvan",
    "by": "vem som skrev",
    "at": "när",
    "answers": "svaret",
    "say": "säg",
    "method": "metod",
    "head": "diagrammets rubrik",
    "subtitle": "underrubriken",
    "alt": "alternativtexten",
    "points": "",
    "path": "målbanan",
    "target": "målet",
    "events": "händelser",
    "city": "staden",
    "city_shown": "staden",
    "together": "stadsdelarna tillsammans",
    "gaps": "",
    "then": "då",
    "before": "då",
    "now": "nu",
    "left": "ena änden",
    "right": "andra änden",
    "gap": "avståndet",
    "when": "året",
    "unit": "enheten",
    "floor": "vad slumpen ger",
    "verdict": "utslaget",
    "value": "värdet",
    "lower": "nedre gränsen",
    "upper": "övre gränsen",
    "shown": "",
    "mark": "märket",
    "part": "brottet i serien",
    "place": "platsen på tidsaxeln",
    "told": "",
    "is_method": "metodbyte",
    "until": "slutet på tidsaxeln",
    "is_under_way": "pågår",
    "ways": "",
    "area": "området",
    "indicator": "indikatorn",
    "group": "gruppen",
    "why": "skälet",
    "due": "i fas",
    "due_shown": "i fas",
    "columns": "kolumnerna",
    "rows": "",
    "text": "",
    "number": "talet",
    "sentences": "",
}
"""The fields of slides and drawings as they are told; empty where the thing's own name is enough."""
MARKS: Final = {
    Mark.PLAIN: "ingen säkerställd skillnad",
    Mark.BETTER: "säkerställt bättre",
    Mark.WORSE: "säkerställt sämre",
    Mark.DIFFERENT: "säkerställt annorlunda",
}
_SHOWN: Final = {
    "shown": ("value", "lower", "upper", "mark", "part"),
    "text": ("number", "assessment"),
    "city_shown": ("city",),
    "due_shown": ("due",),
    "told": ("place", "until", "is_method", "is_under_way"),
}
"""What is printed, and what needs no telling beside it where that is another."""
_DRAWINGS: Final = "panels"


def said(slide: Slide) -> dict[Path, Told]:
    """Every piece of a slide by where it stands, the same path in every deck."""
    return dict(_pieces(slide, ()))


def unlike(one: Slide, other: Slide, *, now: Callable[[str], str]) -> Iterator[tuple[Path, Told, Told]]:
    """The pieces that differ; a value is told by how it is printed where that differs too.

    `now` gives the word of today for a word of then, so that what was only renamed is held against itself.
    """
    sides = {tuple(map(now, path)): told for path, told in said(one).items()}, said(other)
    paths = [path for path in dict.fromkeys([*sides[0], *sides[1]]) if sides[0].get(path) != sides[1].get(path)]
    hidden = {(*path[:-1], name) for path in paths for name in _SHOWN.get(path[-1], ())}
    swapped = {path[:2] for path in paths if path[-1] == _KIND}  # another drawing in its place: told by its message
    for path in paths:
        if path not in hidden and (path[:2] not in swapped or path[-1] == "alt" or path[0] != _DRAWINGS):
            yield path, sides[0].get(path), sides[1].get(path)


def label(path: Path, slide: Slide) -> str:
    """Where a piece stands, in words: `Rubriken`, `Skillnader mellan grupper, Kvinnor och män, nu, avståndet`."""
    told = [NAMES.get(part, part) for part in path]
    if path[0] == _DRAWINGS:
        told[1] = next((panel.head for at, panel in enumerate(slide.panels, start=1) if str(at) == path[1]), "")
    return swedish.sentence_case(", ".join(part for part in told if part)) or "Bilden"


def digests(deck: Deck) -> dict[str, str]:
    """A fingerprint of what each slide says, by its key, to know later whether it is still said."""
    return {slide.key: _digest(said(slide)) for slide in deck.slides}


_KIND: Final = "kind"
_OWN: Final = ("name", "area")
_NUMBERED: Final = {"shown": ("då", "nu")}
"""Pairs whose places have names."""


def _digest(pieces: Mapping[Path, Told]) -> str:
    lines = ("\t".join((*path, str(told))) for path, told in pieces.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _pieces(thing: object, path: Path) -> Iterator[tuple[Path, Told]]:
    if isinstance(thing, Panel):
        yield (*path, _KIND), type(thing).__name__
    if is_dataclass(thing) and not isinstance(thing, type):
        for name in _fields(thing, path):
            yield from _rows(thing, path) if name == "rows" else _pieces(getattr(thing, name), (*path, name))
    elif isinstance(thing, tuple) and path[-1] == "others":
        yield path, ", ".join(f"{number} {words.counted(assessment, number)}" for assessment, number in thing)
    elif isinstance(thing, tuple):
        for name, each in _named(thing, path):
            yield from _pieces(each, (*path, name))
    else:
        yield path, _told(thing, path)


def _fields(thing: Any, path: Path) -> Iterator[str]:
    """The fields that are said; a name that stands in the path already is not."""
    left_out = {name for kind, names in LEFT_OUT.items() if isinstance(thing, kind) for name in names}
    for name in (field.name for field in fields(thing)):
        if name not in left_out and not (name in _OWN and path and getattr(thing, name) == path[-1]):
            yield name


def _rows(table: object, path: Path) -> Iterator[tuple[Path, Told]]:
    """A table's cells by row and column."""
    if isinstance(table, Table):
        for name, row in _named(table.rows, (*path, "rows")):
            for column, cell in zip(table.columns, row, strict=False):
                yield from _pieces(cell, (*path, "rows", name, column or "nummer"))


def _named(things: tuple[Any, ...], path: Path) -> Iterator[tuple[str, Any]]:
    """Each with a name of its own that a like thing has in another deck."""
    seen: dict[str, int] = {}
    for place, thing in enumerate(things):
        name = _NUMBERED[path[-1]][place] if path[-1] in _NUMBERED else _name(thing, place)
        seen[name] = seen.get(name, 0) + 1
        told = name if seen[name] == 1 else f"{name} ({seen[name]})"
        yield told, thing[1] if path[-1] == "path" else thing


def _name(thing: object, place: int) -> str:
    if isinstance(thing, tuple) and thing and isinstance(thing[0], Cell):
        return next((cell.text for cell in thing if isinstance(cell, Cell) and not cell.text.isdigit()), str(place))
    if isinstance(thing, tuple):
        return str(thing[0])
    named = next((getattr(thing, name) for name in ("area", "name", "told") if hasattr(thing, name)), "")
    return str(named) or str(place + 1)


def _told(thing: object, path: Path) -> Told:
    if thing is None or isinstance(thing, bool):
        return None if thing is None else "ja" if thing else "nej"
    if path[-1] == "assessment":
        return words.CHIP[thing]  # type: ignore[index]
    if isinstance(thing, Mark):
        return MARKS[thing]
    return float(f"{thing:.12g}") if isinstance(thing, float) else thing if isinstance(thing, int) else str(thing)

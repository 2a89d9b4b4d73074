"""Slides: what each one says and shows, ready to be drawn; presentation, report, page and workbook draw the same.

Numbers come with the text they are printed as, so that no writer rounds by itself. What is hidden is not in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.model import Assessment
from indicators.store import PromiseRow
from indicators.texts.words import MADE_UP


class SlideKind(StrEnum):
    """What a slide is for."""

    TITLE = "titelbild"
    GLANCE = "korthet"
    SINCE = "sedan"
    EQUAL = "jamlik"
    AREA = "omrade"
    PROMISES = "lovades"
    QUESTIONS = "fragor"
    COVERAGE = "underlag"
    METHOD = "metod"


class Mark(StrEnum):
    """How a point is emphasised; colour and shape follow, never colour alone."""

    PLAIN = "plain"
    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    """Differs, in an indicator that is neither good high nor good low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A value axis as every writer draws it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    """The ticks as printed, one for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value with its interval and printed form; no value where there is none, with the reason."""

    name: str
    """A year, a district or a group."""
    value: float | None
    lower: float | None = None
    upper: float | None = None
    shown: str = ""
    """The value as printed, or why there is none."""
    mark: Mark = Mark.PLAIN
    part: int = 0
    """Points of different parts are never joined by a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What every drawing has: a head, a line that says what and in which unit, and the message in words."""

    head: str
    subtitle: str
    alt: str
    """At most 600 characters: kind, what, start, baseline and latest value with interval, target, assessment."""
    source: str
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something dated beside a curve; it never says that it moved the curve."""

    place: float
    """Where it stands on an axis whose year 2015 spans 2014.5 to 2015.5."""
    told: str
    """`2014–2020 Beslut: Programmet Dialog och samarbete antas`."""
    is_method: bool
    until: float | None = None
    """How far the level line of what lasts runs on the same axis; None for what happened once."""
    is_under_way: bool = False
    """It had begun before the axis does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Panel):
    """One series on its way to the target."""

    points: tuple[Point, ...]
    """Every year from the first to the target year, those without value too."""
    path: tuple[tuple[int, float], ...]
    """Baseline and target as year and value, or nothing."""
    target: str
    """The target as printed, such as `Mål högst 14 %`; empty without one."""
    scale: Scale
    events: tuple[Happened, ...] = ()
    """Method breaks, events and decisions in their order; drawing and list number them from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots(Panel):
    """Districts with intervals against the city."""

    points: tuple[Point, ...]
    city: float | None
    city_shown: str
    scale: Scale
    together: str
    """What the overall test says of all districts together, with the funnel's reservation, as the page says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """The two ends of a gap at one time."""

    when: str
    left: Point
    """The end that was the better one the first year, the same in both years; its name says who it is."""
    right: Point
    gap: str
    """The gap as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The gap of one indicator then and now, never without chance and level."""

    name: str
    then: Dumbbell
    now: Dumbbell
    unit: str
    """What the distance is counted in: `procentenheter`, `per 100 000`; empty for a plain number."""
    floor: str
    """What chance alone would produce, as printed, in words; a gap that lacks it is not drawn."""
    verdict: str
    """Level and gap in words, such as `Bättre men mindre jämlikt` or `Avståndet ökar. Nivån går inte att avgöra`."""
    is_demo: bool

    @property
    def named(self) -> str:
        """The name with its unit, and the mark of what is made up."""
        told = f"{self.name}, {self.unit}" if self.unit else self.name
        return f"{told} · {MADE_UP}" if self.is_demo else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps(Panel):
    """Gaps between groups, each with chance floor and level verdict."""

    gaps: tuple[Gap, ...]
    scales: tuple[Scale, ...]
    """One for each gap, since units differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How far an area's headline indicator had come at the last hearing and has come now."""

    area: str
    indicator: str
    before: float | None
    """Share of the way from baseline to target; below zero is away from it."""
    now: float | None
    shown: tuple[str, str]
    group: str
    """`Säkerställt bättre`, `Säkerställt sämre`, `Ingen säkerställd skillnad`, `Ingen ny mätning` or
    `Går inte att jämföra`.
    """
    why: str
    """Why the two cannot be compared, such as `felmarginal saknas`; empty where they can or nothing is new."""
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways(Panel):
    """Share of the way then and now for every area, on one scale."""

    ways: tuple[Way, ...]
    due: float
    """The share that is due at the viewpoint."""
    due_shown: str
    scale: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: text, and an assessment where it stands for one."""

    text: str
    assessment: Assessment | None = None
    number: float | None = None
    """What the text was printed from; None where it is no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Panel):
    """A table with one head row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Panel):
    """Numbered sentences."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(Panel):
    """A place where something would have been drawn, and why it is not."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody has written beside the figures; never computed, never mixed with what is."""

    text: str
    by: str
    at: str
    """The day as printed."""
    is_outdated: bool = False
    """Figures have changed since it was written, which the text itself says at its end."""
    number: int = 0
    """The text's number in the store: the same as long as nobody writes it anew, whatever its fields show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The speaker's notes in their four parts."""

    say: str
    source: str
    method: str
    reproduce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide, in words and results."""

    number: int
    key: str
    """`korthet`, `omrade-7`: the same in every edition."""
    kind: SlideKind
    name: str
    """Under the thumbnail: `Alkohol, narkotika, dopning och tobak`."""
    kicker: str
    title: str
    """A full sentence drawn from data, without mark of demonstration."""
    assessment: Assessment | None
    panels: tuple[Panel, ...]
    comment: Comment | None
    """None on the slides that have none; an area's missing comment is a Comment without text."""
    others: tuple[tuple[Assessment, int], ...]
    """How many of the area's other indicators have each assessment."""
    source: str
    footer: str
    notes: Notes
    is_demo: bool
    answers: tuple[str, ...] = ()
    """Why what people have written on the slide may contradict an assessment: the claim, who answers, when and what."""
    by_district: tuple[str, ...] = ()
    """Short names of the area's other assessed indicators that are followed per district only."""
    indicators: tuple[str, ...] = ()
    """Ids of what the slide tells of, for the check that nothing chosen is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Every slide of a hearing with what it was made from."""

    name: str
    """The hearing's name, such as `Hearing 13 oktober 2020`."""
    city: str
    programme: str
    held: str
    """The day as printed."""
    year: int
    version: int
    """The data version."""
    revision: int
    """The register's revision."""
    edition: int
    """1 for the first, 2 for the first correction; 0 for a draft."""
    reason: str
    """Why a correction was made; empty for the first."""
    slides: tuple[Slide, ...]
    left_out: tuple[tuple[str, str], ...]
    """What was chosen and is not shown, each with why."""
    is_demo: bool
    facts: Mapping[str, str]
    """What the appendix and the last page say of the making: issued at, by, libraries, fonts."""
    promises: tuple[PromiseRow, ...] = ()
    """What was noted at the last hearing, as it stands; whole, since a slide has less room."""
    checks: tuple[tuple[str, str], ...] = ()
    """What was looked at before issuing: how it came out, and in words; nothing in a draft."""

    @property
    def is_draft(self) -> bool:
        """Whether every page is to carry the mark of a draft."""
        return self.edition == 0


def decimals_in(shown: str) -> int:
    """Decimals that a figure is printed with, so that what stands beside it has as many."""
    figure = shown.split(" (")[0].removesuffix("%").strip("\u00a0 ")
    after = figure.rpartition(",")[2] if "," in figure else ""
    return len(after) if after.isdigit() else 0

"""The words of the field as types: what the register, the observations and the results are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

TOTAL = ""
"""The breakdown that stands for everybody; others read `dimension=category`, joined by `|` in alphabetical order."""


class GeographyLevel(StrEnum):
    """The kinds of geography; the value is the code used in files and links."""

    CITY = "kommun"
    DISTRICT = "sdn"
    CITY_AREA = "stadsomrade"
    INTERMEDIATE = "mellanomrade"
    PRIMARY = "primaromrade"
    SOCIOECONOMIC = "grupp"


class Good(StrEnum):
    """Which direction of an indicator is the wished one."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class IndicatorRole(StrEnum):
    """What an indicator says about its goal."""

    OUTCOME = "outcome"
    DRIVER = "driver"
    ACTIVITY = "activity"
    CONTEXT = "context"


class MeasureKind(StrEnum):
    """How the value of an indicator comes about, which decides its interval (methods, section 8)."""

    RATE = "rate"
    """Events per population: numerator and denominator, M01."""
    SHARE = "share"
    """Share in a sample survey: numerator or value, and respondents, M02."""
    REGISTER_SHARE = "register_share"
    """Share of all persons in a register: M02 read as year-to-year chance where a base is known."""
    MEAN = "mean"
    """Mean of a survey index: M03 where spread and respondents are known."""
    VALUE = "value"
    """A value without base: no interval."""
    STATE = "state"
    """Yes or no, a count of things done, or text: no interval."""


class ObservationStatus(StrEnum):
    """What kind of figure an observation is, or why there is none."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why a result has no value."""

    MISSING = "missing"
    SUPPRESSED = "suppressed"
    TOO_FEW = "too_few"
    ZERO_DENOMINATOR = "zero_denominator"
    ONE_GROUP = "one_group"
    NOT_COMPARABLE = "not_comparable"
    NO_TARGET = "no_target"
    NOT_DEFINED = "not_defined"
    PRELIMINARY = "preliminary"


class Assessment(StrEnum):
    """What can be said about an indicator on its way to the target (M16)."""

    REACHED = "REACHED"
    MISSED = "MISSED"
    ON_TRACK = "ON_TRACK"
    BEHIND = "BEHIND"
    WORSENING = "WORSENING"
    UNCERTAIN = "UNCERTAIN"
    NOT_ASSESSED = "NOT_ASSESSED"


class TargetSense(StrEnum):
    """Whether the target is a floor or a ceiling; the Swedish word is what the reader sees."""

    AT_LEAST = "minst"
    AT_MOST = "högst"


class TargetKind(StrEnum):
    """What sort of goal an indicator has (M16 for a number, M18 for the others)."""

    LEVEL = "level"
    """A number in the indicator's unit, the same for every geography."""
    CHANGE = "change"
    """Per cent of change from each geography's own baseline (-15 means 15 per cent lower)."""
    DIRECTION = "direction"
    """Only a direction: `good` says which."""
    KEEP = "keep"
    """Stay at the baseline, within a tolerance."""
    QUALITATIVE = "qualitative"
    """A dated written assessment by a named assessor; never computed."""


class GapMeasure(StrEnum):
    """How the target for a gap between districts is measured; the value is the word in the register."""

    DIFFERENCE = "skillnad"
    """In the indicator's unit; percentage points for shares."""
    RATIO = "kvot"
    """The higher value divided by the lower."""


class Change(StrEnum):
    """What an M12 comparison of two years shows."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    RISEN = "risen"
    FALLEN = "fallen"
    NOT_SHOWN = "not_shown"
    NOT_COMPARABLE = "not_comparable"


class EventKind(StrEnum):
    """What sort of event stands beside a curve; the value is the word in files and on pages."""

    METHOD = "metodbyte"
    """What is counted, or how, changed: a method break."""
    HAPPENING = "händelse"
    DECISION = "beslut"


class UserRole(StrEnum):
    """Who the reader is; the value is the code, the Swedish word is in `permissions`."""

    READER = "lasare"
    UPLOADER = "uppladdare"
    APPROVER = "godkannare"
    LEAD = "utvecklingsledare"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """A place or group of places: level, code and validity; the code is unique in the register."""

    code: str
    level: GeographyLevel
    name: str
    valid_from: int | None = None
    valid_to: int | None = None
    parents: Mapping[GeographyLevel, str]
    """Code of the geography of each higher level that this one lies in."""
    spellings: tuple[str, ...] = ()
    note: str = ""
    """What a reader must know about the geography itself, such as that a grouping was made after 2020."""

    def is_valid(self, year: int) -> bool:
        """Whether the geography is in force in a year, its first and last included."""
        starts = self.valid_from is None or self.valid_from <= year
        return starts and (self.valid_to is None or year <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategicArea:
    """One of the programme's ten areas with its goal in the programme's own words."""

    number: int
    name: str
    short_name: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who set a target, when and in which document; `is_proposal` when nobody has decided it."""

    by: str
    date: str
    document: str
    is_proposal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The decided starting point; the value is the city's published one, as a check on the data."""

    year: int
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the indicator should be at the end of `year`, and who said so."""

    kind: TargetKind
    year: int
    sense: TargetSense | None = None
    value: float | None = None
    """The level (LEVEL) or the per cent of change (CHANGE)."""
    tolerance: float = 0.0
    """How far from the baseline KEEP may stray, in the indicator's unit."""
    decision: Decision
    wording: str = ""
    """The goal in words (QUALITATIVE, DIRECTION)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTarget:
    """How far apart the districts may be at the end of `year`, and who said so."""

    measure: GapMeasure
    value: float
    year: int
    decision: Decision
    sense: TargetSense = TargetSense.AT_MOST
    """Always a ceiling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A year from which values are not comparable with those before."""

    year: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """When a small number is hidden (M30): counts from 1 up to `counts_below` - 1, and bases under `base_below`."""

    counts_below: int
    base_below: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceParts:
    """The Swedish pieces that computed sentences about an indicator are made of."""

    subject: str
    """Definite phrase that starts a clause, lower case: `andelen elever …`, `antalet anmälda stölder …`."""
    rises: str = "har ökat"
    falls: str = "har minskat"
    unit: str
    """The unit in running text after a number: `procent`, `per 100 000 invånare`, `poäng`, empty if none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measure followed over time to show whether a goal comes nearer."""

    id: str
    strategic_area: int
    name: str
    short_name: str
    """At most 40 characters; the front page's and charts' name."""
    question: str
    role: IndicatorRole
    headline: int | None
    """Order among the area's headline indicators; the lowest one present is shown on the front page."""
    kind: MeasureKind
    unit: str
    """`%`, `per 100 000`, `poäng` …: what stands after a number in charts and tables."""
    multiplier: float
    """Value = numerator / denominator x multiplier (100 for per cent, 100 000 for rates, 1 otherwise)."""
    decimals: int
    good: Good
    population: str
    source: str
    levels: tuple[GeographyLevel, ...]
    breakdowns: tuple[str, ...]
    """Dimensions, such as `kon`."""
    frequency: str
    first_year: int
    last_year: int | None
    """The years in which the series exists; None while it goes on."""
    baseline: Baseline | None
    target: Target | None
    breaks: tuple[Break, ...]
    suppression: Suppression
    definition: str
    does_not_say: tuple[str, ...]
    sentence: SentenceParts
    gap_target: GapTarget | None = None
    """For the gap between the worst and the best district of the baseline."""

    @property
    def is_demo(self) -> bool:
        """Whether the indicator's values are made up for demonstration."""
        return self.id.startswith("demo-")

    @property
    def is_assessed(self) -> bool:
        """Whether the indicator counts in summaries; context is background and is not assessed."""
        return self.role is not IndicatorRole.CONTEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated that a reader of a curve should know of; it never says that it moved the curve."""

    id: str
    date: str
    """`2015`, `2015-06` or `2015-06-01`: as exactly as it is known (`periods.days_of`)."""
    ends: str | None = None
    kind: EventKind
    title: str
    text: str
    indicators: tuple[str, ...] = ()
    """Ids. With `strategic_areas` empty too, the event concerns every indicator."""
    strategic_areas: tuple[int, ...] = ()
    """Areas all of whose indicators are concerned."""
    geographies: tuple[str, ...] = ()
    """Codes of the places concerned; empty for the whole city and every place in it."""
    source: str

    @property
    def is_demo(self) -> bool:
        """Whether the event is made up for demonstration."""
        return self.id.startswith("demo-")

    @property
    def year(self) -> int:
        """The year in which it happened, or began."""
        return int(self.date[:4])

    @property
    def last_year(self) -> int:
        """The year in which it ended; the same year where it has no end."""
        return int((self.ends or self.date)[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementGap:
    """Something the programme's goal names that no indicator follows at a level."""

    strategic_area: int
    subject: str
    role: IndicatorRole
    level: GeographyLevel
    why: str
    proxy: str = ""
    """What exists instead, if anything."""


class SourceKind(StrEnum):
    """What sort of place a source fetches from."""

    DATABASE = "databas"
    PXWEB = "pxweb"
    KOLADA = "kolada"
    FILE = "fil"
    """CSV or XLSX at an address."""


def source_variable(name: str) -> str:
    """The environment variable that holds a source's address: `LAGESBILD_SOURCE_BROTTSREGISTER`."""
    return f"LAGESBILD_SOURCE_{name.upper().replace('-', '_')}"


class Interval(StrEnum):
    """How often a source is fetched."""

    DAY = "dag"
    WEEK = "vecka"
    MONTH = "manad"
    YEAR = "ar"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMapping:
    """Which columns (of a database or a file) or variables (of a statistics service) hold what; empty means none.

    PxWeb gives its variables by code and the figure as `value` and `status`; Kolada gives `kpi`, `municipality`,
    `period`, `gender`, `value` and `status`.
    """

    indicator: str = ""
    """The register's id, where every row is about the same one."""
    indicator_column: str = ""
    geography: str = ""
    """The register's code, where every row is about the same place."""
    geography_column: str = ""
    period: str = ""
    breakdown: Mapping[str, str] = field(default_factory=dict)
    """Column by dimension, such as `kon`."""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    status: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        named = (self.indicator_column, self.geography_column, self.period, *self.breakdown.values())
        figures = (self.value, self.numerator, self.denominator, self.status)
        return tuple(dict.fromkeys(column for column in (*named, *figures) if column))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLimits:
    """How much of a source is read before it is given up."""

    rows: int = 1_000_000
    seconds: int = 120
    bytes: int = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGuard:
    """What a fetch may change before it is stopped."""

    largest_ratio: float = 10.0
    """A value so many times larger or smaller than the one that stands, or than the year before, stops the fetch."""
    revised_years: int = 3
    """How many of the latest years that stand may be revised; an older value that changes stops the fetch."""
    revised_share: float = 0.25
    """The share of the standing values that may be revised at once."""
    may_vanish: float = 0.0
    """The share of the standing values that the source may no longer have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A database, a statistics service or a file to fetch figures from; its address is never in the register."""

    name: str
    kind: SourceKind
    title: str
    publisher: str
    """As one would cite it."""
    licence: str = ""
    query: str = ""
    """SQL (DATABASE); `:from_year` stands for the first year asked for."""
    table: str = ""
    """Path or id of the table (PXWEB), or the path after the address (FILE)."""
    api: int = 0
    """Of the service: PXWEB 1 or 2, KOLADA 3 or 2; 0 for others."""
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by variable (PXWEB), or `kpi`, `municipality` and `gender` (KOLADA)."""
    mapping: SourceMapping = field(default_factory=SourceMapping)
    recode: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column: the source's text to the register's; of a breakdown '' is the total."""
    factor: float = 1.0
    """What values are multiplied by to get the register's unit."""
    layout: str = ""
    """How a file is read where its columns cannot be named (FILE): a saved mapping's name, or its document."""
    is_full: bool = False
    """What the answer does not mention is to end; otherwise it stays as it is."""
    limits: SourceLimits = field(default_factory=SourceLimits)
    every: Interval = Interval.MONTH
    from_year: int = 1900
    guard: SourceGuard = field(default_factory=SourceGuard)
    is_automatic: bool = False
    """A fetch with nothing suspicious in it is approved without a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The whole register: programme, geographies, indicators, measurement gaps and events, free of contradictions."""

    city: str
    programme: str
    target_year: int
    baseline_year: int
    strategic_areas: tuple[StrategicArea, ...]
    geographies: Mapping[str, Geography]
    indicators: Mapping[str, Indicator]
    gaps: tuple[MeasurementGap, ...]
    deliver_by: tuple[int, int] = (2, 28)
    """Month and day of the following year by which a year's figures should have been handed in."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """What is fetched by itself, by name."""
    events: tuple[Event, ...] = ()
    """The register's own events in order of date; an indicator's breaks are told as events by `events.on`."""

    def area(self, number: int) -> StrategicArea:
        """The strategic area of a number."""
        return next(area for area in self.strategic_areas if area.number == number)

    def of_area(self, number: int) -> tuple[Indicator, ...]:
        """The indicators of one strategic area in the register's order."""
        return tuple(i for i in self.indicators.values() if i.strategic_area == number)

    def headline(self, number: int) -> Indicator | None:
        """The headline indicator of a strategic area, or None where none is chosen."""
        chosen = [i for i in self.of_area(number) if i.headline is not None]
        return min(chosen, key=lambda i: i.headline or 0, default=None)

    def on_level(self, level: GeographyLevel) -> tuple[Geography, ...]:
        """The geographies of one level in the register's order."""
        return tuple(g for g in self.geographies.values() if g.level is level)

    def in_force(self, level: GeographyLevel, year: int) -> tuple[Geography, ...]:
        """The geographies of one level that are valid in a year: only those are offered and compared."""
        return tuple(g for g in self.on_level(level) if g.is_valid(year))

    @property
    def city_code(self) -> str:
        """The code of the whole city."""
        return self.on_level(GeographyLevel.CITY)[0].code


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its uncertainty, or the reason why there is none."""

    value: float | None
    lower: float | None
    upper: float | None
    confidence: float
    n: float | None
    """The base: population or respondents."""
    method: str
    unit: str
    reason: Reason | None
    notes: tuple[str, ...] = ()
    """Marks such as `few_cases`, `estimated_denominator`, `weights_ignored`, `uncertain_base`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """The difference between two years with its interval (M12)."""

    from_year: int
    to_year: int
    difference: float | None
    lower: float | None
    upper: float | None
    verdict: Change
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherTelling:
    """What the assessment would have been with another baseline year or without one year (M16b)."""

    baseline_year: int | None
    """The baseline year tried, or None when a year was left out."""
    without_year: int | None
    assessment: Assessment
    change_percent: float | None
    """Change from that baseline to the latest value, in per cent of the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToKnow:
    """What it would take for the present slope to leave 'cannot tell' (M16); both None: cannot be had this way."""

    further_years: int | None
    times_the_answers: float | None
    would_be: Assessment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything said about one indicator in one geography at one viewpoint; page, slide and file share it."""

    indicator: str
    geography: str
    year: int
    """The viewpoint: only periods up to it are used."""
    value_year: int | None
    value: Estimate
    is_preliminary: bool
    baseline_year: int | None
    """The year used: the decided one, or the first later year with a value."""
    baseline_moved: bool
    baseline: float | None
    target_year: int | None
    target: float | None
    """In the indicator's unit, for this geography."""
    required: float | None
    share_of_required: float | None
    share_of_total: float | None
    gap: float | None
    """Value minus required."""
    needed_per_year: float | None
    assessment: Assessment
    reason: Reason | None
    within_margin: bool
    reached_year: int | None
    """Year in which the target was first reached, when it was."""
    points: int
    slope: float | None
    slope_lower: float | None
    slope_upper: float | None
    landing: float | None
    landing_lower: float | None
    landing_upper: float | None
    chance: float | None
    scatter: float | None
    degrees_of_freedom: float | None
    change: ChangeShown | None
    """Latest value against the baseline."""
    growth_ratio: float | None
    """M17, for the method fold-out only."""
    other_tellings: tuple[AnotherTelling, ...]
    is_fragile: bool
    """Some other telling gives another assessment."""
    direction_flips: bool
    """Only the direction of the change since the baseline depends on the baseline year."""
    to_know: ToKnow | None
    is_demo: bool
    recent_trend: Change | None = None
    """What the five latest years show (M11), for goals that are only a direction; None where it cannot be told."""

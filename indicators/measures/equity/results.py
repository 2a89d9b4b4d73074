"""What can be said of the gap between groups in one indicator; page, slide and file share it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.measures.closing import GapChange
from indicators.model import Change, Estimate, GeographyLevel, Progress, Reason


class LevelAndGap(StrEnum):
    """The level of the whole city and the gap between its groups, told together."""

    BETTER_MORE_EQUAL = "better_more_equal"
    BETTER_LESS_EQUAL = "better_less_equal"
    WORSE_MORE_EQUAL = "worse_more_equal"
    WORSE_LESS_EQUAL = "worse_less_equal"
    CANNOT_TELL = "cannot_tell"


class Ends(StrEnum):
    """What decides which two groups the gap lies between, the same in all years."""

    AT_BASELINE = "at_baseline"
    """The worst and the best placed of the baseline year; where neither high nor low is good, highest and lowest."""
    BY_ORDER = "by_order"
    """The first and the last of groups with an order of their own; `worst` is the most disadvantaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One of the two groups that the gap lies between."""

    geography: str
    name: str
    at_baseline: Estimate
    now: Estimate
    moved: float | None
    """Now minus at the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyGap:
    """The gap of one year (M20), absolute and relative, with what chance alone would show."""

    year: int
    worst: Estimate
    best: Estimate
    difference: Estimate
    """D = worst minus best; negative where the worst end has the lower value."""
    ratio: Estimate
    by_chance: float | None
    """Expected distance between the highest and the lowest of all groups if they did not differ (M21).

    For two ends fixed beforehand it is more than chance would show: a careful guide, not a test.
    """

    @property
    def distance(self) -> float | None:
        """The size of the difference."""
        return None if self.difference.value is None else abs(self.difference.value)

    @property
    def times(self) -> float | None:
        """How many times the higher end is the lower."""
        ratio = self.ratio.value
        return None if not ratio else max(ratio, 1.0 / ratio)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapOverTime:
    """Whether the size of a gap changes (M26)."""

    from_year: int | None
    to_year: int | None
    change: Estimate
    """Per year, or between two years; of a relative gap on the logarithm. Negative: it closes."""
    is_per_year: bool
    points: int
    p: float | None
    scatter: float | None
    """Above 1 where the gap swings more between years than chance in the measurement explains."""
    degrees_of_freedom: float | None
    """None for the normal distribution."""
    verdict: GapChange
    reason: Reason | None
    """Why nothing can be told; None also where no change is shown."""
    is_taken_back: bool = False
    """The interval says that it closes, but the choice of the two ends may explain that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeInYear:
    """Slope over ordered groups in one year (M22), with concentration (M23)."""

    year: int
    slope: Estimate
    ratio: Estimate
    most: float | None
    """The line at the most disadvantaged end."""
    least: float | None
    ranks: tuple[float | None, ...]
    """Place of each group on the line, in the order of `GapResult.groups`."""
    concentration: Estimate
    relative_concentration: Estimate
    erreygers: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadNow:
    """All groups in the latest year (M21)."""

    mean: float | None
    from_mean: Estimate
    from_best: Estimate
    disparity: Estimate
    variance: Estimate
    variance_beyond_chance: float | None
    by_chance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BestForAll:
    """What would change if all groups did as well as the best (M25)."""

    difference: Estimate
    percent: Estimate
    persons: Estimate
    """Persons or events, as the indicator counts."""
    reference: tuple[str, ...]
    reference_share: float | None
    level: float | None
    """The value of all the groups that take part, together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one group added to the change of the whole."""

    geography: str
    name: str
    change: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMade:
    """Which groups made the change between two years (M27)."""

    from_year: int
    to_year: int
    change: float | None
    """Of the groups that have values in both years; the contributions sum to it."""
    by_values: float | None
    by_moving: float | None
    contributions: tuple[Contribution, ...]
    """The largest first."""
    unknown: float | None
    unknown_reason: Reason | None
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapResult:
    """Everything said about the gap between the groups of one level in one indicator at one viewpoint."""

    indicator: str
    level: GeographyLevel
    year: int
    """The viewpoint."""
    value_year: int | None
    """The latest year with a gap."""
    baseline_year: int | None
    """The first year with a gap from the decided baseline on."""
    unit: str
    groups: tuple[str, ...]
    """Codes of all groups, in the register's order."""
    reason: Reason | None
    """Why there is no gap at all."""
    ends_by: Ends
    worst: End | None
    best: End | None
    have_swapped: bool
    """The two ends have changed places since the baseline."""
    years: tuple[YearlyGap, ...]
    absolute: GapOverTime
    relative: GapOverTime
    slopes: tuple[SlopeInYear, ...]
    """For groups with an order of their own; empty else."""
    absolute_slope: GapOverTime | None
    relative_slope: GapOverTime | None
    spread: SpreadNow | None
    best_for_all: BestForAll | None
    change_made: ChangeMade | None
    city: Progress | None
    """The level of the whole city: its own values, else the groups' sum; None where neither exists."""
    is_level_summed: bool
    """Whether the level is that of all groups together, since the source has no value for the whole city."""
    level_change: Change
    gap_change: GapChange
    points_apart: bool
    """The absolute and the relative gap are shown to go opposite ways."""
    verdict: LevelAndGap
    missing: tuple[str, ...]
    """Groups without a value in the first or the latest year."""
    suppressed: tuple[str, ...]
    """Groups whose value is hidden in the first or the latest year."""
    left_out: float | None
    """Population share, in the latest year, of the groups without a shown value; None where unknown."""
    is_demo: bool

    @property
    def now(self) -> YearlyGap | None:
        """The gap of the latest year."""
        return next((gap for gap in self.years if gap.year == self.value_year), None)

    @property
    def at_baseline(self) -> YearlyGap | None:
        """The gap of the baseline year."""
        return next((gap for gap in self.years if gap.year == self.baseline_year), None)

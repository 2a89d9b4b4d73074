"""What the layers of the main chart share: points, result, register entry and axes."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import swedish
from indicators.charts.series import Point
from indicators.charts.theme import Axis, Spec
from indicators.model import Indicator, Progress, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the layers share: points, result, register entry and the two axes."""

    seen: list[Point]
    progress: Progress
    indicator: Indicator
    years: tuple[int, int]
    axis: Axis

    @property
    def has_path(self) -> bool:
        """Whether there is a way from baseline to target to draw; none crosses a break in series."""
        p = self.progress
        is_broken = p.reason is Reason.NOT_COMPARABLE
        return None not in (p.baseline, p.baseline_year, p.target, p.target_year) and not is_broken

    @property
    def has_due(self) -> bool:
        """Whether the place where we should be is drawn: before the target year, with a value to compare."""
        p = self.progress
        if p.required is None or p.value_year is None or p.value.value is None or not self.seen:
            return False
        return self.has_path and (p.baseline_year or 0) < p.value_year < (p.target_year or 0)

    @property
    def decimals(self) -> int:
        """The indicator's decimals, or one more where baseline, value and target would not be told apart."""
        p = self.progress
        known = [v for v in (p.baseline, p.value.value, p.target) if v is not None]
        return swedish.honest_decimals(known, self.indicator.decimals)

    def caption(self, value: float) -> str:
        """A measured or required value as this chart labels it."""
        return swedish.label(value, self.indicator.unit, self.decimals)

    def goal(self, value: float) -> str:
        """The target as this chart labels it."""
        figure = swedish.plain(value, self.decimals)
        return swedish.joined(figure, "%" if self.indicator.unit == "%" else "")


def at(x: str, y: str) -> Spec:
    """Position by two fields of the layer's own data."""
    return {"x": {"field": x, "type": "quantitative"}, "y": {"field": y, "type": "quantitative"}}

"""From one division of the city to another: how much of each geography lies in which, by inhabitants, never by name."""

from indicators.crosswalks.carrying import LEAST_COVERAGE, carried
from indicators.crosswalks.shares import Crosswalk, Share, crosswalk
from indicators.crosswalks.weights import Weights, weights

__all__ = ["LEAST_COVERAGE", "Crosswalk", "Share", "Weights", "carried", "crosswalk", "weights"]

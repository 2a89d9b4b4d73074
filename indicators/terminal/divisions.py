"""The command `crosswalk`: how much of each place of one level lies in each place of another."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from indicators import swedish
from indicators.crosswalks import Crosswalk, Share, crosswalk, weights
from indicators.geographies import SWEDISH
from indicators.model import GeographyLevel, Registry
from indicators.settings import GEOMETRY_DIR
from indicators.texts import crosswalk as texts


def told(chosen: argparse.Namespace, current: Registry) -> int:
    """Print the crosswalk, one line for each pair of places."""
    levels = GeographyLevel(chosen.origin_level), GeographyLevel(chosen.target_level)
    over = crosswalk(current, weights(GEOMETRY_DIR), *levels)
    if chosen.json:
        print(json.dumps(asdict(over), ensure_ascii=False, indent=1, allow_nan=False))
        return 0
    for row in over.rows:
        print(_line(row, over, current))
    for sentence in texts.about(over):
        print(sentence)
    return 0


def _line(row: Share, over: Crosswalk, register: Registry) -> str:
    first, second = register.geographies[row.origin], register.geographies[row.target]
    return (
        f"{SWEDISH[over.origin_level]} {first.name} ({first.code}) → {SWEDISH[over.target_level]} {second.name} "
        f"({second.code}): {swedish.number(row.population)} invånare, {texts.share(row.share)} av den första, "
        f"{texts.share(row.covered)} av den andra"
    )

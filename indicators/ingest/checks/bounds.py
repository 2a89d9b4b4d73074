"""Whether numbers are such as the register's unit, range and decimals allow; one finding for each cell at most."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from indicators.ingest import entries as e
from indicators.ingest.checks import asked
from indicators.ingest.checks.columns import Bools, Columns, Floats
from indicators.ingest.checks.figures import Figures
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.history import History
from indicators.ingest.checks.keys import Keys
from indicators.ingest.numbers import LARGEST, written

_ENGLISH: Final = re.compile(r"[0-9]{1,3},[0-9]{3}")
_SLACK: Final = 1e-9
_NEAR: Final = 2.0
"""A guess is made where it comes within this ratio of what is usual."""
_FAR: Final = 10.0
"""Usual values this many times higher make a number of at most 1 a share that should have been per cent."""


class Bounds:
    """Holds the fields of one file against the register."""

    def __init__(self, columns: Columns, keys: Keys, history: History, found: Found) -> None:
        """Keep what the judgement depends on."""
        self._columns, self._keys, self._history, self._found = columns, keys, history, found

    def judge(self, figures: Figures) -> Floats:
        """The numbers without those that cannot be, each of which is a finding."""
        field, number = figures.field, figures.number
        keys = self._keys
        known = keys.per_indicator(lambda _: True, otherwise=False) & ~np.isnan(number)
        count = keys.per_indicator(lambda i: asked.is_count(i, field), otherwise=False)
        percent = keys.per_indicator(lambda i: asked.is_percent(i, field), otherwise=False)
        signed = keys.per_indicator(lambda i: asked.may_be_negative(i, field), otherwise=True)
        most = keys.per_indicator(lambda i: asked.highest(i, field), otherwise=float("inf"))
        is_left = ~np.isnan(number)
        is_wrong = np.zeros(len(number), dtype=np.bool_)
        for where, tell in (
            (np.abs(number) >= LARGEST, self._plainly("too-large", field)),
            (known & ~signed & (number < 0), self._plainly("negative", field)),
            (count & (number != np.round(number)), self._not_whole(field)),
            (known & (field == e.DENOMINATOR) & (number == 0), self._plainly("zero-base", field)),
            (percent & (number > 100 + _SLACK), self._above_100(field, number)),
            (known & ~percent & (number > most), self._plainly("above-highest", field)),
        ):
            chosen = where & is_left & ~is_wrong
            is_wrong |= chosen
            for at in np.flatnonzero(chosen):
                tell(int(at))
        is_wrong |= self._shares(field, number, percent & is_left & ~is_wrong & ~figures.is_rescaled)
        return np.where(is_wrong, np.nan, number)

    def say_once(self, figures: Figures, number: Floats) -> None:
        """What is said once for each sheet: per cent formats read as per cent, and more decimals than are shown."""
        sound = ~np.isnan(number)
        self._once("percent-format", figures, figures.is_rescaled & sound)
        if figures.field == e.VALUE:
            decimals = self._keys.per_indicator(lambda i: i.decimals, otherwise=9)
            scaled = np.where(sound, number, 0.0) * 10.0**decimals
            is_finer = np.abs(scaled - np.round(scaled)) > 1e-6 * np.maximum(1, np.abs(scaled))
            self._once("many-decimals", figures, is_finer)

    def _once(self, code: str, figures: Figures, where: Bools) -> None:
        columns = self._columns
        places = np.flatnonzero(where)
        for sheet in dict.fromkeys(columns.sheet[places].tolist()):
            inside = places[columns.sheet[places] == sheet]
            first = int(inside[0])
            self._found.add_sheet(
                code,
                sheet,
                cell=str(columns.cell(figures.field)[first]),
                value=str(columns.raw(figures.field)[first]),
                count=f"{len(inside)} {'cell' if len(inside) == 1 else 'celler'}",
                number=self._expected(first, figures.field),
            )

    def _plainly(self, code: str, field: str) -> Callable[[int], None]:
        return lambda at: self._found.add(code, at, field, number=self._expected(at, field))

    def _not_whole(self, field: str) -> Callable[[int], None]:
        def tell(at: int) -> None:
            raw = self._columns.raw(field)[at].strip()
            indicator = self._keys.indicators[self._keys.codes[at]]
            meant = raw.replace(",", "") if _ENGLISH.fullmatch(raw) else ""
            is_share = field == e.NUMERATOR and indicator is not None and indicator.kind in asked.SHARES and not meant
            code = "share-for-count" if is_share else "not-whole"
            self._found.add(code, at, field, meant=meant, number=self._expected(at, field))

        return tell

    def _above_100(self, field: str, number: Floats) -> Callable[[int], None]:
        def tell(at: int) -> None:
            usual = self._history.usual(at)
            guesses = [number[at] / 10, number[at] / 100]
            possible = [guess for guess in guesses if guess <= 100]
            if usual is not None:
                possible = sorted(
                    (guess for guess in possible if usual / _NEAR <= guess <= usual * _NEAR),
                    key=lambda guess: abs(guess - usual),
                )
            elif number[at] < 200:
                possible = []
            self._found.add("percent-above-100", at, field, meant=written(possible[0]) if possible else "")

        return tell

    def _shares(self, field: str, number: Floats, where: Bools) -> Bools:
        """Numbers of at most 1 where the series lies about a hundred times higher."""
        wrong = np.zeros(len(number), dtype=np.bool_)
        for at in np.flatnonzero(where & (number > 0) & (number <= 1)):
            usual, percent = self._history.usual(int(at)), float(np.round(number[at] * 100, 10))
            if usual is None or usual < number[at] * _FAR or not usual / _NEAR <= percent <= usual * _NEAR:
                continue
            wrong[at] = True
            self._found.add("share-for-percent", int(at), field, meant=written(percent))
        return wrong

    def _expected(self, at: int, field: str) -> Any:
        return asked.expected(self._keys.indicators[self._keys.codes[at]], field)

"""Which values of each indicator are hidden: worked out once for each state of it, then remembered.

What is hidden depends on all rows of an indicator (M30), and the audit takes its time. But it depends on nothing else
than those rows, the register's word on the indicator and who lies in whom; so the answer stands until one of them, or
the method itself, changes. With it a page reads the few rows it shows instead of all there are.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from indicators import disclosure
from indicators import observations as obs
from indicators.disclosure import Nesting
from indicators.model import ObservationStatus, Registry
from indicators.store import Store

AT_ONCE: Final = 12
"""Indicators whose rows are read and audited together: few enough to hold in memory and to wait for."""
READ_AT_ONCE: Final = 48
"""Indicators whose shown rows are asked for in one query, so that none holds a store of millions up for long."""
KEPT: Final = 20_000
"""Masks remembered in memory; they are small, and one that is forgotten is read from its file or made again."""

Key = tuple[str, int, str]
"""Geography, year and breakdown."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The keys of one indicator whose value is hidden, and those whose base goes too."""

    hidden: frozenset[Key]
    bare: frozenset[Key]


class Hiding:
    """The masks made so far, in memory and, given a folder, in files that outlive the process."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep masks in memory, and in `folder` where there is one; a file that is damaged or gone is made again."""
        self._folder = folder
        self._masks: dict[str, Mask] = {}
        self._making = threading.Lock()

    def rows(
        self,
        store: Store,
        registry: Registry,
        *,
        indicators: Collection[str],
        version: int,
        geographies: Collection[str] | None = None,
        breakdowns: Collection[str] | None = None,
        with_origin: bool = False,
    ) -> pd.DataFrame:
        """The observations of some indicators, geographies and breakdowns as anyone may see them."""
        masks = self.masks(store, registry, indicators=indicators, version=version)
        names, (places, groups) = sorted(masks), (_listed(each) for each in (geographies, breakdowns))
        frames = [
            store.observations(
                version=version,
                indicators=names[start : start + READ_AT_ONCE],
                geographies=places,
                breakdowns=groups,
                with_origin=with_origin,
            )
            for start in range(0, len(names), READ_AT_ONCE)
        ]
        told = [frame for frame in frames if len(frame)]
        found = pd.concat(told, ignore_index=True) if told else obs.empty()
        hidden, bare = _marked(found, masks)
        return disclosure.without(found, hidden, bare)

    def masks(self, store: Store, registry: Registry, *, indicators: Collection[str], version: int) -> dict[str, Mask]:
        """The mask of every indicator that has values at the version; those not known are made first."""
        marks = _marks(store, registry, indicators, version)
        lacking = [name for name, mark in marks.items() if not self._knows(mark)]
        for start in range(0, len(lacking), AT_ONCE):
            self._make(store, registry, {name: marks[name] for name in lacking[start : start + AT_ONCE]}, version)
        return {name: self._masks[mark] for name, mark in marks.items()}

    @contextmanager
    def following(self, store: Store, registry: Registry) -> Iterator[None]:
        """Work out the masks of what is changed inside, while the one who changes it waits, so that no reader does."""
        before = store.version()
        yield
        version = store.version()
        fresh = [name for name, last in store.changed(version=version).items() if last > before]
        self.masks(store, registry, indicators=fresh, version=version)

    def _knows(self, mark: str) -> bool:
        if mark not in self._masks and self._folder is not None and (kept := _read(self._folder / mark)):
            self._masks[mark] = kept
        return mark in self._masks

    def _make(self, store: Store, registry: Registry, marks: Mapping[str, str], version: int) -> None:
        with self._making:  # one at a time: whoever waits finds it made
            lacking = [name for name, mark in marks.items() if mark not in self._masks]
            if not lacking:
                return
            before = store.observations(version=version, indicators=lacking, with_origin=False, counts_alone=True)
            after = disclosure.hide_small(before, registry)
            if len(self._masks) > KEPT:
                self._masks.clear()
            for name, mask in _differences(before, after, lacking).items():
                self._masks[marks[name]] = mask
                if self._folder is not None:
                    _write(self._folder / marks[name], mask)


def _marks(store: Store, registry: Registry, indicators: Collection[str], version: int) -> dict[str, str]:
    """What the state of each indicator is known by: its last change, the register's word on it, and the method."""
    changed = store.changed(version=version)
    versions = {each.id: each for each in store.versions()}
    places = repr(Nesting(registry).key)
    marks = {}
    for name in indicators:
        if name in changed:
            told = repr((versions[changed[name]], registry.indicators.get(name), name, places, _method()))
            marks[name] = hashlib.sha256(told.encode()).hexdigest()
    return marks


@cache
def _method() -> str:
    """A fingerprint of the rules and of the way they are followed: a mask of another method is never used."""
    whole = hashlib.sha256()
    for path in sorted(Path(disclosure.__file__).parent.glob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _listed(names: Collection[str] | None) -> list[str] | None:
    return None if names is None else list(names)


def _differences(before: pd.DataFrame, after: pd.DataFrame, names: Iterable[str]) -> dict[str, Mask]:
    gone = str(ObservationStatus.SUPPRESSED)
    hidden = (after[obs.STATUS] == gone).to_numpy() & (before[obs.STATUS] != gone).to_numpy()
    bare = before[obs.DENOMINATOR].notna().to_numpy() & after[obs.DENOMINATOR].isna().to_numpy()
    keys = {name: (set[Key](), set[Key]()) for name in names}
    for at, rows in enumerate((hidden, bare)):
        chosen = before[rows]
        for name, key in zip(chosen[obs.INDICATOR], _keys(chosen), strict=True):
            keys[name][at].add(key)
    return {name: Mask(frozenset(one), frozenset(other)) for name, (one, other) in keys.items()}


def _marked(rows: pd.DataFrame, masks: Mapping[str, Mask]) -> tuple[np.ndarray, np.ndarray]:
    """Which of the rows are hidden, and which lose their base."""
    hidden, bare = np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    told = [name for name, mask in masks.items() if mask.hidden or mask.bare]
    at = np.flatnonzero(rows[obs.INDICATOR].isin(told).to_numpy())
    chosen = rows.iloc[at]
    for row, name, key in zip(at.tolist(), chosen[obs.INDICATOR], _keys(chosen), strict=True):
        hidden[row], bare[row] = key in masks[name].hidden, key in masks[name].bare
    return hidden, bare


def _keys(rows: pd.DataFrame) -> list[Key]:
    columns = (rows[name].tolist() for name in (obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN))
    return list(zip(*columns, strict=True))


def _read(path: Path) -> Mask | None:
    """The mask of a file; None where there is none that can be read whole."""
    try:
        hidden, bare = json.loads(path.read_text(encoding="utf-8"))
        return Mask(*(frozenset((str(g), int(y), str(b)) for g, y, b in keys) for keys in (hidden, bare)))
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, mask: Mask) -> None:
    """Keep a mask for the next process; where the disk refuses, that process makes it again."""
    told = json.dumps([sorted(mask.hidden), sorted(mask.bare)], ensure_ascii=False)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(told)
        Path(aside).replace(path)

"""A second opinion on the audit: every table there is, tried one by one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np

Key = Hashable


def possible(made_of: Mapping[Key, tuple[int, ...]], told: Mapping[Key, float], *, most: int) -> dict[Key, set[int]]:
    """The values that each figure not told may have, when every figure is a sum of atoms from 0 to `most`."""
    atoms = 1 + max(atom for parts in made_of.values() for atom in parts)
    ranges = [_range(atom, made_of, told, most) for atom in range(atoms)]
    grids = np.array(np.meshgrid(*ranges, indexing="ij", copy=False), dtype=np.int16).reshape(atoms, -1)
    fits = np.ones(grids.shape[1], dtype=bool)
    for key, value in told.items():
        fits &= grids[list(made_of[key])].sum(axis=0) == value
    tables = grids[:, fits]
    return {
        key: set(np.unique(tables[list(parts)].sum(axis=0)).tolist())
        for key, parts in made_of.items()
        if key not in told
    }


def _range(atom: int, made_of: Mapping[Key, tuple[int, ...]], told: Mapping[Key, float], most: int) -> range:
    own = [int(told[key]) for key, parts in made_of.items() if parts == (atom,) and key in told]
    if own:
        return range(own[0], own[0] + 1)
    around = [int(told[key]) for key, parts in made_of.items() if atom in parts and key in told]
    return range(min([most, *around]) + 1)

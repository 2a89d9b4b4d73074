"""What pages keep in memory while a test's own store stands behind them, and what the toolkit looks for only once."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.caching.cache_resource_api import ResourceCache
from streamlit.runtime.caching.cache_resource_api import _resource_caches as resources
from streamlit.runtime.caching.cache_utils import TTLCACHE_TIMER
from streamlit.runtime.caching.ttl_cleanup_cache import TTLCleanupCache

from ui import cached


@contextmanager
def set_aside() -> Iterator[None]:
    """Inside, what is kept of the prepared store is at hand; what is made there is forgotten afterwards.

    What is kept goes by numbers of versions, and a copy of the prepared store counts on from the prepared store's. So
    what was made of the prepared store holds for the copy, and what is made of the copy holds for no other store.
    """
    for own in (cached.settings, cached.store, cached._hiding):
        own.clear()
    before = resources._function_caches
    resources._function_caches = {None: {key: _over(below) for key, below in before.get(None, {}).items()}}
    try:
        yield
    finally:
        resources._function_caches = before


def _over(below: ResourceCache[Any]) -> ResourceCache[Any]:
    made = copy.copy(below)
    made._mem_cache = _Over(below._mem_cache)
    return made


class _Over(TTLCleanupCache[str, Any]):
    """What is kept on top of what was kept before, which is read and never changed."""

    def __init__(self, below: TTLCleanupCache[str, Any]) -> None:
        super().__init__(maxsize=below.maxsize, ttl=below.ttl, timer=TTLCACHE_TIMER, on_release=lambda _: None)
        self._below = below

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self._below

    def __getitem__(self, key: str) -> Any:
        if not super().__contains__(key):
            found = self._below[key]
            is_filled = isinstance(found.value, dict)  # as the situations made last, to go on from
            self[key] = replace(found, value=found.value.copy()) if is_filled else found
        return super().__getitem__(key)


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """The toolkit looks through every installed package for components at each first run of a page; once is enough."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield

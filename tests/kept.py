"""What pages keep in memory, while a test's own store stands behind them, and what the toolkit looks for only once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.caching.cache_resource_api import _resource_caches as resources

from ui import cached


@contextmanager
def set_aside() -> Iterator[None]:
    """Inside, what is kept of the prepared store is at hand; what is made there is forgotten afterwards.

    What is kept goes by numbers of versions, and a copy of the prepared store counts on from the prepared store's. So
    what was made of the prepared store holds for the copy, and what is made of the copy holds for no other store.
    """
    caches = dict(resources._function_caches.get(None, {}))
    held = {key: dict(cache._mem_cache) for key, cache in caches.items()}
    books = [kept.value for entries in held.values() for kept in entries.values() if isinstance(kept.value, dict)]
    pages = [dict(book) for book in books]
    for own in (cached.settings, cached.store, cached._hiding):
        own.clear()
    try:
        yield
    finally:
        resources._function_caches = {None: caches}
        for key, cache in caches.items():
            cache._mem_cache.clear()
            cache._mem_cache.update(held[key])
        for book, page in zip(books, pages, strict=True):
            book.clear()
            book.update(page)


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """The toolkit looks through every installed package for components at each first run of a page; once is enough."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield

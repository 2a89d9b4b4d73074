"""Every file that the store holds on to: what was received, what was fetched, and what was issued."""

from __future__ import annotations

import sqlalchemy as sa

from indicators.store import batches, editions, fetches


def fingerprints(connection: sa.Connection) -> set[str]:
    """The SHA-256 of every file that something in the store refers to."""
    return batches.fingerprints(connection) | fetches.fingerprints(connection) | editions.fingerprints(connection)

"""Every file that the store holds on to: received, fetched and issued ones, and the presentation template in use."""

from __future__ import annotations

import sqlalchemy as sa

from indicators.store import batches, editions, fetches, templates


def fingerprints(connection: sa.Connection) -> set[str]:
    """The SHA-256 of every file that something in the store refers to."""
    received = batches.fingerprints(connection) | fetches.fingerprints(connection)
    return received | editions.fingerprints(connection) | templates.fingerprints(connection)

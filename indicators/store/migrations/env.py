"""How Alembic reaches the store: on the connection it is handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from indicators.store import engines
from indicators.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == engines.SQLITE,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()

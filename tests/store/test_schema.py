"""The tables themselves: what every column must be for the two engines to keep the same."""

from __future__ import annotations

import sqlalchemy as sa

from indicators.store import schema, table_words


def test_every_free_text_is_kept_as_either_engine_can() -> None:
    columns = [column for table in schema.metadata.tables.values() for column in table.columns]
    free = [column for column in columns if isinstance(column.type, sa.Text)]
    assert [str(column) for column in free] == []
    assert sum(isinstance(column.type, schema.Words) for column in columns) > 50


def test_every_table_has_a_name_in_swedish() -> None:
    assert set(table_words.TABLES) == set(schema.metadata.tables)

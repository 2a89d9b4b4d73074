"""The tables of the store: what is kept, what can never happen, and what makes it quick to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa

from indicators.store.texts import clean

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every migration in order; a test holds it equal to the scripts, so that opening a store need not load Alembic."""
REVISION: Final = REVISIONS[-1]

_NAMES: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
"""Every constraint has a name from the first day: SQLite cannot drop one that has none."""


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time, kept as ISO text in UTC with fixed width so that order of text is order of time."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy names it
        """The text to keep; a time without zone is read as UTC."""
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 SQLAlchemy names it
        """The time again, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Words(sa.types.TypeDecorator[str]):
    """Text as every database can keep it."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy names it
        """The text without what some database refuses."""
        return None if value is None else clean(value)


metadata = sa.MetaData(naming_convention=_NAMES)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=False, server_default=sa.text("''"))


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))


def _of(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    _text("title"),
    _text("source"),
    _text("licence"),
    _text("provenance"),
    _text("file_name"),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("handed_in_by", Words, nullable=False),
    sa.Column("handed_in_at", Moment, nullable=False),
    sa.Column("approved_by", Words),
    sa.Column("approved_at", Moment),
    _text("comment"),
    _count("n_new"),
    _count("n_changed"),
    _count("n_unchanged"),
    _count("n_ended"),
    _text("geographies"),
    _text("years"),
    _text("template"),
    _text("mapping"),
    sa.Column("returned_of", sa.Integer, sa.ForeignKey("batch.id")),
    sa.Column("decided_by", Words),
    sa.Column("decided_at", Moment),
)
"""One delivery: its file, its origin, who handed it in and who approved it.

Geographies and years are JSON lists, or empty for what the product ships; `returned_of` is the attempt it follows;
`decided_*` tell who brought it to its present state, where that is more than handed in.
"""

version = sa.Table(
    "version",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("actor", Words, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), index=True),
)
"""The data versions. The number is given inside the write lock, so its order is the order of commits."""

indicator = sa.Table(
    "indicator",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", Words, unique=True, nullable=False),
)
geography = sa.Table(
    "geography",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", Words, unique=True, nullable=False),
)
period = sa.Table(
    "period",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", Words, unique=True, nullable=False),
)
breakdown = sa.Table(
    "breakdown",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", Words, unique=True, nullable=False),
)
"""Canonical text, `alder=16-24|kon=kvinna`; '' stands for everybody, never NULL, because NULL never equals NULL."""

breakdown_member = sa.Table(
    "breakdown_member",
    metadata,
    sa.Column("breakdown_id", sa.Integer, sa.ForeignKey("breakdown.id"), primary_key=True),
    sa.Column("dimension", Words, primary_key=True),
    sa.Column("category", Words, nullable=False),
)

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _said() -> tuple[sa.Column[Any], ...]:
    """What one row of a delivery says, in codes."""
    return (
        _of("indicator_id", "indicator.id"),
        _of("geography_id", "geography.id"),
        sa.Column("year", sa.SmallInteger, nullable=False),
        _of("period_id", "period.id"),
        _of("breakdown_id", "breakdown.id"),
        *(sa.Column(name, sa.Double) for name in ("value", "numerator", "denominator", "lower", "upper")),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("is_demo", sa.Boolean, nullable=False),
        sa.Column("base_estimated", sa.Boolean, nullable=False),
    )


def _has_value_or_reason() -> sa.CheckConstraint:
    return sa.CheckConstraint("(status IN (1, 2)) = (value IS NOT NULL)", name="value_where_status_has_one")


TEXTS: Final = ("sheet", "cell", "raw", "note")

observation = sa.Table(
    "observation",
    metadata,
    sa.Column("id", _ROW_ID, primary_key=True),
    *_said(),
    _of("batch_id", "batch.id"),
    _of("added_by", "version.id"),
    _of("ended_by", "version.id", nullable=True),
    *(_text(name) for name in TEXTS),
    _has_value_or_reason(),
    sa.CheckConstraint("ended_by > added_by", name="ended_after_added"),
)
"""Rows are only added and ended. `batch_id` is the origin; `added_by` the version that made the row current, which
differs from the origin's own version where an undo has put the row back."""

KEY: Final = ("indicator_id", "breakdown_id", "geography_id", "year")
"""What there is one current row of; the year and not the period, so 2017 and 2016/17 cannot both be current."""

CONTENT: Final = (
    *(
        "period_id",
        "value",
        "numerator",
        "denominator",
        "lower",
        "upper",
        "status",
        "is_demo",
        "base_estimated",
        "note",
    ),
)
"""What makes a row another row; where it stood in its file does not."""

_row = observation.c
_current = _row.ended_by.is_(None)
_ended = _row.ended_by.is_not(None)

sa.Index(
    "uq_observation_current",
    *(_row[name] for name in KEY),
    unique=True,
    sqlite_where=_current,
    postgresql_where=_current,
)
sa.Index(
    "ix_observation_cover",
    *(_row.indicator_id, _row.breakdown_id, _row.year, _row.geography_id, _row.period_id, _row.batch_id),
    *(_row.value, _row.numerator, _row.denominator, _row.lower, _row.upper),
    *(_row.status, _row.is_demo, _row.base_estimated, _row.ended_by),  # SQLite covers only with the condition's column
    sqlite_where=_current,
    postgresql_where=_current,
)
sa.Index("ix_observation_asof", *(_row[name] for name in KEY), _row.added_by)
sa.Index(
    "ix_observation_geography",
    *(_row.geography_id, _row.indicator_id, _row.breakdown_id, _row.year),
    sqlite_where=_current,
    postgresql_where=_current,
)
sa.Index("ix_observation_batch", _row.batch_id)
sa.Index("ix_observation_ended", _row.ended_by, sqlite_where=_ended, postgresql_where=_ended)


def _place_in_batch() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    )


touched = sa.Table(
    "touched",
    metadata,
    sa.Column("version_id", sa.Integer, sa.ForeignKey("version.id"), primary_key=True, autoincrement=False),
    sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), primary_key=True, autoincrement=False),
)
"""The indicators of which a data version added or ended a row: all else is as it was, and need not be read again."""

pending = sa.Table(
    "pending",
    metadata,
    *_place_in_batch(),
    *_said(),
    *(_text(name) for name in TEXTS),
    _has_value_or_reason(),
)
"""The rows of a delivery that a person hands in, in the file's order; kept after the decision too."""

ending = sa.Table(
    "ending",
    metadata,
    *_place_in_batch(),
    _of("indicator_id", "indicator.id"),
    _of("geography_id", "geography.id"),
    sa.Column("year", sa.SmallInteger, nullable=False),
    _of("breakdown_id", "breakdown.id"),
)
"""Keys that a delivery ends: they stood before and are to stand no longer."""

finding = sa.Table(
    "finding",
    metadata,
    *_place_in_batch(),
    *(_text(name) for name in ("code", "severity", "sheet", "cell", "value", "message", "expected", "advice")),
    *(_text(name) for name in ("indicator", "breakdown")),
    sa.Column("year", sa.SmallInteger),
)
"""What was found in a delivery's file when it was handed in."""

explanation = sa.Table(
    "explanation",
    metadata,
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("key", Words, primary_key=True),
    _text("text"),
)
"""Why a value is what it is, by `indicator|geography|year|breakdown`: the uploader's reason or the file's comment."""

message = sa.Table(
    "message",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", Words, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    _text("text"),
)
"""What has been done to a batch and said about it; only added to."""

person = sa.Table(
    "person",
    metadata,
    sa.Column("key", Words, primary_key=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("geography", Words),
)
"""Who may do what; empty in demonstration mode. The key is the name as names are compared."""

mapping = sa.Table(
    "mapping",
    metadata,
    sa.Column("name", Words, primary_key=True),
    sa.Column("document", Words, nullable=False),
    sa.Column("actor", Words, nullable=False),
    sa.Column("at", Moment, nullable=False),
)
"""How foreign layouts are read, saved under a name."""

fetch = sa.Table(
    "fetch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", Words, nullable=False),
    sa.Column("actor", Words, nullable=False),
    sa.Column("is_scheduled", sa.Boolean, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("outcome", sa.String(20), nullable=False),
    _of("batch_id", "batch.id", nullable=True),
    *(_text(name) for name in ("message", "asked", "file_name", "sha256")),
    *(_count(name) for name in ("n_read", "n_new", "n_changed", "n_unchanged", "n_ended")),
    *(_text(name) for name in ("identity", "stops", "findings")),
    sa.Column("decided_by", Words),
    sa.Column("decided_at", Moment),
    _text("reason"),
)
"""One time that a source was fetched: what it answered and what came of it.

Identity (what the source says of itself), stops and findings are JSON; `decided_*` and `reason` tell what a person did
with a fetch that was stopped.
"""
sa.Index("ix_fetch_source", fetch.c.source, fetch.c.id)

lock = sa.Table(
    "lock",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("token", sa.String(32), nullable=False),
    *(sa.Column(name, Words, nullable=False) for name in ("host", "born", "doing")),
    sa.Column("process", sa.Integer, nullable=False),
    sa.Column("taken_at", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
)
"""Work that only one process may do at a time, and which one does it; `until` is when it is taken to have died."""

register_revision = sa.Table(
    "register_revision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("actor", Words, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    _text("comment"),
)
register_document = sa.Table(
    "register_document",
    metadata,
    sa.Column("revision_id", sa.Integer, sa.ForeignKey("register_revision.id"), primary_key=True),
    sa.Column("name", Words, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""The register's files byte for byte, one set for each revision."""

analysis = sa.Table(
    "analysis",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("viewpoint", sa.SmallInteger, nullable=False),
    sa.Column("follows", sa.Integer, sa.ForeignKey("analysis.id"), unique=True),
    _text("text"),
    sa.Column("actor", Words, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.CheckConstraint("id > follows", name="follows_earlier"),
)
"""What people write about a subject as of a viewpoint; only added to. A text follows one text, and no two the same:
whatever the code does, nobody's words are written over unseen. The number is given inside the write lock, so the texts
of a moment are those up to a number."""

_first = analysis.c.follows.is_(None)
sa.Index("ix_analysis_subject", analysis.c.subject, analysis.c.viewpoint, analysis.c.id)
sa.Index(
    "uq_analysis_first",
    *(analysis.c.subject, analysis.c.viewpoint),
    unique=True,
    sqlite_where=_first,
    postgresql_where=_first,
)

edition = sa.Table(
    "edition",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("held", sa.String(10), nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    _of("data_version", "version.id"),
    _of("register_revision", "register_revision.id"),
    sa.Column("analyses_until", sa.Integer, nullable=False),
    _of("compared", "edition.id", nullable=True),
    _text("selection"),
    _text("made_with"),
    _text("reason"),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("issued_by", Words, nullable=False),
    sa.Column("issued_at", Moment, nullable=False),
    sa.Column("release_on", sa.String(10), nullable=False, server_default=sa.text("''")),
    sa.UniqueConstraint("name", "number"),
    sa.CheckConstraint("(number = 1) = (reason = '')", name="reason_where_corrected"),
)
"""An issued edition of a hearing: what it was made from, and by whom; only added to. A correction is the next number.

With the data version, the register's revision, the texts up to a number, the selection and what it was made with, its
files can be made again.
"""

edition_file = sa.Table(
    "edition_file",
    metadata,
    sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id"), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    _text("file_name"),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
)
"""The files of an edition as they were issued, kept under their SHA-256 like received ones."""


def _written() -> tuple[sa.Column[Any], ...]:
    return sa.Column("actor", Words, nullable=False), sa.Column("at", Moment, nullable=False)


promise = sa.Table(
    "promise",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hearing", Words, nullable=False, index=True),
    sa.Column("follows", sa.Integer, sa.ForeignKey("promise.id"), unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    _text("text"),
    _text("owner"),
    sa.Column("due", sa.String(10), nullable=False, server_default=sa.text("''")),
    sa.Column("status", sa.String(20), nullable=False),
    _text("told"),
    *_written(),
    sa.CheckConstraint("id > follows", name="follows_earlier"),
)
"""Questions and promises noted at a hearing, and what has become of them; each change is a row that follows another."""

card = sa.Table(
    "card",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("follows", sa.Integer, sa.ForeignKey("card.id"), unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("strategic_area", sa.SmallInteger, nullable=False, index=True),
    _text("geography"),
    _of("behind", "card.id", nullable=True),
    sa.Column("document", Words, nullable=False),
    sa.Column("is_removed", sa.Boolean, nullable=False),
    *_written(),
    sa.CheckConstraint("id > follows", name="follows_earlier"),
)
"""A link of the chain situation, cause, action, follow-up; `behind` is the first row of the card it hangs on."""

log = sa.Table(
    "log",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("actor", Words, nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    _text("subject"),
    _text("detail"),
)
"""Who did what and when; only added to."""

marker = sa.Table(
    "marker",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", Words, nullable=False),
)
"""Small facts about this store, such as what has been loaded into it."""

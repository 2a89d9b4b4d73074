"""The query of a source: one SELECT, wrapped so that it can neither be followed by another nor give too many rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from indicators.ingest.sources.refusals import Refused

if TYPE_CHECKING:
    from sqlalchemy import Select

FROM_YEAR: Final = "from_year"
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`")
_REMARK: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_PARAMETER: Final = re.compile(r"(?<![:\w\\]):([A-Za-z_]\w*)(?!:)")
"""As SQLAlchemy finds them, so that what is refused here is what it would ask for."""
_BEGINS: Final = re.compile(r"(select|with)\b", re.IGNORECASE)


def plain(query: str) -> str:
    """The query without remarks and a last semicolon; refused where it is not one SELECT.

    This is for the clear sentence. What protects the source is the read-only session and an account that may only read.
    """
    told = _without_remarks(query).strip()
    told = told[:-1].rstrip() if told.endswith(";") else told
    bare = _QUOTED.sub("''", told)
    if not _BEGINS.match(bare):
        raise Refused("source-statement", what="den börjar inte med SELECT eller WITH")
    if ";" in bare:
        raise Refused("source-statement", what="den har ett semikolon mitt i")
    if not _is_closed(bare):
        raise Refused("source-statement", what="en parentes eller ett citattecken är inte avslutat")
    for name in _PARAMETER.findall(told):
        if name != FROM_YEAR:
            raise Refused("source-parameter", what=name)
    return told


def wrapped(query: str, *, from_year: int, most: int) -> Select[tuple[object]]:
    """`SELECT * FROM (query) q` with a limit, in the words of whichever database it is compiled for."""
    from sqlalchemy import literal_column, select, text

    asked = plain(query)
    clause = text(asked)
    if FROM_YEAR in _PARAMETER.findall(asked):
        clause = clause.bindparams(**{FROM_YEAR: from_year})
    # The line break ends a remark that the plain text may still hide from us.
    return select(literal_column("*")).select_from(clause.columns().subquery("q")).limit(most)


def _without_remarks(query: str) -> str:
    """The query without remarks, those inside quotes left as they are."""
    made, at = [], 0
    pattern = re.compile(f"({_QUOTED.pattern})|({_REMARK.pattern})", re.DOTALL)
    for found in pattern.finditer(query):
        made += [query[at : found.start()], found[1] or " "]
        at = found.end()
    return "".join([*made, query[at:]])


def _is_closed(bare: str) -> bool:
    depth = 0
    for letter in bare.replace("''", ""):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return depth == 0 and not any(mark in bare.replace("''", "") for mark in "'\"`") and "/*" not in bare

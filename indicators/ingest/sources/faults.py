"""Which of our refusals a driver's fault is; the drivers' own words differ, so what they share is looked for."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import exc

_SQLSTATES: Final = {
    "57014": "source-time",  # PostgreSQL: statement timeout
    "55P03": "source-time",  # PostgreSQL: lock timeout
    "25006": "source-writes",  # PostgreSQL: read-only transaction
    "28P01": "source-login",
    "28000": "source-login",
    "42501": "source-rights",
    "3D000": "source-database",
    "22021": "source-encoding",
}
_NUMBERS: Final = {
    1045: "source-login",  # MySQL: access denied
    1044: "source-login",
    1142: "source-rights",  # MySQL: command denied to user for table
    1049: "source-database",  # MySQL: unknown database
    4060: "source-database",  # SQL Server: cannot open database
    1792: "source-writes",  # MySQL: read-only transaction
    3024: "source-time",  # MySQL: max_execution_time
    1969: "source-time",  # MariaDB: max_statement_time
}
_WORDS: Final = (
    (r"codec can't decode|could not decode|invalid unicode|invalid byte sequence", "source-encoding"),
    (r"ORA-01456|read-?only (?:database|transaction|mode)|readonly database|in read-only", "source-writes"),
    (r"data-modifying|cannot execute \w+ in a read|attempt to write", "source-writes"),
    (r"permission denied.*write|external access|disabled by configuration", "source-writes"),
    (r'database "[^"]*" does not exist|unknown database|cannot open database', "source-database"),
    (r"permission (?:was )?denied (?:for|on) (?!.*write)|ORA-01031", "source-rights"),
    (r"password authentication|authentication failed|access denied|login failed|ORA-01017", "source-login"),
    (r"statement timeout|query timeout|DPY-4024|DPI-1067|max_run_time|exceeded the maximum run time", "source-time"),
    (r"execution time limit|interrupted|HYT00", "source-time"),
    (r"lost connection .*timed out", "source-time"),  # MySQL: our own patience while reading
    (r"lost connection", "source-half"),
    (r"could not connect|connection refused|can't connect|name or service not known|timed out", "source-silent"),
    (r"connection (?:failed|timeout|is bad)|unable to (?:connect|open|establish)|DPY-6|ORA-12", "source-silent"),
    (r"could not translate host|no route to host|unreachable|server closed|getaddrinfo", "source-silent"),
    (r"max retries|failed to establish|terminating connection|connection reset", "source-silent"),
    (r"out of memory|could not allocate", "source-memory"),
)


def fault_of(fault: BaseException) -> str:
    """The code of the refusal."""
    origin = getattr(fault, "orig", None) or fault
    if known := _SQLSTATES.get(str(getattr(origin, "sqlstate", None))):
        return known
    first = origin.args[0] if origin.args else None
    if isinstance(first, int) and first in _NUMBERS:
        return _NUMBERS[first]
    if isinstance(origin, UnicodeError):
        return "source-encoding"
    said = str(origin)
    for words, code in _WORDS:
        if re.search(words, said, re.IGNORECASE):
            return code
    is_connecting = isinstance(fault, exc.OperationalError) and not fault.statement
    return "source-silent" if is_connecting or isinstance(origin, OSError) else "source-query"

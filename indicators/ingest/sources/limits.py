"""How much time, memory and data a fetch may take besides what the register says of each source."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

ADDRESS_SPACE: Final = 2_000 * MEGABYTE
OPEN_FILES: Final = 256
WRITTEN_BYTES: Final = 64 * MEGABYTE
AT_A_TIME: Final = 2
"""Sources that one server fetches at once; the others wait."""
GRACE: Final = 2.0
"""Seconds that the process gets after the source's own limit to say what happened before it is killed."""

COLUMNS: Final = 256
TEXT: Final = 32_767
"""Characters in one field, as in a cell of a workbook."""
NAMES: Final = 20
"""Names of columns or codes that one message lists."""

LOGIN_SECONDS: Final = 15
CONNECT_SECONDS: Final = 10
READ_SECONDS: Final = 30
"""Silence between two pieces of an answer."""

PIECE: Final = 64 * 1024
REDIRECTS: Final = 3
RETRIES: Final = 2
LONGEST_WAIT: Final = 20.0
"""Seconds that a service may ask us to wait before the next attempt."""
CALLS: Final = 25
WINDOW: Final = 10.0
"""Calls within so many seconds: PxWeb closes its door at 30 in 10."""

PXWEB_CELLS: Final = 150_000
"""Cells in one answer; larger selections are split by period."""
KOLADA_IDS: Final = 25
KOLADA_PAGE: Final = 5_000
PAGES: Final = 200
SERVICE_CELLS: Final = 2_000_000

"""How much a received file may hold; the figures are measured so that honest files never come near them."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000

FILE_BYTES: Final = 25 * MEGABYTE
MEMBERS: Final = 300
UNPACKED_BYTES: Final = 300 * MEGABYTE
MEMBER_BYTES: Final = 250 * MEGABYTE
RATIO: Final = 100
RATIO_FROM_BYTES: Final = MEGABYTE
"""Smaller members may shrink as much as they like."""

XML_DEPTH: Final = 64
XML_ATTRIBUTES: Final = 200
XML_TOKEN_BYTES: Final = MEGABYTE
"""A tag or a remark; expat reads an unfinished one again for every piece that arrives."""

SHEETS: Final = 40
ROWS: Final = 100_000
HEADING_ROWS: Final = 100
"""Rows that may stand above and below a table of `ROWS` rows."""
COLUMNS: Final = 256
CELLS: Final = 2_000_000
GRID_ROWS: Final = 1_048_576
GRID_COLUMNS: Final = 16_384
TEXT: Final = 32_767
"""Characters in one cell, Excel's own limit."""
TEXTS: Final = 1_000_000
ALL_TEXT: Final = 50_000_000
"""Characters in the shared and inline texts and formulas of a file together."""
FORMATS: Final = 20_000
STYLES: Final = 65_536
FORMAT: Final = 255
MERGED: Final = 5_000
MERGED_AREA: Final = 20_000
VALIDATIONS: Final = 5_000
PROPERTIES: Final = 1_000
NAME: Final = 255
"""Characters in the name of a sheet or property."""

SECONDS: Final = 60
ADDRESS_SPACE: Final = 1_000 * MEGABYTE
WRITTEN_BYTES: Final = 64 * MEGABYTE
OPEN_FILES: Final = 64

"""docs/open-data.md tells the code book as it is; `python -m tests.reports.test_guide` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from indicators.reports import code_book

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "open-data.md"
PART = re.compile(r"(<!-- code book: [^>]*-->\n).*(<!-- end -->)", re.DOTALL)


def told() -> str:
    """The code book as tables."""
    book = code_book.code_book(code_book.TABLES)
    parts = []
    for table, rows in book.groupby("tabell", sort=False):
        lines = [f"### {table}.csv", "", "| Column | In the workbook | Holds |", "|---|---|---|"]
        for column, of in rows.groupby("kolumn", sort=False):
            (own,), codes = of[of["kod"] == ""].to_dict("records"), of[of["kod"] != ""].to_dict("records")
            known = "; ".join(f"`{code['kod']}` {code['innehall']}" for code in codes)
            lines.append(f"| `{column}` | {own['rubrik']} | {own['innehall']}{': ' + known if known else ''} |")
        parts.append("\n".join(lines))
    return "\n" + "\n\n".join(parts) + "\n\n"


def test_the_guide_tells_every_column_and_code() -> None:
    found = PART.search(GUIDE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == found[1] + told() + found[2]


if __name__ == "__main__":
    GUIDE.write_text(PART.sub(lambda m: m[1] + told() + m[2], GUIDE.read_text(encoding="utf-8")), encoding="utf-8")

"""The file back: the user's own workbook with the faulty cells marked and a first sheet that lists them."""

from indicators.ingest.marked.listing import listing
from indicators.ingest.marked.marking import can_mark, marked
from indicators.ingest.marked.returning import returned

__all__ = ["can_mark", "listing", "marked", "returned"]

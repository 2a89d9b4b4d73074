"""Editions: a hearing's files made once from a frozen state, kept, made again from the record, and compared."""

from indicators.editions.comparing import Difference, compare
from indicators.editions.drafting import Drafted, draft, reopened
from indicators.editions.files import KINDS, file_names, made
from indicators.editions.fingerprint import fingerprint
from indicators.editions.issuing import issue, made_again

__all__ = [
    "KINDS",
    "Difference",
    "Drafted",
    "compare",
    "draft",
    "file_names",
    "fingerprint",
    "issue",
    "made",
    "made_again",
    "reopened",
]

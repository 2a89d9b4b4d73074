"""Editions: a hearing's files made once from a frozen state, kept, made again from the record, and compared."""

from indicators.editions.checking import Checked, checked
from indicators.editions.choosing import chosen
from indicators.editions.comparing import TODAY, compare
from indicators.editions.differences import Cause, Difference
from indicators.editions.drafting import Drafted, draft, questions, reopened, seen_in, selection_of
from indicators.editions.files import KINDS, file_names, made, plain
from indicators.editions.fingerprint import fingerprint
from indicators.editions.issuing import issue, latest, made_again, next_number
from indicators.editions.looking import looked_at, looked_at_then
from indicators.editions.noting import note_promise
from indicators.editions.reading import cards_until, find, told, visible

__all__ = [
    "KINDS",
    "TODAY",
    "Cause",
    "Checked",
    "Difference",
    "Drafted",
    "cards_until",
    "checked",
    "chosen",
    "compare",
    "draft",
    "file_names",
    "find",
    "fingerprint",
    "issue",
    "latest",
    "looked_at",
    "looked_at_then",
    "made",
    "made_again",
    "next_number",
    "note_promise",
    "plain",
    "questions",
    "reopened",
    "seen_in",
    "selection_of",
    "told",
    "visible",
]

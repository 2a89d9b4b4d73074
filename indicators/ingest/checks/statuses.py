"""The status column: the five words of the list, and the nearest one for what people write instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

import numpy as np

from indicators.ingest import entries as e
from indicators.ingest.checks.columns import Columns, Objects, codes
from indicators.ingest.checks.found import Found
from indicators.model import ObservationStatus

PRELIMINARY: Final = "Preliminärt"
MISSING: Final = "Saknas"
SUPPRESSED: Final = "Sekretess"
NOT_APPLICABLE: Final = "Ej tillämplig"
NOT_YET: Final = "Ännu ej mätt"

STATUSES: Final = {
    PRELIMINARY: ObservationStatus.PRELIMINARY,
    MISSING: ObservationStatus.MISSING,
    SUPPRESSED: ObservationStatus.SUPPRESSED,
    NOT_APPLICABLE: ObservationStatus.NOT_APPLICABLE,
    NOT_YET: ObservationStatus.MISSING,
}
"""The words of the list in its order, and the status that each stands for."""

NOTES: Final = {NOT_YET: "ännu ej mätt"}
"""What is noted with the observation, where the status alone says too little."""

_OTHERWISE: Final = {
    MISSING: (
        "ej svar",
        "inget svar",
        "inga svar",
        "bortfall",
        "uppgift saknas",
        "underlag saknas",
        "ingen uppgift",
        "vet ej",
        "finns ej",
        "finns inte",
        "för få svar",
    ),
    SUPPRESSED: ("hemlig", "hemligt", "skyddad", "skyddat", "dold", "prickad", "röjanderisk"),
    NOT_APPLICABLE: ("ej aktuellt", "inte aktuellt", "ej relevant", "inte tillämpligt", "gäller ej", "gäller inte"),
    NOT_YET: ("ej klart", "inte klart", "kommer senare", "kommer", "ej mätt", "inte mätt", "ännu inte mätt"),
    PRELIMINARY: ("prel", "prel.", "osäkert", "ej slutligt", "inte slutligt"),
}
_LONGEST: Final = 60
_GUESSES: Final = 50
"""Different texts that a nearest word is sought for; a file with more is not a slip of the pen."""
_KNOWN: Final = {word.casefold(): word for word in STATUSES}
_NEAR: Final = _KNOWN | {text: word for word, texts in _OTHERWISE.items() for text in texts}


def words(columns: Columns, found: Found) -> Objects:
    """The word of the list in each entry's status cell; empty where none stands or it is not in the list."""
    numbers, texts = codes(columns.raw(e.STATUS))
    plain = [" ".join(text[: 2 * _LONGEST].split()).casefold() for text in texts]
    chosen = np.array([_KNOWN.get(text, "") for text in plain], dtype=object)
    unknown = [bool(text) and not chosen[place] for place, text in enumerate(plain)]
    meant: dict[int, str] = {}
    for at in np.flatnonzero(np.array(unknown, dtype=np.bool_)[numbers]):
        place = int(numbers[at])
        if place not in meant:
            meant[place] = nearest(plain[place]) if len(meant) < _GUESSES else ""
        found.add("unknown-status", int(at), e.STATUS, meant=meant[place])
    return np.asarray(chosen[numbers], dtype=object)


def nearest(text: str) -> str:
    """The word of the list that a text probably means; empty where none is near."""
    near = get_close_matches(text[:_LONGEST].casefold(), _NEAR, n=1, cutoff=0.7)
    return _NEAR[near[0]] if near else ""


def word(text: str) -> str:
    """The word of the list that a text in another column is; empty where it is none."""
    return _NEAR.get(" ".join(text[: 2 * _LONGEST].split()).casefold(), "")

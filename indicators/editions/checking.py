"""Whether an edition's files come out the same when they are made again, and what differs where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from indicators.editions import issuing
from indicators.editions.files import made_with
from indicators.editions.fingerprint import fingerprint, words
from indicators.store import EditionRow, Store

_PRESENTATION: Final = "pptx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What making an edition's files again came to."""

    same_bytes: dict[str, bool]
    """By kind of file."""
    fingerprint: str
    """Of the presentation made again."""
    is_same_content: bool
    libraries: tuple[tuple[str, str, str], ...]
    """Name, version then and version now, of those that are another."""
    differences: tuple[str, ...]
    """What the presentation says otherwise: `-` stood there, `+` stands now."""


def checked(store: Store, edition: EditionRow) -> Checked:
    """Make the files again from the record and hold them against the kept ones."""
    again = {kind: content for kind, (_, content) in issuing.made_again(store, edition).items()}
    kept = {file.kind: store.file_content(file.sha256) for file in edition.files}
    found, now = fingerprint(again[_PRESENTATION]), made_with()
    is_same = found == edition.fingerprint
    return Checked(
        same_bytes={kind: again.get(kind) == content for kind, content in kept.items()},
        fingerprint=found,
        is_same_content=is_same,
        libraries=tuple(
            (name, before, now.get(name, "saknas"))
            for name, before in sorted(edition.made_with.items())
            if now.get(name) != before
        ),
        differences=() if is_same else _differences(kept[_PRESENTATION], again[_PRESENTATION]),
    )


def _differences(kept: bytes, again: bytes) -> tuple[str, ...]:
    lines = unified_diff(list(words(kept)), list(words(again)), n=0, lineterm="")
    return tuple(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))

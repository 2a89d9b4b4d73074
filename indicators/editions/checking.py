"""Whether an edition's files come out the same when they are made again, and what differs where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from indicators.editions import contents, issuing
from indicators.editions.files import made_with
from indicators.editions.fingerprint import fingerprint
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
    """Of all files: the same words and numbers, whatever their bytes."""
    libraries: tuple[tuple[str, str, str], ...]
    """Name, version then and version now, of those that are another."""
    differences: tuple[str, ...]
    """What the files say otherwise, the kind first: `-` stood there, `+` stands now."""


def checked(store: Store, edition: EditionRow) -> Checked:
    """Make the files again from the record and hold them against the kept ones."""
    again = {kind: content for kind, (_, content) in issuing.made_again(store, edition).items()}
    kept = {file.kind: store.file_content(file.sha256) for file in edition.files}
    found, now = fingerprint(again[_PRESENTATION]), made_with()
    differences = tuple(line for kind, content in kept.items() for line in _differences(kind, content, again[kind]))
    return Checked(
        same_bytes={kind: again.get(kind) == content for kind, content in kept.items()},
        fingerprint=found,
        is_same_content=found == edition.fingerprint and not differences,
        libraries=tuple(
            (name, before, now.get(name, "saknas"))
            for name, before in sorted(edition.made_with.items())
            if now.get(name) != before
        ),
        differences=differences,
    )


def _differences(kind: str, kept: bytes, again: bytes) -> tuple[str, ...]:
    if kept == again:
        return ()
    one, other = (list(contents.words(kind, content)) for content in (kept, again))
    lines = list(unified_diff(one, other, n=0, lineterm=""))[2:] if one != other else []
    return tuple(f"{kind}: {line}" for line in lines if line[:1] in "+-")

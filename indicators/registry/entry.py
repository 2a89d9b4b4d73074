"""One table of a register file while it is read: fields come back typed, faults are noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar
from unicodedata import category

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST: Final = 4000
"""Characters in a text, unless a field says less."""
MOST_NAMED: Final = 500
"""Texts in a table whose names are the editor's own."""
LARGEST: Final = 1e12
MOST_UNKNOWN: Final = 10
"""Unknown fields named one by one in an entry."""
MOST_UNKNOWN_CHOICES: Final = 3
"""Unknown words named one by one in a list of choices."""

_BLANKS: Final = re.compile(r"[ \t\r\n]+")


class Entry:
    """A table with the place it stands in; `broken` names the fields that could not be read and hold a placeholder."""

    def __init__(
        self,
        place: str,
        table: Mapping[str, object],
        faults: list[str],
        *,
        examples: Mapping[str, str],
        within: Entry | None = None,
        name: str = "",
    ) -> None:
        """Read from `table` and note faults as `place: what is wrong. What to do.` in the list given."""
        self.place = place
        self.faults = faults
        self.broken: set[str] = set()
        self._table = table
        self._examples = examples
        self._within = within
        self._name = name

    def renamed(self, post: str, examples: Mapping[str, str]) -> Entry:
        """The same table as a post of its own in the file, with its own fields."""
        return Entry(f"{self.place.partition(': ')[0]}: {post}", self._table, self.faults, examples=examples)

    def named(self, field: str) -> str:
        """What the editor calls the entry by a field, or nothing; for telling where a fault is."""
        value = self._table.get(field)
        return shown(value).strip('"') if isinstance(value, str) else ""

    def has(self, field: str) -> bool:
        """Whether the editor has written the field at all."""
        return field in self._table

    def fault(self, what: str) -> None:
        """Note a fault of the entry as a whole."""
        self.faults.append(f"{self.place}: {what}")

    def text(self, field: str, *, longest: int = LONGEST, may_be_empty: bool = False) -> str:
        """The text of a field, blanks and line ends made single."""
        value = self._table.get(field)
        if not isinstance(value, str):
            return self._wrong(field, "en text inom citattecken", "")
        return self._sound_text(field, value, longest=longest, may_be_empty=may_be_empty)

    def lines(self, field: str, *, longest: int = LONGEST) -> str:
        """The text of a field with its lines as they stand."""
        value = self._table.get(field)
        if not isinstance(value, str) or not value.strip():
            return self._wrong(field, "en text inom citattecken", "")
        text = value.replace("\r\n", "\n").strip()
        if _hidden(text.replace("\n", "").replace("\t", "")):
            return self._wrong(field, "utan osynliga styrtecken", "")
        if len(text) > longest:
            self.wrong(field, f"har {len(text)} tecken; högst {longest} får plats. Korta texten {shown(text)}.")
        return text

    def named_texts(self, field: str, *, most: int = MOST_NAMED, may_be_empty: bool = False) -> dict[str, str]:
        """The texts of a table whose names are the editor's own."""
        value = self._table.get(field)
        table = value if isinstance(value, dict) and len(value) <= most else None
        if table is None or not all(
            isinstance(text, str) and (text.strip() or may_be_empty) for text in table.values()
        ):
            return self._wrong(field, f"högst {most} texter inom {{ }}", {})
        if any(_hidden(text) for pair in table.items() for text in pair):
            return self._wrong(field, "utan osynliga styrtecken", {})
        return {name: text.strip() for name, text in table.items()}

    def named_lists(self, field: str, *, most: int = MOST_NAMED) -> dict[str, tuple[str, ...]]:
        """The lists of texts of a table whose names are the editor's own."""
        value = self._table.get(field)
        if not isinstance(value, dict) or not value or not all(_is_list(parts, most) for parts in value.values()):
            return self._wrong(field, f"uppgifter inom {{ }} där var och en är en lista med högst {most} texter", {})
        return {name: tuple(part.strip() for part in parts) for name, parts in value.items()}

    def truth(self, field: str) -> bool:
        """Whether a field says true."""
        value = self._table.get(field)
        return value if isinstance(value, bool) else self._wrong(field, "true eller false utan citattecken", False)

    def names(self) -> tuple[str, ...]:
        """The names that stand in the table."""
        return tuple(self._table)

    def allow(self, field: str, example: str) -> None:
        """Let a name of the editor's own stand in the table."""
        self._examples = {**self._examples, self._full(field): example}

    def texts(self, field: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
        """The texts of a list, all different."""
        value = self._table.get(field)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            return self._wrong(field, "en lista med texter", ())
        if not value and not may_be_empty:
            return self._wrong(field, "en lista med minst en text", ())
        texts = tuple(self._sound_text(field, part, longest=LONGEST, may_be_empty=False) for part in value)
        if len(set(texts)) < len(texts):
            self.wrong(field, "innehåller samma text två gånger. Ta bort den ena.")
        return texts

    def whole(self, field: str, *, least: int, most: int) -> int:
        """The whole number of a field."""
        value = self._table.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            return self._wrong(field, f"ett heltal mellan {least} och {most}", least)
        return value

    def wholes(self, field: str, *, least: int, most: int) -> tuple[int, ...]:
        """The whole numbers of a list."""
        value = self._table.get(field)
        sound = isinstance(value, list) and all(type(part) is int and least <= part <= most for part in value)
        return tuple(value) if isinstance(value, list) and sound else self._wrong(field, "en lista med årtal", (least,))

    def number(self, field: str) -> float:
        """The number of a field, decimal point and all."""
        value = self._table.get(field)
        if not isinstance(value, int | float) or isinstance(value, bool) or not -LARGEST <= value <= LARGEST:
            return self._wrong(field, "ett tal utan citattecken, med decimalpunkt", 0.0)
        return float(value)

    def choice(self, field: str, kind: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        return kind(self.word(field, kind) or next(iter(kind)))

    def word(self, field: str, words: Iterable[str]) -> str:
        """One of some Swedish words."""
        value, known = self._table.get(field), tuple(words)
        if not isinstance(value, str) or value not in known:
            return self._wrong(field, f"något av {', '.join(known)}", "")
        return value

    def choices(self, field: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Some of the words of an enumeration, each once."""
        value = self._table.get(field)
        parts, known = value if isinstance(value, list) else [], set(kind)
        if unknown := [part for part in parts if not isinstance(part, str) or part not in known]:
            self._unknown_choices(field, unknown, kind)
            return ()
        if not parts or len(set(parts)) < len(parts):
            return self._wrong(field, f"en lista med något av {', '.join(kind)}, vart och ett högst en gång", ())
        return tuple(kind(word) for word in parts)

    def inner(self, field: str) -> Entry | None:
        """The table that stands in a field."""
        value = self._table.get(field)
        if not isinstance(value, dict):
            return self._wrong(field, "uppgifter inom { }", None)
        return self._nested(field, value)

    def inners(self, field: str, *, most: int) -> tuple[Entry, ...]:
        """The tables of a list, at most so many."""
        value = self._table.get(field)
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value) or len(value) > most:
            return self._wrong(field, f"en lista med högst {most} poster inom {{ }}", ())
        return tuple(self._nested(field, part) for part in value)

    def pairs(self, kind: type[Choice]) -> dict[Choice, str]:
        """Every field of the table as one of the words of an enumeration with a text."""
        self._examples = {f"{self._name}.{word}": f'{word} = "…"' for word in kind}
        self.close()
        return {word: self.text(word) for word in kind if self.has(word)}

    def close(self) -> None:
        """Note every field that the register does not know."""
        known = self.known()
        unknown = [field for field in self._table if field not in known]
        for field in unknown[:MOST_UNKNOWN]:
            near = get_close_matches(field[:60], known, n=1)
            advice = f"Menade du {near[0]}?" if near else "Ta bort det eller rätta namnet."
            self.fault(f"fältet {self._full(shown(field)[1:-1])} är okänt. {advice}")
        if len(unknown) > MOST_UNKNOWN:
            self.fault(f"ytterligare {len(unknown) - MOST_UNKNOWN} fält är okända. Ta bort dem.")

    def known(self) -> list[str]:
        """The names that may stand in this table."""
        start = f"{self._name}." if self._name else ""
        return [n.removeprefix(start) for n in self._examples if n.startswith(start) and "." not in n[len(start) :]]

    def wrong(self, field: str, what: str) -> None:
        """Note that a field's value is refused, and do not let other rules trust it."""
        self.fault(f"fältet {self._full(field)} {what}")
        self._break(field)

    def _wrong(self, field: str, expected: str, placeholder: Placeholder) -> Placeholder:
        example = self._examples[self._full(field)]
        if field not in self._table:
            self.wrong(field, f"saknas. Lägg till {example}.")
        else:
            self.wrong(field, f"ska vara {expected} men är {shown(self._table[field])}. Skriv till exempel {example}.")
        return placeholder

    def _unknown_choices(self, field: str, unknown: list[object], kind: Iterable[str]) -> None:
        named = " och ".join(dict.fromkeys(shown(part) for part in unknown[:MOST_UNKNOWN_CHOICES]))
        more = len(unknown) - MOST_UNKNOWN_CHOICES
        rest = f" och {more} till" if more > 0 else ""
        self.wrong(field, f"har {named}{rest}, som inte är känt. Skriv något av {', '.join(kind)}.")

    def _sound_text(self, field: str, value: str, *, longest: int, may_be_empty: bool) -> str:
        text = _BLANKS.sub(" ", value).strip(" ")
        if not text and not may_be_empty:
            return self._wrong(field, "ifyllt", "")
        if _hidden(text):
            return self._wrong(field, "utan osynliga styrtecken", "")
        if len(text) > longest:
            self.wrong(field, f"har {len(text)} tecken; högst {longest} får plats. Korta texten {shown(text)}.")
        return text

    def _nested(self, field: str, table: Mapping[str, object]) -> Entry:
        return Entry(self.place, table, self.faults, examples=self._examples, within=self, name=self._full(field))

    def _full(self, field: str) -> str:
        return f"{self._name}.{field}" if self._name else field

    def _break(self, field: str) -> None:
        self.broken.add(field)
        if self._within is not None:
            self._within._break(self._name.rpartition(".")[2])


Placeholder = TypeVar("Placeholder")


def shown(value: object) -> str:
    """A value as an editor can recognise it, on one line and not too long."""
    text = f'"{value}"' if isinstance(value, str) else _written(value)
    text = _BLANKS.sub(" ", text[:200])
    for sign in _hidden(text):
        text = text.replace(sign, "\N{REPLACEMENT CHARACTER}")
    return text if len(text) <= 60 else f"{text[:57]}…"


def _is_list(parts: object, most: int) -> bool:
    """Whether something is a list of texts, neither empty nor too long."""
    return isinstance(parts, list) and 0 < len(parts) <= most and all(isinstance(p, str) and p.strip() for p in parts)


def _hidden(text: str) -> set[str]:
    """Signs that no reader can see but that change what is seen: control signs, marks of direction, soft hyphens."""
    return {sign for sign in text if not sign.isprintable() and category(sign) != "Zs"}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value in ([], {}):
        return "tomt"
    if isinstance(value, int) and abs(value) > LARGEST:
        return "ett mycket stort tal"
    return str(value)[:80] if isinstance(value, int | float) else _KINDS.get(type(value), str(value)[:80])


_KINDS: Final[Mapping[type, str]] = {dict: "uppgifter inom { }", list: "en lista"}

"""What can go wrong in the programme's own set-up; every message may be shown to a user as it stands (Swedish)."""

from __future__ import annotations

from collections.abc import Sequence


class LagesbildError(Exception):
    """A fault whose message tells the user what happened, where, and what to do."""


class RegistryError(LagesbildError):
    """A register that contradicts itself; carries every fault of every file."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep the faults, one line each as `file: entry: what is wrong and what to do`."""
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class StoreError(LagesbildError):
    """A store that cannot be opened, is of another version, or refuses a write."""


class BusyError(StoreError):
    """Work that only one process may do at a time, and that another one is doing."""


class StaleError(StoreError):
    """Something to write that was seen beside figures that no longer stand."""


class InputError(LagesbildError):
    """An argument or choice that names nothing known."""


class AccessError(LagesbildError):
    """A role that may not do what was asked."""


class FileError(LagesbildError):
    """A received file that cannot be read at all: one reason and one piece of advice; nothing is stored."""

    def __init__(self, code: str, reason: str, advice: str) -> None:
        """Keep the reason (`Filen är skyddad med lösenord.`) and the advice (`Ta bort lösenordet och …`) apart."""
        self.code, self.reason, self.advice = code, reason, advice
        super().__init__(f"{reason} {advice}")


class SourceError(LagesbildError):
    """A source that cannot be fetched: what happened and what to do, without address, user or password."""

    def __init__(self, message: str, *, code: str = "") -> None:
        """Keep the code of the table of refusals, as in docs/checks.md."""
        self.code = code
        super().__init__(message)


class MeasureError(LagesbildError, ValueError):
    """Wrong input to a method; the message (English, for programmers) names the argument."""

"""A line that tells how far long work has come."""

from __future__ import annotations

import sys
from typing import TextIO

WIDTH = 24


def on_terminal() -> ProgressBar:
    """A progress bar where complaints go, so that it never mixes with a command's answer."""
    return ProgressBar(sys.stderr)


class ProgressBar:
    """Shows done of all with a bar on a terminal; one line per step where the output is kept in a file."""

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream`; a terminal gets one line that is redrawn."""
        self._stream = stream

    def __call__(self, done: int, whole: int, what: str) -> None:
        """Show that `done` of `whole` steps are behind us and what comes now."""
        if self._stream.isatty():
            filled = round(WIDTH * done / max(whole, 1))
            bar = "█" * filled + "·" * (WIDTH - filled)
            self._stream.write(f"\r{bar} {done} av {whole}  {what[:60]:<60}" + ("\n" if done == whole else ""))
        else:
            self._stream.write(f"{done} av {whole}: {what}\n")
        self._stream.flush()

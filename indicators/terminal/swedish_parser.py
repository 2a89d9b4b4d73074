"""An argument parser that speaks Swedish, its own headings and complaints included."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"det här saknas: \1"),
    (r"unrecognized arguments: (.+)", r"det här känns inte igen: \1"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 finns inte. Välj bland \3"),
    (r"argument (.+): invalid \w+ value: (.+)", r"\1: \2 går inte att läsa"),
    (r"argument (.+): expected one argument", r"\1: ett värde saknas efter"),
    (r"argument (.+): expected at least one argument", r"\1: minst ett värde saknas efter"),
)


class SwedishParser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are Swedish; wrong use ends with exit status 2."""

    def __init__(self, **settings: Any) -> None:
        """Take ArgumentParser's own settings; `--help` is added in Swedish."""
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self._positionals.title, self._optionals.title = "argument", "tillval"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Say in Swedish what was wrong with the call, and stop with status 2."""
        for pattern, told in _COMPLAINTS:
            message = re.sub(f"^{pattern}$", told, message, flags=re.DOTALL)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}. Skriv {self.prog} --help för hjälp.\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "så här: " if prefix is None else prefix)

"""Number formats: the code behind each cell style, and whether it shows a date, a time or a plain number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Final

from indicators.ingest.workbook import limits
from indicators.ingest.workbook.markup import Attributes, named, scan
from indicators.ingest.workbook.refusals import refusal

GENERAL: Final = "General"
_ISO: Final = "yyyy-mm-dd"
_CODES: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    5: '#,##0 "kr"', 6: '#,##0 "kr"', 7: '#,##0.00 "kr"', 8: '#,##0.00 "kr"',
    14: _ISO, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: '#,##0 "kr"', 43: "#,##0.00", 44: '#,##0.00 "kr"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
BUILTIN: Final[Mapping[int, str]] = {**_CODES, **dict.fromkeys((*range(27, 37), *range(50, 59)), _ISO)}
"""The codes that a file only names by number, as a Swedish Excel shows them; 27-36 and 50-58 are East Asian dates."""

_SILENT: Final = re.compile(r'"[^"]*"|\\.|[_*].|am/pm|a/p', re.IGNORECASE | re.DOTALL)
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")


def shows(code: str) -> str:
    """`date`, `time` or, for everything else and for lengths of time such as `[h]:mm`, an empty text."""
    first = _SILENT.sub("", code).split(";")[0]
    if _ELAPSED.search(first):
        return ""
    letters = set(_BRACKETS.sub("", first).lower())
    if letters & {"y", "d", "å"} or ("m" in letters and not letters & {"h", "s"}):
        return "" if "general" in first.lower() else "date"
    return "time" if (letters & {"h", "s"} and not letters & {"0", "#"}) or letters >= {"m", "s"} else ""


class Formats:
    """The format code of each cell style in a workbook."""

    def __init__(self) -> None:
        """Only the plain style, until a part with styles is read."""
        self.styles = [GENERAL]
        self._custom: dict[int, str] = {}
        self._section = ""

    def read(self, stream: IO[bytes]) -> None:
        """Take the styles from the workbook's part."""
        self.styles = []
        sections = ("numFmts", "cellXfs", "cellStyleXfs", "dxfs")
        enters = {name: lambda _, name=name: self._enter(name) for name in sections}
        leaves = {name: lambda _: self._enter("") for name in sections}
        starts = named({**enters, "numFmt": self._format, "xf": self._style})
        scan(stream, root="styleSheet", starts=starts, ends=named(leaves))
        self.styles = self.styles or [GENERAL]

    def _enter(self, section: str) -> None:
        self._section = section

    def _format(self, attributes: Attributes) -> None:
        code = attributes.get("formatCode", "")
        if len(code) > limits.FORMAT or len(self._custom) >= limits.FORMATS:
            raise refusal("formats")
        if self._section == "numFmts":
            self._custom[whole(attributes.get("numFmtId", ""))] = code

    def _style(self, attributes: Attributes) -> None:
        if self._section != "cellXfs":
            return
        if len(self.styles) >= limits.STYLES:
            raise refusal("formats")
        number = whole(attributes.get("numFmtId", "0"))
        self.styles.append(self._custom.get(number) or BUILTIN.get(number, GENERAL))


def whole(text: str) -> int:
    """A whole number of plain digits; anything else means that the file is damaged."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise refusal("damaged", what="ett nummer är inget tal")
    return int(text)

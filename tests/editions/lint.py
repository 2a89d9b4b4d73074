"""What no text of a hearing's files may say, and how none may be set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.browser.english import is_english

RULES: Final = {
    "orsak": (
        r"\b(tack vare|på grund av|ber(or|odde) på|le(der|dde|tt) till|effekt(en)? av|orsaka\w*|till följd av|därför"
        r"|bidr(ar|og|agit) till|förklaras av)\b"
    ),
    "storlek": r"\b(kraftig\w*|markant\w*|dramatisk\w*|drastisk\w*|rejäl\w*|explosionsartat|väldigt|oerhört)\b",
    "visshet": r"\b(säkert|bevisar|bevisat|garanterar|utan tvekan|helt klart|oförändra[dt]\w*|signifikant\w*)\b",
    "rangordning": r"\b(rankad|rankas|på (första|andra|tredje|sista) plats|etta på listan|jumbo)\b",
    "tomt": (
        r"\b(i dagsläget|viktigt att (notera|komma ihåg)|värt att notera|som bekant|givetvis|självklart|naturligtvis"
        r"|generellt sett|i det stora hela|en rad olika|på sikt|framöver|sammanfattningsvis|arbetet fortsätter)\b"
    ),
    "lovord": r"\b(glädjande|tyvärr|oroande|alarmerande|imponerande|fantastisk\w*|dessvärre|lyckligtvis)\b",
    "minus": r"(?<![\w–)\]]) ?(?<![\w-])-\d",
    "tankstreck": r"\s-\s|\d-\d(?!\d?-\d)",
    "decimalpunkt": r"(?<![\d.:])\d+\.\d+(?![\d.])",
    "citattecken": r"[\"“]|(?<!\w)'|'(?!\w)",
    "uteslutning": r"\.\.\.",
    "mellanslag före tecken": r"\s[,;:!?](?!\S)|\s\.(?=\s|$)",
    "programmets ord": r"\b(None|nan|NaN|inf|null|True|False)\b|[{}]|__|\bdemo-",
}
SPACED: Final = {
    "procent": r"\d %",
    "tusental": r"(?<!\d)\d{1,3} \d{3}(?!\d)",
}
"""Not asked of the report, where lines are broken at ordinary spaces and at fixed ones alike."""
_NAMES: Final = re.compile(r"\bCAN\b")
"""Of organisations, that are English words too."""
_DATES: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\bkl\. \d\d\.\d\d")


def faults(text: str, *, is_flowing: bool = False) -> Iterator[str]:
    """The names of the rules that a text breaks."""
    bare = _DATES.sub("", text)
    rules = RULES if is_flowing else RULES | SPACED
    for name, pattern in rules.items():
        if re.search(pattern, bare, 0 if name == "programmets ord" else re.IGNORECASE):
            yield name
    if is_english(_NAMES.sub("", bare)):
        yield "engelska"

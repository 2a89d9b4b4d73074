"""Text files: Swedish ones are read, broken ones refused with the place."""

from __future__ import annotations

from collections.abc import Callable

from indicators.ingest.workbook.book import Book
from tests.ingest.workbook.cases import Case

TABLE = "Stadsdel;Andel\r\nÖstra Göteborg;12,5\r\nAngered;..\r\n"
READ = {"!A2": "text Östra Göteborg", "!B2": "text 12,5", "!B3": "text .."}


def _said(separator: str, encoding: str) -> Callable[[Book], bool]:
    """Whether a book was read with this separator and encoding."""
    return lambda book: (book.kind, book.separator, book.encoding) == ("csv", separator, encoding)


def _text(name: str, content: bytes, **expected: object) -> Case:
    return Case(name=name, make=lambda: content, file_name="tabell.csv", **expected)  # type: ignore[arg-type]


CASES = (
    _text("utf-8", TABLE.encode(), cells=READ, also=_said(";", "utf-8")),
    _text("utf-8 with a byte order mark", TABLE.encode("utf-8-sig"), cells=READ | {"!A1": "text Stadsdel"}),
    _text("cp1252", TABLE.encode("cp1252"), cells=READ, also=_said(";", "cp1252")),
    _text("a line with sep=", b"sep=,\r\n" + b"a;b,c\n1,2\n", cells={"!A1": "text a;b", "!B2": "text 2"}),
    _text("tabs", TABLE.replace(";", "\t").encode(), cells=READ, also=_said("\t", "utf-8")),
    _text("commas", b'namn,andel\n"Hisingen, norra","1,5"\n', cells={"!A2": "text Hisingen, norra", "!B2": "text 1,5"}),
    _text("more decimal commas than separators", b"a;b\n1,5;2,5\n3,5;4,5\n", cells={"!B3": "text 4,5"}),
    _text("a title line with a comma", "Brott, 2015\nOmråde;2014\nAngered;7\n".encode(), cells={"!B3": "text 7"}),
    _text("a line break in a field", b'a;b\n"x\ny";2\n3;4\n', cells={"!A2": "text x\ny", "!B3": "text 4"}),
    _text("blank lines", b"a;b\n\n\n1;2\n", cells={"!A4": "text 1", "!B4": "text 2"}),
    _text("one column", b"rubrik\n1\n", cells={"!A2": "text 1"}, also=_said(";", "utf-8")),
    _text("a text that is a formula", b'a;b\n=1+1;"@x"\n', cells={"!A2": "text =1+1", "!B2": "text @x"}),
    _text("NUL", b"a;b\n1;\x002\n", code="csv-bytes", words="byte 7"),
    _text("a byte that cp1252 lacks", b"a;b\n\xe5;\x81\n", code="csv-bytes", words="byte 7"),
    _text("UTF-16", TABLE.encode("utf-16"), code="unicode-text", words="CSV UTF-8"),
    _text("a quotation that never ends", b'a;b\n"1;2\n3;4\n', code="csv-quotes", words="rad 3"),
    _text("a quotation in the wrong place", b'a;b\n"1"2;3\n', code="csv-quotes", words="rad 2"),
    _text("a huge field", b"a;b\n" + b"x" * 40_000 + b";1\n", code="long-text", words="32 767"),
    _text("too many columns", b";".join([b"1"] * 300) + b"\n", code="column-count", words="rad 1"),
    _text("too many rows", b"1;2\n" * 100_200, code="row-count", words="A100101"),
    _text("only separators", b";;;\n;;;\n", code="no-cells", words="inga ifyllda"),
    _text("nothing", b"", code="empty"),
    _text("only blanks and NULs", b" \r\n\0\0", code="empty"),
    _text("more than 25 MB", b"1;2\n" * 6_300_000, code="too-large", words="25 MB"),
)

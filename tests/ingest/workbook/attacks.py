"""Workbooks whose XML is hostile or beyond the limits: refused with the place and what to do."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Mapping

from tests.ingest.workbook.cases import Case
from tests.ingest.workbook.forging import HEAD, MAIN, Parts, book, inline, one, packed, parts, sheet, styles, workbook

NUMBER = '<c r="A1"><v>1</v></c>'
ROW = one(NUMBER)
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DTD = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


def _with(changed: Parts) -> bytes:
    return packed(parts(ROW) | changed)


def _instead(head: str, text: str) -> bytes:
    return _with({SHEET: sheet(one(inline("A1", text))).replace(HEAD, head)})


def _in(part: str, head: str) -> Callable[[], bytes]:
    def made() -> bytes:
        whole = parts(ROW)
        return packed(whole | {part: str(whole[part]).replace(HEAD, head)})

    return made


def _utf16() -> bytes:
    text = sheet(one(inline("A1", "&a;"))).replace(HEAD, XXE.replace("?>", ' encoding="UTF-16"?>', 1))
    return _with({SHEET: text.encode("utf-16")})


def _noise(count: int) -> str:
    return base64.b64encode(random.Random(4).randbytes(count * 3 // 4)).decode()


def _rows(rows: str, *, after: str = "") -> Callable[[], bytes]:
    return lambda: workbook({"Blad1": sheet(rows, after=after)})


def _cells(*cells: str) -> Callable[[], bytes]:
    return _rows(one(*cells))


def _merged(ranges: list[str]) -> Callable[[], bytes]:
    listed = "".join(f'<mergeCell ref="{place}"/>' for place in ranges)
    return _rows(ROW, after=f"<mergeCells>{listed}</mergeCells>")


def _attributes() -> bytes:
    said = " ".join(f'a{i}="1"' for i in range(300))
    return _rows(f"<row {said}/>")()


def _validations() -> bytes:
    return _rows(ROW, after='<dataValidations><dataValidation sqref="A1"/></dataValidations>' * 5001)()


def _formats(codes: list[str]) -> Callable[[], bytes]:
    return lambda: _with({"xl/styles.xml": styles(*codes)})


def _sheets(named: Mapping[str, str]) -> Callable[[], bytes]:
    return lambda: workbook({name: sheet(rows) for name, rows in named.items()})


def _same_part() -> bytes:
    links = parts({"A": sheet(ROW), "B": sheet(ROW)})
    links["xl/_rels/workbook.xml.rels"] = str(links["xl/_rels/workbook.xml.rels"]).replace("sheet2.xml", "sheet1.xml")
    return packed(links)


def _far_rows() -> bytes:
    return workbook("".join(one(f'<c r="XFD{i}"><v>1</v></c>', row=i) for i in range(1, 5_001)))


def _case(name: str, make: Callable[[], bytes], code: str, words: str = "") -> Case:
    return Case(name=name, make=make, code=code, words=words)


CASES = (
    _case("a billion laughs", lambda: _instead(BOMB, "&l11;"), "doctype", "DOCTYPE"),
    _case("a quadratic bomb", lambda: _instead(QUADRATIC, "&a;" * 20_000), "doctype"),
    _case("an entity that reads a file", lambda: _instead(XXE, "&a;"), "doctype"),
    _case("a definition from the network", lambda: _instead(DTD, "1"), "doctype"),
    _case("a definition in UTF-16", _utf16, "doctype"),
    _case("a definition in the workbook part", _in("xl/workbook.xml", XXE), "doctype"),
    _case("a definition in the content types", _in("[Content_Types].xml", XXE), "doctype"),
    _case("a definition in the links", _in("_rels/.rels", XXE), "doctype"),
    _case("a definition in a part nobody reads", lambda: _with({"xl/drawings/d.vml": f"{XXE}<a/>"}), "doctype"),
    _case("an entity without definition", lambda: _instead(HEAD, "&a;"), "damaged"),
    _case("depth", lambda: _with({"xl/a.xml": "<a>" * 70 + "</a>" * 70}), "xml", "nästling"),
    _case("depth in a sheet", _rows("<a>" * 50_000 + "</a>" * 50_000), "xml", "nästling"),
    _case("attributes", _attributes, "xml", "attribut"),
    _case("a tag that never ends", lambda: _with({SHEET: f'{HEAD}<a b="{_noise(2_000_000)}"/>'}), "xml", "tagg"),
    _case("a remark of 2 MB", lambda: _with({"xl/a.xml": f"<a><!--{_noise(2_000_000)}--></a>"}), "xml", "tagg"),
    _case("a value in the far corner", _rows(one('<c r="XFD1048576"><v>1</v></c>', row=1_048_576)), "column-count",
          "XFD1048576"),
    _case("a value in the last row", _rows(one('<c r="A1048576"><v>1</v></c>', row=1_048_576)), "row-count",
          "A1048576"),
    _case("five thousand rows in the last column", _far_rows, "column-count", "XFD1"),
    _case("a row number of eleven digits", _rows(one(row=99_999_999_999)), "outside-grid", "99999999999"),
    _case("a negative row", _rows(one(row=-1)), "outside-grid", "rad -1"),
    _case("a column beyond the grid", _cells('<c r="XFE1"><v>1</v></c>'), "outside-grid", "XFE1"),
    _case("an address that is none", _cells('<c r="1A"><v>1</v></c>'), "outside-grid", "1A"),
    _case("an address in another row", _cells('<c r="A2"><v>1</v></c>'), "outside-grid", "A2"),
    _case("rows in reverse order", _rows("".join(one(row=i) for i in range(25, 0, -1))), "cell-order", "rad 24"),
    _case("the same row twice", _rows(ROW + ROW), "cell-order", "rad 1"),
    _case("the same cell twice", _cells(NUMBER, NUMBER), "cell-order", "A1"),
    _case("cells in reverse order", _cells('<c r="B1"><v>1</v></c>', NUMBER), "cell-order", "A1"),
    _case("a number that is none", _cells('<c r="A1"><v>1_000</v></c>'), "cell-content", "A1"),
    _case("a number that is not finite", _cells('<c r="A1"><v>1e999</v></c>'), "cell-content", "A1"),
    _case("nan", _cells('<c r="A1"><v>nan</v></c>'), "cell-content", "A1"),
    _case("a text that is not in the table", _cells('<c r="A1" t="s"><v>7</v></c>'), "cell-content", "text som saknas"),
    _case("a style that does not exist", _cells('<c r="A1" s="99"><v>7</v></c>'), "cell-content", "format"),
    _case("a cell of unknown kind", _cells('<c r="A1" t="q"><v>7</v></c>'), "cell-content", "(q)"),
    _case("a date that is none", _cells('<c r="A1" t="d"><v>i går</v></c>'), "cell-content", "ett datum"),
    _case("a text of 40 000 characters", _cells(inline("A1", "x" * 40_000)), "long-text", "32 767"),
    _case("a text of 2 MB", lambda: _with({"xl/sharedStrings.xml":
          f'{HEAD}<sst xmlns="{MAIN}"><si><t>{_noise(2_000_000)}</t></si></sst>'}), "long-text"),
    _case("a text in many pieces", _cells(inline("A1", "</t><t>".join(["x" * 1000] * 40))), "long-text"),
    _case("100 000 merged ranges", _merged([f"A{i}:B{i}" for i in range(2, 100_002)]), "merged-count", "Blad1"),
    _case("a merged range over the whole sheet", _merged(["A1000:XFD1048576"]), "merged-area", "A1000:XFD1048576"),
    _case("a merged range that is none", _merged(["B2:A1"]), "merged-area", "B2:A1"),
    _case("five thousand validations", _validations, "validations", "Blad1"),
    _case("a format of 200 000 brackets", _formats(["[" * 200_000]), "formats"),
    _case("more than 20 000 formats", _formats([f"0.0\\\\{i}" for i in range(20_100)]), "formats"),
    _case("41 sheets", _sheets({f"B{i}": ROW for i in range(41)}), "sheet-count", "40 blad"),
    _case("two sheets of the same name", _sheets({"Blad": ROW, "BLAD": ROW}), "sheet-name"),
    _case("two sheets over one part", _same_part, "sheet-name"),
    _case("only empty sheets", _sheets({"Blad1": '<row r="1"><c r="A1" s="1"/></row>'}), "no-cells"),
    _case("a workbook without sheets", lambda: _with({"xl/workbook.xml": book([])}), "no-cells"),
)  # fmt: skip

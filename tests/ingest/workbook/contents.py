"""Awkward but honest workbooks: every one is read with the right values."""

from __future__ import annotations

import io

import openpyxl

from tests.ingest.workbook.cases import Case
from tests.ingest.workbook.forging import (
    HEAD,
    MACRO_TYPE,
    MAIN,
    STRICT,
    STRICT_LINKS,
    Parts,
    book,
    inline,
    one,
    packed,
    parts,
    rels,
    sheet,
    styles,
    texts,
    types,
    workbook,
)

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def _texts() -> bytes:
    """Texts of which nothing may be made numbers, empty or missing."""
    given = ["NA", "null", "None", "0480", "12,5", "1 234", "1\u00a0234", "\u22125", "..", "-", " kant ", "=1+1"]
    return workbook(
        one(*(f'<c r="{"ABCDEFGHIJKL"[i]}1" t="s"><v>{i}</v></c>' for i in range(12))),
        shared=[f'<t xml:space="preserve">{text}</t>' for text in given],
    )


def _rich() -> bytes:
    cells = (f'<c r="A{i}" t="s"><v>{i - 1}</v></c>' for i in (1, 2, 3))
    shared = [
        "<r><t>An</t></r><r><rPr><b/></rPr><t>gered</t></r>",
        "<t>東京</t><rPh sb='0' eb='1'><t>トウキョウ</t></rPh>",
        "<t>rad_x000D_bryt _x005F_x _x0000__xD800_</t>",
    ]
    return workbook("".join(one(cell, row=i) for i, cell in enumerate(cells, 1)), shared=shared)


def _numbers() -> bytes:
    values = ("12.5", "1E-3", "0.30000000000000004", "-7", " 3 ", "12")
    cells = [f'<c r="{"ABCDEF"[i]}1"><v>{value}</v></c>' for i, value in enumerate(values)]
    return workbook(one(*cells, '<c r="G1" s="2"><v>0.125</v></c>', '<c r="H1" s="3"><v>0.125</v></c>'), codes=["0.0%"])


def _dates(*, more: str = "") -> bytes:
    cells = (
        ("A", 1, "2015"), ("B", 1, "42064"), ("C", 5, "42064.5"), ("D", 4, "0.75"), ("E", 1, "60"), ("F", 1, "59"),
        ("G", 6, "1.5"), ("H", 1, "-1"), ("I", 3, "42064"), ("J", 0, "42064"),
    )  # fmt: skip
    row = one(*(f'<c r="{letter}1" s="{style}"><v>{value}</v></c>' for letter, style, value in cells))
    made = parts(row, codes=["[$-41D]d mmmm yyyy;@", "[h]:mm"])
    return packed(made | {"xl/workbook.xml": book(["Blad1"], more=more)})


def _formulas(*, more: str = "") -> bytes:
    row = one(
        '<c r="A1"><f>B1*2</f><v>24</v></c>',
        '<c r="B1"><f>SUM(C1:C9)</f></c>',
        '<c r="C1"><f>SUM(C1:C9)</f><v></v></c>',
        '<c r="D1"><f>1-1</f><v>0</v></c>',
        '<c r="E1" t="str"><f>IF(1,"","x")</f><v></v></c>',
        '<c r="F1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
        '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="H1"><f t="shared" si="0"/><v>3</v></c>',
    )
    return packed(parts(row) | {"xl/workbook.xml": _after(book(["Blad1"]), more)})


def _after(text: str, more: str) -> str:
    return text.replace("</workbook>", f"{more}</workbook>")


def _hidden() -> bytes:
    rows = one(inline("A1", "rubrik")) + one(inline("A2", "gömd"), row=2, said=' hidden="1"')
    rows += one('<c r="C3"><v>1</v></c>', row=3, said=' ht="0" customHeight="1"') + '<row r="9" hidden="1"/>'
    before = '<cols><col min="1" max="1" width="9"/><col min="3" max="16384" hidden="1"/></cols>'
    sheets = {"Synligt": sheet(rows, before=before), "Dolt": sheet(one('<c r="A1"><v>1</v></c>')), "Mer": sheet(rows)}
    listed = book(list(sheets), states={"Dolt": "hidden", "Mer": "veryHidden"})
    return packed(parts(sheets) | {"xl/workbook.xml": listed})


def _merged() -> bytes:
    ranges = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A5"/></mergeCells>'
    return workbook({"Blad1": sheet(one(inline("A1", "rubrik"), '<c r="B1"/>'), after=ranges)})


def _properties() -> bytes:
    said = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i}" name="{name}">{value}</property>'
        for i, (name, value) in enumerate({"mall": "<vt:lpwstr>v1</vt:lpwstr>", "nr": "<vt:i4>7</vt:i4>"}.items(), 2)
    )
    made = parts(one('<c r="A1"><v>1</v></c>'))
    made["_rels/.rels"] = rels(("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml"))
    made["docProps/custom.xml"] = f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}">{said}</Properties>'
    return packed(made)


def _strict() -> bytes:
    rows = one('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="d" s="1"><v>2015-03-01</v></c>', '<c r="C1"><v>2</v></c>')
    links = (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))
    return packed(
        {
            "[Content_Types].xml": types(),
            "_rels/.rels": rels(("officeDocument", "xl/workbook.xml"), space=STRICT_LINKS),
            "xl/workbook.xml": book(["Blad1"], space=STRICT),
            "xl/_rels/workbook.xml.rels": rels(*links, space=STRICT_LINKS),
            "xl/styles.xml": styles(space=STRICT),
            "xl/sharedStrings.xml": texts("<t>Angered</t>", space=STRICT),
            "xl/worksheets/sheet1.xml": sheet(rows, space=STRICT),
        }
    )


def _macros() -> bytes:
    made = parts(one('<c r="A1"><v>1</v></c>')) | {"[Content_Types].xml": types(MACRO_TYPE)}
    return packed(made | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"})


def _with_chart_sheet() -> bytes:
    made = parts({"Diagram": "", "Tal": sheet(one('<c r="A1"><v>1</v></c>'))})
    made["xl/_rels/workbook.xml.rels"] = rels(
        ("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
    )
    made["xl/chartsheets/sheet1.xml"] = f'<chartsheet xmlns="{MAIN}"/>'
    return packed({name: content for name, content in made.items() if name != "xl/worksheets/sheet1.xml"})


def _prefixed() -> bytes:
    """The same namespace under a prefix, and links from the root of the package, as some writers have it."""
    rows = '<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row>'
    made: Parts = parts("") | {
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>',
        "xl/_rels/workbook.xml.rels": rels(("worksheet", "/xl/worksheets/sheet1.xml")),
    }
    return packed(made)


def _utf16() -> bytes:
    rows = one('<c r="A1"><v>5</v></c>')
    return packed(parts("") | {"xl/worksheets/sheet1.xml": sheet(rows).replace("UTF-8", "UTF-16").encode("utf-16")})


def _blank_rows() -> bytes:
    """As when a whole sheet has been formatted: hundreds of thousands of rows without a cell."""
    rows = "".join(f'<row r="{i}" spans="1:8" ht="15.{i % 997}"/>' for i in range(2, 200_000))
    return workbook(one('<c r="A1"><v>1</v></c>') + rows)


def _by_openpyxl() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["Stadsdel", 2015, 12.5, True, None, "=1+1"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


CASES = (
    Case(
        name="texts that look like numbers or nothing",
        make=_texts,
        cells={
            "A1": "text NA General", "B1": "text null General", "C1": "text None General", "D1": "text 0480 General",
            "E1": "text 12,5 General", "F1": "text 1 234 General", "G1": "text 1\u00a0234 General",
            "H1": "text \u22125 General", "I1": "text .. General", "J1": "text - General", "K1": "text  kant  General",
            "L1": "text =1+1 General",
        },
    ),
    Case(
        name="rich text, readings and escapes",
        make=_rich,
        cells={"A1": "text Angered General", "A2": "text 東京 General", "A3": "text rad\rbryt _x \ufffd\ufffd General"},
    ),
    Case(
        name="numbers with the file's own digits",
        make=_numbers,
        cells={
            "A1": "number 12.5 General", "B1": "number 1E-3 General", "C1": "number 0.30000000000000004 General",
            "D1": "number -7 General", "E1": "number 3 General", "G1": "number 0.125 0.00%", "H1": "number 0.125 0.0%",
        },
        also=lambda book: book.sheets[0].cells["number"].tolist()[:2] == [12.5, 0.001],
    ),
    Case(
        name="a year in a date format and other dates",
        make=_dates,
        cells={
            "A1": "date 1905-07-07 yyyy-mm-dd", "B1": "date 2015-03-01 yyyy-mm-dd",
            "C1": "date 2015-03-01T12:00:00 yyyy-mm-dd h:mm", "D1": "date 18:00:00 h:mm",
            "E1": "date 1900-02-29 yyyy-mm-dd", "F1": "date 1900-02-28 yyyy-mm-dd", "G1": "number 1.5 [h]:mm",
            "H1": "number -1 yyyy-mm-dd", "I1": "date 2015-03-01 [$-41D]d mmmm yyyy;@", "J1": "number 42064 General",
        },
        also=lambda book: book.sheets[0].cells["number"].tolist()[0] == 2015,
    ),
    Case(
        name="dates counted from 1904",
        make=lambda: _dates(more='<workbookPr date1904="1"/>'),
        cells={"A1": "date 1909-07-08 yyyy-mm-dd", "E1": "date 1904-03-01 yyyy-mm-dd"},
    ),
    Case(
        name="formulas with and without result",
        make=_formulas,
        cells={
            "A1": "=number 24 General", "B1": "=uncalculated =SUM(C1:C9) General",
            "C1": "=uncalculated =SUM(C1:C9) General", "D1": "=number 0 General", "E1": "", "F1": "=text ab General",
            "G1": "=error #DIV/0! General", "H1": "=number 3 General",
        },
    ),
    Case(
        name="zeros of a writer that leaves the calculation to others",
        make=lambda: _formulas(more='<calcPr calcId="124519" fullCalcOnLoad="1"/>'),
        cells={"A1": "=number 24 General", "D1": "=uncalculated =1-1 General"},
    ),
    Case(
        name="error cells and booleans",
        make=lambda: workbook(one('<c r="A1" t="e"><v>#N/A</v></c>', '<c r="B1" t="b"><v>1</v></c>',
                                  '<c r="C1" t="b"><v>0</v></c>')),
        cells={"A1": "error #N/A General", "B1": "boolean SANT General", "C1": "boolean FALSKT General"},
        also=lambda book: bool(book.sheets[0].cells["number"].isna().all()),
    ),
    Case(
        name="hidden rows, columns and sheets",
        make=_hidden,
        cells={"Synligt!A2": "text gömd General", "Synligt!C3": "number 1 General", "Dolt!A1": "number 1 General"},
        also=lambda book: (
            book.sheets[0].hidden_rows == {2, 3}
            and {3, 256} <= book.sheets[0].hidden_columns
            and 2 not in book.sheets[0].hidden_columns
            and [sheet.is_hidden for sheet in book.sheets] == [False, True, True]
        ),
    ),
    Case(
        name="merged ranges",
        make=_merged,
        cells={"A1": "text rubrik General", "B1": ""},
        also=lambda book: book.sheets[0].merged == ("A1:C1", "A2:A5"),
    ),
    Case(name="custom properties", make=_properties, also=lambda book: book.properties == {"mall": "v1", "nr": "7"}),
    Case(
        name="the strict form of the standard",
        make=_strict,
        cells={"A1": "text Angered General", "B1": "date 2015-03-01 yyyy-mm-dd", "C1": "number 2 General"},
        also=lambda book: book.sheets[0].cells["number"].tolist()[1] == 42064 and not book.is_reopenable,
    ),
    Case(name="macros", make=_macros, cells={"A1": "number 1 General"}, also=lambda book: book.kind == "xlsm"),
    Case(
        name="a chart sheet",
        make=_with_chart_sheet,
        cells={"Tal!A1": "number 1 General"},
        also=lambda book: len(book.sheets) == 1 and not book.is_reopenable,
    ),
    Case(name="prefixes and cells without address", make=_prefixed,
         cells={"A1": "text a General", "B1": "number 2 General"}),
    Case(name="a sheet in UTF-16", make=_utf16, cells={"A1": "number 5 General"}),
    Case(
        name="a claimed dimension that is too small",
        make=lambda: workbook({"Blad1": sheet(
            "".join(one(f'<c r="D{i}"><v>{i}</v></c>', row=i) for i in range(1, 26)), before='<dimension ref="A1:B3"/>'
        )}),
        cells={"D25": "number 25 General"},
    ),
    Case(
        name="empty first rows and columns",
        make=lambda: workbook(one('<c r="D7"><v>1</v></c>', row=7)),
        cells={"D7": "number 1 General", "A1": ""},
    ),
    Case(
        name="an empty formatted cell in the far corner",
        make=lambda: workbook(one('<c r="A1"><v>1</v></c>') + one('<c r="XFD1048576" s="1"/>', row=1_048_576)),
        cells={"A1": "number 1 General"},
        also=lambda book: len(book.sheets[0].cells) == 1 and not book.is_reopenable,
    ),
    Case(
        name="two hundred thousand blank rows",
        make=_blank_rows,
        cells={"A1": "number 1 General"},
        also=lambda book: len(book.sheets[0].cells) == 1,
    ),
    Case(
        name="a workbook by openpyxl",
        make=_by_openpyxl,
        cells={"Sheet!A1": "text Stadsdel General", "Sheet!D1": "boolean SANT General",
               "Sheet!F1": "=uncalculated =1+1 General"},
        also=lambda book: book.is_reopenable,
    ),
    Case(
        name="a workbook named as text",
        make=lambda: workbook(one('<c r="A1"><v>1</v></c>')),
        cells={"A1": "number 1 General"},
        file_name="siffror.csv",
    ),
)  # fmt: skip

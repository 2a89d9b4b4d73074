"""Charts that PowerPoint edits: lines with intervals and scatters, every figure from the embedded sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from indicators.charts.theme import AXIS, GRID, TEXT_2
from indicators.hearing.slides import Scale
from indicators.reports.presentation.sheets import Column, Sheet

_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU: Final = 12_700
"""English metric units in a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label beside one point: its own words, or the point's value in a number format that says its unit."""

    place: str
    """`t`, `b`, `l`, `r` or `ctr`."""
    size: float
    colour: str
    bold: bool = False
    text: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: where its figures stand, how it is drawn, and the labels of some of its points."""

    name: Column
    values: Column
    across: Column
    """Categories of a line, or the values along the horizontal axis."""
    line: str = ""
    """Colour of the line; empty for none."""
    width: float = 2.5
    dash: str = ""
    symbol: str = "none"
    size: int = 7
    fill: str = ""
    plus: Column | None = None
    minus: Column | None = None
    labels: Mapping[int, Label] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Where in the chart's frame the plot stands, as shares of it; the rest is for names and figures."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart ready to be put on a slide: its own XML and the workbook that is edited with it."""

    xml: str
    sheet: Sheet

    def xml_bytes(self, _kind: object) -> bytes:
        """The chart's part, as the presentation library asks for it."""
        return self.xml.encode()

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook."""
        return self.sheet.content()


def line_chart(
    sheet: Sheet, series: Sequence[Series], scale: Scale, *, number_format: str, year_size: float = 11.0
) -> Chart:
    """Series over categories, with their intervals as error bars."""
    drawn = "".join(_line_series(each, place) for place, each in enumerate(series))
    body = (
        '<c:plotArea><c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{drawn}<c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>'
        f"{_categories(scale, year_size)}"
        f"{_values(scale, number_format, axis=222, crossed=111, place='l', between='between')}"
        "</c:plotArea>"
    )
    return Chart(xml=_space(body), sheet=sheet)


def scatter(
    sheet: Sheet,
    series: Sequence[Series],
    scale: Scale,
    *,
    number_format: str,
    rows: float,
    plot: Plot,
    has_axis: bool = True,
) -> Chart:
    """Points by two values; the vertical one only gives each row its place."""
    drawn = "".join(_scatter_series(each, place) for place, each in enumerate(series))
    up = Scale(low=0.0, high=rows, ticks=(0.0, rows), labels=("", ""))
    body = (
        f'<c:plotArea>{_layout(plot)}<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{drawn}<c:axId val="111"/><c:axId val="222"/></c:scatterChart>'
        f"{_values(scale, number_format, axis=111, crossed=222, place='b', is_shown=has_axis)}"
        f"{_values(up, 'General', axis=222, crossed=111, place='l', is_hidden=True)}"
        "</c:plotArea>"
    )
    return Chart(xml=_space(body), sheet=sheet)


def percent_format(unit: str, decimals: int, *, before: str = "") -> str:
    """A number format with Swedish separators, the true minus sign, and the words and the unit around the figure."""
    figure = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    after = '"\u00a0%"' if unit == "%" else ""
    told = f'"{before} "' if before else ""
    return f'[$-41D]{told}{figure}{after};[$-41D]{told}"\u2212"{figure}{after}'


def axis_start(scale: Scale) -> float:
    """Where the axis begins: at a tick, since the programs count their ticks from the axis' beginning."""
    step = _step(scale)
    return scale.ticks[0] - (step if scale.low < scale.ticks[0] - 1e-9 else 0.0) if step else scale.low


def _space(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="sv-SE"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>{body}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_no_fill_space()}{_text(11, TEXT_2)}</c:chartSpace>'
    )


def _no_fill_space() -> str:
    return "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _layout(plot: Plot) -> str:
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{plot.x:.4f}"/><c:y val="{plot.y:.4f}"/><c:w val="{plot.width:.4f}"/><c:h val="{plot.height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _line_series(series: Series, place: int) -> str:
    return (
        f"<c:ser>{_identity(series, place)}{_shape(series)}{_marker(series)}{_labels(series)}{_bars(series)}"
        f"<c:cat>{_strings(series.across)}</c:cat><c:val>{_numbers(series.values)}</c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def _scatter_series(series: Series, place: int) -> str:
    return (
        f"<c:ser>{_identity(series, place)}{_shape(series)}{_marker(series)}{_labels(series)}"
        f"<c:xVal>{_numbers(series.across)}</c:xVal><c:yVal>{_numbers(series.values)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _identity(series: Series, place: int) -> str:
    name = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name.head)}</c:v></c:pt></c:strCache>'
    tx = f"<c:tx><c:strRef><c:f>{series.name.name}</c:f>{name}</c:strRef></c:tx>"
    return f'<c:idx val="{place}"/><c:order val="{place}"/>{tx}'


def _shape(series: Series) -> str:
    if not series.line:
        return "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    dash = f'<a:prstDash val="{series.dash}"/>' if series.dash else ""
    line = f'<a:ln w="{round(series.width * _EMU)}" cap="rnd">{_solid(series.line)}{dash}<a:round/></a:ln>'
    return f"<c:spPr>{line}</c:spPr>"


def _marker(series: Series) -> str:
    if series.symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    fill = _solid(series.fill or series.line)
    return (
        f'<c:marker><c:symbol val="{series.symbol}"/><c:size val="{series.size}"/>'
        f"<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


def _labels(series: Series) -> str:
    if not series.labels:
        return ""
    told = "".join(_label(place, label) for place, label in sorted(series.labels.items()))
    return f"<c:dLbls>{told}{_shown(value=False)}</c:dLbls>"


def _label(place: int, label: Label) -> str:
    head = f'<c:dLbl><c:idx val="{place}"/>'
    style = _text(label.size, label.colour, bold=label.bold)
    if label.text:
        weight = ' b="1"' if label.bold else ""
        run = f'<a:rPr lang="sv-SE" sz="{round(label.size * 100)}"{weight}>{_solid(label.colour)}</a:rPr>'
        rich = (
            f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{run}<a:t>{escape(label.text)}</a:t></a:r>'
            "</a:p></c:rich></c:tx>"
        )
        return f'{head}{rich}<c:dLblPos val="{label.place}"/>{_shown(value=True)}</c:dLbl>'
    numbers = f'<c:numFmt formatCode="{_attribute(label.number_format)}" sourceLinked="0"/>'
    none = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return f'{head}{numbers}{none}{style}<c:dLblPos val="{label.place}"/>{_shown(value=True)}</c:dLbl>'


def _shown(*, value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _bars(series: Series) -> str:
    if series.plus is None or series.minus is None:
        return ""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_numbers(series.plus)}</c:plus><c:minus>{_numbers(series.minus)}</c:minus>"
        f'<c:spPr><a:ln w="{round(1.75 * _EMU)}">{_solid("#7FA6C2")}</a:ln></c:spPr></c:errBars>'
    )


def _numbers(column: Column) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(column.values)
        if isinstance(value, int | float)
    )
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{column.rows}"/>{points}'
    return f"<c:numRef><c:f>{column.reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _strings(column: Column) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(str(value))}</c:v></c:pt>'
        for place, value in enumerate(column.values)
        if value is not None
    )
    cache = f'<c:strCache><c:ptCount val="{column.rows}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{column.reference}</c:f>{cache}</c:strRef>"


def _categories(scale: Scale, size: float) -> str:
    return (
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_axis_line()}{_text(size, TEXT_2)}'
        f'<c:crossAx val="222"/><c:crossesAt val="{axis_start(scale)!r}"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values(
    scale: Scale,
    number_format: str,
    *,
    axis: int,
    crossed: int,
    place: str,
    between: str = "midCat",
    is_shown: bool = True,
    is_hidden: bool = False,
) -> str:
    """A value axis; hidden altogether where it only gives rows their places, without labels where units differ."""
    line = f'<c:majorGridlines><c:spPr><a:ln w="9525">{_solid(GRID)}</a:ln></c:spPr></c:majorGridlines>'
    grid = "" if is_hidden or not is_shown else line
    labels = "none" if is_hidden or not is_shown else "low"
    step = _step(scale)
    unit = f'<c:majorUnit val="{step!r}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.high!r}"/>'
        f'<c:min val="{axis_start(scale)!r}"/></c:scaling><c:delete val="{int(is_hidden)}"/>'
        f'<c:axPos val="{place}"/>{grid}'
        f'<c:numFmt formatCode="{_attribute(number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(10.5, TEXT_2)}"
        f'<c:crossAx val="{crossed}"/><c:crosses val="min"/><c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )


def _axis_line() -> str:
    return f'<c:spPr><a:ln w="9525">{_solid(AXIS)}</a:ln></c:spPr>'


def _step(scale: Scale) -> float:
    return scale.ticks[1] - scale.ticks[0] if len(scale.ticks) > 1 else 0.0


def _text(size: float, colour: str, *, bold: bool = False) -> str:
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
        f'{_solid(colour)}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})

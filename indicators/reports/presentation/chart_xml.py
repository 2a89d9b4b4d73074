"""Charts that PowerPoint edits: scatters whose every figure comes from the embedded sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from indicators.charts.theme import AXIS, GRID, TEXT_2, WHITE
from indicators.hearing.slides import Scale
from indicators.reports.presentation.plotted import Chart, Label, Series, Shown
from indicators.reports.presentation.sheets import Column

_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU: Final = 12_700
"""English metric units in a point."""
_BARE: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chart as the presentation library asks for it: its own XML and the workbook that is edited with it."""

    chart: Chart

    def xml_bytes(self, _kind: object) -> bytes:
        """The chart's part."""
        return xml(self.chart).encode()

    @property
    def xlsx_blob(self) -> bytes:
        """The embedded workbook."""
        return self.chart.sheet.content()


def xml(chart: Chart) -> str:
    """The chart's part of the presentation."""
    drawn = "".join(_series(each, place) for place, each in enumerate(chart.series))
    is_left, is_foot = (chart.shown is each for each in (Shown.LEFT, Shown.FOOT))
    across = _axis(chart, chart.across, axis=111, crossed=222, place="b", is_shown=is_foot, has_line=is_left)
    up = _axis(chart, chart.up, axis=222, crossed=111, place="l", is_shown=is_left)
    body = (
        f'<c:plotArea>{_layout(chart)}<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{drawn}<c:axId val="111"/><c:axId val="222"/></c:scatterChart>{across}{up}</c:plotArea>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="sv-SE"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>{body}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_BARE}{_text(11, TEXT_2)}</c:chartSpace>'
    )


def percent_format(unit: str, decimals: int, *, before: str = "") -> str:
    """A number format with Swedish separators, the true minus sign, and the words and the unit around the figure."""
    figure = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    after = '"\u00a0%"' if unit == "%" else ""
    told = f'"{before} "' if before else ""
    return f'[$-41D]{told}{figure}{after};[$-41D]{told}"\u2212"{figure}{after}'


def _layout(chart: Chart) -> str:
    frame, plot = chart.frame, chart.plot
    shares = (("x", plot.x / frame.width), ("y", plot.y / frame.height))
    sizes = (("w", plot.width / frame.width), ("h", plot.height / frame.height))
    told = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in (*shares, *sizes))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{told}</c:manualLayout></c:layout>"
    )


def _series(series: Series, place: int) -> str:
    name = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name.head)}</c:v></c:pt></c:strCache>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>{series.name.name}</c:f>{name}</c:strRef></c:tx>"
        f"{_shape(series)}{_marker(series)}{_labels(series)}"
        f"<c:xVal>{_numbers(series.across)}</c:xVal><c:yVal>{_numbers(series.values)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


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
    outline = f'<a:ln w="9525">{_solid(series.ring)}</a:ln>' if series.ring else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:marker><c:symbol val="{series.symbol}"/><c:size val="{series.size}"/>'
        f"<c:spPr>{fill}{outline}</c:spPr></c:marker>"
    )


def _labels(series: Series) -> str:
    if not series.labels:
        return ""
    told = "".join(_label(place, label) for place, label in sorted(series.labels.items()))
    return f"<c:dLbls>{told}{_what(value=False)}</c:dLbls>"


def _label(place: int, label: Label) -> str:
    head = f'<c:dLbl><c:idx val="{place}"/>'
    ground = f"<c:spPr>{_solid(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>" if label.is_on_white else _BARE
    foot = f'<c:dLblPos val="{label.place}"/>{_what(value=True)}</c:dLbl>'
    if label.number_format:
        numbers = f'<c:numFmt formatCode="{_attribute(label.number_format)}" sourceLinked="0"/>'
        return f"{head}{numbers}{ground}{_text(label.size, label.colour, bold=label.bold)}{foot}"
    weight = ' b="1"' if label.bold else ""
    run = f'<a:rPr lang="sv-SE" sz="{round(label.size * 100)}"{weight}>{_solid(label.colour)}</a:rPr>'
    rich = (
        f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{run}<a:t>{escape(label.text)}</a:t></a:r>'
        "</a:p></c:rich></c:tx>"
    )
    return f"{head}{rich}{ground}{foot}"


def _what(*, value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _numbers(column: Column) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(column.values)
        if isinstance(value, int | float)
    )
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{column.rows}"/>{points}'
    return f"<c:numRef><c:f>{column.reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _axis(
    chart: Chart, scale: Scale, *, axis: int, crossed: int, place: str, is_shown: bool, has_line: bool = False
) -> str:
    """A value axis: with gridlines and labels, as a bare line, or not at all."""
    lines = f'<c:majorGridlines><c:spPr><a:ln w="9525">{_solid(GRID)}</a:ln></c:spPr></c:majorGridlines>'
    edge = (
        f'<c:spPr><a:ln w="9525">{_solid(AXIS)}</a:ln></c:spPr>'
        if has_line
        else "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    )
    step = scale.ticks[1] - scale.ticks[0] if is_shown and len(scale.ticks) > 1 else 0.0
    unit = f'<c:majorUnit val="{step!r}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.high!r}"/>'
        f'<c:min val="{scale.low!r}"/></c:scaling><c:delete val="{int(not is_shown and not has_line)}"/>'
        f'<c:axPos val="{place}"/>{lines if is_shown else ""}'
        f'<c:numFmt formatCode="{_attribute(chart.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"low" if is_shown else "none"}"/>'
        f'{edge}{_text(10.5, TEXT_2)}<c:crossAx val="{crossed}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/>{unit}</c:valAx>'
    )


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

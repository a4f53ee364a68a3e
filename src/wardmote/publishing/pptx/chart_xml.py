"""A chart written as DrawingML: python-pptx has no error bars and no combined charts, and guesses styles."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from wardmote.publishing.pptx.chart_records import Chart, Label, Series, Values
from wardmote.publishing.pptx.chart_workbook import (
    MONTH,
    Cells,
    columns,
    heading_reference,
    reference,
    serial,
)
from wardmote.publishing.pptx.text import INK, QUIET, A, R
from wardmote.publishing.pptx.text import colour as tone_colour
from wardmote.publishing.pptx.words import clean

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
HAIRLINE = '<a:schemeClr val="tx1"><a:alpha val="22000"/></a:schemeClr>'
GAP_WIDTH = 55
EDGE = 9525
"""How thick the outline of a bar is."""
SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def chart_xml(chart: Chart) -> bytes:
    """The chart part: no title, no legend, gaps as gaps, words in the size of a slide's charts."""
    bars = [(number, one) for number, one in enumerate(chart.series) if one.bars]
    lines = [(number, one) for number, one in enumerate(chart.series) if not one.bars]
    plots = (_bars(chart, bars) if bars else "") + (_lines(chart, lines) if lines else "")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f"<c:lang val={quoteattr(chart.language)}/>"
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(chart)}'
        f"{plots}{_category_axis(chart)}{_value_axis(chart)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_text(chart, INK)}</c:chartSpace>"
    ).encode()


def _layout(chart: Chart) -> str:
    if chart.plot is None:
        return "<c:layout/>"
    sides = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in zip("xywh", chart.plot, strict=True))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{sides}</c:manualLayout></c:layout>"
    )


def _bars(chart: Chart, series: list[tuple[int, Series]]) -> str:
    written = "".join(_series(chart, number, one) for number, one in series)
    overlap = '<c:overlap val="100"/>' if len(series) > 1 else ""
    return (
        f'<c:barChart><c:barDir val="{"bar" if chart.across else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{written}<c:gapWidth val="{GAP_WIDTH}"/>'
        f"{overlap}{_axis_ids()}</c:barChart>"
    )


def _lines(chart: Chart, series: list[tuple[int, Series]]) -> str:
    written = "".join(_series(chart, number, one) for number, one in series)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{written}<c:marker val="1"/>'
        f"{_axis_ids()}</c:lineChart>"
    )


def _axis_ids() -> str:
    return '<c:axId val="1001"/><c:axId val="1002"/>'


def _series(chart: Chart, number: int, one: Series) -> str:
    """A series in the order that the schema wants its parts."""
    parts = [f'<c:idx val="{number}"/><c:order val="{number}"/>', _name(number, one)]
    if one.bars:
        parts += [_shape(_bar(one)), '<c:invertIfNegative val="0"/>']
    else:
        parts += [_shape(_stroke(one)), _marker(one)]
    parts += [_labels(chart, one), _whiskers(chart, one), _drop(one)]
    parts += [_categories(chart), f"<c:val>{_numbers(reference(chart, number + 1), one.values)}</c:val>"]
    parts += [] if one.bars else ['<c:smooth val="0"/>']
    return f"<c:ser>{''.join(parts)}</c:ser>"


def _name(number: int, one: Series) -> str:
    where = heading_reference(number + 1)
    return (
        f'<c:tx><c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">'
        f"<c:v>{escape(clean(one.name))}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    )


def _categories(chart: Chart) -> str:
    if chart.months:
        days = tuple(float(serial(month)) for month in chart.months)
        return f"<c:cat>{_numbers(reference(chart, 0), days, MONTH)}</c:cat>"
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{escape(clean(name))}</c:v></c:pt>'
        for number, name in enumerate(chart.categories)
    )
    return (
        f"<c:cat><c:strRef><c:f>{reference(chart, 0)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _numbers(where: str, values: Values, form: str = "General") -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{_number(value)}</c:v></c:pt>'
        for number, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{form}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else repr(float(value))


def _paint(colour: str) -> str:
    if colour.startswith("#"):
        return f'<a:srgbClr val="{colour[1:]}"/>'
    return f'<a:schemeClr val="{colour}"/>'


def _fill(colour: str) -> str:
    return f"<a:solidFill>{_paint(colour)}</a:solidFill><a:ln><a:noFill/></a:ln>"


def _bar(one: Series) -> str:
    """Fill and outline of bars; nothing of bars that are there for their words alone."""
    fill = f"<a:solidFill>{_paint(one.colour)}</a:solidFill>" if one.drawn and one.colour else "<a:noFill/>"
    edge = f"<a:solidFill>{_paint(one.edge)}</a:solidFill>" if one.drawn and one.edge else "<a:noFill/>"
    return f'{fill}<a:ln w="{EDGE if one.colour else 2 * EDGE}">{edge}</a:ln>'


def _stroke(one: Series) -> str:
    if not one.drawn:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{one.dash}"/>' if one.dash else ""
    return (
        f'<a:ln w="{one.thick * 12700:.0f}" cap="rnd"><a:solidFill>{_paint(one.colour)}</a:solidFill>{dash}'
        "<a:round/></a:ln>"
    )


def _shape(inside: str) -> str:
    return f"<c:spPr>{inside}</c:spPr>"


def _marker(one: Series) -> str:
    if not one.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return f'<c:marker><c:symbol val="circle"/><c:size val="{one.marker}"/>{_shape(_fill(one.colour))}</c:marker>'


def _labels(chart: Chart, one: Series) -> str:
    if not one.labels:
        return ""
    each = "".join(_label(chart, label) for label in sorted(one.labels, key=lambda label: label.index))
    none = "".join(f'<c:{name} val="0"/>' for name in SHOWN)
    return f"<c:dLbls>{each}{none}</c:dLbls>"


def _label(chart: Chart, label: Label) -> str:
    paint = tone_colour(label.tone)
    words = ""
    if label.text:
        properties = _run_properties(chart, paint, label.bold, "rPr")
        words = (
            "<c:tx><c:rich><a:bodyPr wrap='none'/><a:p>"
            f"<a:r>{properties}<a:t>{escape(clean(label.text))}</a:t></a:r></a:p></c:rich></c:tx>"
        )
    form = "" if label.text else f"<c:numFmt formatCode={quoteattr(label.format)} sourceLinked='0'/>"
    text = "" if label.text else _text(chart, paint, label.bold)
    shown = "".join(f'<c:{name} val="{int(name == "showVal")}"/>' for name in SHOWN)
    ground = _shape("<a:noFill/><a:ln><a:noFill/></a:ln>")
    return (
        f'<c:dLbl><c:idx val="{label.index}"/><c:layout/>{words}{form}{ground}{text}'
        f'<c:dLblPos val="{label.place}"/>{shown}</c:dLbl>'
    )


def _whiskers(chart: Chart, one: Series) -> str:
    """The interval of each value, both lengths from columns of the workbook."""
    if one.whiskers is None:
        return ""
    held = {name: (number, values) for number, (name, values) in enumerate(columns(chart))}
    ends = []
    for side, name in (("plus", one.whiskers.above), ("minus", one.whiskers.below)):
        number, values = held[name]
        ends.append(f"<c:{side}>{_numbers(reference(chart, number), _floats(values))}</c:{side}>")
    paint = _paint(one.whiskers.colour)
    line = f'<a:ln w="{one.whiskers.thick * 12700:.0f}"><a:solidFill>{paint}</a:solidFill></a:ln>'
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{''.join(ends)}{_shape(line)}</c:errBars>"
    )


def _floats(values: Cells) -> Values:
    return tuple(value if isinstance(value, int | float) else None for value in values)


def _drop(one: Series) -> str:
    """A dotted line from each point down to the axis."""
    if not one.drop:
        return ""
    line = f"<a:ln w='15875'><a:solidFill>{INK}</a:solidFill><a:prstDash val='sysDot'/></a:ln>"
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/>{_shape(line)}</c:errBars>'
    )


def _category_axis(chart: Chart) -> str:
    turned = "maxMin" if chart.across else "minMax"
    line = f'<a:ln w="9525"><a:solidFill>{QUIET}</a:solidFill></a:ln>'
    form = MONTH if chart.months else "General"
    start = (
        f'<c:axId val="1001"/><c:scaling><c:orientation val="{turned}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if chart.across else "b"}"/><c:numFmt formatCode="{form}" sourceLinked="0"/>'
        f'<c:majorTickMark val="{"none" if chart.across else "out"}"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_shape(line)}{_text(chart, INK, upright=True)}<c:crossAx val="1002"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/>'
    )
    if chart.months:
        return (
            f'<c:dateAx>{start}<c:lblOffset val="100"/><c:baseTimeUnit val="months"/>'
            f'<c:majorUnit val="{chart.every}"/><c:majorTimeUnit val="months"/></c:dateAx>'
        )
    return f'<c:catAx>{start}<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/></c:catAx>'


def _value_axis(chart: Chart) -> str:
    axis = chart.axis
    grid = f'<a:ln w="6350"><a:solidFill>{HAIRLINE}</a:solidFill></a:ln>'
    return (
        f'<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:max val="{_number(axis.high)}"/>'
        f'<c:min val="{_number(axis.low)}"/></c:scaling><c:delete val="0"/><c:axPos val="{"b" if chart.across else "l"}"/>'
        f"<c:majorGridlines>{_shape(grid)}</c:majorGridlines>"
        f"{_axis_title(chart)}<c:numFmt formatCode={quoteattr(axis.format)} sourceLinked='0'/>"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_shape("<a:ln><a:noFill/></a:ln>")}{_text(chart, INK, upright=True)}<c:crossAx val="1001"/>'
        f'<c:crosses val="{"max" if chart.across else "autoZero"}"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{_number(axis.step)}"/></c:valAx>'
    )


def _axis_title(chart: Chart) -> str:
    if not chart.axis.title:
        return ""
    body = "<a:bodyPr/>" if chart.across else '<a:bodyPr rot="-5400000" vert="horz"/>'
    properties = _run_properties(chart, QUIET, False, "rPr")
    return (
        f"<c:title><c:tx><c:rich>{body}<a:p><a:pPr>{_run_properties(chart, QUIET, False)}</a:pPr><a:r>{properties}"
        f"<a:t>{escape(clean(chart.axis.title))}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val='0'/></c:title>"
    )


def _text(chart: Chart, paint: str, bold: bool = False, upright: bool = False) -> str:
    """Properties of words. ``upright``: words that the program may not set aslant."""
    body = '<a:bodyPr rot="0" vert="horz"/>' if upright else "<a:bodyPr/>"
    end = f"<a:endParaRPr lang={quoteattr(chart.language)}/>"
    return f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{_run_properties(chart, paint, bold)}</a:pPr>{end}</a:p></c:txPr>"


def _run_properties(chart: Chart, paint: str, bold: bool, name: str = "defRPr") -> str:
    return (
        f'<a:{name} lang={quoteattr(chart.language)} sz="{chart.size * 100:.0f}" b="{int(bold)}">'
        f'<a:solidFill>{paint}</a:solidFill><a:latin typeface="+mn-lt"/></a:{name}>'
    )

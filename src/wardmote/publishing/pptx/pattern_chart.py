"""The shape of a year as native columns against an average month, with every year as pale dots."""

from __future__ import annotations

import math

from wardmote.analyses.pictures import MonthPattern
from wardmote.publishing.charts.numbers import MONTHS
from wardmote.publishing.pptx.chart_records import Axis, Chart, Label, Series
from wardmote.publishing.pptx.chart_xml import GAP_WIDTH
from wardmote.publishing.pptx.fitting import width
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.month_charts import SIDES
from wardmote.publishing.theme import theme

ROOMY = 560.0
"""From this width in points months stand with three letters, in less with one."""
TIMES = '0.0"×"'


def pattern_chart(picture: MonthPattern, box: Box, accent: str, language: str) -> Chart:
    """Columns from nothing, a line at 1.0, and the highest and the lowest month with their values."""
    look = theme()
    values = [value for year in picture.years for value in year if value is not None]
    top = max([*picture.index, *values, 1.2])
    step = 0.5 if top < 3.5 else 1.0
    high = max(range(12), key=lambda month: picture.index[month])
    low = min(range(12), key=lambda month: picture.index[month])
    roomy = box.width > ROOMY
    column = (box.width - SIDES) / 12 / (1 + GAP_WIDTH / 100)
    named = sorted({high, low}) if column > width("1.4×", look.slides.chart, True) else ()
    labels = tuple(Label(month, "inBase", format=TIMES, tone="ground", bold=True) for month in named)
    columns = Series("Against an average month", picture.index, accent, bars=True, labels=labels)
    average = Series("An average month", (1.0,) * 12, "tx1", thick=1.5, dash="dash")
    years = tuple(
        Series(f"Year {number}", year, look.colour.untested, drawn=False, marker=7)
        for number, year in enumerate(picture.years, start=1)
    )
    return Chart(
        heading="Month",
        categories=MONTHS if roomy else tuple(name[0] for name in MONTHS),
        series=(columns, *years, average),
        axis=Axis(0, math.ceil(top * 1.04 / step) * step, step, TIMES, "Times an average month"),
        size=look.slides.chart,
        language=language,
    )

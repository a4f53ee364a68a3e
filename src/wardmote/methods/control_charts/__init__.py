"""XmR control charts: is a month unlike the others, or is the series only varying as it always does?

`months` takes season and days off monthly counts; `chart` draws centre and limits and applies the four rules;
`targets` reads a target against the limits; `overlap` keeps rolling totals out.
"""

from wardmote.methods.control_charts.chart import ControlChart, control_chart
from wardmote.methods.control_charts.limits import Limits, xmr_limits
from wardmote.methods.control_charts.months import AdjustedMonths, adjusted_months
from wardmote.methods.control_charts.overlap import overlap_span, span_of_sums
from wardmote.methods.control_charts.rules import (
    TwoOfThree,
    beyond_limits,
    shifted,
    trending,
    two_of_three,
)
from wardmote.methods.control_charts.targets import Assurance, assurance

__all__ = [
    "AdjustedMonths",
    "Assurance",
    "ControlChart",
    "Limits",
    "TwoOfThree",
    "adjusted_months",
    "assurance",
    "beyond_limits",
    "control_chart",
    "overlap_span",
    "shifted",
    "span_of_sums",
    "trending",
    "two_of_three",
    "xmr_limits",
]

"""Trends over several years: by rank (Mann-Kendall, Sen) and by a fit (quasi-Poisson with month effects).

All take many series at once. All take months to be independent once trend and season are taken off: where a
high month makes the next likely to be high they see trends too often (docs/explanation/statistics.md).
"""

from wardmote.methods.trends.log_linear import MonthlyTrend, monthly_trend
from wardmote.methods.trends.mann_kendall import MannKendall, mann_kendall
from wardmote.methods.trends.sen import SenSlope, sen_slope

__all__ = [
    "MannKendall",
    "MonthlyTrend",
    "SenSlope",
    "mann_kendall",
    "monthly_trend",
    "sen_slope",
]

"""What is to be expected if the factors underlying crime remain broadly the same, and how sure that is."""

from wardmote.methods.forecast.accuracy import Accuracy, accuracy
from wardmote.methods.forecast.back_test import BackTest, back_test
from wardmote.methods.forecast.counts import forecast_counts
from wardmote.methods.forecast.results import MODELS, NAIVE, Forecasts
from wardmote.methods.forecast.total import Total, total_ahead
from wardmote.methods.forecast.year_end import ToTarget, YearEnd, to_target, year_end

__all__ = [
    "MODELS",
    "NAIVE",
    "Accuracy",
    "BackTest",
    "Forecasts",
    "ToTarget",
    "Total",
    "YearEnd",
    "accuracy",
    "back_test",
    "forecast_counts",
    "to_target",
    "total_ahead",
    "year_end",
]

"""Exponential smoothing: the family of forms, their likelihood, and the choice among them, for many series at once."""

from wardmote.methods.forecast.ets.automatic import USUAL_FORMS, ets_forecast
from wardmote.methods.forecast.ets.forms import EVERY_FORM, WITHOUT_SEASON, Form, form_named

__all__ = ["EVERY_FORM", "USUAL_FORMS", "WITHOUT_SEASON", "Form", "ets_forecast", "form_named"]

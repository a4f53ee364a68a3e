"""Dates and months as pages write them."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format


def month_in_words(month: str) -> str:
    """YYYY-MM as April 2024, in the language of the page."""
    return date_format(date.fromisoformat(f"{month}-01"), "F Y")


def day_in_words(day: date) -> str:
    """A day as 5 April 2024, in the language of the page."""
    return date_format(day, "j F Y")

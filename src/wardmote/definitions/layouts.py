"""How partners' figures lie in a table."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from wardmote.definitions.forms import Slug

BAND = r"all|unknown|\d{1,3}-\d{1,3}|\d{1,3}(\+|-plus)"
"""What a word for ages may stand for."""


class Layout(BaseModel):
    """How observations lie in a table: one a row, or one a cell with periods (or measures) across.

    Roles of a source of observations, in ``columns`` or ``constants``: ``area``, ``level``, ``item``, ``detail``,
    ``period``, ``year`` and ``quarter`` or ``month`` (or ``start`` and ``end``) instead of ``period``, ``value``,
    ``base``, ``note``; of a source of weeks, ``period`` (a week or a day), or ``year`` and ``week``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    across: Literal["", "periods", "items", "areas"] = ""
    """What stands in the column names of a wide table; empty for one observation a row."""
    values: tuple[str, ...] = ()
    """Patterns of the names of a wide table's columns of values, such as ``{period} %`` or ``{item} {period}``; empty where
    the whole name is what stands across. A pattern holds for every year to come."""
    bases: tuple[str, ...] = ()
    """Patterns of the names of the columns with the number asked that belongs to each of those, such as ``{period} n``."""
    constants: dict[str, str] = {}
    """Role -> what holds for every row, where no column says it: an item, an area, a period."""
    level: str = ""
    """Level of area whose names stand in the file; empty where codes do."""
    areas: dict[str, str] = {}
    """Words for an area in the file -> its code."""
    periods: Literal[
        "", "month", "financial-quarter", "calendar-quarter", "financial-year", "calendar-year"
    ] = ""
    """How a period that could be read two ways is meant; empty where it cannot be."""
    details: Literal["codes", "age-bands"] = "codes"
    """``age-bands``: the detail is how old people were, such as 18-64 or 85+, which a population by age can go with."""
    bands: dict[str, str] = {}
    """Words for an age band in the file -> the band (0-17, 85+), ``all`` for all ages, ``unknown`` for people of unknown
    age; beside the usual forms and the general marks."""
    negative: bool = False
    """Whether a count below zero is a revision, not a fault."""
    items: Literal["measures", "as-written"] = "measures"
    """``measures``: a word for what is counted must be known, here or as a measure; ``as-written``: any is taken."""
    repeats: Literal["refuse", "add"] = "refuse"
    """``add``: rows of one area, period, item and detail are parts of one count; else they may not disagree."""
    marks: dict[str, Literal["zero", "not-supplied", "suppressed"]] = {}
    """What words that stand instead of a number mean in this file, before the general marks."""
    codes: dict[str, tuple[Slug, ...]] = {}
    """Codes that a spreadsheet may have made dates of -> items they stand under; any item when empty."""
    totals: tuple[str, ...] = ()
    """Words for an area that is the sum of others, beside the general ones: its rows are left out."""

    rhythm: Literal["month", "week"] = "month"
    """``week``: its periods are weeks from Monday to Sunday, which no month is made of; ``month``: whole months."""
    rows: Literal["week", "day", "incident"] = "week"
    """What a row (or a column) of a source of weeks is of: a week; a day, which is added to its week; or one incident
    with its date, which is only ever counted: nothing of it is kept."""
    week_named_by: Literal["first-day", "last-day"] = "first-day"
    """Which day a date of a week is: its Monday, or the Sunday that it ends with."""
    day_first: bool = False
    """Whether 03/04/2025 is the third of April where nothing else tells."""
    complete_from: date | None = None
    """First day of which a file of days or incidents leaves nothing out, so that no row means none: a zero."""
    complete_to: date | None = None
    """Last such day; where none is said, the last that stands in the file."""

    @model_validator(mode="after")
    def _weeks_go_together(self) -> Self:
        own = ("rows", "week_named_by", "day_first", "complete_from", "complete_to")
        said = [one for one in own if getattr(self, one) != type(self).model_fields[one].default]
        if said and self.rhythm != "week":
            raise ValueError(f"{said[0]} is of weeks: say rhythm: week")
        if (self.complete_from or self.complete_to) and self.rows == "week":
            raise ValueError(
                "complete_from is of files of days or incidents: say rows: day or rows: incident"
            )
        if self.complete_to and not self.complete_from:
            raise ValueError("complete_to needs complete_from")
        if self.complete_from and self.complete_to and self.complete_to < self.complete_from:
            raise ValueError(f"complete_to {self.complete_to} is before complete_from {self.complete_from}")
        if self.rhythm == "week" and self.periods:
            raise ValueError("periods are of months, and rhythm: week has none")
        if self.rows == "incident" and (self.across or self.values or "value" in self.constants):
            raise ValueError(
                "rows: incident counts each row as one, so nothing stands across and there is no value"
            )
        return self

    @model_validator(mode="after")
    def _bands_are_of_ages(self) -> Self:
        if self.details == "age-bands" and self.codes:
            raise ValueError("codes are of details that are codes, and these are age bands")
        if self.bands and self.details != "age-bands":
            raise ValueError("bands are of ages: say details: age-bands")
        for word, band in self.bands.items():
            if not re.fullmatch(BAND, band):
                raise ValueError(f"{word} stands for {band}: say a band such as 0-17 or 85+, all or unknown")
        return self

    @model_validator(mode="after")
    def _patterns_name_what_stands_across(self) -> Self:
        part = {"periods": "{period}", "items": "{item}", "areas": "{area}"}.get(self.across, "")
        for pattern in (*self.values, *self.bases):
            if not part or part not in pattern:
                raise ValueError(
                    f"the pattern “{pattern}” of the names of columns needs {part or 'a table with something across'}"
                )
        return self

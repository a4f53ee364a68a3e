"""Crimes by offence code over a year, and the weights that they can be scored with."""

from wardmote.figures.harm.offences import OffenceYear, OffenceYears, offence_years
from wardmote.figures.harm.weighing import HarmSystem, NotOneSystemError, Weighed, harm_system, weigh

__all__ = [
    "HarmSystem",
    "NotOneSystemError",
    "OffenceYear",
    "OffenceYears",
    "Weighed",
    "harm_system",
    "offence_years",
    "weigh",
]

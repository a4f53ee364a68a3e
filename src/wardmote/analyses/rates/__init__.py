"""Rates of areas whose people are of different ages, made comparable."""

from wardmote.analyses.rates.refusing import LATEST
from wardmote.analyses.rates.result import RatesAsked, rates_result

__all__ = ["LATEST", "RatesAsked", "rates_result"]

"""Harm: the crimes of an area weighed by one system of weights, and what a change in it owes to number and to mix."""

from wardmote.analyses.harm.result import HarmAsked, harm_result

__all__ = ["HarmAsked", "harm_result"]

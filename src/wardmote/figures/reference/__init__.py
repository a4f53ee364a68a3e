"""Dated reference data read for an area: weights of offences, deprivation, the make-up of areas."""

from wardmote.figures.reference.deprivation import AreaDeprivation, deprivation_of
from wardmote.figures.reference.held import NotHeldError, Release, releases_held
from wardmote.figures.reference.profile import AgeStructure, Category, Profile, age_structure, profile_of
from wardmote.figures.reference.weights import (
    CategorySpread,
    ItemScored,
    Weight,
    Weights,
    items_scored,
    spread_by_category,
    weights_of,
)

__all__ = [
    "AgeStructure",
    "AreaDeprivation",
    "Category",
    "CategorySpread",
    "ItemScored",
    "NotHeldError",
    "Profile",
    "Release",
    "Weight",
    "Weights",
    "age_structure",
    "deprivation_of",
    "items_scored",
    "profile_of",
    "releases_held",
    "spread_by_category",
    "weights_of",
]

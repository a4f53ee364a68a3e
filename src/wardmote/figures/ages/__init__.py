"""Counts by age, and the people of those ages."""

from wardmote.figures.ages.counts import AreaByAge, CountsByAge, ages_held, counts_by_age
from wardmote.figures.ages.people import PeopleByAge, people_by_age

__all__ = ["AreaByAge", "CountsByAge", "PeopleByAge", "ages_held", "counts_by_age", "people_by_age"]

"""Stop and search: how many, for what, whether something was found, what came of it; of whom for the whole force alone."""

from wardmote.figures.searches.reading import searches_supplied
from wardmote.figures.searches.record import PeopleRow, SearchRow, SearchTable
from wardmote.figures.searches.table import search_table

__all__ = ["PeopleRow", "SearchRow", "SearchTable", "search_table", "searches_supplied"]

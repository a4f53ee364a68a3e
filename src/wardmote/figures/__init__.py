"""What the evidence says: measures over a snapshot, as figures with honest verdicts."""

from wardmote.figures.areas import Area, UnknownAreaError, every_area, find_area, partnership_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.figure import Figure
from wardmote.figures.months import MonthError, Period
from wardmote.figures.performance import TableError, performance_table, rows_of_areas
from wardmote.figures.periods import PeriodError
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import State, Verdict

__all__ = [
    "Area",
    "Evidence",
    "Figure",
    "MonthError",
    "Period",
    "PeriodError",
    "Row",
    "State",
    "Table",
    "TableError",
    "UnknownAreaError",
    "Verdict",
    "every_area",
    "find_area",
    "partnership_area",
    "performance_table",
    "rows_of_areas",
]

"""Scoring sheets: blank ones to fill in, and filled ones read and put in order."""

from wardmote.operations.priorities.blank import SheetRequest, write_sheet
from wardmote.operations.priorities.ranking import Ranked, RankRequest, rank_sheets
from wardmote.operations.priorities.sheets import CellFault
from wardmote.operations.priorities.suggesting import issue_readings

__all__ = [
    "CellFault",
    "RankRequest",
    "Ranked",
    "SheetRequest",
    "issue_readings",
    "rank_sheets",
    "write_sheet",
]

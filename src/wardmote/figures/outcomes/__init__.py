"""How crimes ended: shares of those that could be followed for the same time."""

from wardmote.figures.outcomes.following import last_followed, outcomes_supplied
from wardmote.figures.outcomes.record import Followed, OutcomeRow, OutcomeTable
from wardmote.figures.outcomes.table import outcome_table

__all__ = ["Followed", "OutcomeRow", "OutcomeTable", "last_followed", "outcome_table", "outcomes_supplied"]

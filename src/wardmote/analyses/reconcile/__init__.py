"""Why somebody else's figure is not ours: every way of counting that the evidence allows, set beside theirs."""

from wardmote.analyses.reconcile.comparing import reconcile
from wardmote.analyses.reconcile.result import Reconciliation, Way
from wardmote.analyses.reconcile.stated import Stated, StatedError, precision, read_number, read_share

__all__ = [
    "Reconciliation",
    "Stated",
    "StatedError",
    "Way",
    "precision",
    "read_number",
    "read_share",
    "reconcile",
]

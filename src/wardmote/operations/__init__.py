"""Every job exactly once: typed input, typed result, progress. The command line, the site and notebooks call it."""

from wardmote.operations.assess import AssessError, AssessResult, assess
from wardmote.operations.init import InitResult, init
from wardmote.operations.notebook import OpenWorkspace, open_workspace
from wardmote.operations.tables import TableRequest, last_complete_month, table
from wardmote.operations.workspace import Workspace, WorkspaceError, find_workspace

__all__ = [
    "AssessError",
    "AssessResult",
    "InitResult",
    "OpenWorkspace",
    "TableRequest",
    "Workspace",
    "WorkspaceError",
    "assess",
    "find_workspace",
    "init",
    "last_complete_month",
    "open_workspace",
    "table",
]

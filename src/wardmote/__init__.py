"""Wardmote: the workbench of a Community Safety Partnership."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wardmote.operations.notebook import OpenWorkspace

__version__ = "0.1.0"
__all__ = ["open_workspace"]


def open_workspace(folder: str | os.PathLike[str] | None = None) -> OpenWorkspace:
    """Open a workspace in a notebook; see :class:`wardmote.operations.notebook.OpenWorkspace`.

    Raises
    ------
    WorkspaceError
        When the folder is not a workspace; says how to make one.
    """
    from wardmote.operations.notebook import open_workspace as opened

    return opened(folder)

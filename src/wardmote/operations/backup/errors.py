"""What a backup or a restore refuses."""

from __future__ import annotations

from wardmote.operations.errors import AskedWronglyError


class BackupError(AskedWronglyError):
    """A backup could not be made, is not whole, or cannot be restored there; says what to do."""

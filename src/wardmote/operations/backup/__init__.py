"""A partnership's whole workspace in one file, and back: database, evidence, documents, definitions, settings."""

from wardmote.operations.backup.errors import BackupError
from wardmote.operations.backup.packing import Backup, backup, verify_backup
from wardmote.operations.backup.restoring import Restored, restore

__all__ = ["Backup", "BackupError", "Restored", "backup", "restore", "verify_backup"]

"""What is known: evidence comes in through the door and is kept in immutable snapshots."""

from wardmote.evidence.manifest import FileRecord, Manifest, SourceRecord, Unit
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.refusals import (
    EvidenceAbsent,
    EvidenceBusy,
    EvidenceDamaged,
    EvidenceError,
    IngestRefused,
    NotStored,
    Refused,
)
from wardmote.evidence.reports import FileOutcome, Holding, IngestReport, ReasonCount, VerifyReport
from wardmote.evidence.snapshot import Snapshot
from wardmote.evidence.store import EvidenceStore

__all__ = [
    "EvidenceAbsent",
    "EvidenceBusy",
    "EvidenceDamaged",
    "EvidenceError",
    "EvidenceStore",
    "FileOutcome",
    "FileRecord",
    "Holding",
    "IngestRefused",
    "IngestReport",
    "Manifest",
    "NotStored",
    "Progress",
    "ReasonCount",
    "Refused",
    "Snapshot",
    "SourceRecord",
    "Unit",
    "VerifyReport",
    "quiet",
]

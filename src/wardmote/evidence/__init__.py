"""What is known: evidence comes in through the door and is kept in immutable snapshots."""

from wardmote.evidence.export import ExportReport
from wardmote.evidence.forget import ForgetRequest, Removal, Tombstone
from wardmote.evidence.manifest import FileRecord, Manifest, SourceRecord, Unit
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.refusals import (
    EvidenceAbsent,
    EvidenceBusy,
    EvidenceDamaged,
    EvidenceError,
    EvidenceReplaced,
    ExportRefused,
    ForgetError,
    ForgetUnfinished,
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
    "EvidenceReplaced",
    "EvidenceStore",
    "ExportRefused",
    "ExportReport",
    "FileOutcome",
    "FileRecord",
    "ForgetError",
    "ForgetRequest",
    "ForgetUnfinished",
    "Holding",
    "IngestRefused",
    "IngestReport",
    "Manifest",
    "NotStored",
    "Progress",
    "ReasonCount",
    "Refused",
    "Removal",
    "Snapshot",
    "SourceRecord",
    "Tombstone",
    "Unit",
    "VerifyReport",
    "quiet",
]

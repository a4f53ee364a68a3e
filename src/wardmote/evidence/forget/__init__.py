"""Removal on request: from every snapshot, for good, with a tombstone that holds nothing of what was removed."""

from wardmote.evidence.forget.carrying_out import complete, discard, is_begun
from wardmote.evidence.forget.removal import Forgetting, Removal
from wardmote.evidence.forget.requests import ForgetRequest
from wardmote.evidence.forget.tombstones import Followed, Replaced, Tombstone, follow, read_tombstones

__all__ = [
    "Followed",
    "ForgetRequest",
    "Forgetting",
    "Removal",
    "Replaced",
    "Tombstone",
    "complete",
    "discard",
    "follow",
    "is_begun",
    "read_tombstones",
]

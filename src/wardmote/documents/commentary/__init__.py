"""People's words in a document: kept as files, laid into the tree, set against the figures that they lean on.

Nothing here reads or writes a file: ``operations.commentary`` does.
"""

from __future__ import annotations

from wardmote.documents.commentary.changes import Today, why_look_again
from wardmote.documents.commentary.filling import STATUS, at_most_a_paragraph, fill, looks, standings, status
from wardmote.documents.commentary.markdown import Read, blocks_of
from wardmote.documents.commentary.page import page
from wardmote.documents.commentary.records import BrokenRecordError, Record, read_record
from wardmote.documents.commentary.slots import Slot, slots_of
from wardmote.documents.commentary.standing import Filling, Standing, State
from wardmote.documents.commentary.texts import (
    LONGEST_SIGN,
    Text,
    UnreadableWordsError,
    check_kind,
    check_length,
    invitation,
    read_text,
)

__all__ = [
    "LONGEST_SIGN",
    "STATUS",
    "BrokenRecordError",
    "Filling",
    "Read",
    "Record",
    "Slot",
    "Standing",
    "State",
    "Text",
    "Today",
    "UnreadableWordsError",
    "at_most_a_paragraph",
    "blocks_of",
    "check_kind",
    "check_length",
    "fill",
    "invitation",
    "looks",
    "page",
    "read_record",
    "read_text",
    "slots_of",
    "standings",
    "status",
    "why_look_again",
]

"""What was recorded of words when they were written or accepted: their hash, and the figures they leaned on."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from wardmote.figures import Figure

SCHEMA = "wardmote.words/1"
FIGURES = TypeAdapter(tuple[Figure, ...])
"""Reads figures as they were frozen; parts that figures no longer have are left out."""


class BrokenRecordError(ValueError):
    """A record that cannot be read: nobody can tell what the words leaned on."""


@dataclass(frozen=True)
class Record:
    """Words as they stood when they were written or accepted.

    ``to`` is the document's last month (YYYY-MM), ``figures`` what it then printed there. ``sentence`` is the
    machine's where that was accepted, "" for people's own. ``by`` and ``on`` only as somebody gave them.
    """

    sha256: str
    to: str
    figures: tuple[Figure, ...] = ()
    sentence: str = ""
    by: str = ""
    on: str = ""

    def as_json(self, slot: str) -> str:
        """The record as a file holds it, every figure whole."""
        content = {
            "schema": SCHEMA,
            "slot": slot,
            "sha256": self.sha256,
            "to": self.to,
            "sentence": self.sentence,
            "by": self.by,
            "on": self.on,
            "figures": [json.loads(figure.frozen()) for figure in self.figures],
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read_record(content: bytes) -> Record:
    """A record from its file.

    Raises:
        BrokenRecordError: it is not what was written.
    """
    try:
        found = json.loads(content)
        if not isinstance(found, dict) or found["schema"] != SCHEMA:
            raise BrokenRecordError("It is no record of words.")
        told = {name: found[name] for name in ("sha256", "to", "sentence", "by", "on")}
        if not all(isinstance(value, str) for value in told.values()):
            raise BrokenRecordError("A part of it that should be words is none.")
        figures = FIGURES.validate_json(json.dumps(found["figures"]), strict=True)
        return Record(figures=figures, **told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenRecordError(f"The record cannot be read: {error}.") from error

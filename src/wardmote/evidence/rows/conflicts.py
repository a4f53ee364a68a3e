"""Two files for the same force and month: which of them is right is for people to say."""

from __future__ import annotations

from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.files import ArrivedFile


def beside_held(held: str, file: ArrivedFile, what: str) -> Refused:
    """Why a file is refused that came together with another one, which is held already.

    ``what``: what both supply, such as Bedfordshire Police for 2024-04.
    """
    return Refused(
        (held, file.name),
        f"{held} and {file.name} both supply {what}, and they differ; the first is what is held. "
        "Take in only the one that is right.",
    )


def both(one: ArrivedFile, other: ArrivedFile, what: str) -> Refused:
    """Why two files of a call are both refused."""
    return Refused(
        (one.name, other.name),
        f"{one.name} and {other.name} both supply {what}, and they differ. Take in the one that is right.",
    )

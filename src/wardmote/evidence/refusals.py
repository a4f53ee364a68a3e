"""Everything that the door and the store refuse, each with a sentence that a user can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wardmote.evidence.to_type import typed, untyped

if TYPE_CHECKING:
    from wardmote.evidence.reports import IngestReport


class EvidenceError(Exception):
    """What is wrong with the evidence, in one or two sentences: what, where, what was found, what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typed(sentence))
        self.sentence = typed(sentence)
        self.untyped = untyped(sentence)
        """The same without what is to be typed on a command line."""
        self.whole = sentence
        """The same with marks about what is to be typed, for a sentence that goes on."""


class Refused(EvidenceError):  # noqa: N818
    """Files that cannot be taken in.

    Parameters
    ----------
    names
        The files concerned, as the user knows them. Two or more when they disagree with one another.
    sentence
        What is wrong and what to do. It names the files itself.
    unmapped
        Whether nobody has said yet what the columns of such a table hold: a mapping would help.
    """

    def __init__(self, names: str | tuple[str, ...], sentence: str, unmapped: bool = False) -> None:
        super().__init__(sentence)
        self.unmapped = unmapped
        self.names = (names,) if isinstance(names, str) else names


class IngestRefused(EvidenceError):  # noqa: N818
    """A call that published nothing, because at least one of its files was refused: ``report`` says which."""

    def __init__(self, sentence: str, report: IngestReport) -> None:
        super().__init__(sentence)
        self.report = report


class EvidenceBusy(EvidenceError):  # noqa: N818
    """Another process is taking evidence in; nothing was changed."""


class EvidenceAbsent(EvidenceError):  # noqa: N818
    """There is no snapshot yet, or none of that name."""


class EvidenceReplaced(EvidenceAbsent):
    """A snapshot from which something was removed on request: ``replacement`` is the one that stands for it now."""

    def __init__(self, sentence: str, replacement: str) -> None:
        super().__init__(sentence)
        self.replacement = replacement


class ForgetError(EvidenceError):
    """A removal that cannot be done as it was asked for; nothing was changed."""


class ForgetUnfinished(EvidenceError):  # noqa: N818
    """A removal that was begun, stopped by the machine, and will be finished by the next call."""


class ExportRefused(EvidenceError):  # noqa: N818
    """An export that cannot be written where it was asked for; nothing was written."""


class EvidenceDamaged(EvidenceError):  # noqa: N818
    """What is stored is not what was stored: a file is missing or has changed."""


class NotStored(EvidenceError):  # noqa: N818
    """The disk is full or may not be written to; the evidence stands as it was."""

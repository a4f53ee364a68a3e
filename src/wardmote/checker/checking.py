"""The whole check of one document."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.loose_contents import with_contents
from wardmote.checker.checks.register import CHECKS
from wardmote.checker.findings import Checked, Finding
from wardmote.checker.quantities.vocabulary import Vocabulary, ours
from wardmote.checker.read_document import ReadDocument
from wardmote.definitions import Definitions

WEIGHT = {"error": 0, "warning": 1, "note": 2}


def check(document: ReadDocument, definitions: Definitions | None = None) -> Checked:
    """Recompute everything that a document states and can be understood.

    Parameters
    ----------
    document
        As a reader made it.
    definitions
        Those of a partnership; ours where none are given.

    Returns
    -------
    Checked
        Findings in the order of reading, how many figures were understood and checks carried out, and what was not read.
    """
    words = Vocabulary(definitions) if definitions is not None else ours()
    document = with_contents(document, words)
    context = Context(document, words)
    found = [finding for one in CHECKS for finding in one(document, context)]
    figures = sum(reading.grid.numbers for reading in context.tables)
    figures += sum(len(sentence.passage.numbers) for sentence in context.sentences)
    return Checked(
        document.name,
        document.format,
        sum(1 for _ in document.tables()),
        figures,
        context.recomputed,
        tuple(_in_order(_once(found))),
        (*document.unread, *context.unread),
    )


def _once(found: list[Finding]) -> list[Finding]:
    """Each finding once: of several of one kind about the same words of one place, the surest."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(found, key=lambda one: WEIGHT[one.severity]):
        kept.setdefault((finding.kind, finding.where.place, finding.printed), finding)
    seen: set[tuple[str, str, str]] = set()
    once = []
    for finding in kept.values():
        words = (finding.kind, finding.printed, finding.where.text)
        if finding.where.place.row is not None or words not in seen:
            once.append(finding)
        seen.add(words)
    return once


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    def at(finding: Finding) -> tuple[int, ...]:
        place = finding.where.place
        keys = (place.anchor, place.page, place.line, place.table, place.row, place.column)
        return tuple(key if key is not None else 0 for key in keys)

    return sorted(found, key=at)

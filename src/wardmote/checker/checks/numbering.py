"""Numbers of sections, tables, figures and lists: none twice, none left out, none under another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from wardmote.checker.checks.context import Context
from wardmote.checker.findings import Finding, Where
from wardmote.checker.read_document import Heading, ItemList, Paragraph, Place, ReadDocument, Table

CAPTION = re.compile(
    r"^\s*(?P<what>table|figure|fig\.?|chart)\s*(?P<n>\d+)(?!\.?\d)\s*[:.–—-]\s*(?P<rest>\S.*)", re.IGNORECASE
)
FARTHEST = 9
"""Sections that a document can leave out; a larger number is no section number."""
FEW = 3
"""Numbered headings below which nothing is said of their order."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Headings, captions and lists."""
    yield from _sections(context)
    yield from _captions(document, context)
    yield from _lists(document, context)


def _sections(context: Context) -> Iterator[Finding]:
    numbered = [
        (tuple(int(part) for part in heading.number.strip(" .").split(".")), heading)
        for _, heading in context.headings
        if re.fullmatch(r"\d+(?:\.\d+)*\.?", heading.number.strip())
    ]
    numbered = [
        (parts[:-1] if len(parts) == 2 and parts[1] == 0 else parts, heading) for parts, heading in numbered
    ]
    if len(numbered) < FEW:
        return
    seen: dict[tuple[int, ...], Heading] = {}
    before: tuple[int, ...] | None = None
    section: tuple[int, ...] = ()
    context.did(len(numbered))
    for parts, heading in numbered:
        where = Where(heading.place, f"{heading.number} {heading.text}")
        if before is not None and parts[0] > before[0] + FARTHEST:
            continue  # a line that begins with a figure, and no section
        if len(parts) == 1:
            section = parts
        if parts in seen:
            yield context.found(
                "numbering",
                "twice",
                where,
                heading.number,
                _written(_next(before, len(parts)) or parts),
                first=seen[parts].text,
                others=(Where(seen[parts].place, seen[parts].text),),
            )
            seen[parts] = heading
        elif section and parts[0] != section[0] and len(parts) > 1 and parts[0] != section[0] + 1:
            wanted = (section[0], *parts[1:])
            yield context.found(
                "numbering", "under", where, heading.number, _written(wanted), section=str(section[0])
            )
        else:
            yield from _jump(parts, before, heading, where, context)
        seen.setdefault(parts, heading)
        before = parts if not (section and parts[0] != section[0]) else (*section, *parts[1:])


def _written(parts: tuple[int, ...]) -> str:
    return ".".join(map(str, parts))


def _next(before: tuple[int, ...] | None, depth: int) -> tuple[int, ...] | None:
    """The number that comes next at a depth."""
    if before is None:
        return None
    if depth <= len(before):
        return (*before[: depth - 1], before[depth - 1] + 1)
    return (*before, *([1] * (depth - len(before))))


def _jump(
    parts: tuple[int, ...], before: tuple[int, ...] | None, heading: Heading, where: Where, context: Context
) -> Iterator[Finding]:
    if before is None or len(parts) > len(before) + 1:
        return
    wanted = _next(before, len(parts))
    if wanted is None or parts == wanted or (len(parts) > len(before) and parts[-1] <= 1):
        return
    if len(parts) > len(before) and parts[:-1] == before and not context.headings:
        return  # paragraphs between may carry the numbers before it
    if (
        parts[:-1] == wanted[:-1]
        and parts[-1] > wanted[-1]
        and len(parts) > 1
        and not _paragraphs(context, wanted)
    ) or (len(parts) == 1 and parts != wanted and not _paragraphs(context, wanted)):
        yield context.found(
            "numbering", "jump", where, heading.number, _written(wanted), before=_written(before)
        )


def _paragraphs(context: Context, wanted: tuple[int, ...]) -> bool:
    """Whether a paragraph or an item carries this number; in a PDF, where lines run together, whether any words do."""
    number = _written(wanted)
    inside = re.compile(rf"(?<![\w.]){re.escape(number)}[.)]?\s+[A-Z]")
    for block in context.document.blocks if len(wanted) > 1 and context.document.format == "pdf" else ():
        cells = (cell.text for row in block.rows for cell in row) if isinstance(block, Table) else ()
        words = [block.text] if isinstance(block, Paragraph | Heading) else cells
        if any(inside.search(text) for text in words):
            return True
    for block in context.document.blocks:
        if isinstance(block, ItemList) and any(label.strip(" ().") == number for label in block.labels):
            return True
        if isinstance(block, Paragraph) and re.match(rf"{re.escape(number)}[.)]?\s", block.text):
            return True
    return False


def _captions(document: ReadDocument, context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, int], tuple[str, Place]] = {}
    last: dict[str, int] = {}
    for text, place in _caption_texts(document):
        found = CAPTION.match(text)
        if not found:
            continue
        what, number = found["what"].lower()[:3], int(found["n"])
        where = Where(place, text[:120])
        context.did()
        known = seen.get((what, number))
        if known is not None:
            if known[0] != text:
                yield context.found(
                    "numbering",
                    "twice",
                    where,
                    f"{found['what']} {number}",
                    f"{found['what']} {last[what] + 1}",
                    first=known[0],
                )
            continue
        if what in last and number > last[what] + 1:
            yield context.found(
                "numbering",
                "jump",
                where,
                f"{found['what']} {number}",
                f"{found['what']} {last[what] + 1}",
                before=f"{found['what']} {last[what]}",
            )
        seen[what, number] = (text, place)
        last[what] = max(number, last.get(what, 0))


def _caption_texts(document: ReadDocument) -> Iterator[tuple[str, Place]]:
    told: set[str] = set()
    for block in document.blocks:
        texts: list[tuple[str, Place]] = []
        if isinstance(block, Table) and block.caption:
            texts = [(block.caption, block.place)]
        elif isinstance(block, Heading) or (isinstance(block, Paragraph) and _short(block)):
            texts = [(block.text, block.place)]
        for text, place in texts:
            if text not in told or isinstance(block, Table):
                if text not in told:
                    yield text, place
                told.add(text)


def _short(block: Paragraph) -> bool:
    """Whether a paragraph may be a caption."""
    return block.role == "caption" or len(block.text) < 140


def _lists(document: ReadDocument, context: Context) -> Iterator[Finding]:
    for block in document.blocks:
        if not isinstance(block, ItemList) or not block.ordered:
            continue
        numbers = [label.strip(" ().") for label in block.labels]
        if len(numbers) < FEW or not all(number.isdigit() for number in numbers):
            continue
        context.did()
        values = list(map(int, numbers))
        for at, (one, two) in enumerate(itertools.pairwise(values), 1):
            if two != one + 1 and two != 1:
                where = Where(block.places[at], f"{numbers[at]} {block.items[at][:100]}")
                yield context.found("numbering", "list", where, str(two), str(one + 1), before=str(one))
                break

"""A table of two builds as one: its changed rows, the cells that differ marked, the rest in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wardmote.analyses.wording import count
from wardmote.documents.lines import Line
from wardmote.documents.redline.aligning import Match, aligned
from wardmote.documents.redline.parts import Part
from wardmote.documents.redline.words import marked, replaced
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Deleted,
    Inline,
    Inserted,
    Paragraph,
    Quiet,
    Table,
    inlines,
    plain,
)

MOST_ROWS = 60
"""Changed rows of one table that are shown: about two pages."""
MOST_OF_A_KIND = 12
"""Changed rows that are shown of a register, or of a table of which every row changed: more say nothing new."""
SENTENCE = 6
"""Words from which a cell is compared word by word."""
ROWS = ("row", "register")
NOTES = ("note", "footnote")

Row = tuple[Content, ...]


def changed_table(earlier: Part, later: Part) -> list[Block]:
    """The rows that differ between two versions of a table, and what else differs about it."""
    old, new = earlier.of(*ROWS), later.of(*ROWS)
    matches = rows_matched(old, new)
    if _width(earlier) != _width(later):
        return [*whole_table(earlier, added=False), *whole_table(later, added=True)]
    rows = [row for match in matches if (row := _row(old, new, match)) is not None]
    about = _about(earlier, later)
    throughout = len(rows) == len(matches)
    if len(rows) > MOST_OF_A_KIND and (throughout or later.of("register")):
        some = f"{count(len(rows))} of {count(len(matches))} rows differ."
        differ = Quiet(f"All {count(len(rows))} rows changed." if throughout else some)
        return [Paragraph((f"{later.text}: ", *_spaced([differ, *about])), "note")]
    notes = [*about, *_folded(len(matches) - len(rows), len(rows) - MOST_ROWS)]
    if not rows:
        return [Paragraph((f"{later.text}: ", *_spaced(notes)), "note")] if notes else []
    return [_table(later, rows[:MOST_ROWS], notes)]


def whole_table(part: Part, *, added: bool) -> list[Block]:
    """A table that only one of the builds has."""
    kind: type[Inserted] | type[Deleted] = Inserted if added else Deleted
    lines = part.of(*ROWS)
    rows = [tuple(kind(cell) if cell else "" for cell in line.cells) for line in lines[:MOST_ROWS]]
    notes: list[Content] = [kind(note.text) for note in part.of(*NOTES)]
    what = "This table was added." if added else "This table was taken out."
    return [_table(part, rows, [Quiet(what), *notes, *_folded(0, len(lines) - MOST_ROWS)])]


def rows_matched(old: Sequence[Line], new: Sequence[Line]) -> list[Match]:
    """Rows by their name, wherever they stand; rows of one name by what is in them."""
    names = (Counter(_name(line) for line in old), Counter(_name(line) for line in new))
    once = {name for name in names[0] if names[0][name] == names[1][name] == 1}

    def key(line: Line) -> tuple[str, ...]:
        return _name(line) if _name(line) in once else line.cells

    return aligned(old, new, key, lambda one, other: float(_name(one) == _name(other)))


def _name(line: Line) -> tuple[str, ...]:
    """What a row is of: its first cell; of a register, whose rows are of an area and a measure, the first two."""
    return line.cells[: 2 if line.kind == "register" else 1]


def _width(part: Part) -> int:
    return max((len(line.cells) for line in part.of("head", *ROWS)), default=0)


def _row(old: Sequence[Line], new: Sequence[Line], match: Match) -> Row | None:
    """One changed row; None where nothing in it differs."""
    if match.earlier is None:
        return tuple(Inserted(cell) if cell else "" for cell in new[match.later or 0].cells)
    if match.later is None:
        return tuple(Deleted(cell) if cell else "" for cell in old[match.earlier].cells)
    before, after = old[match.earlier].cells, new[match.later].cells
    if before == after:
        return None
    return tuple(_cell(one, other) for one, other in zip(before, after, strict=True))


def _cell(earlier: str, later: str) -> Content:
    sentences = len(earlier.split()) >= SENTENCE and len(later.split()) >= SENTENCE
    return marked(earlier, later) if sentences else replaced(earlier, later)


def _table(part: Part, rows: Sequence[Row], notes: Sequence[Content]) -> Table:
    head = next((line.cells for line in part.of("head")), ())
    labels = head or tuple(f"Column {at + 1}" for at in range(_width(part)))
    return Table(
        caption=part.text,
        columns=tuple(Column(label, width=_share(label, at, rows)) for at, label in enumerate(labels)),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _share(label: str, at: int, rows: Sequence[Row]) -> float:
    """A column's share by its longest cell, within bounds."""
    longest = max((len(plain(row[at])) for row in rows), default=0)
    return float(min(max(longest, len(label), 6), 40))


def _about(earlier: Part, later: Part) -> list[Content]:
    """How the caption, the head and the notes differ."""
    found: list[Content] = []
    if earlier.text != later.text:
        found.append((Quiet("Caption: "), *marked(earlier.text, later.text)))
    heads = [next((line.cells for line in part.of("head")), ()) for part in (earlier, later)]
    for one, other in zip(*heads, strict=False):
        if one != other:
            found.append((Quiet("Column: "), *replaced(one, other)))
    # A note may stand on several rows; that it changed is said once.
    old, new = (list(dict.fromkeys(line.text for line in part.of(*NOTES))) for part in (earlier, later))
    for match in aligned(old, new, str, _notes_alike):
        before = old[match.earlier] if match.earlier is not None else ""
        after = new[match.later] if match.later is not None else ""
        if before != after:
            found.append((Quiet("Note: "), *marked(before, after)))
    return found


def _notes_alike(one: str, other: str) -> float:
    mine, yours = set(one.split()), set(other.split())
    return 2 * len(mine & yours) / max(len(mine) + len(yours), 1)


def _folded(unchanged: int, beyond: int) -> list[Content]:
    found: list[Content] = []
    if beyond > 0:
        found.append(Quiet(f"{count(beyond)} more rows differ."))
    if unchanged > 0:
        found.append(Quiet(f"Unchanged: {count(unchanged)} {'row' if unchanged == 1 else 'rows'}."))
    return found


def _spaced(notes: Sequence[Content]) -> list[Inline]:
    spaced: list[Inline] = []
    for at, note in enumerate(notes):
        spaced += [*([" "] if at else []), *inlines(note)]
    return spaced

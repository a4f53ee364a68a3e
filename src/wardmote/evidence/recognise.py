"""Which source a file is, told by its columns and never by its name."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Source
from wardmote.evidence.observations.patterns import said_by
from wardmote.evidence.observations.spans import looks_like_span
from wardmote.evidence.peek import Look
from wardmote.evidence.refusals import Refused
from wardmote.evidence.to_type import to_type, typed, untyped

WORD = re.compile(r"[^\W\d_]{4,}")
COMMON = frozenset(
    ("ward", "wards", "area", "areas", "table", "sheet", "return", "service", "data", "figures", "number")
)
"""Words that tell no table from another."""


@dataclass(frozen=True)
class Recognised:
    """A plain file on this machine whose source is known."""

    path: Path
    """The file itself, uncompressed and in UTF-8: it may lie in the folder of the running call."""
    name: str
    """What the user calls it: the path as given, a member of an archive as ``archive.zip/member``."""
    sha256: str
    """Hash of the file's own bytes as they were given (uncompressed)."""
    source: Source
    columns: tuple[str, ...]
    """Its columns or GeoJSON properties as they stand in the file, without outer spaces."""
    sheet: str = ""
    """Title of the sheet of a workbook that it was."""
    first_row: int = 1
    """Row of the sheet, or line of the file as it was given, that became line 1."""
    dated: tuple[str, ...] = ()
    """Columns in which the spreadsheet kept dates: a code such as 1/1 may have been turned into one."""


class UnknownKind(Refused):
    """A table that is not nearly of any known source."""


def row_in_words(file: Recognised, line: int) -> str:
    """Where a line of a plain file stands in what the user gave: ``line 12``, or ``sheet Q1, row 15``."""
    row = given_row(file, line)
    return f"sheet {file.sheet}, row {row:,}" if file.sheet else f"line {row:,}"


def given_row(file: Recognised, line: int) -> int:
    """The row of the sheet, or line of the file as it was given, that a line of a plain file was."""
    return line + file.first_row - 1


def same(column: str) -> str:
    """A column's name as it is compared: without case, outer or doubled spaces."""
    return " ".join(column.split()).casefold()


def recognise(name: str, look: Look, sources: Iterable[Source]) -> Source:
    """The source that a file's columns fit; where several fit, the one that asks for most.

    Raises
    ------
    Refused
        When none fits, with what is missing or renamed where one nearly does; when a column stands twice.
    """
    having = {same(column) for column in look.columns}
    candidates = [source for source in sources if source.container == look.container]
    fitting = [source for source in candidates if fits(source, having)]
    untitled = [source for source in fitting if not called(source, look.titles)]
    fitting = [source for source in fitting if source not in untitled]
    if untitled and not fitting:
        raise UnknownKind(name, _called_otherwise(name, look, untitled), unmapped=True)
    if fitting:
        best = max(fitting, key=lambda source: (len(source.recognise), source.id))
        if best.reader != "noted":
            _refuse_repeats(name, look, _read(best, look))
        _refuse_rivals(name, best, fitting)
        return best
    near = max((_share(source, having) for source in candidates), default=0)
    kind = Refused if near >= 0.5 else UnknownKind
    sentence = _why_not(name, look, having, candidates)
    raise kind(name, sentence, unmapped=untyped(sentence) != typed(sentence))


def fits(source: Source, having: set[str]) -> bool:
    """Whether columns, written as ``same`` writes them, are those of a source."""
    there = all(_there(source, c, having) for c in source.recognise)
    return there and not any(same(c) in having for c in source.absent) and _spread(source, having)


def called(source: Source, titles: Iterable[str]) -> bool:
    """Whether the titles of a table are those of a source.

    A mapping without words of a title that is known by one column of areas, and takes every number for one measure,
    would fit anybody's table: then a word of its own name or measure must stand in a title.
    """
    said = same(" / ".join(titles))
    if source.titled:
        return any(same(word) in said for word in source.titled)
    if not fits_anybody(source):
        return True
    own = f"{source.id} {source.title} {source.layout.constants['item'] if source.layout else ''}"
    words = {word for word in WORD.findall(same(own)) if word not in COMMON}
    return bool(words & set(WORD.findall(said)))


def fits_anybody(source: Source) -> bool:
    """Whether any table by area and period has the one column of a mapping that says what all of it counts."""
    layout = source.layout
    wide = source.reader == "observations" and layout is not None and layout.across == "periods"
    areas = {same(source.columns.get("area", "")), same(source.columns.get("level", ""))}
    return wide and "item" in layout.constants and {same(c) for c in source.recognise} <= areas  # type: ignore[union-attr]


def _called_otherwise(name: str, look: Look, sources: list[Source]) -> str:
    titles = ", ".join(f"“{title}”" for title in look.titles[:4]) or "no title"
    wanted = " or ".join(
        f"{s.title} ({'titled ' + ' or '.join(f'“{word}”' for word in s.titled) if s.titled else 'no title is set'})"
        for s in sources
    )
    return (
        f"{name} has the columns of {wanted}, but is called {titles}, so it may count something else. If it is that, add "
        "a word of its title under titled in the definition; if not, give it a mapping of its own"
        f"{_by_guess(name, look)}"
    )


def _spread(source: Source, having: set[str]) -> bool:
    """Whether a table with periods across has a column that is called after one."""
    if source.layout is None or source.layout.across != "periods":
        return True
    own = {same(name) for column in source.recognise for name in names_of(source, column)}
    layout = source.layout
    words = {same(word) for word in source.categories}
    known: dict[str, Callable[[str], bool]] = {
        "period": lambda said: looks_like_span(said, layout),
        "item": lambda said: not words or same(said) in words,
        "area": bool,
    }
    patterns = layout.values or ("{period}",)
    return any(said_by(column, pattern, known) for column in having - own for pattern in patterns)


def _refuse_rivals(name: str, best: Source, fitting: list[Source]) -> None:
    """Refuse a table of observations that two definitions fit alike: one would call its figures what they are not."""
    rivals = [s for s in fitting if len(s.recognise) == len(best.recognise) and s.id != best.id]
    if best.reader == "responses" and rivals:
        others = " and ".join(sorted({best.title, *(rival.title for rival in rivals)}))
        raise Refused(
            name,
            f"{name} fits the codebooks of {others} alike. Put the wave in the name of the file or sheet, and say it in "
            "each codebook under titled.",
        )
    if best.reader == "observations" and rivals:
        others = " and ".join(sorted({best.title, *(rival.title for rival in rivals)}))
        raise Refused(
            name,
            f"{name} fits the definitions of {others} alike, and what it counts is not clear. Give the table a column "
            "that tells them apart, such as Measure, and name it in the definition.",
        )


def _there(source: Source, column: str, having: set[str]) -> bool:
    """Whether a column is there, under its own name or another that it has been published under."""
    return any(same(name) in having for name in names_of(source, column))


def names_of(source: Source, column: str) -> tuple[str, ...]:
    """Every name of a column, its own first."""
    return (column, *source.also_called.get(column, ()))


def _read(source: Source, look: Look) -> set[str]:
    """The columns that must each stand once: every one, or of reference tables those that are read."""
    if source.reader not in ("reference", "responses"):
        return {same(column) for column in look.columns}
    wanted = [*source.recognise, *(column for block in source.holds for column in block.columns.values())]
    named = {same(name) for column in wanted for name in names_of(source, column)}
    patterns = [block.match for block in source.holds if block.match]
    return named | {same(c) for c in look.columns if any(re.match(p, c) for p in patterns)}


def _refuse_repeats(name: str, look: Look, read: set[str]) -> None:
    counts = Counter(same(column) for column in look.columns if column and same(column) in read)
    twice = [column for column in dict.fromkeys(look.columns) if counts[same(column)] > 1]
    if twice:
        raise Refused(
            name,
            f"{name}: {look.header} names the column “{twice[0]}” {counts[same(twice[0])]} times, so it is not clear which "
            "is meant. Remove or rename the columns that are too many.",
        )


def _why_not(name: str, look: Look, having: set[str], candidates: list[Source]) -> str:
    if look.container == "csv":
        other = _other_separator(look.columns, candidates)
        if other:
            return (
                f"{name} separates its columns by {other}, not by commas. Save it as "
                "“CSV UTF-8 (comma delimited)”, or download it again."
            )
    nearest = max(candidates, key=lambda source: _share(source, having), default=None)
    if nearest is not None and _share(nearest, having) >= 0.5:
        return _nearly(name, look, having, nearest)
    found = ", ".join(look.columns[:8]) or "none"
    more = f" and {len(look.columns) - 8} more" if len(look.columns) > 8 else ""
    return (
        f"{name} is not a kind of file that Wardmote knows: its columns are {found}{more}. Leave it out, "
        f"or say what they hold{_by_guess(name, look)}"
    )


def _share(source: Source, having: set[str]) -> float:
    return sum(_there(source, column, having) for column in source.recognise) / len(source.recognise)


def _nearly(name: str, look: Look, having: set[str], source: Source) -> str:
    missing = [column for column in source.recognise if not _there(source, column, having)]
    known = {same(column) for column in (*source.recognise, *source.columns.values())}
    spare = [column for column in look.columns if column and same(column) not in known]
    if not missing:
        too_many = ", ".join(c for c in look.columns if same(c) in {same(a) for a in source.absent})
        return f"{name} looks like {source.title}, but it also holds {too_many}, which that never does."
    words = [_missing(column, spare) for column in missing]
    return (
        f"{name} looks like {source.title}, but {'; '.join(words)}. Give {look.header} of the file the names it was "
        f"published with, or download it again.{_if_new(name, look, source)}"
    )


def _if_new(name: str, look: Look, source: Source) -> str:
    """How to take in a partner's table whose layout is new."""
    partners = source.reader == "observations" and not source.open
    return f" If its layout is new, say what its columns hold{_by_guess(name, look)}" if partners else ""


def _by_guess(name: str, look: Look) -> str:
    """The end of a sentence that asks for a mapping."""
    return to_type(f": wardmote source guess {look.given or name}")


def _missing(column: str, spare: list[str]) -> str:
    by_name = {same(other): other for other in spare}
    close = difflib.get_close_matches(same(column), by_name, n=1, cutoff=0.4)
    if close:
        return f"the column “{column}” is missing (“{by_name[close[0]]}” may be it, renamed)"
    return f"the column “{column}” is missing"


def _other_separator(columns: tuple[str, ...], candidates: list[Source]) -> str:
    """The words for another separator when the first line split by it is a known header."""
    line = ",".join(columns)
    for separator, words in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        cells = {same(cell.strip('"')) for cell in line.split(separator)}
        if len(cells) > 1 and any(_share(source, cells) >= 0.5 for source in candidates):
            return words
    return ""

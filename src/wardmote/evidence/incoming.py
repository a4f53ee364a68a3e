"""What came in with one call: staged, recognised, and sorted into what is to be read and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from wardmote.definitions import Definitions, Source
from wardmote.evidence.arrival import Arrival, titles_of
from wardmote.evidence.arrivals import Arrivals, arrive
from wardmote.evidence.geography import READERS
from wardmote.evidence.held import Held
from wardmote.evidence.manifest import Manifest
from wardmote.evidence.peek import Look, look
from wardmote.evidence.progress import Progress
from wardmote.evidence.recognise import Recognised, UnknownKind, recognise, same
from wardmote.evidence.refusals import Refused
from wardmote.evidence.reports import FileOutcome
from wardmote.evidence.rows.files import ArrivedFile
from wardmote.evidence.separators import find_shape
from wardmote.evidence.staging import Staged, stage
from wardmote.evidence.unknown_sheets import UnknownSheets

WORKERS = 2


@dataclass
class Incoming:
    """The files of one call."""

    rows: list[ArrivedFile] = field(default_factory=list)
    """Files whose rows are judged one by one: of street crime, outcomes, searches, observations and reference tables."""
    geography: list[Recognised] = field(default_factory=list)
    staged: dict[str, Staged] = field(default_factory=dict)
    """What is known of the bytes of each file to be read, by its hash."""
    refusals: list[Refused] = field(default_factory=list)
    outcomes: list[FileOutcome] = field(default_factory=list)
    """Of files that need no reading."""
    notes: list[str] = field(default_factory=list)
    given_again: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Key of a unit or part -> the file of this call that is held already and supplies it."""
    again: dict[str, str] = field(default_factory=dict)
    """Hash of a file of this call that is held already and stands as it is -> its name."""
    unchanged: set[str] = field(default_factory=set)
    """Hashes of geography files that are held already, and read again only to be compared with new ones."""


@dataclass(frozen=True)
class _Known:
    """An arrival whose source is known, before it is staged."""

    arrival: Arrival
    look: Look
    source: Source


def bring_in(
    paths: Sequence[Path], definitions: Definitions, current: Manifest, folder: Path, progress: Progress
) -> Incoming:
    """Open, recognise and stage everything that a call names.

    Parameters
    ----------
    current
        What is held already: a file that still supplies all it did is not read again.
    folder
        Where copies are put.
    """
    incoming = Incoming()
    arrivals = arrive(paths, definitions, folder, progress)
    with arrivals.opened:
        incoming.refusals += arrivals.refusals
        incoming.notes += arrivals.notes
        known = _recognise_all(arrivals, definitions, incoming)
        wanted = _set_aside(known, incoming)
        _stage_all(wanted, arrivals, Held(definitions, current), folder, incoming, progress)
    return incoming


def _recognise_all(arrivals: Arrivals, definitions: Definitions, incoming: Incoming) -> list[_Known]:
    known = []
    strange = UnknownSheets()
    for arrival in arrivals.files:
        try:
            known.append(_recognise(arrival, definitions))
        except UnknownKind as refusal:
            strange.add(arrival, refusal)
        except Refused as refusal:
            incoming.refusals.append(refusal)
        except OSError as error:
            incoming.refusals.append(_unreadable(arrival.name, error))
    incoming.refusals += strange.refusals({file.arrival.book for file in known})
    incoming.notes += strange.notes({file.arrival.book for file in known})
    return known


def _recognise(arrival: Arrival, definitions: Definitions) -> _Known:
    seen = look(arrival.name, arrival.opener)
    seen = replace(seen, titles=titles_of(arrival))
    if arrival.sheet:
        seen = replace(
            seen, header=f"row {arrival.first_row}", given=f'{arrival.book} --sheet "{arrival.sheet}"'
        )
    source, refusal = _by_first_line(arrival, seen, definitions)
    if not arrival.sheet and seen.container == "csv" and (source is None or _has_any_head(source)):
        found = find_shape(arrival.opener, definitions.sources.values())
        if found is not None and not found[0].plain:
            shape, seen = found
            arrival = replace(arrival, shape=shape, first_row=shape.first_line)
            seen = replace(seen, titles=titles_of(arrival))
            source = recognise(arrival.name, seen, definitions.sources.values())
    if source is None:
        raise refusal or UnknownKind(
            arrival.name, f"{arrival.name} is not a kind of file that Wardmote knows."
        )
    if arrival.fault is not None:
        raise arrival.fault
    return _Known(arrival, seen, source)


def _by_first_line(
    arrival: Arrival, seen: Look, definitions: Definitions
) -> tuple[Source | None, Refused | None]:
    """What a file is by the names on its first line; why not, where they are nobody's."""
    try:
        return recognise(arrival.name, seen, definitions.sources.values()), None
    except Refused as refusal:
        return None, refusal


def _has_any_head(source: Source) -> bool:
    """Whether its tables may name their columns in several rows, of which the first fits already."""
    return source.reader == "observations" and not source.open


def _unreadable(name: str, error: OSError) -> Refused:
    return Refused(name, f"{name} cannot be read: {error.strerror or error}. Check that you may open it.")


def _set_aside(known: list[_Known], incoming: Incoming) -> list[_Known]:
    """Skip what is recognised but not read, with one note for each reason."""
    skipped: Counter[str] = Counter()
    words: dict[str, str] = {}
    for file in known:
        if file.source.reader == "noted":
            skipped[file.source.title] += 1
            words[file.source.title] = file.source.why_skipped
            incoming.outcomes.append(
                FileOutcome(
                    file.arrival.name, "skipped-noted", file.source.title, notes=(file.source.why_skipped,)
                )
            )
    for reason in sorted(set(words.values())):
        kinds = [f"{title} ({n:,})" for title, n in sorted(skipped.items()) if words[title] == reason]
        incoming.notes.append(f"Skipped: {'; '.join(kinds)}. {reason}")
    return [file for file in known if file.source.reader != "noted"]


def _stage_all(
    wanted: list[_Known],
    arrivals: Arrivals,
    held: Held,
    folder: Path,
    incoming: Incoming,
    progress: Progress,
) -> None:
    def attempt(numbered: tuple[int, _Known]) -> Staged | Refused:
        number, file = numbered
        try:
            return stage(file.arrival, folder, number, arrivals.bounds)
        except Refused as refusal:
            return refusal

    sorting = _Sorting(held, incoming)
    pool = ThreadPoolExecutor(WORKERS)
    try:
        for number, (file, staged) in enumerate(
            zip(wanted, pool.map(attempt, enumerate(wanted)), strict=True)
        ):
            progress("Opening files", number, len(wanted))
            if isinstance(staged, Refused):
                incoming.refusals.append(staged)
            else:
                sorting.sort_in(number, file, staged)
    finally:
        pool.shutdown(cancel_futures=True)
    sorting.end()
    progress("Opening files", len(wanted), len(wanted))


@dataclass
class _Sorting:
    """Sorts staged files into those to be read and those that are held already."""

    held: Held
    incoming: Incoming
    geography: list[tuple[int, _Known, Staged, Recognised]] = field(default_factory=list)
    """Those held already, by their number in the call."""
    read_again: int = 0
    """Files held already that the definitions of today may read otherwise."""

    def sort_in(self, number: int, file: _Known, staged: Staged) -> None:
        source = file.source
        if staged.sha256 in self.incoming.staged:
            self._note_same(staged, source)
            return
        recognised = Recognised(
            staged.path,
            staged.name,
            staged.sha256,
            source,
            file.look.columns,
            file.arrival.sheet,
            file.arrival.first_row,
            file.arrival.dated,
        )
        record = self.held.find(staged.sha256)
        if record is not None and self.held.stands(record, source):
            if source.reader not in READERS:
                self.incoming.outcomes.append(FileOutcome(staged.name, "already-there", source.title))
                self.incoming.again[staged.sha256] = staged.name
                for one in record.supplies:
                    self.incoming.given_again.setdefault(one.key, staged.name)
            else:
                self.geography.append((number, file, staged, recognised))
            return
        self.read_again += record is not None and record.whole
        self.incoming.staged[staged.sha256] = staged
        self._hand_on(number, file, staged, recognised)

    def _hand_on(self, number: int, file: _Known, staged: Staged, recognised: Recognised) -> None:
        """To the reader of geography, to the doors for rows, or to both."""
        if file.source.reader in READERS:
            self.incoming.geography.append(recognised)
        if file.source.reader not in READERS or file.source.holds:
            self.incoming.rows.append(ArrivedFile(number, recognised, staged.lines, _first_month(file)))

    def end(self) -> None:
        """Have geography that is held read again where it may disagree with new geography."""
        compared = bool(self.incoming.geography)
        for number, file, staged, recognised in self.geography:
            if compared and staged.sha256 not in self.incoming.staged:
                self.incoming.staged[staged.sha256] = staged
                self._hand_on(number, file, staged, recognised)
                self.incoming.unchanged.add(staged.sha256)
            else:
                self.incoming.outcomes.append(
                    FileOutcome(staged.name, "already-there", recognised.source.title)
                )
        if self.read_again:
            files = "1 file" if self.read_again == 1 else f"{self.read_again:,} files"
            self.incoming.notes.append(
                f"{files} held already, read again: the definitions that decide about the rows have changed since, "
                "or an earlier version of Wardmote did not record them."
            )

    def _note_same(self, staged: Staged, source: Source) -> None:
        first = self.incoming.staged[staged.sha256].name
        note = f"{staged.name} holds the same as {first}; it was read once."
        self.incoming.outcomes.append(FileOutcome(staged.name, "skipped-noted", source.title, notes=(note,)))
        self.incoming.notes.append(note)


def _first_month(file: _Known) -> str:
    wanted = same(file.source.columns.get("month", ""))
    place = next((at for at, column in enumerate(file.look.columns) if same(column) == wanted), 0)
    return file.look.first[place] if place < len(file.look.first) else ""

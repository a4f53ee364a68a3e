"""Gives account of a call: what became of each file, and what a reader of the figures should know."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from wardmote.evidence.compose import Composed
from wardmote.evidence.incoming import Incoming
from wardmote.evidence.located import notes_on
from wardmote.evidence.manifest import Manifest, SourceRecord, Unit
from wardmote.evidence.refusals import Refused
from wardmote.evidence.reports import FileOutcome, IngestReport, ReasonCount, Status
from wardmote.evidence.rows.files import Intake
from wardmote.evidence.rows.rejects import HEADER

ONE = {"crimes": "crime", "outcomes": "outcome", "searches": "search"}


def account_for(
    current: Manifest,
    composed: Composed,
    incoming: Incoming,
    intake: Intake,
    geography_notes: Sequence[str],
    refusals: Sequence[Refused],
    nothing_taken: bool = False,
) -> IngestReport:
    """The report of a call, before anything is published."""
    titles = _titles(incoming)
    refused = _refused_outcomes(refusals, titles, "refused" if nothing_taken else "left-out")
    taken = [] if nothing_taken else _taken_outcomes(composed, incoming, titles)
    named = {outcome.name for outcome in refused}
    needless = [outcome for outcome in incoming.outcomes if outcome.name not in named]
    return IngestReport(
        published=False,
        before=current.id or None,
        after=composed.manifest.id or None,
        dry_run=False,
        outcomes=tuple(sorted([*needless, *taken, *refused], key=lambda outcome: outcome.name)),
        notes=tuple(_notes(composed, incoming, intake, geography_notes, taken)),
        reasons=tuple(_reasons(intake, incoming)),
    )


def rejects_content(intake: Intake) -> bytes | None:
    """The rejects file of a call; None when no row was rejected."""
    parts = [path for _, path in sorted(intake.rejects.items())]
    if not parts:
        return None
    header = io.StringIO()
    csv.writer(header).writerow(HEADER)
    return header.getvalue().encode() + b"".join(path.read_bytes() for path in parts)


def _titles(incoming: Incoming) -> dict[str, str]:
    files = [file.file for file in incoming.rows] + incoming.geography
    return {file.name: file.source.title for file in files}


def _refused_outcomes(
    refusals: Iterable[Refused], titles: dict[str, str], status: Status
) -> list[FileOutcome]:
    found: dict[str, FileOutcome] = {}
    for refusal in refusals:
        for name in refusal.names:
            outcome = FileOutcome(
                name,
                status,
                titles.get(name, ""),
                sentence=refusal.sentence,
                untyped=refusal.untyped,
                unmapped=refusal.unmapped,
            )
            found.setdefault(name, outcome)
    return list(found.values())


def _taken_outcomes(composed: Composed, incoming: Incoming, titles: dict[str, str]) -> list[FileOutcome]:
    lost = {key for keys in composed.taken_over.values() for key in keys}
    return [
        FileOutcome(
            name=source.name,
            status="already-there"
            if source.sha256 in incoming.unchanged
            else "replaced"
            if any(one.key in lost for one in source.supplies)
            else "taken",
            source=titles[source.name],
            rows=source.rows,
            kept=source.kept,
            rejected=source.rejected,
            repeated=source.repeated,
            not_located=source.not_located,
            unknown_lsoa=source.unknown_lsoa,
            vintage=source.vintage,
            notes=(*source.notes, *notes_on(source.name, source.units, dict(composed.places))),
        )
        for source in composed.manifest.sources
        if source.name in titles and source.sha256 in incoming.staged
    ]


def _notes(
    composed: Composed,
    incoming: Incoming,
    intake: Intake,
    geography_notes: Sequence[str],
    taken: Sequence[FileOutcome],
) -> list[str]:
    fresh = [source for source in composed.manifest.sources if source.sha256 in incoming.staged]
    notes = [*_receipt(fresh, taken), *incoming.notes, *geography_notes, *intake.general]
    notes += [note for outcome in taken for note in outcome.notes]
    notes += _replacements(composed, fresh, taken)
    repeated = sum(unit.repeated for unit in _units_taken(fresh, taken))
    rejected = sum(outcome.rejected for outcome in taken)
    if repeated:
        rows = "1 row repeats" if repeated == 1 else f"{repeated:,} rows repeat"
        notes.append(f"{rows} a Crime ID of their month; of each the last stands.")
    if rejected:
        rows = "1 row was" if rejected == 1 else f"{rejected:,} rows were"
        notes.append(f"{rows} rejected; the rejects file says which and why.")
    if any(
        isinstance(one, Unit) for some in intake.supplied.values() for one in some
    ) and not composed.manifest.of_table("places"):
        notes.append("No lookup of small areas is held yet, so their codes were not checked.")
    return notes


def _receipt(fresh: Sequence[SourceRecord], taken: Sequence[FileOutcome]) -> list[str]:
    """How many records the police files of the call supplied."""
    names = {outcome.name for outcome in taken if outcome.status in ("taken", "replaced")}
    counts = {"crimes": sum(unit.kept for s in fresh if s.name in names for unit in s.units)}
    for table in ("outcomes", "searches"):
        parts = [p for s in fresh if s.name in names for p in s.parts if p.table == table]
        counts[table] = sum(part.kept for part in parts)
    said = [f"{n:,} {what if n > 1 else ONE[what]}" for what, n in counts.items() if n]
    return [f"Taken from police files: {', '.join(said)}."] if said else []


def _units_taken(fresh: Sequence[SourceRecord], taken: Sequence[FileOutcome]) -> list[Unit]:
    """What the street files of the call supply."""
    names = {outcome.name for outcome in taken}
    return [unit for source in fresh if source.name in names for unit in source.units]


def _replacements(
    composed: Composed, fresh: Sequence[SourceRecord], taken: Sequence[FileOutcome]
) -> list[str]:
    notes = []
    for source in fresh:
        if source.name not in {outcome.name for outcome in taken if outcome.status == "replaced"}:
            continue
        for earlier, units in composed.taken_over.items():
            mine = sorted({one.key for one in source.supplies} & set(units))
            if mine:
                notes.append(f"{source.name} replaces {earlier} for {_in_words(mine)}.")
    return notes


def _in_words(units: Sequence[tuple[str, ...]]) -> str:
    shown = ", ".join(" ".join(key[-2:]) for key in units[:4])
    return shown if len(units) <= 4 else f"{shown} and {len(units) - 4} more"


def _reasons(intake: Intake, incoming: Incoming) -> list[ReasonCount]:
    names = {file.number: file.name for file in incoming.rows}
    totals: dict[str, ReasonCount] = {}
    for number, tally in sorted(intake.tallies.items()):
        for reason in tally.reasons.values():
            words = f"column {reason.column}: expected {reason.expected}"
            example = f"{names[number]}, {reason.where}: found “{reason.found}”"
            before = totals.get(words, ReasonCount(words, 0, example))
            totals[words] = ReasonCount(words, before.rows + reason.rows, before.example)
    return sorted(totals.values(), key=lambda reason: (-reason.rows, reason.reason))

"""Writes the strategic assessment: until partners have added their judgement, an evidence pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardmote.documents.public_edition import without_questions
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.evidence import Progress, quiet
from wardmote.evidence.to_type import to_type
from wardmote.figures.months import in_words
from wardmote.operations.acronym_notes import acronym_notes
from wardmote.operations.builds import ASSESSMENT, keep_build
from wardmote.operations.earlier import last_assessment
from wardmote.operations.gathering import ALL_STEPS, STEPS, gather
from wardmote.operations.last_assessment import made_anew
from wardmote.operations.public_edition import PublicEditionError, public_name
from wardmote.operations.public_words import check_words, without_old_figures
from wardmote.operations.redline import write_redline
from wardmote.operations.review import Place, remember, review
from wardmote.operations.since import SinceLast, gather_since
from wardmote.operations.tables import last_complete_month
from wardmote.operations.templates import templates_for
from wardmote.operations.words_kept import WordsPlace, words_places
from wardmote.operations.workspace import Workspace
from wardmote.publishing import write
from wardmote.publishing.writing import WRITERS

NAME = ASSESSMENT
FORMATS = tuple(WRITERS)
"""Those written unless others are asked for: all of them."""


@dataclass(frozen=True)
class AssessResult:
    """The files written, and the snapshot and month that they rest on.

    ``look_again``: people's words whose figures have changed since; ``lapsed``: accepted sentences that are drafts
    again, for they changed; ``notes``: what to know about files of words, about the earlier assessment, and acronyms
    that nobody explains.
    ``build``: the record of what the document says; ``redline``: files that set it beside an earlier one.
    ``places``: where people's words go, beside their section; none of a public edition.
    """

    files: tuple[Path, ...]
    snapshot: str
    to: str
    look_again: tuple[Place, ...] = ()
    lapsed: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    build: str = ""
    redline: tuple[Path, ...] = ()
    places: tuple[WordsPlace, ...] = ()


def assess(
    workspace: Workspace,
    *,
    to: str | None = None,
    out: Path | None = None,
    formats: Sequence[str] = FORMATS,
    templates: Sequence[Path] = (),
    since: str | None = None,
    public: bool = False,
    consulted: tuple[Consulted, ...] = (),
    progress: Progress = quiet,
) -> AssessResult:
    """Write the evidence pack of the partnership.

    Parameters
    ----------
    to
        Last month, YYYY-MM; the last month complete in all sources without it.
    out
        Folder to write to; the workspace's documents without it.
    formats, templates
        Of those that publishing writes; the partnership's own templates, at most one a format, go before those that
        the workspace names.
    since
        An earlier build or snapshot, or ``last``: what was said then is asked again, and a redline is written.
    public
        Write the public edition: under names of its own, from protected figures alone.
    consulted
        Consultations of the partnership's register, for the part on what residents say.

    Raises
    ------
    FormatError, TemplateError
        When a format is not known, or a template cannot be used.
    BuildNotFoundError, BuildDamagedError
        When there is no such earlier build or snapshot, or it cannot be read.
    EvidenceAbsent, UnknownAreaError, MonthError
        When the evidence cannot bear it.
    PublicEditionError, DisclosureError
        When people's words tell what the public edition suppresses, or small counts follow whatever is left out.
    """
    if public:
        return _for_the_public(workspace, to, out, formats, templates, since, consulted, progress)
    own = templates_for(workspace, formats, templates)
    month = to or last_complete_month(workspace)
    needs, last = _needed(workspace, month, since, consulted, progress)
    progress("Laying out", len(STEPS) + 1, ALL_STEPS)
    made = review(workspace, NAME, build(needs), month, needs.table.area.code)
    progress("Writing", len(STEPS) + 2, ALL_STEPS)
    files = write(made.filled, out or workspace.documents, formats, name=NAME, templates=own)
    # Before anything else can fail: what words leaned on cannot be told once the evidence is another.
    unrecorded = remember(made)
    kept = keep_build(workspace, made.filled, needs.table)
    redline = write_redline(workspace, last.earlier, kept.record, out, formats) if last else ()
    of_last = last.notes if last else _not_compared(workspace, month)
    notes = (*of_last, *made.held.notes, *unrecorded, *acronym_notes(made.filled, workspace.definitions))
    progress("Writing", ALL_STEPS, ALL_STEPS)
    return AssessResult(
        files=tuple(files),
        snapshot=needs.table.snapshot,
        to=month,
        look_again=made.look_again,
        lapsed=made.lapsed,
        notes=notes,
        build=kept.id,
        redline=redline,
        places=words_places(made),
    )


def _needed(
    workspace: Workspace, month: str, since: str | None, consulted: tuple[Consulted, ...], progress: Progress
) -> tuple[PackNeeds, SinceLast | None]:
    """What the document says, and of the last one what it is set beside."""
    needs = replace(gather(workspace, month, progress), consulted=consulted)
    progress("The last assessment", len(STEPS), ALL_STEPS)
    if since is None:
        return needs, None
    last = gather_since(workspace, since, needs.table, made_anew)
    return replace(needs, since=last.needs), last


def _for_the_public(
    workspace: Workspace,
    to: str | None,
    out: Path | None,
    formats: Sequence[str],
    templates: Sequence[Path],
    since: str | None,
    consulted: tuple[Consulted, ...],
    progress: Progress,
) -> AssessResult:
    """The public edition. Nothing is recorded of people's words, which lean on the partnership's own edition."""
    if since is not None:
        raise PublicEditionError(
            "The public edition is not compared with an earlier assessment: what lies between two could be few. "
            "Leave --since out, or write the partnership's own edition without --public."
        )
    own, name = templates_for(workspace, formats, templates), public_name(NAME)
    month = to or last_complete_month(workspace)
    needs = replace(gather(workspace, month, progress, public=True), consulted=consulted)
    progress("Laying out", len(STEPS) + 1, ALL_STEPS)
    made = review(workspace, NAME, build(needs), month, needs.table.area.code)
    doubts = check_words(made, needs.public) if needs.public else ()
    filled = without_questions(without_old_figures(made.filled))
    progress("Writing", len(STEPS) + 2, ALL_STEPS)
    files = write(filled, out or workspace.documents, formats, name=name, templates=own)
    kept = keep_build(workspace, filled, needs.table, name=name)
    notes = (*doubts, *made.held.notes, *acronym_notes(filled, workspace.definitions))
    progress("Writing", ALL_STEPS, ALL_STEPS)
    return AssessResult(tuple(files), needs.table.snapshot, month, notes=notes, build=kept.id)


def _not_compared(workspace: Workspace, to: str) -> tuple[str, ...]:
    """That an earlier assessment is kept with which the document is not compared."""
    earlier = last_assessment(workspace, to)
    if earlier is None:
        return ()
    return (
        f"An earlier assessment is kept (year to {in_words(earlier.record.to)})."
        + to_type(" Add --since last to say what became of it."),
    )


__all__ = ["FORMATS", "NAME", "AssessResult", "assess"]

"""Writes the strategic assessment: until partners have added their judgement, an evidence pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardmote.analyses.then_and_now import ThenNow
from wardmote.documents.judgement import Judged
from wardmote.documents.public_edition import with_judgement, without_questions
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.documents.strategic_assessment.judged.last_plan import counts_of
from wardmote.documents.strategic_assessment.judged.statutory import StatutoryState, called, statutory
from wardmote.evidence import Progress, quiet
from wardmote.evidence.to_type import to_type
from wardmote.figures.months import in_words
from wardmote.operations.acronym_notes import acronym_notes
from wardmote.operations.beside_today import beside_today
from wardmote.operations.builds import ASSESSMENT, keep_build
from wardmote.operations.earlier import last_assessment
from wardmote.operations.gathering import ALL_STEPS, STEPS, gather
from wardmote.operations.last_assessment import made_anew
from wardmote.operations.public_edition import PublicEditionError, public_name
from wardmote.operations.public_words import check_judgement, check_words, without_old_figures
from wardmote.operations.redline import write_redline
from wardmote.operations.review import Place, Review, remember, review
from wardmote.operations.since import SinceLast, gather_since
from wardmote.operations.tables import last_complete_month
from wardmote.operations.templates import templates_for
from wardmote.operations.words_kept import WordsPlace, words_places
from wardmote.operations.workspace import Workspace
from wardmote.publishing import write
from wardmote.publishing.writing import WRITERS

NAME = ASSESSMENT
PLACE = "words-"
"""How the place for words of a part is called, before the part's name."""
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
    ``called``: what the document calls itself, such as evidence pack.
    ``parts``: the parts that the law asks for, each filled or missing and why; none where it does not bind the area.
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
    parts: tuple[StatutoryState, ...] = ()
    called: str = ""


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
    judged: Judged | None = None,
    redline: bool = True,
    progress: Progress = quiet,
) -> AssessResult:
    """Write the strategic assessment of the partnership: an evidence pack until all that partners must judge is there.

    Parameters
    ----------
    to
        Last month, YYYY-MM; the last month complete in all sources without it.
    out
        Folder to write to; the workspace's documents without it.
    formats, templates
        Of those that publishing writes; the partnership's own templates, one a format, go before those of the workspace.
    since
        An earlier build or snapshot, or ``last``: it is asked again, and with ``redline`` set beside this one.
    public
        Write the public edition: under names of its own, from protected figures alone.
    consulted, judged
        Consultations of the register, and what partners judged, frozen: whoever asks hands them over.

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
    told = _Told(consulted, judged)
    if public:
        return _for_the_public(workspace, to, out, formats, templates, since, told, progress)
    own = templates_for(workspace, formats, templates)
    month = to or last_complete_month(workspace)
    needs, last = _needed(workspace, month, since, told, progress)
    progress("Laying out", len(STEPS) + 1, ALL_STEPS)
    needs, made = _laid(workspace, needs)
    progress("Writing", len(STEPS) + 2, ALL_STEPS)
    files = write(made.filled, out or workspace.documents, formats, name=NAME, templates=own)
    # Before anything else can fail: what words leaned on cannot be told once the evidence is another.
    unrecorded = remember(made)
    kept = keep_build(workspace, made.filled, needs.table)
    beside = write_redline(workspace, last.earlier, kept.record, out, formats) if last and redline else ()
    of_last = last.notes if last else _not_compared(workspace, month)
    notes = (*of_last, *made.held.notes, *unrecorded, *acronym_notes(made.filled, workspace.definitions))
    progress("Writing", ALL_STEPS, ALL_STEPS)
    return AssessResult(
        *(tuple(files), needs.table.snapshot, month, made.look_again, made.lapsed, notes, kept.id, beside),
        places=words_places(made),
        parts=statutory(needs),
        called=called(needs),
    )


@dataclass(frozen=True)
class _Told:
    """What is handed over, as the evidence does not hold it."""

    consulted: tuple[Consulted, ...]
    judged: Judged | None


def _laid(workspace: Workspace, needs: PackNeeds) -> tuple[PackNeeds, Review]:
    """The document with people's words in it. Words at the place of a part fill it, so they are looked at first."""
    month, area = needs.table.current.end, needs.table.area.code
    made = review(workspace, NAME, build(needs), month, area)
    if needs.judged is None:
        return needs, made
    told = {slot for slot, one in made.held.fillings.items() if one.blocks}
    written = frozenset(slot.removeprefix(PLACE) for slot in told if slot.startswith(PLACE))
    if not written:
        return needs, made
    needs = replace(needs, written=written)
    return needs, review(workspace, NAME, build(needs), month, area)


def _needed(
    workspace: Workspace, month: str, since: str | None, told: _Told, progress: Progress
) -> tuple[PackNeeds, SinceLast | None]:
    """What the document says, and of the last one what it is set beside."""
    needs = replace(gather(workspace, month, progress), consulted=told.consulted, judged=told.judged)
    needs = replace(needs, then_now=_then_now(workspace, month, told.judged))
    progress("The last assessment", len(STEPS), ALL_STEPS)
    if since is None:
        return needs, None
    last = gather_since(workspace, since, needs.table, made_anew)
    return replace(needs, since=last.needs), last


def _then_now(workspace: Workspace, month: str, judged: Judged | None) -> dict[str, ThenNow]:
    """The figures of last year's priorities beside today."""
    if judged is None or judged.last_plan is None:
        return {}
    kept = [figure for one in judged.last_plan.recommended.priorities for figure in counts_of(one)]
    return beside_today(workspace, kept, month)


def _for_the_public(
    workspace: Workspace,
    to: str | None,
    out: Path | None,
    formats: Sequence[str],
    templates: Sequence[Path],
    since: str | None,
    told: _Told,
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
    needs = _public_needs(workspace, gather(workspace, month, progress, public=True), told)
    progress("Laying out", len(STEPS) + 1, ALL_STEPS)
    needs, made = _laid(workspace, needs)
    doubts = _doubts(needs, made)
    filled = without_questions(without_old_figures(made.filled))
    progress("Writing", len(STEPS) + 2, ALL_STEPS)
    files = write(filled, out or workspace.documents, formats, name=name, templates=own)
    kept = keep_build(workspace, filled, needs.table, name=name)
    notes = (*doubts, *made.held.notes, *acronym_notes(filled, workspace.definitions))
    progress("Writing", ALL_STEPS, ALL_STEPS)
    return AssessResult(
        tuple(files), needs.table.snapshot, month, notes=notes, build=kept.id, parts=statutory(needs), called=called(needs)
    )  # fmt: skip


def _public_needs(workspace: Workspace, needs: PackNeeds, told: _Told) -> PackNeeds:
    public = with_judgement(needs.public, told.judged, workspace.definitions) if needs.public else None
    return replace(needs, consulted=told.consulted, judged=told.judged, public=public)


def _doubts(needs: PackNeeds, made: Review) -> tuple[str, ...]:
    """What people wrote that may tell what the public edition suppresses."""
    if needs.public is None:
        return ()
    judged = check_judgement(needs.judged, needs.public) if needs.judged else ()
    return (*check_words(made, needs.public), *judged)


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

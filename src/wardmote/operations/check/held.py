"""What a document states beside what the snapshot holds, through reconcile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.analyses.reconcile import Reconciliation
from wardmote.checker.findings import Checked, Finding
from wardmote.checker.read_document import Place, ReadDocument, Unread
from wardmote.definitions import UnknownNameError
from wardmote.definitions.check_kinds import CheckKind
from wardmote.evidence import EvidenceError, Progress, quiet
from wardmote.figures import UnknownAreaError
from wardmote.operations.check.stated import StatedFigure, names_one_of, stated_figures
from wardmote.operations.check.stated_areas import figures_of_areas
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.reconcile import reconcile_figures
from wardmote.operations.workspace import Workspace

KIND = "held"
MOST = "check-held-figures"
WHAT = "Figures that the evidence could count"


def compared(
    document: ReadDocument, checked: Checked, workspace: Workspace, progress: Progress = quiet
) -> Checked:
    """The answer with what of the document's figures the snapshot counts otherwise.

    A figure that one other way of counting gives is a note; any other difference is a warning, since two ways at once fit
    many a wrong figure. Nothing is said of a figure that the snapshot cannot count.
    """
    own = _own_names(workspace)
    stated = stated_figures(document, workspace.definitions, own)
    if names_one_of(document, own):
        stated += figures_of_areas(document, workspace.definitions, _wards(workspace))
    most = int(workspace.definitions.threshold(MOST))
    unread = list(checked.unread)
    if len(stated) > most:
        words = f"{len(stated) - most} further figures were not compared with the evidence."
        unread.append(Unread(WHAT, words, Place()))
    try:
        answers = _answers(workspace, stated[:most], progress)
    except (AskedWronglyError, UnknownAreaError, UnknownNameError, EvidenceError) as error:
        unread.append(Unread(WHAT, str(error), Place()))
        answers = {}
    kind = workspace.definitions.checks[KIND]
    told = [
        _finding(stated[number], answer, kind)
        for number, answer in sorted(answers.items())
        if not answer.agrees
    ]
    return replace(
        checked,
        findings=(*checked.findings, *told),
        unread=tuple(unread),
        recomputed=checked.recomputed + len(answers),
    )


def _own_names(workspace: Workspace) -> set[str]:
    """What the partnership calls itself, and what the districts that lie in it are called."""
    area = workspace.area()
    rows = workspace.snapshot.connection().execute(
        """SELECT DISTINCT a.name FROM places p JOIN areas a ON a.level = 'lad' AND a.code = p.lad
           WHERE list_contains(?, p.csp)""",
        [list(workspace.settings.codes)],
    )
    return {area.name, *(str(name) for (name,) in rows.fetchall())}


def _wards(workspace: Workspace) -> dict[str, str]:
    """The wards of the partnership: the code of each by its name; one whose name another has, too, is left out."""
    rows = workspace.snapshot.connection().execute(
        """SELECT a.name, min(a.code) FROM areas a
           WHERE a.level = 'ward' AND a.code IN (SELECT p.ward FROM places p WHERE list_contains(?, p.csp))
           GROUP BY a.name HAVING count(DISTINCT a.code) = 1""",
        [list(workspace.settings.codes)],
    )
    return {str(name): str(code) for name, code in rows.fetchall()}


def _answers(
    workspace: Workspace, stated: Sequence[StatedFigure], progress: Progress
) -> dict[int, Reconciliation]:
    """The figures that the evidence can count, by their place in the list; each is told by the number it is given."""
    if not stated:
        return {}
    asked = [replace(one.asked, says=str(number)) for number, one in enumerate(stated)]
    found = reconcile_figures(workspace, asked, progress).found
    return {int(one.stated.says): one for one in found if one.ours is not None}


def _finding(one: StatedFigure, answer: Reconciliation, kind: CheckKind) -> Finding:
    """The difference, with the way of counting that explains it where there is one."""
    ways = [way for way in answer.equal if len(way.sides) == 1]
    case = kind.case("explained" if ways else "unexplained")
    ours = f"{answer.ours:,.0f}"
    why = case.why.format(
        ours=ours,
        printed=one.printed,
        what=answer.stated.measure.short_title,
        area=answer.stated.area.name,
        way=ways[0].words if ways else "",
        snapshot=answer.snapshot,
    )
    return Finding(KIND, case.severity, one.where, one.printed, ours, why)

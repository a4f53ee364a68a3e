"""What changed since somebody last looked: the evidence, the figures that it moved, and what the figures say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from wardmote.analyses.finding import Finding
from wardmote.analyses.headlines import headlines
from wardmote.evidence import EvidenceAbsent
from wardmote.evidence.changes import Change
from wardmote.operations.evidence_diff import EvidenceDiff, evidence_diff
from wardmote.operations.public_edition import told
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused, is_kept, kept
from wardmote.site.rooms.home.models import Looked
from wardmote.site.rooms.insight.asking import Asked
from wardmote.site.rooms.insight.selectors import performance, sees_public

NAMED = 12
"""Corrections that are named one by one."""
FILES = 2
"""Files that are named of those that came, or went, together."""


@dataclass(frozen=True)
class Changed:
    """What changed, in sentences; ``verdicts`` and ``corrections`` are those that a reader should know of."""

    files: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    more: int = 0
    """Corrections that are not named."""
    figures: str = ""


@dataclass(frozen=True)
class Since:
    """From which snapshot to which somebody has not looked yet; ``before`` empty where there is none to compare with."""

    before: str
    after: str
    first: bool
    """Whether they never looked, so that the last intake stands in for it."""


def since_of(scope: Scope) -> Since | None:
    """What somebody has not looked at; None while there is no evidence."""
    here = workspace()
    try:
        manifest = here.store.manifest()
    except EvidenceAbsent:
        return None
    looked = Looked.objects.filter(person_id=scope.person or 0).first()
    known = {one.id for one in here.store.snapshots()}
    if looked is not None and looked.snapshot in known:
        return Since(looked.snapshot if looked.snapshot != manifest.id else "", manifest.id, False)
    parent = manifest.parent if manifest.parent in known else ""
    return Since(parent or "", manifest.id, True)


def changed(since: Since) -> Changed:
    """What changed between two snapshots.

    Raises
    ------
    Refused
        When they cannot be compared.
    """
    here = workspace()
    return kept(here, _asked(since), lambda: _told(here, since))


def is_ready(since: Since) -> bool:
    """Whether it was worked out before, so that it can stand in a page at once."""
    return is_kept(workspace(), _asked(since))


def _asked(since: Since) -> tuple[object, ...]:
    """The language belongs to the question: what is kept are sentences."""
    return "changed", since.before, since.after, get_language()


def says(scope: Scope) -> tuple[Finding, ...]:
    """What the figures say now, in a few findings of the edition that somebody may see."""
    if not scope.may("figures-see"):
        return ()
    try:
        table = performance(scope, Asked())
    except Refused:
        return ()
    return headlines(told(table) if sees_public(scope) else table, workspace().definitions).findings


def _told(here: Workspace, since: Since) -> Changed:
    diff = evidence_diff(here, since.before, since.after)
    return Changed(
        files=tuple(_files(diff)),
        verdicts=tuple(_verdicts(diff)),
        corrections=diff.corrected[:NAMED],
        more=max(0, len(diff.corrected) - NAMED),
        figures=_figures(diff),
    )


def _files(diff: EvidenceDiff) -> Iterator[str]:
    counted = Counter(one.change for one in diff.changes.files)
    for change in Change:
        if counted[change]:
            names = sorted(
                {one.name.rsplit("/", 1)[-1] for one in diff.changes.files if one.change is change}
            )
            more = gettext(" and others") if len(names) > FILES else ""
            yield f"{_said(change, counted[change])} {', '.join(names[:FILES])}{more}"


def _said(change: Change, number: int) -> str:
    """What became of so many files."""
    match change:
        case Change.ADDED:
            words = ngettext("%(n)s file came:", "%(n)s files came:", number)
        case Change.AGAIN:
            words = ngettext("%(n)s file was sent again:", "%(n)s files were sent again:", number)
        case Change.READ_AGAIN:
            words = ngettext("%(n)s file was read again:", "%(n)s files were read again:", number)
        case Change.GONE:
            words = ngettext("%(n)s file is gone:", "%(n)s files are gone:", number)
        case Change.REPLACED:
            words = ngettext("%(n)s file was replaced:", "%(n)s files were replaced:", number)
        case _:
            words = ngettext("%(n)s file supplies less:", "%(n)s files supply less:", number)
    return words % {"n": number}


def _verdicts(diff: EvidenceDiff) -> Iterator[str]:
    """Verdicts that are others than before, and how many measures are judged for the first time."""
    found = diff.moved.verdicts if diff.moved else ()
    for one in found:
        if one.then and one.now:
            named = {"measure": one.measure.short_title, "then": one.then.words, "now": one.now.words}
            named["period"] = _period(diff, one.measure.id)
            yield gettext("%(measure)s, %(period)s: “%(then)s” before, now “%(now)s”.") % named
    new = sum(one.then is None and one.now is not None for one in found)
    if new:
        words = ngettext(
            "%(n)s measure can be judged for the first time.",
            "%(n)s measures can be judged for the first time.",
            new,
        )
        yield words % {"n": new}


def _period(diff: EvidenceDiff, measure: str) -> str:
    """What the two verdicts are of: the last period that both snapshots hold, which need not be the newest."""
    if diff.now is None:
        return ""
    rows = (row for row in (*diff.now.rows, *diff.now.observed) if row.measure.id == measure)
    own = next((row.periods for row in rows if row.periods), None)
    return (own[1] if own else diff.now.current).words


def _figures(diff: EvidenceDiff) -> str:
    if diff.moved is None:
        return diff.why_no_figures
    if not diff.moved.figures:
        return gettext("No figure of the partnership's table changed.")
    named = {"n": f"{len(diff.moved.figures):,}", "all": f"{diff.moved.compared:,}"}
    return gettext("%(n)s of %(all)s figures of the partnership's table changed.") % named

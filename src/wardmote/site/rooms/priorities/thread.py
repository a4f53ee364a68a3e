"""The golden thread of an issue: from the board back to the files that its figures were counted from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePath

from django.utils.translation import gettext as _
from markupsafe import Markup

from wardmote.analyses.then_and_now import ThenNow
from wardmote.documents.judged import Decided, Given
from wardmote.evidence import EvidenceError, Manifest
from wardmote.figures import Figure, Table
from wardmote.figures.months import told
from wardmote.operations.beside_today import beside_today
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.kit.results import Refused, kept
from wardmote.site.rooms.priorities.selectors import Recommendation

CHANGES = ("%", "percentage points")


@dataclass(frozen=True)
class Source:
    """A kind of source with the files that a snapshot took in of it: names alone, never where they lay."""

    title: str
    publisher: str
    files: tuple[tuple[str, int], ...]
    """Name and rows of each."""

    @property
    def rows(self) -> int:
        """Rows of all of them."""
        return sum(rows for _name, rows in self.files)

    @cached_property
    def listed(self) -> Markup:
        """The files as items of a list, written once: a page of fifteen hundred of them is asked for again and again."""
        return Markup("").join(Markup("<li>{}: {:,}</li>").format(*one) for one in self.files)


@dataclass(frozen=True)
class Counted:
    """A frozen figure: what it is called, its period, and where it is a count the same today."""

    figure: Figure
    title: str
    period: str
    beside: ThenNow | None


@dataclass(frozen=True)
class Scores:
    """What one partner gave on one criterion: in the scan, as it was agreed, and in the workshop; the last one stands.
    ``earlier``: what it had handed in before that was given back."""

    partner: str
    criterion: str
    scan: Given | None = None
    agreed: Given | None = None
    workshop: Given | None = None
    earlier: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """The evidence behind the figures: when it was made, and whether it is still held. ``gone``: why not."""

    id: str
    made: str = ""
    gone: str = ""
    sources: tuple[Source, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Thread:
    """One issue with everything that it was decided on."""

    of: Recommendation
    issue: Decided
    scores: tuple[Scores, ...]
    counted: tuple[Counted, ...]
    snapshots: tuple[Snapshot, ...]

    @property
    def present(self) -> list[str]:
        """Partners that were there."""
        return [one.partner for one in self.of.record.there if one.present]

    @property
    def dissents(self) -> list[tuple[str, str]]:
        """Who thought otherwise, of this issue or of the whole, and what."""
        number = self.issue.number
        return [(one.partner, one.words) for one in self.of.record.dissents if one.issue in (None, number)]


def thread_of(scope: Scope, of: Recommendation, issue: Decided) -> Thread:
    """The thread of an issue, for who may see the recommendation."""
    del scope
    ids = dict.fromkeys([one.snapshot for one in issue.figures] or [of.record.snapshot])
    wanted = {name for one in issue.figures for name in one.sources}
    return Thread(
        of, issue, scores_of(of, issue), counted(issue), tuple(_snapshot(one, wanted) for one in ids if one)
    )


def scores_of(of: Recommendation, issue: Decided) -> tuple[Scores, ...]:
    """Every partner's scores, each with its history; what was agreed by all stands with each."""
    agreed = {one.criterion: one for one in issue.given if one.when == "agreed"}
    partners = dict.fromkeys(one.partner for one in issue.given if one.partner)
    at = {(one.partner, one.criterion, one.when): one for one in issue.given}
    back = [one for one in issue.given if one.when == "given-back"]
    return tuple(
        Scores(
            partner, criterion, at.get((partner, criterion, "scan")),
            at.get((partner, criterion, "agreed"), agreed.get(criterion)), at.get((partner, criterion, "workshop")),
            tuple(one for one in back if (one.partner, one.criterion) == (partner, criterion)),
        )
        for partner in partners
        for criterion in of.record.criteria
        if any((partner, criterion, when) in at for when in ("given-back", "scan", "agreed", "workshop"))
    )  # fmt: skip


def counted(issue: Decided) -> tuple[Counted, ...]:
    """Its frozen figures, each count beside the same measure of today."""
    measures = workspace().definitions.measures
    made = []
    for one in issue.figures:
        measure = measures.get(one.measure.split("/")[0])
        change = one.unit in CHANGES
        title = measure.title if measure else one.measure
        title = _("%(measure)s, change") % {"measure": title} if change else title
        made.append(Counted(one, title, told(one.period), None if change else _beside(one)))
    return tuple(made)


def _beside(figure: Figure) -> ThenNow:
    """A count beside the same measure now; tables are kept, since many figures ask the same one."""
    here = workspace()

    def make(asked: TableRequest) -> Table:
        return kept(here, ("then and now", asked), lambda: table(here, asked))

    try:
        return beside_today(here, [figure], ask=make)[figure.identity]
    except Refused as refusal:
        return ThenNow(figure, figure.measure, told(figure.period), why=str(refusal))


def _snapshot(key: str, wanted: set[str]) -> Snapshot:
    """What a snapshot was made of, as far as the figures rest on it."""
    here = workspace()
    try:
        followed = here.store.followed(key)
        manifest = here.store.manifest(followed.snapshot if followed else key)
    except (EvidenceError, OSError):
        return Snapshot(key, gone=_("This evidence is not held here any more."))
    asked = ("files behind", manifest.id, tuple(sorted(wanted)))
    sources = kept(here, asked, lambda: _sources(here, manifest, wanted))
    made = day_in_words(date.fromisoformat(manifest.made[:10]))
    return Snapshot(key, made, followed.sentence(key) if followed else "", sources)


def _sources(here: Workspace, manifest: Manifest, wanted: set[str]) -> tuple[Source, ...]:
    """The files of a snapshot by their sources."""
    files: dict[str, list[tuple[str, int]]] = {}
    for one in manifest.sources:
        name = one.source.split("/")[0]
        if not wanted or one.source in wanted or name in wanted:
            files.setdefault(name, []).append((PurePath(one.name.replace("\\", "/")).name, one.rows))
    known = here.definitions.sources
    return tuple(
        Source(
            known[name].title if name in known else name,
            known[name].publisher if name in known else "",
            tuple(found),
        )
        for name, found in files.items()
    )

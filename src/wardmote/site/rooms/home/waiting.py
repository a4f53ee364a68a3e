"""What waits for people in the evidence and the documents that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from wardmote.analyses.feeds import FeedState, FeedStatus
from wardmote.evidence import EvidenceAbsent, Manifest
from wardmote.evidence.file_names import short_name
from wardmote.operations.builds import builds, folder_of
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused, kept
from wardmote.site.rooms.evidence import rules
from wardmote.site.rooms.evidence.selectors import feeds_on
from wardmote.site.rooms.home.register import Need, declares

NAMED = 3
"""Periods of a feed that are named one by one."""


@declares("evidence-see")
def feeds_owed(scope: Scope, day: date) -> Iterator[Need]:
    """Figures that are late or due: of one's own organisation; for who manages evidence, late ones of every partner."""
    names, providers = _own_names(scope)
    own = {*names, *providers}
    for status in feeds_on(day):
        mine = status.feed.provider.casefold() in own
        seen = rules.sees_feed(scope, status.feed, providers)
        page = reverse("evidence-feed", kwargs={"feed": status.feed.id}) if seen else ""
        if mine or scope.may("evidence-manage"):
            yield from _late(status, mine, page)
        if mine:
            yield from _due(status, day, page)


@declares("evidence-manage")
def rows_rejected(scope: Scope, day: date) -> Iterator[Need]:
    """Files of the newest evidence of which rows could not be kept."""
    del scope, day
    here = workspace()
    try:
        manifest = here.store.manifest()
    except EvidenceAbsent:
        return
    files = kept(here, ("rejected", manifest.id), lambda: _rejected(manifest))
    if files:
        total = sum(files.values())
        named = ", ".join(sorted(files, key=lambda name: -files[name])[:NAMED])
        told = ngettext("%(n)s row could not be kept.", "%(n)s rows could not be kept.", total) % {
            "n": f"{total:,}"
        }
        yield Need(
            told, more=gettext("In %(files)s.") % {"files": named}, address=reverse("evidence-quality")
        )


@declares("documents-write")
def documents_behind(scope: Scope, day: date) -> Iterator[Need]:
    """The evidence pack, where it was built from earlier evidence than there is."""
    del scope, day
    here = workspace()
    files = tuple(sorted((one.name, one.stat().st_mtime_ns) for one in folder_of(here).glob("*.json*")))
    try:
        behind = kept(here, ("pack behind", files), lambda: _behind(here))
    except (EvidenceAbsent, Refused):
        return
    if behind:
        yield Need(
            gettext("The evidence pack was built from earlier evidence."),
            more=gettext(
                "Build it again, and look at the words of people that lean on figures that changed."
            ),
            address=reverse("library"),
        )


def _behind(here: Workspace) -> bool:
    """Whether there are builds of the pack, and none of them is of the current evidence."""
    made = builds(here)
    return bool(made) and all(one.record.snapshot != here.snapshot.id for one in made)


def _rejected(manifest: Manifest) -> dict[str, int]:
    """File -> how many of its rows were rejected."""
    found: Counter[str] = Counter()
    for one in manifest.sources:
        found[short_name(one.name)] += one.rejected
    return dict(+found)


def _own_names(scope: Scope) -> tuple[set[str], set[str]]:
    """The names of somebody's organisations, and those that they have in the definitions of feeds."""
    found = Organisation.objects.filter(pk__in=scope.organisations).values_list("name", "provider")
    pairs = [(name.casefold(), provider.casefold()) for name, provider in found]
    return {name for name, _ in pairs if name}, {provider for _, provider in pairs if provider}


def _late(status: FeedStatus, mine: bool, page: str) -> Iterator[Need]:
    late = status.overdue
    if not late:
        return
    named = ", ".join(one.words() for one in late[-NAMED:])
    more = "" if len(late) <= NAMED else gettext(" and %(n)s earlier") % {"n": len(late) - NAMED}
    words = (
        gettext("Send: %(title)s, %(periods)s%(more)s.")
        if mine
        else gettext("Late from %(provider)s: %(title)s, %(periods)s%(more)s.")
    )
    said = {"title": status.feed.title, "provider": status.feed.provider, "periods": named, "more": more}
    yield Need(words % said, late[-1].due, status.sentence, page, late=True)


def _due(status: FeedStatus, day: date, page: str) -> Iterator[Need]:
    ahead = workspace().definitions.threshold("due-ahead-days")
    for one in status.periods:
        if one.state is FeedState.AWAITED and (one.due - day).days <= ahead:
            words = gettext("Due: %(title)s, %(period)s.")
            yield Need(words % {"title": status.feed.title, "period": one.words()}, one.due, address=page)

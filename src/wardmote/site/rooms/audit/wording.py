"""What was done, in words: the record keeps short codes, such as ``evidence.taken-in``."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ROOMS = {
    "access": _("Access"),
    "account": _("Own account"),
    "answering": _("Answers by link"),
    "audit": _("Record"),
    "check": _("Checking documents"),
    "evidence": _("Evidence"),
    "figures": _("Figures for programs"),
    "home": _("Home"),
    "jobs": _("Long work"),
    "library": _("Library"),
    "people": _("People"),
    "priorities": _("Priorities"),
    "registers": _("Registers"),
    "scan": _("Scan"),
    "settings": _("Settings"),
    "workshop": _("Workshop"),
}
"""The first half of a code: the room."""
DONE = {
    "access.forgotten": _("kept details erased after their time"),
    "account.form-dropped": _("a form that was kept thrown away"),
    "account.sessions-ended": _("other browsers signed out"),
    "answering.asked": _("somebody asked to answer"),
    "answering.code-refused": _("no code sent, after too many"),
    "answering.code-sent": _("a code sent"),
    "answering.code-wrong": _("a wrong code typed"),
    "answering.left": _("left"),
    "answering.opened": _("opened with a code"),
    "answering.withdrawn": _("a link withdrawn"),
    "audit.exported": _("taken out as a file"),
    "audit.page-read": _("a sensitive page read"),
    "evidence.reminded": _("a partner reminded"),
    "evidence.taken-in": _("files taken in"),
    "evidence.taught": _("a kind of file made known"),
    "figures.token-made": _("a token made"),
    "figures.token-revoked": _("a token ended"),
    "home.seen": _("what changed marked as seen"),
    "jobs.asked": _("asked for"),
    "jobs.cancelled": _("asked to stop"),
    "jobs.rested": _("tried out"),
    "jobs.superseded": _("replaced by a newer one"),
    "jobs.swept": _("cut off and cleared away"),
    "jobs.tried-again": _("asked for once more"),
    "library.built": _("a document built"),
    "library.compared": _("two builds compared"),
    "library.kept": _("a build kept"),
    "library.returned": _("sent back"),
    "library.worded": _("words written in a document"),
    "people.came-back": _("somebody came back"),
    "people.details-changed": _("details changed"),
    "people.invitation-withdrawn": _("an invitation withdrawn"),
    "people.invited": _("somebody invited"),
    "people.invited-again": _("somebody invited again"),
    "people.joined": _("somebody joined"),
    "people.left": _("somebody left"),
    "people.made-up": _("made-up people set up"),
    "people.moved": _("somebody moved to another role"),
    "people.organisation-added": _("an organisation added"),
    "people.organisation-changed": _("an organisation changed"),
    "people.review-closed": _("a review of access closed"),
    "people.review-opened": _("a review of access opened"),
    "people.role-ended": _("a role ended"),
    "people.role-given": _("a role given"),
    "people.second-factor-reset": _("somebody\u2019s second step taken away"),
    "people.signed-out": _("somebody signed out everywhere"),
    "priorities.approved": _("what the board approved recorded"),
    "priorities.sent-back": _("what the board sent back recorded"),
    "priorities.carried": _("how far a priority is said"),
    "priorities.linked": _("a driver looked at"),
    "priorities.refreshed": _("a new version of the work"),
    "priorities.threaded": _("threads of an issue said"),
    "registers.added": _("an entry added"),
    "registers.changed": _("an entry changed"),
    "registers.reminded": _("somebody reminded"),
    "registers.several": _("several entries written at once"),
    "settings.changed": _("changed"),
}
"""A code -> what was done. One that is not here is told by its own words: ``issue-added`` as issue added."""


def in_words(code: str) -> str:
    """A code as people read it: Evidence: files taken in."""
    room, _dot, done = code.partition(".")
    said = DONE.get(code) or done.replace("-", " ").replace("_", " ")
    return gettext("%(room)s: %(done)s") % {
        "room": ROOMS.get(room) or room.replace("-", " ").capitalize(),
        "done": said,
    }

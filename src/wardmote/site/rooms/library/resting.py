"""On whose decision an assessment rests: what a workshop recommends, and what the board says of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from wardmote.documents.judgement import Judged
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.priorities import judging, selectors
from wardmote.site.rooms.priorities.models import Adoption, Decides
from wardmote.site.rooms.priorities.selectors import Recommendation


def basis_of(judged: Judged | None) -> dict[str, str]:
    """What a build keeps of the recommendation that it rests on."""
    if judged is None:
        return {}
    record, adoption = judged.recommended, judged.adoption
    return {
        "mark": record.mark,
        "workshop": record.workshop,
        "day": record.day.isoformat(),
        "decided": adoption.decided if adoption else "",
    }


def told(build: Build) -> str:
    """On what it rests, and what the board says of that now; empty where it rests on no recommendation."""
    if not build.basis:
        return ""
    named = _named(build)
    adoption = selectors.decided_on(build.basis["mark"])
    if adoption is None:
        return _("It rests on what %(named)s recommends. The board has not decided on it yet.") % {
            "named": named
        }
    words = {"named": named, "board": adoption.board, "day": day_in_words(adoption.day)}
    if _approved(adoption):
        return _("It rests on what %(named)s recommends: %(board)s approved it on %(day)s.") % words
    return _("It rests on what %(named)s recommends: %(board)s sent it back on %(day)s.") % words


def later(build: Build) -> str:
    """That a later workshop recommends something else by now; empty where none does."""
    found = selectors.later_than(build.basis["mark"]) if build.basis else None
    if found is None:
        return ""
    return _(
        "A later workshop has recommended since: %(title)s, %(day)s. This document does not rest on it."
    ) % {
        "title": found.title,
        "day": day_in_words(found.day),
    }


def refusal(build: Build) -> str:
    """Why it cannot be approved or published yet, for want of the board; empty where nothing of the board's is wanting."""
    if not build.basis:
        return ""
    named, adoption = {"named": _named(build)}, selectors.decided_on(build.basis["mark"])
    if adoption is None:
        return _("It waits for the board, which has not decided on what %(named)s recommends.") % named
    if not _approved(adoption):
        return _("It waits for the board, which sent back what %(named)s recommends.") % named
    if build.basis["decided"] != Decides.APPROVED:
        return (
            _(
                "The board has approved what %(named)s recommends, and this was built before. Build it again, so that it "
                "says so."
            )
            % named
        )
    return ""


def choices(every: Iterable[Recommendation]) -> list[tuple[str, str]]:
    """Recommendations that an assessment can rest on, by their marks; first, by nothing, the one that it takes unasked."""
    listed = list(every)
    usual = judging.taken(listed)
    ordered = sorted(listed, key=lambda one: one is not usual)
    return [("" if one is usual else one.workshop.mark, _choice(one)) for one in ordered]


def _choice(one: Recommendation) -> str:
    said = one.adoption.get_decided_display() if one.adoption else _("The board has not decided")
    return f"{one.workshop.title}, {day_in_words(one.workshop.day)} ({said})"


def _named(build: Build) -> str:
    return f"{build.basis['workshop']}, {day_in_words(date.fromisoformat(build.basis['day']))},"


def _approved(adoption: Adoption) -> bool:
    return adoption.decided == Decides.APPROVED

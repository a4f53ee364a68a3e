"""Letters to who scores: by their account where they have one that may, otherwise by a personal link and a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.site.kit.access.answering.models import Answerer
from wardmote.site.kit.access.answering.services import ask_to_answer, token_of
from wardmote.site.kit.access.leavers import left_of
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.rooms.scan import afresh, closing, rules, scoring, selectors
from wardmote.site.rooms.scan.models import Partner, Scan
from wardmote.site.rooms.scan.setting_up import NotNow


def invite(actor: Actor, scan: Scan, site: str, asked: Sequence[Partner] | None = None) -> int:
    """Send everybody who scores their letter, and say how many were sent. ``site``: the beginning of addresses."""
    sent, written = 0, []
    for partner in selectors.partners(scan) if asked is None else asked:
        for name, email in scorers(partner):
            sent += 1
            _ask(actor, partner, name, email, site)
            if partner not in written:
                written.append(partner)
    closing.note_invited(actor, scan, written)
    return sent


def chase(actor: Actor, partner: Partner, site: str) -> None:
    """Remind those who score for a partner; whose link has run out gets a new one.

    Raises
    ------
    NotNow
        When nothing is missing from it, nobody scores for it, or it was reminded just now.
    """
    closing.refuse_chasing(partner)
    if not any(scorers(partner)):
        raise NotNow(_("Nobody scores for %(partner)s now. Say who does.") % {"partner": partner})
    letters = []
    for name, email in scorers(partner):
        there = _room(partner.scan, site) if has_account(partner, email) else _link(actor, name, email, site)
        letters.append(_letter(partner, name, email, there))
    closing.chase(actor, partner, letters)


def give_back(actor: Actor, partner: Partner, why: str, site: str) -> None:
    """Give a partner back what it handed in, and write to those who score for it.

    Raises
    ------
    NotNow
        When it handed nothing in, the scan is not open, or nobody says why.
    """
    head = _("Your scores were given back to you, to be put right: %(why)s") % {"why": why.strip()}
    letters = []
    for name, email in scorers(partner):
        there = _room(partner.scan, site) if has_account(partner, email) else _link(actor, name, email, site)
        address, subject, words = _letter(partner, name, email, there)
        letters.append((address, subject, f"{head}\n\n{words}"))
    closing.give_back(actor, partner, why, letters)


def begin_afresh(actor: Actor, partner: Partner, told: Mapping[str, Any], site: str) -> None:
    """Have somebody else score for a partner from the beginning, and write to them and to those who scored so far.

    Raises
    ------
    NotNow
        When nothing is begun, or they may not score for this partner.
    """
    words = _(
        "Hello %(name)s,\n\n%(who)s scores for %(partner)s from now on, in %(scan)s, and begins afresh: %(why)s\n"
        "What you had given is shown to nobody. If this is not right, write to whoever runs the scan.\n"
    )
    said = {"who": told["scorer_name"], "partner": partner.organisation.name, "scan": partner.scan.title}
    subject = closing.letter_head(_("Somebody else scores now"))
    letters = [
        (email, subject, words % {**said, "name": name, "why": told["why"].strip()})
        for name, email in scorers(partner)
    ]
    invite(actor, partner.scan, site, [afresh.begin_afresh(actor, partner, told, letters)])


def name_deputy(actor: Actor, partner: Partner, name: str, email: str, site: str) -> None:
    """Who scores for a partner names a deputy, who gets their letter.

    Raises
    ------
    NotNow
        When there is one already, or it may not be this one.
    """
    held = scoring.name_deputy(actor, partner, name, email)
    _ask(actor, held, held.deputy_name, held.deputy_email, site)


def scorers(partner: Partner) -> Iterator[tuple[str, str]]:
    """Name and address of who scores for a partner: the scorer first, then the deputy. Who left scores no more."""
    gone = left_of((partner.scorer_email, partner.deputy_email))
    for name, email in (
        (partner.scorer_name, partner.scorer_email),
        (partner.deputy_name, partner.deputy_email),
    ):
        if email and email not in gone:
            yield name, email


def has_account(partner: Partner, email: str) -> bool:
    """Whether somebody can score for a partner by their account."""
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    return person is not None and rules.may_score(scope_of(person, workspace().definitions), partner)


def _ask(actor: Actor, partner: Partner, name: str, email: str, site: str) -> None:
    """The first letter to somebody."""
    if has_account(partner, email):
        post(*_letter(partner, name, email, _room(partner.scan, site)))
    else:
        ask_to_answer(actor, email=email, name=name, site=site)


def _letter(partner: Partner, name: str, email: str, there: str) -> tuple[str, str, str]:
    scan, told = partner.scan, workspace().settings
    words = _(
        "Hello %(name)s,\n\n%(partnership)s asks for the scores of %(partner)s: %(scan)s.\n"
        "Please score by %(day)s. Nobody else sees your scores before the scan is closed.\n\n%(there)s\n"
    ) % {
        "name": name,
        "partnership": told.name,
        "partner": partner.organisation.name,
        "scan": scan.title,
        "day": day_in_words(scan.closes),
        "there": there,
    }
    return email, closing.letter_head(_("Scores by %(day)s") % {"day": day_in_words(scan.closes)}), words


def _room(scan: Scan, site: str) -> str:
    return site + reverse("scan", kwargs={"key": scan.pk})


def _link(actor: Actor, name: str, email: str, site: str) -> str:
    """The link that somebody has, or a new one."""
    held = Answerer.objects.filter(email=email, expires__gt=timezone.now(), withdrawn=None).first()
    one = held or ask_to_answer(actor, email=email, name=name, site=site)
    return site + reverse("answering", kwargs={"token": token_of(one)})

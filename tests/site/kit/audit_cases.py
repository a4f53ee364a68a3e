"""One case for each service of the site: what it needs, and a call that does what it is there for.

Each case is given what is common to all and makes the rest itself; it gives back the call, so that records are counted
for the call alone. A new service without a case here fails a test.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from tests.site.kit import priorities_cases, scan_cases, workshop_cases

from wardmote.operations.source_guess import GuessRequest
from wardmote.site.kit.access import events, forgetting
from wardmote.site.kit.access.answering import services as answering
from wardmote.site.kit.access.answering.models import Answerer, Code
from wardmote.site.kit.access.models import KeptForm, Membership, Organisation, Person
from wardmote.site.kit.access.scope import Actor, machine, scope_of
from wardmote.site.kit.audit import reading
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs import running, sweep
from wardmote.site.kit.jobs import services as jobs
from wardmote.site.kit.jobs.kinds import Outcome
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.made_up import people as made_up
from wardmote.site.rooms.account import services as account
from wardmote.site.rooms.check import services as check
from wardmote.site.rooms.evidence import services as evidence
from wardmote.site.rooms.figures import services as figures
from wardmote.site.rooms.home import services as home
from wardmote.site.rooms.library import services as library
from wardmote.site.rooms.library.models import Build, Edition
from wardmote.site.rooms.people import invitations, reviews
from wardmote.site.rooms.people import services as people
from wardmote.site.rooms.people.models import AccessReview, Invitation, ReviewLine
from wardmote.site.rooms.settings import services as settings

SITE = "https://example.test"
Call = Callable[[], object]


@dataclass(frozen=True)
class Given:
    """What every case may use: an administrator who acts, somebody else with a membership, and their organisation."""

    actor: Actor
    person: Person
    membership: Membership
    organisation: Organisation
    today: date


def _job(state: State = State.WAITING) -> Job:
    now = timezone.now()
    return Job.objects.create(
        kind="rest",
        title="Rest",
        request={"seconds": 0},
        state=state,
        began=now,
        attempt=uuid.uuid4(),
        tries=1,
    )


def _invited(given: Given) -> Invitation:
    return invitations.invite(given.actor, **_newcomer(given))


def _newcomer(given: Given) -> dict[str, Any]:
    return {
        "email": "new@example.test", "name": "New Comer", "organisation": given.organisation, "role": "board",
        "starts": given.today, "ends": None, "site": SITE,
    }  # fmt: skip


def _reviewed(given: Given) -> AccessReview:
    review = AccessReview.objects.create(opened=timezone.now(), opened_by="Somebody", due=given.today)
    ReviewLine.objects.create(
        review=review, membership=given.membership, person_name="A", organisation_name="B", role_title="C",
        starts=given.today,
    )  # fmt: skip
    return review


def _closing(given: Given) -> Call:
    review = _reviewed(given)
    review.lines.update(decision=ReviewLine.CONFIRMED)
    return lambda: reviews.close_review(given.actor, review)


def _renamed(given: Given) -> Call:
    now = workspace().settings
    return lambda: settings.change_settings(
        given.actor,
        name="Safer Elsewhere",
        marking=now.marking,
        colour=now.colour,
        suppress_open_data=True,
        withhold_partner_figures=now.withhold_partner_figures,
    )


def _accepting(given: Given) -> Call:
    invitation = _invited(given)
    return lambda: invitations.accept(machine("Invitation"), invitation, "a long made-up pass phrase")


def _sending_again(given: Given) -> Call:
    invitation = _invited(given)
    return lambda: invitations.send_again(given.actor, invitation, SITE)


def _withdrawing(given: Given) -> Call:
    invitation = _invited(given)
    return lambda: invitations.withdraw(given.actor, invitation)


def _changing_organisation(given: Given) -> Call:
    named = {"name": "Other", "short_name": "Other", "provider": ""}
    return lambda: people.change_organisation(given.actor, given.organisation, **named)


def _role(given: Given, role: str, days: int = 1) -> dict[str, Any]:
    starts = given.today + timedelta(days=days)
    return {"organisation": given.organisation, "role": role, "starts": starts, "ends": None}


def _done(given: Given) -> Call:
    job = _job(State.RUNNING)
    return lambda: running._done(given.actor, job, Outcome("Rested."))


def _ended(given: Given) -> Call:
    job = _job(State.RUNNING)
    return lambda: running._ended(given.actor, job, State.FAILED, "It could not be done.")


def _swept(given: Given) -> Call:
    job = _job(State.RUNNING)
    return lambda: sweep._begin_again(given.actor, job, 3)


def _dropping(given: Given) -> Call:
    kept = KeptForm.objects.create(person=given.person, address="/people/", kept=timezone.now())
    return lambda: account.drop_kept(given.actor, kept)


def _reminding(given: Given) -> Call:
    feed = next(iter(workspace().definitions.feeds.values()))
    return lambda: evidence.remind(given.actor, feed, "data@fire.example", "Please send it.")


def _moving_in(given: Given) -> Call:
    plan = {
        "organisations": [{"name": "New", "short_name": "New"}],
        "people": [{"name": "A", "email": "a@example.test", "organisation": "New", "role": "board"}],
    }
    return lambda: made_up._move_in(machine("The demo"), plan)


def _changing_an_entry(given: Given) -> Call:
    made = registers.add(machine("test"), *_action("Before"))
    register, draft = _action("After")
    return lambda: registers.change(machine("test"), register, made, draft, seen=1)


def _action(title: str) -> tuple[Any, Draft]:
    return workspace().definitions.registers["actions"], Draft(
        "open", values={"title": title, "due": "2026-01-01"}
    )


def _analyst(given: Given) -> Actor:
    """The other person, who is an analyst."""
    return Actor(given.person.pk, given.person.name, scope_of(given.person, workspace().definitions))


def _answerer(given: Given) -> Answerer:
    return answering.ask_to_answer(given.actor, email="guest@example.test", name="Some Guest", site=SITE)


def _code(given: Given) -> Code:
    one = _answerer(given)
    return Code.objects.create(answerer=one, digest=answering._digest(one, "123456"), sent=timezone.now())


def _opening(given: Given) -> Call:
    one = _code(given).answerer
    return lambda: answering.open_with(machine("Answering"), one, "123456")


def _forgetting(given: Given) -> Call:
    long_ago = timezone.now() - timedelta(days=900)
    KeptForm.objects.create(person=given.person, address="/people/", kept=long_ago)
    return lambda: forgetting._forget(machine("Sweep"), forgetting._over())


def _teaching(given: Given) -> Call:
    here = workspace()
    file = here.folder / "arrivals" / "fires.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("Month,Small fires on purpose\nApr 2026,3\nMay 2026,4\n", "utf-8")
    whole = {"": "deliberate-secondary-fires"}
    asked = GuessRequest(file, measures=whole, areas={"": here.settings.codes[0]}, save="fires-here")
    job = _job()
    return lambda: evidence.teach(given.actor, job, asked)


def _revoking(given: Given) -> Call:
    token = figures.make_token(_analyst(given), "report", 30).token
    return lambda: figures.revoke_token(_analyst(given), token)


def _build(given: Given) -> Build:
    return Build(
        document="strategic-assessment", title="A year to March 2026", to="2026-03", edition=Edition.INSIDE,
        snapshot="s", definitions="d", record="r", by=given.person,
    )  # fmt: skip


def _moving(given: Given) -> Call:
    build = library.keep(_analyst(given), _build(given))
    return lambda: library.move(_analyst(given), build, "submit")


def _writing(given: Given) -> Call:
    return lambda: library.write(given.actor, "strategic-assessment", "some-place", "Words.", "")


CASES: dict[Any, Callable[[Given], Call]] = {
    reading.note_read: lambda given: lambda: reading.note_read(given.actor, "/audit/", {}),
    reading.note_export: lambda given: lambda: reading.note_export(given.actor, "figures", {}, "csv", 3),
    events.note: lambda given: lambda: events.note(given.actor, "signed-in", given.person, "Signed in."),
    jobs.begin: lambda given: lambda: jobs.begin(given.actor, "rest", "Rest", {"seconds": 0}),
    jobs.cancel: lambda given: partial(jobs.cancel, given.actor, _job()),
    jobs.try_again: lambda given: partial(jobs.try_again, given.actor, _job(State.FAILED)),
    running._done: _done,
    running._ended: _ended,
    sweep._begin_again: _swept,
    account.end_own_sessions: lambda given: lambda: account.end_own_sessions(given.actor, given.person),
    account.drop_kept: _dropping,
    settings.change_settings: _renamed,
    home.mark_seen: lambda given: lambda: home.mark_seen(given.actor, "a-snapshot"),
    evidence.remind: _reminding,
    made_up._move_in: _moving_in,
    registers.add: lambda given: lambda: registers.add(machine("test"), *_action("New")),
    registers.change: _changing_an_entry,
    registers.take: lambda given: (
        lambda: registers.take(
            machine("test"), _action("New")[0], [registers.Change(None, _action("New")[1])], how="by a test"
        )
    ),
    registers.remind: lambda given: (
        lambda: registers.remind(machine("test"), given.person, given.today, {"actions": [1]})
    ),
    people.add_organisation: lambda given: (
        lambda: people.add_organisation(given.actor, name="Fire", short_name="Fire")
    ),
    people.change_organisation: _changing_organisation,
    people.give_role: lambda given: (
        lambda: people.give_role(given.actor, given.person, **_role(given, "board"))
    ),
    people.move: lambda given: lambda: people.move(given.actor, given.membership, **_role(given, "board")),
    people.end_role: lambda given: lambda: people.end_role(given.actor, given.membership, last_day=None),
    people.leave: lambda given: lambda: people.leave(given.actor, given.person),
    people.come_back: lambda given: lambda: people.come_back(given.actor, given.person),
    people.change_details: lambda given: (
        lambda: people.change_details(given.actor, given.person, name="Other", email="other@example.test")
    ),
    people.reset_second_factor: lambda given: lambda: people.reset_second_factor(given.actor, given.person),
    people.end_sessions: lambda given: lambda: people.end_sessions(given.actor, given.person),
    invitations.invite: lambda given: lambda: _invited(given),
    invitations.send_again: _sending_again,
    invitations.withdraw: _withdrawing,
    invitations.accept: _accepting,
    reviews.open_review: lambda given: lambda: reviews.open_review(given.actor, due=given.today),
    reviews.decide: lambda given: partial(
        reviews.decide, given.actor, _reviewed(given).lines.get(), decision=ReviewLine.CONFIRMED
    ),
    reviews.close_review: _closing,
    answering.ask_to_answer: lambda given: lambda: _answerer(given),
    answering.withdraw_asking: lambda given: partial(
        answering.withdraw_asking, given.actor, _answerer(given)
    ),
    answering.send_code: lambda given: partial(answering.send_code, machine("Answering"), _answerer(given)),
    answering.open_with: _opening,
    answering.leave: lambda given: partial(answering.leave, machine("Answering"), _code(given)),
    forgetting._forget: _forgetting,
    check.note_check: lambda given: lambda: check.note_check(given.actor, None),
    evidence.teach: _teaching,
    figures.make_token: lambda given: partial(figures.make_token, _analyst(given), "report", 30),
    figures.revoke_token: _revoking,
    library.keep: lambda given: lambda: library.keep(_analyst(given), _build(given)),
    library.move: _moving,
    library.write: _writing,
    **priorities_cases.CASES,
    **scan_cases.CASES,
    **workshop_cases.CASES,
}

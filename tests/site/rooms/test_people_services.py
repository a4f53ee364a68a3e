"""Joiners, movers, leavers and reviews: what each leaves behind, and what the rules refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.http import Http404
from django.utils import timezone

from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import NOBODY, Actor, scope_of
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.people import invitations, reviews, selectors, services
from wardmote.site.rooms.people.models import AccessReview, Invitation, ReviewLine
from wardmote.site.rooms.people.rules import NotAllowedError, may_look_after

pytestmark = pytest.mark.django_db
With = Callable[[str], Person]
SITE = "https://example.test"


def _acting(person: Person) -> Actor:
    person = Person.objects.get(pk=person.pk)
    return Actor(person.pk, person.name, scope_of(person, workspace().definitions))


def _today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager(with_role: With) -> Actor:
    """A community safety manager."""
    return _acting(with_role("manager"))


@pytest.fixture
def administrator(with_role: With) -> Actor:
    """An administrator."""
    return _acting(with_role("administrator"))


@pytest.fixture
def fire() -> Organisation:
    """A second organisation."""
    return Organisation.objects.create(name="Marrowmere Fire", short_name="Fire")


def _invite(
    actor: Actor, fire: Organisation, role: str = "analyst", email: str = "new@example.test"
) -> Invitation:
    return invitations.invite(
        actor,
        email=email,
        name="New Comer",
        organisation=fire,
        role=role,
        starts=_today(),
        ends=None,
        site=SITE,
    )


def _rights(person: Person) -> frozenset[str]:
    return scope_of(Person.objects.get(pk=person.pk), workspace().definitions).rights


class TestInvitations:
    def test_the_letter_holds_the_link_and_the_record_does_not(
        self, manager: Actor, fire: Organisation, django_capture_on_commit_callbacks: Callable[..., object]
    ) -> None:
        """A record is read by auditors, a link is for one person."""
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            made = _invite(manager, fire)
        (letter,) = mail.outbox
        token = letter.body.partition(f"{SITE}/joining/")[2].partition("/")[0]
        assert invitations.invitation_of(token) == made
        assert letter.subject.startswith("OFFICIAL")
        assert letter.to == ["new@example.test"]
        assert token not in str(AuditRecord.objects.values_list())

    def test_accepting_makes_a_person_once(self, manager: Actor, fire: Organisation) -> None:
        """The link is dead afterwards."""
        token = invitations.token_of(_invite(manager, fire))
        person = invitations.accept(
            Actor(None, "New Comer", NOBODY), invitations.invitation_of(token), "three odd words"
        )
        assert person.check_password("three odd words")
        assert "evidence-upload" in _rights(person)
        with pytest.raises(Http404):
            invitations.invitation_of(token)

    def test_a_second_acceptance_that_began_before_is_refused(
        self, manager: Actor, fire: Organisation
    ) -> None:
        """Of two browsers with the same link, the first wins."""
        token = invitations.token_of(_invite(manager, fire))
        first, second = invitations.invitation_of(token), invitations.invitation_of(token)
        invitations.accept(Actor(None, "New Comer", NOBODY), first, "three odd words")
        with pytest.raises(Http404):
            invitations.accept(Actor(None, "New Comer", NOBODY), second, "four other odd words")
        assert Person.objects.filter(email="new@example.test").count() == 1

    def test_sent_again_the_old_link_ends(self, manager: Actor, fire: Organisation) -> None:
        """Only the last letter holds."""
        made = _invite(manager, fire)
        old = invitations.token_of(made)
        new = invitations.token_of(invitations.send_again(manager, made, SITE))
        with pytest.raises(Http404):
            invitations.invitation_of(old)
        assert invitations.invitation_of(new) == made

    def test_withdrawn_expired_or_forged_links_are_all_absent(
        self, manager: Actor, fire: Organisation
    ) -> None:
        """And look the same."""
        withdrawn = _invite(manager, fire)
        invitations.withdraw(manager, withdrawn)
        late = _invite(manager, fire, email="late@example.test")
        Invitation.objects.filter(pk=late.pk).update(expires=timezone.now() - timedelta(seconds=1))
        for token in (invitations.token_of(withdrawn), invitations.token_of(late), "x", "a:b:c", ""):
            with pytest.raises(Http404):
                invitations.invitation_of(token)

    def test_invited_anew_the_earlier_invitation_ends(self, manager: Actor, fire: Organisation) -> None:
        """One open invitation an address."""
        old = invitations.token_of(_invite(manager, fire))
        _invite(manager, fire, email="NEW@example.test")
        with pytest.raises(Http404):
            invitations.invitation_of(old)

    def test_somebody_who_is_here_is_not_invited(
        self, manager: Actor, fire: Organisation, with_role: With
    ) -> None:
        """Whatever the case of the address."""
        with_role("analyst")
        with pytest.raises(NotAllowedError, match="here already"):
            _invite(manager, fire, email="Analyst@Example.test")


class TestWhoMayGiveWhat:
    @pytest.mark.parametrize("role", ["administrator", "auditor"])
    def test_a_manager_makes_no_administrator_or_auditor(
        self, manager: Actor, fire: Organisation, role: str
    ) -> None:
        """Neither by invitation, nor by a role, nor by a move."""
        with pytest.raises(NotAllowedError, match="Only some roles"):
            _invite(manager, fire, role)

    def test_an_administrator_does(self, administrator: Actor, fire: Organisation) -> None:
        """That is what they are for."""
        assert _invite(administrator, fire, "auditor").role == "auditor"

    def test_an_analyst_gives_nothing(self, with_role: With, fire: Organisation) -> None:
        """Without the right, nothing."""
        with pytest.raises(NotAllowedError, match="You may not"):
            _invite(_acting(with_role("analyst")), fire)

    def test_nobody_changes_their_own_access(self, administrator: Actor, fire: Organisation) -> None:
        """Not even an administrator."""
        own = Person.objects.get(pk=administrator.person)
        with pytest.raises(NotAllowedError, match="their own"):
            services.give_role(
                administrator, own, organisation=fire, role="auditor", starts=_today(), ends=None
            )
        with pytest.raises(NotAllowedError, match="their own"):
            services.leave(administrator, own)

    def test_a_manager_cannot_take_over_an_administrator(self, manager: Actor, with_role: With) -> None:
        """By a new address, a reset second factor, or the end of their role."""
        boss = with_role("administrator")
        for attempt in (
            lambda: services.change_details(manager, boss, name="X", email="mine@example.test"),
            lambda: services.reset_second_factor(manager, boss),
            lambda: services.end_sessions(manager, boss),
            lambda: services.leave(manager, boss),
            lambda: services.end_role(manager, boss.memberships.get(), last_day=None),
        ):
            with pytest.raises(NotAllowedError):
                attempt()
        assert not may_look_after.test(manager.scope, services.asked_of(boss))


class TestMoversAndLeavers:
    def test_a_move_ends_the_old_role_the_day_before(
        self, manager: Actor, with_role: With, fire: Organisation
    ) -> None:
        """Until then the old one holds."""
        person = with_role("analyst")
        day = _today() + timedelta(days=10)
        new = services.move(
            manager, person.memberships.get(), organisation=fire, role="board", starts=day, ends=None
        )
        old = person.memberships.exclude(pk=new.pk).get()
        assert old.ends == day - timedelta(days=1)
        assert "evidence-upload" in _rights(person)
        assert scope_of(Person.objects.get(pk=person.pk), workspace().definitions, day).roles == {"board"}

    def test_a_role_ended_at_once_holds_no_longer_even_if_it_began_today(
        self, manager: Actor, with_role: With, fire: Organisation
    ) -> None:
        """Though its last day cannot lie before its first."""
        person = with_role("analyst")
        held = services.give_role(
            manager, person, organisation=fire, role="board", starts=_today(), ends=None
        )
        services.end_role(manager, held, last_day=None)
        assert scope_of(Person.objects.get(pk=person.pk), workspace().definitions).roles == {"analyst"}

    def test_a_role_that_ends_tomorrow_holds_today(self, manager: Actor, with_role: With) -> None:
        """And no longer than that."""
        person = with_role("analyst")
        services.end_role(manager, person.memberships.get(), last_day=_today() + timedelta(days=1))
        assert _rights(person)
        fresh = Person.objects.get(pk=person.pk)
        assert not scope_of(fresh, workspace().definitions, _today() + timedelta(days=2)).rights

    def test_who_leaves_has_nothing_from_that_moment(self, manager: Actor, with_role: With) -> None:
        """What they did stays."""
        person = with_role("analyst")
        services.leave(manager, person)
        assert not _rights(person)
        assert person.memberships.count() == 1
        told = AuditRecord.objects.get(action="people.left")
        assert "Marrowmere Council" in str(told.before)

    def test_who_comes_back_has_no_role_by_that(self, manager: Actor, with_role: With) -> None:
        """Somebody gives them one."""
        person = with_role("analyst")
        services.leave(manager, person)
        services.come_back(manager, Person.objects.get(pk=person.pk))
        assert not _rights(person)

    def test_the_same_role_is_not_given_twice(self, manager: Actor, with_role: With) -> None:
        """For the same organisation at the same time."""
        person = with_role("analyst")
        home = person.memberships.get().organisation
        with pytest.raises(NotAllowedError, match="already"):
            services.give_role(manager, person, organisation=home, role="analyst", starts=_today(), ends=None)


class TestReviews:
    def test_a_review_lists_what_holds_and_stays_as_a_record(
        self, manager: Actor, administrator: Actor, with_role: With
    ) -> None:
        """Each line confirmed or ended, its words as they were."""
        analyst = with_role("analyst")
        review = reviews.open_review(administrator, due=_today() + timedelta(days=28))
        assert review.lines.count() == 3
        for line in review.lines.exclude(membership__person=administrator.person):
            gone = line.membership.person_id == analyst.pk
            reviews.decide(administrator, line, decision=ReviewLine.ENDED if gone else ReviewLine.CONFIRMED)
        own = review.lines.get(membership__person=administrator.person)
        with pytest.raises(NotAllowedError, match="their own"):
            reviews.decide(administrator, own, decision=ReviewLine.CONFIRMED)
        with pytest.raises(NotAllowedError, match="1 lines are not decided"):
            reviews.close_review(administrator, review)
        assert not _rights(analyst)
        second = _acting(_second_administrator())
        reviews.decide(second, own, decision=ReviewLine.CONFIRMED)
        closed = reviews.close_review(second, review)
        assert closed.closed_by == "Second"
        with pytest.raises(NotAllowedError, match="closed"):
            reviews.decide(second, own, decision=ReviewLine.ENDED)

    def test_one_review_at_a_time(self, administrator: Actor) -> None:
        """Two would contradict each other."""
        reviews.open_review(administrator, due=_today())
        with pytest.raises(NotAllowedError, match="open already"):
            reviews.open_review(administrator, due=_today())
        assert AccessReview.objects.count() == 1


def _second_administrator() -> Person:
    person = Person.objects.create(email="second@example.test", name="Second")
    home = Organisation.objects.get(name="Marrowmere Council")
    Membership.objects.create(person=person, organisation=home, role="administrator", starts=date(2020, 1, 1))
    return person


def test_the_list_shows_who_is_here_and_who_left(manager: Actor, with_role: With, fire: Organisation) -> None:
    """By organisation and role."""
    here, gone = with_role("analyst"), with_role("board")
    services.leave(manager, gone)
    assert {one.person for one in selectors.listed(manager.scope)} == {
        here,
        Person.objects.get(pk=manager.person),
    }
    assert [one.person for one in selectors.listed(manager.scope, left=True)] == [gone]
    assert [one.person for one in selectors.listed(manager.scope, role="analyst")] == [here]
    assert selectors.listed(manager.scope, organisation=fire.pk) == []
    assert [one.person for one in selectors.listed(manager.scope, words="SOME ana")] == [here]


def test_every_change_left_the_chain_whole(manager: Actor, with_role: With, fire: Organisation) -> None:
    """Dates and names are sealed as they are stored."""
    made = services.add_organisation(manager, name="Mere Homes", short_name="Homes")
    services.change_organisation(manager, made, name="Mere Homes Ltd", short_name="Homes", provider="")
    _invite(manager, fire)
    services.leave(manager, with_role("analyst"))
    assert verify().is_whole
    assert AuditRecord.objects.count() == 4

"""A real key for each place in an address: what the matrix of roles and routes looks at is there.

A new kind of thing is one line in ``EXAMPLES``: the beginning of its addresses as they are declared, up to and with the
key, and what gives that key. A word, or ``Common``, is something that is nobody's; a call is given somebody's
``Belongings``, and makes there what is missing. For the last key of an address its whole comes before its beginning: a
route may need another thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone
from django.utils.crypto import get_random_string

from wardmote.operations.tables import TableRequest, table
from wardmote.site.kit.access.answering.models import Answerer
from wardmote.site.kit.access.answering.services import token_of as answering_token
from wardmote.site.kit.access.models import KeptForm, Membership, OpenSession, Organisation, Person
from wardmote.site.kit.access.routes import Declaration, every_route
from wardmote.site.kit.access.scope import NOBODY, Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.evidence import taking_in, uploads
from wardmote.site.rooms.figures.models import Token
from wardmote.site.rooms.library import comparing, files
from wardmote.site.rooms.library.models import Build, Edition, Stage
from wardmote.site.rooms.people.invitations import token_of as invitation_token
from wardmote.site.rooms.people.models import AccessReview, Invitation, ReviewLine

SLOT, SLUG, ARRIVED = "a-place", "a-year-to-march-2026", "fires.csv"


@dataclass(frozen=True)
class Belongings:
    """What belongs to somebody, made when it is first asked for. ``word`` stands in everything that has words."""

    person: Person
    organisation: Organisation
    word: str

    @cached_property
    def colleague(self) -> Person:
        """Somebody of the same organisation, an analyst."""
        return self._of_us(f"colleague.{self.word}@example.test")

    @cached_property
    def former(self) -> Person:
        """Somebody of the same organisation who has left."""
        made = self._of_us(f"former.{self.word}@example.test")
        Person.objects.filter(pk=made.pk).update(is_active=False)
        return made

    @cached_property
    def job(self) -> Job:
        """Work that they asked for."""
        return self._job("rest", {"seconds": 0})

    @cached_property
    def arrival(self) -> Job:
        """A file that they sent in, and that waits."""
        key = uuid4().hex
        folder = uploads.folder_of(key)
        folder.mkdir(parents=True)
        (folder / ARRIVED).write_text("Month,Small fires on purpose\nApr 2026,3\nMay 2026,4\n", "utf-8")
        return self._job(taking_in.KIND, {"key": key, "names": [ARRIVED], "check": True, "skip": False})

    @cached_property
    def comparison(self) -> Job:
        """A comparison of two builds."""
        key, noted = self._file()
        result = {"key": key, "files": noted, "earlier": str(self.build.pk), "later": str(self.earlier.pk)}
        return self._job(comparing.KIND, {}, result)

    @cached_property
    def build(self) -> Build:
        """A draft of a document."""
        return self._build(Edition.INSIDE)

    @cached_property
    def earlier(self) -> Build:
        """The draft before it."""
        return self._build(Edition.INSIDE)

    @cached_property
    def slug(self) -> str:
        """The address of a document that was published for everybody."""
        published = {"stage": Stage.PUBLISHED, "slug": SLUG, "published": timezone.now()}
        found = Build.objects.filter(slug=SLUG).first() or self._build(Edition.PUBLIC, **published)
        return str(found.slug)

    @cached_property
    def place(self) -> str:
        """A place for words in their draft."""
        assert self.build.places
        return SLOT

    @cached_property
    def membership(self) -> Membership:
        """What the colleague is."""
        return self.colleague.memberships.get()

    @cached_property
    def invitation(self) -> Invitation:
        """Somebody whom they invited."""
        now = timezone.now()
        return Invitation.objects.create(
            email=f"invited.{self.word}@example.test", name=f"Invited {self.word}", organisation=self.organisation,
            role="board", starts=date(2020, 1, 1), sent=now, expires=now + timedelta(days=1),
            nonce=get_random_string(32),
        )  # fmt: skip

    @cached_property
    def line(self) -> ReviewLine:
        """The colleague's line in a review of access."""
        review = AccessReview.objects.create(
            opened=timezone.now(), opened_by=f"Opened by {self.word}", due=date(2020, 1, 1)
        )
        return ReviewLine.objects.create(
            review=review, membership=self.membership, person_name=self.word, organisation_name=self.word,
            role_title="Analyst", starts=date(2020, 1, 1),
        )  # fmt: skip

    @cached_property
    def session(self) -> OpenSession:
        """A browser in which they are signed in."""
        now = timezone.now()
        return OpenSession.objects.create(
            person=self.person, key=get_random_string(32), began=now, seen=now, browser=self.word
        )

    @cached_property
    def kept(self) -> KeptForm:
        """What they sent too late."""
        return KeptForm.objects.create(
            person=self.person, address=f"/{self.word}/", fields=[["words", self.word]], kept=timezone.now()
        )

    @cached_property
    def token(self) -> Token:
        """A token for programs."""
        now = timezone.now()
        return Token.objects.create(
            person=self.person, name=f"Report {self.word}", digest=get_random_string(64), begins="wmt_test",
            made=now, expires=now + timedelta(days=1),
        )  # fmt: skip

    @cached_property
    def security_key(self) -> Authenticator:
        """A key that they sign in with."""
        return Authenticator.objects.create(
            user=self.person, type=Authenticator.Type.WEBAUTHN, data={"name": f"Key {self.word}"}
        )

    @cached_property
    def codes(self) -> RecoveryCodes:
        """Their codes for the day on which the key is lost, looked at before: the first look is noted."""
        made = RecoveryCodes.activate(self.person)
        made.mark_as_viewed()
        made.instance.save()
        return made

    @cached_property
    def entry(self) -> Entry:
        """An entry of the register of actions, changed once."""
        register = workspace().definitions.registers["actions"]
        values = {"title": f"Heron of {self.word}", "due": "2026-01-01"}
        draft = Draft("open", self.organisation.pk, self.person.pk, values=values)
        made = registers.add(machine("test"), register, draft)
        return registers.change(
            machine("test"), register, made, draft.with_values(progress=self.word), seen=1
        )

    @cached_property
    def record(self) -> AuditRecord:
        """The record of something that they did."""
        actor = Actor(self.person.pk, self.person.name, NOBODY, self.organisation.pk)
        note_export(actor, f"figures {self.word}", {}, "csv", 1)
        return AuditRecord.objects.filter(person=self.person.pk).latest("pk")

    @cached_property
    def feed(self) -> str:
        """What their organisation owes."""
        every = workspace().definitions.feeds.values()
        return next(one.id for one in every if one.provider == self.organisation.provider)

    @cached_property
    def answerer(self) -> str:
        """The link of somebody who only answers."""
        now = timezone.now()
        told = {
            "name": self.word,
            "asked": now,
            "expires": now + timedelta(days=1),
            "nonce": get_random_string(32),
        }
        one, _new = Answerer.objects.get_or_create(email=f"guest.{self.word}@example.test", defaults=told)
        return answering_token(one)

    def everything(self) -> None:
        """Make all of it."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    def _of_us(self, email: str) -> Person:
        found = Person.objects.filter(email=email).first()
        if found is not None:
            return found
        made = Person.objects.create(email=email, name=f"Heron {email.partition('@')[0]}")
        Membership.objects.create(
            person=made, organisation=self.organisation, role="analyst", starts=date(2020, 1, 1)
        )
        return made

    def _job(self, kind: str, request: dict[str, Any], result: dict[str, Any] | None = None) -> Job:
        return Job.objects.create(
            kind=kind, title=f"Heron {self.word}", request=request, person=self.person,
            organisation=self.organisation, state=State.DONE, began=timezone.now(), ended=timezone.now(),
            result=result or {},
        )  # fmt: skip

    def _build(self, edition: Edition, **named: Any) -> Build:
        key, noted = self._file()
        said = {"section": "Burglary", "asks": "Why?", "why": "Nobody wrote yet.", "file": "a-place.md"}
        places = [{"slot": SLOT, "kind": "question", "state": "to be written", "figures": [], **said}]
        return Build.objects.create(
            id=key, document="strategic-assessment", title=f"A year to March 2026 {self.word}", to="2026-03",
            edition=edition, snapshot="s", definitions="d", record="r", by=self.person, files=noted,
            places=places, **named,
        )  # fmt: skip

    def _file(self) -> tuple[str, list[dict[str, Any]]]:
        key = str(uuid4())
        path = files.folder_of(workspace(), key) / "document.html"
        path.parent.mkdir(parents=True)
        path.write_text(f"<h1>{self.word}</h1>", "utf-8")
        return key, files.kept([path])


def _figure(_here: Belongings) -> str:
    made = table(workspace(), TableRequest())
    return made.figure(made.rows[0], "current").identity


@dataclass(frozen=True)
class Common:
    """An example that is nobody's, and that must be looked for."""

    find: Callable[[Belongings], object]


Example = str | Common | Callable[[Belongings], object]
EXAMPLES: dict[str, Example] = {
    "/account/kept/<int:key>": lambda here: here.kept.pk,
    "/account/second-factor/keys/<int:pk>": lambda here: here.security_key.pk,
    "/account/sessions/<int:key>": lambda here: here.session.pk,
    "/account/tokens/<int:key>": lambda here: here.token.pk,
    "/audit/<int:key>": lambda here: here.record.pk,
    "/audit/records.<slug:written_as>": "csv",
    "/evidence/arrivals/<uuid:key>": lambda here: here.arrival.pk,
    "/evidence/feeds/<slug:feed>": lambda here: here.feed,
    "/insight/areas/(?P<code>[A-Za-z0-9+_-]{1,200})": Common(lambda _: workspace().area().code),
    "/insight/figures/<slug:measure>": "burglary",
    "/insight/figures/<slug:measure>/<slug:what>": "current",
    "/insight/measures/<slug:measure>": "burglary",
    "/insight/measures/<slug:measure>/<slug:analysis>": "change",
    "/insight/measures/<slug:measure>/<slug:analysis>/<slug:table>": "tests",
    "/insight/pictures/(?P<source>[a-z-]{1,40})": "map",
    "/insight/pictures/(?P<source>[a-z-]{1,40})/(?P<name>[a-z0-9-]{1,40})": "map",
    "/insight/pictures/(?P<source>[a-z-]{1,40})/(?P<name>[a-z0-9-]{1,40}).(?P<ending>svg|png|csv)": "csv",
    "/jobs/<uuid:key>": lambda here: here.job.pk,
    "/library/builds/<uuid:key>": lambda here: here.build.pk,
    "/library/builds/<uuid:key>/<slug:move>": "submit",
    "/library/builds/<uuid:key>/files/<slug:form>": "html",
    "/library/comparisons/<uuid:key>": lambda here: here.comparison.pk,
    "/library/comparisons/<uuid:key>/<slug:form>": "html",
    "/library/words/<slug:slot>": lambda here: here.place,
    "/people/<int:key>": lambda here: here.colleague.pk,
    "/people/<int:key>/returns/": lambda here: here.former.pk,
    "/people/invitations/<int:key>": lambda here: here.invitation.pk,
    "/people/memberships/<int:key>": lambda here: here.membership.pk,
    "/people/organisations/<int:key>": lambda here: here.organisation.pk,
    "/people/reviews/<int:key>": lambda here: here.line.review_id,
    "/people/reviews/lines/<int:key>": lambda here: here.line.pk,
    "/people/reviews/lines/<int:key>/<slug:decision>": ReviewLine.CONFIRMED,
    "/registers/<slug:register>": "actions",
    "/registers/<slug:register>/chart/": "groups",
    "/registers/<slug:register>/<int:number>": lambda here: here.entry.number,
    "/registers/<slug:register>/entries.<slug:written_as>": "csv",
    "/registers/<slug:register>/to-fill-in.<slug:written_as>": "csv",
    "/scan/<int:key>": "1",
    "/scan/<int:key>/issues/<int:number>": "1",
    "/scan/<int:key>/partners/<int:which>": "1",
    "/scan/<int:key>/preview/<slug:step>": "1",
    "/scan/<int:key>/results/<int:number>": "1",
    "/scan/<int:key>/results/<int:number>/<slug:criterion>": "x",
    "/scan/<int:key>/results/scores.<slug:written_as>": "csv",
    "/scan/<int:key>/score/<slug:step>": "1",
    # With a link, and for everybody
    "/answer/<str:token>": lambda here: here.answerer,
    "/answer/<str:token>/<slug:kind>": "none-is-offered-yet",
    "/answer/<str:token>/<slug:kind>/<slug:key>": "none-is-offered-yet",
    "/joining/<str:token>": lambda here: invitation_token(here.invitation),
    "/password/new/(?P<uidb36>[0-9A-Za-z]+)": lambda here: user_pk_to_url_str(here.person),
    "/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)": lambda here: (
        default_token_generator.make_token(here.person)
    ),
    "/published/<slug:slug>": Common(lambda here: here.slug),
    "/published/<slug:slug>/files/<slug:form>": "html",
    "/sign-in/elsewhere/<slug:provider_id>": "council",
    "/api/figures/analyses/<name>": "change",
    "/api/figures/figures/<identity>": Common(_figure),
}
OF_ORGANISATIONS = {"/evidence/feeds/<slug:feed>", "/people/organisations/<int:key>"}
"""Kinds that are an organisation's, and no person's."""
NOT_MADE = ("/scan/<int:key>/",)
"""Beginnings of addresses of which nothing is made here yet: refusals alone are asked of them."""
QUESTIONS = {
    "evidence-columns": lambda _: f"?file={ARRIVED}",
    "api-analysis": lambda _: "?measure=burglary",
}
"""What an address is asked besides, by the route's name."""
SENT = {"library-compare": lambda here: {"earlier": str(here.earlier.pk)}}
"""What a form that is only sent must say to be understood, by the route's name."""
KEY = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """A route with a real address. ``kinds``: whose keys stand in it, where they are somebody's."""

    name: str
    pattern: str
    right: str
    address: str
    kinds: frozenset[str]


class NoExampleError(Exception):
    """A kind of key has no example; says where to add one."""


def routes(here: Belongings) -> list[Route]:
    """Every declared route, with the keys of what belongs to somebody.

    Raises
    ------
    NoExampleError
        When a place in an address has no example.
    """
    return list(_routes(here))


def _routes(here: Belongings) -> Iterator[Route]:
    for raw, name, declared in every_route():
        if not isinstance(declared, Declaration):
            continue
        pattern = raw.replace("^", "").replace("$", "").replace("\\", "")
        address, kinds = filled(pattern, here)
        question = QUESTIONS[name](here) if name in QUESTIONS else ""
        yield Route(name or "", pattern, declared.right, address + question, kinds)


def filled(pattern: str, here: Belongings) -> tuple[str, frozenset[str]]:
    """An address pattern with real keys, and the kinds among them that are somebody's."""
    made, at, kinds = "", 0, set()
    places = list(KEY.finditer(pattern))
    for found in places:
        whole = found is places[-1] and pattern in EXAMPLES
        kind = pattern if whole else pattern[: found.end()]
        if kind not in EXAMPLES:
            raise NoExampleError(
                f"The address {pattern} has a key of which no real one is known. Add one line to EXAMPLES in "
                f'tests/site/real_keys.py: "{kind}": lambda here: ..., which gives the key of something that is there. '
                "What belongs to somebody is made in Belongings, in the same file."
            )
        example = EXAMPLES[kind]
        if callable(example):
            kinds.add(kind)
        find = example.find if isinstance(example, Common) else example
        made += pattern[at : found.start()] + str(find(here) if callable(find) else find)
        at = found.end()
    return made + pattern[at:], frozenset(kinds)

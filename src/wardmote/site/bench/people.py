"""People for the bench, signed in, and the year that they judge: run as ``python -m wardmote.site.bench.people WORKSPACE
NUMBER``, with the plan on standard input.

Writes their sessions and rights, and what stands in the addresses of the year, as JSON: nobody asks for a page that their
role does not see.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from wardmote.site.bench.plan import BenchPlan

ORGANISATION = "The bench"


def signed_in(workspace: Path, number: int, plan: BenchPlan) -> list[dict[str, Any]]:
    """Give the site so many people with a role and a second factor each, and open a session for every one of them."""
    from wardmote.site.serving.ready import bring_up_to_date, set_up

    set_up(workspace)
    bring_up_to_date()
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    found = []
    with transaction.atomic():
        for place, role in zip(range(number), roles_in_turn(plan), strict=False):
            person, rights = _person(f"Visitor {place + 1}", role)
            client = Client()
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            found.append({"session": session, "cookie": settings.SESSION_COOKIE_NAME, "rights": rights})
    return found


def year_of(plan: BenchPlan) -> dict[str, list[str]]:
    """Make the year, where it is not made, once the site is set up: what stands in addresses of its pages."""
    from wardmote.site.bench.year import Year
    from wardmote.site.kit.access.models import Organisation
    from wardmote.site.kit.access.scope import Actor, scope_of
    from wardmote.site.kit.house import workspace

    def acting(role: str) -> Actor:
        person, _rights = _person(f"Who is {role}", role)
        return Actor(person.pk, person.name, scope_of(person, workspace().definitions))

    leads, records = acting("coordinator"), acting("manager")
    home = Organisation.objects.get(name=ORGANISATION)
    return Year(home, leads, records, plan.year, random.Random(plan.seed)).make()  # noqa: S311


def roles_in_turn(plan: BenchPlan) -> Iterator[str]:
    """Roles without end, so mixed that every ten people are near the plan's shares."""
    shares, whole = plan.roles, sum(plan.roles.values())
    owed = dict.fromkeys(shares, 0.0)
    for _ in cycle((None,)):
        for role, share in shares.items():
            owed[role] += share / whole
        chosen = max(owed, key=lambda role: owed[role])
        owed[chosen] -= 1
        yield chosen


def _person(name: str, role: str) -> tuple[Any, list[str]]:
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from wardmote.site.kit.access.models import Membership, Organisation, Person
    from wardmote.site.kit.access.second_factor import SealedSecrets
    from wardmote.site.kit.house import workspace

    home, _ = Organisation.objects.get_or_create(name=ORGANISATION, defaults={"short_name": ORGANISATION})
    email = f"{name.lower().replace(' ', '-')}@bench.example"
    person, made = Person.objects.get_or_create(email=email, defaults={"name": name, "password": "!"})
    if made:
        Membership.objects.create(
            person=person, organisation=home, role=role, starts=timezone.localdate().replace(day=1)
        )
        sealed = {"secret": SealedSecrets().encrypt("JBSWY3DPEHPK3PXP")}
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=sealed)
    return person, list(workspace().definitions.roles[role].rights)


if __name__ == "__main__":
    given = BenchPlan.model_validate_json(sys.stdin.read())
    people = signed_in(Path(sys.argv[1]), int(sys.argv[2]), given)
    sys.stdout.write(json.dumps({"people": people, "year": year_of(given)}) + "\n")

"""Nobody reaches what is not theirs, and what is refused looks like what is absent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from wardmote.definitions import load
from wardmote.site.kit.access.routes import every_route


def test_every_route_declares_a_right_that_is_defined() -> None:
    """A route without a declaration, or with a right nobody defined, is found here."""
    rights = load().rights
    found = list(every_route())
    assert len(found) >= 3
    assert [address for address, _, declared in found if declared is None] == []
    assert [address for address, _, made in found if made and made.right and made.right not in rights] == []


@pytest.mark.django_db
def test_a_stranger_sees_no_difference_between_absent_and_refused(client: Client) -> None:
    """Both lead to the sign-in page."""
    there, absent = client.get("/"), client.get("/no-such-page/")
    assert there.status_code == absent.status_code == 302
    assert there.headers["Location"].startswith("/sign-in/?next=")
    assert absent.headers["Location"].startswith("/sign-in/?next=")


def test_a_member_sees_the_home_page(signed_in: Callable[[str], Client]) -> None:
    """And is told by the same page what is absent."""
    browser = signed_in("analyst")
    assert browser.get("/").status_code == 200
    absent = browser.get("/no-such-page/")
    assert absent.status_code == 404
    assert "Page not found" in absent.content.decode()

"""What pages of the newest evidence show is worked out beforehand, by the very questions that the pages ask."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest
from django.test import Client

from wardmote.site.kit import results
from wardmote.site.rooms.insight import selectors
from wardmote.site.serving import preparing, worker


def test_pages_find_what_was_prepared(
    signed_in: Callable[[str], Client], forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home, the table, a measure and the map work nothing out that stood in the first steps, but what is of a person."""
    forget()
    browser = signed_in("analyst")
    for step in islice(preparing.steps(), 14):
        try:
            step()
        except results.Refused:
            continue
    made: list[tuple[object, ...]] = []
    plain = results.kept

    def watched(place, asked, make):  # type: ignore[no-untyped-def]
        if not results.is_kept(place, asked):
            made.append(asked)
        return plain(place, asked, make)

    monkeypatch.setattr(selectors, "kept", watched)
    for address in (
        "/",
        "/insight/",
        "/insight/measures/all-crime/",
        "/insight/map/",
        "/insight/map/data.json",
    ):
        assert browser.get(address).status_code == 200
    assert [asked for asked in made if asked[0] != "area"] == []


def test_the_public_edition_is_prepared_apart() -> None:
    """Who sees what is published gets a table of their own."""
    inside, public = preparing.scopes()
    assert not selectors.sees_public(inside)
    assert selectors.sees_public(public)
    assert inside.person is None


def test_it_ends_with_who_began_it() -> None:
    assert preparing.prepare(lambda: False) == 0


@pytest.mark.django_db
def test_it_is_begun_again_only_where_something_changed(
    begun: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And ended first, if it is still at work."""
    one = worker.Preparing()
    one.look()
    one.look()
    assert len(begun) == 1
    first = one._process
    monkeypatch.setattr("wardmote.site.kit.results.standing_of", lambda workspace: "other")
    one.look()
    assert len(begun) == 2
    assert first is not None
    assert first.poll() is not None
    one.end()
    assert one._process is not None
    assert one._process.poll() is not None

"""Organisations have all that a register gives, and their names live once: with the rights that rest on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.registers.models import Entry, Version
from wardmote.site.rooms.people import services as people

pytestmark = pytest.mark.django_db
LIST = "/registers/organisations/"
FILE = (
    "No.,Name,Short name,Kind of body,By what it takes part,Status\n"
    ",Eastmarch Fire,Fire,Fire and rescue,Responsible authority,\n"
    ",eastmarch police,Police 2,Police,Responsible authority,\n"
    ",Harbour Trust,fire,Navy,,\n"
)


def _words(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_an_organisation_is_added_renamed_compared_imported_exported_and_changed_in_bulk(
    signed_in: Callable[[str], Client], acting: Callable[..., Actor]
) -> None:
    """A manager does it all by the pages of registers; whoever may only see people changes nothing."""
    manager, analyst = signed_in("manager"), signed_in("analyst")
    asked = {"title": "Eastmarch Police", "short": "Police", "kind": "police", "status": "member"}
    made = manager.post(f"{LIST}add/", asked)
    police = Organisation.objects.get(name="Eastmarch Police")
    page = f"{LIST}{police.pk}/"
    assert (made.headers["Location"], police.short_name) == (page, "Police")
    assert manager.post(f"{LIST}add/", asked | {"short": "P"}).status_code == 422
    assert (
        manager.post(f"{page}change/", asked | {"title": "Eastmarch Force", "version": "1"}).status_code
        == 302
    )
    people.change_organisation(
        acting("administrator"), police, name="Eastmarch Police", short_name="Police", provider=""
    )
    police.refresh_from_db()
    assert police.name == "Eastmarch Police"
    compared = _words(manager, f"{page}compare/")
    assert "<del>Eastmarch Force</del>" in compared
    assert "<ins>Eastmarch Police</ins>" in compared
    assert Entry.objects.get(number=police.pk).values == {"kind": "police"}
    _takes_a_file_in(manager)
    fire = Organisation.objects.get(name="Eastmarch Fire")
    assert "Eastmarch Fire" in _words(analyst, f"{LIST}?words=fire&kind=fire&sort=-title")
    assert "Eastmarch Police" not in _words(analyst, f"{LIST}?kind=fire")
    assert f"{fire.pk},Eastmarch Fire,Fire,Fire and rescue" in _words(analyst, f"{LIST}entries.csv")
    chosen = f"{LIST}several/?chosen=yes&number={fire.pk}&number={police.pk}"
    seen = " ".join(f"{one}:{Entry.objects.get(number=one).version}" for one in sorted((fire.pk, police.pk)))
    assert manager.post(chosen, {"duty": "cooperates", "go": "yes", "seen": seen}).status_code == 302
    assert {one.values["duty"] for one in Entry.objects.filter(number__in=(fire.pk, police.pk))} == {
        "cooperates"
    }
    assert analyst.get(f"{LIST}add/").status_code == 404
    assert signed_in("agency-user").get(LIST).status_code == 404


def _takes_a_file_in(manager: Client) -> None:
    """Faults name their cells; what is right is taken in once, however often the file is sent."""
    for before in (0, 1):
        sent = {"file": SimpleUploadedFile("ours.csv", FILE.encode()), "what": "good"}
        told = {"file": SimpleUploadedFile("ours.csv", FILE.encode()), "what": "check"}
        page = manager.post(f"{LIST}take-in/", told).content.decode()
        for fault in ("Another organisation has this name.", "Navy", "Write one of: Council"):
            assert fault in page
        assert manager.post(f"{LIST}take-in/", sent).status_code == 302
        assert Organisation.objects.filter(name="Eastmarch Fire").count() == 1
        assert Version.objects.filter(state__values__title="Eastmarch Fire").count() == 1, before

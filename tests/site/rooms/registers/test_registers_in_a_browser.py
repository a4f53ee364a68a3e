"""The pages of registers in a real browser: at a desk and on a phone, with axe, and a file that is taken in there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.site.browsing import Visitor

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_list_form_page_and_file_have_no_fault(keys: Register, visitor: Callable[..., Visitor]) -> None:
    """Added by the form, seen in the list, changed by a file with a fault in it."""
    made = services.add(machine("test"), keys, Draft("lent", values={"what": "Hall", "back": "2020-01-01"}))
    services.change(machine("test"), keys, made, Draft("lent", values={"what": "Hall, east"}), seen=1)
    visit = visitor("analyst")
    for path in ("/registers/", "/registers/keys/?sort=-what", "/registers/keys/1/"):
        assert visit.look(path) == []
    page = visit.open("/registers/keys/add/", 390)
    page.get_by_label("Which key").fill("Shed of Mrs Made-Up")
    page.get_by_role("button", name="Save").click()
    assert "This looks like a name with its title." in page.inner_text("main")
    visit.said.clear()  # that the form was refused
    assert visit.faults(page) == []
    page.get_by_label("Which key").fill("Shed")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/registers/keys/2/")
    page.goto(f"{visit.site}/registers/keys/take-in/")
    file = {"name": "keys.csv", "mimeType": "text/csv", "buffer": b"Which key,Rooms\nAttic,many\n"}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Go on").click()
    assert "Write a number, such as 1,250." in page.inner_text("main")
    visit.said.clear()
    assert visit.faults(page) == []
    assert visit.look("/registers/keys/several/?number=1&number=2", 390) == []
    assert visit.look("/registers/keys/1/compare/", 1280) == []
    assert Entry.objects.count() == 2

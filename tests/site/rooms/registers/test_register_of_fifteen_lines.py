"""A register is a definition: fifteen lines give a list, a form, a page, a history, and nothing is written for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.test import Client
from tests.site.rooms.registers.conftest import KEYS

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.registers import selectors, services
from wardmote.site.kit.registers.models import Entry, Version
from wardmote.site.kit.registers.rules import Draft, NotAccepted
from wardmote.site.kit.registers.selectors import Asked

pytestmark = pytest.mark.django_db


def _words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_fifteen_lines_give_list_form_page_and_history(keys: Register, analyst: Client) -> None:
    """From an empty list to the comparison of two versions, by the pages alone."""
    assert len(KEYS.read_text("utf-8").splitlines()) == 15
    assert "Keys lent" in _words(analyst, "/registers/")
    assert "Nothing stands here yet" in _words(analyst, "/registers/keys/")
    form = {"what": "Hall, front door", "rooms": "1,250", "back": "4/3/2026", "status": "lent"}
    assert "Which key" in _words(analyst, "/registers/keys/add/")
    answer = analyst.post("/registers/keys/add/", form)
    assert answer.headers["Location"] == "/registers/keys/1/"
    assert Entry.objects.get().values == {"what": "Hall, front door", "rooms": 1250, "back": "2026-03-04"}
    page = _words(analyst, "/registers/keys/1/")
    assert "1,250" in page
    assert "Late:" in page
    refused = analyst.post("/registers/keys/1/change/", form | {"status": "home", "version": "1"})
    assert refused.status_code == 422
    assert "an entry that is “Back” needs it" in refused.content.decode()
    form |= {"status": "home", "returned": "2026-03-02", "version": "1", "why": "Brought back"}
    assert analyst.post("/registers/keys/1/change/", form).status_code == 302
    compared = _words(analyst, "/registers/keys/1/compare/")
    assert "<del>Lent</del>" in compared
    assert "<ins>2 March 2026</ins>" in compared
    assert "1,250" not in compared
    late = analyst.post("/registers/keys/1/change/", form)
    assert "Some analyst saved another version meanwhile" in late.content.decode()
    assert Version.objects.count() == 2


def test_reading_what_is_marked_sensitive_is_recorded_once_and_the_definitions_say_what_is(
    keys: Register, analyst: Client, served: Path
) -> None:
    """By the marking and not by the page: opened, compared, listed, printed with the list, exported."""
    marks = ("", "OFFICIAL-SENSITIVE: staff")
    for n, marking in enumerate(marks, 1):
        made = services.add(
            machine("test"), keys, Draft("lent", marking=marking, values={"what": f"Key {n}"})
        )
        services.change(
            machine("test"), keys, made, Draft("lent", marking=marking, values={"what": "Key"}), seen=1
        )

    def told(path: str) -> list[str]:
        before = AuditRecord.objects.count()
        assert analyst.get(path).status_code == 200
        return [one.marking for one in AuditRecord.objects.order_by("pk")[before:]]

    plain, sensitive = "/registers/keys/1/", "/registers/keys/2/"
    assert told(plain) == told(f"{plain}compare/") == told("/registers/keys/?words=nothing") == []
    for path in (
        sensitive,
        f"{sensitive}compare/",
        f"{sensitive}change/",
        "/registers/keys/",
        "/registers/keys/entries.csv",
    ):
        assert told(path) == [marks[1]], path
    assert AuditRecord.objects.filter(action="audit.page-read", key=sensitive).count() == 1
    folder = served / "definitions" / "markings"
    folder.mkdir()
    own = "- {id: ours, title: Ours, match: '^OFFICIAL$', read_is_recorded: true, source: A test}\n"
    (folder / "own.yaml").write_text(own, "utf-8")
    assert told(plain) == ["OFFICIAL"]


def test_the_list_prints_all_that_fits_and_says_what_it_leaves_out(
    keys: Register, analyst: Client, served: Path
) -> None:
    """93 entries: 50 on the screen, the others for paper alone; more than anybody prints, and the page says so."""
    drafts = [Draft("lent", values={"what": f"Key {n}"}) for n in range(93)]
    services.take(machine("test"), keys, [services.Change(None, one) for one in drafts], how="at once")
    page = _words(analyst, "/registers/keys/")
    assert page.count('name="number"') == 93
    assert page.count('<tr class="wm-paper-only">') == 43
    folder = served / "definitions" / "thresholds"
    folder.mkdir()
    (folder / "own.yaml").write_text(
        "- {id: register-print-rows, title: Rows on paper, value: 60, unit: entries, why: x, source: A test}\n",
        "utf-8",
    )
    page = _words(analyst, "/registers/keys/?page=2")
    assert (page.count('name="number"'), page.count("Printed here: 51 to 93 of 93.")) == (43, 1)


def test_the_example_of_the_how_to_guide_is_a_register() -> None:
    """As whoever reads it will copy it."""
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "keep-registers.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    assert Register.model_validate(yaml.safe_load(example)).name.title == "Which key"


def test_identifying_detail_is_warned_about_and_may_stay(keys: Register, analyst: Client) -> None:
    """Whoever writes it looks again; nothing is lost meanwhile."""
    form = {"what": "Keys of Mr Made-Up, SW1A 1AA", "status": "lent"}
    answer = analyst.post("/registers/keys/add/", form)
    words = answer.content.decode()
    assert "This looks like a whole postcode and a name with its title." in words
    assert "Keys of Mr Made-Up" in words
    assert analyst.post("/registers/keys/add/", form | {"kept": "on"}).status_code == 302


def test_a_partner_sees_and_writes_for_its_own_organisation(
    keys: Register, acting: Callable[..., Actor], signed_in: Callable[[str], Client]
) -> None:
    """What is another's looks like what is not there."""
    analyst = acting("analyst")
    fire = acting("manager", "Fire Service")
    (own,) = fire.scope.organisations
    services.add(analyst, keys, Draft("lent", organisation=None, values={"what": "Council's"}))
    services.add(analyst, keys, Draft("lent", organisation=own, values={"what": "Fire's"}))
    partner = signed_in("agency-user")  # of the council, whose entry has no organisation
    assert partner.get("/registers/keys/1/").status_code == 404
    assert partner.get("/registers/keys/2/").status_code == 404
    assert partner.post("/registers/keys/2/change/", {"what": "Mine", "status": "lent"}).status_code == 404
    form = {"what": "For others", "status": "lent", "organisation": str(own)}
    assert partner.post("/registers/keys/add/", form).status_code == 422
    (home,) = analyst.scope.organisations
    assert partner.post("/registers/keys/add/", form | {"organisation": str(home)}).status_code == 302
    assert "For others" in partner.get("/registers/keys/").content.decode()
    assert "Fire" not in partner.get("/registers/keys/").content.decode().split("<table")[1]


def test_who_may_only_look_changes_nothing(keys: Register, signed_in: Callable[[str], Client]) -> None:
    """A board member reads; scrutiny, who reads what is published, is not told that there is a register."""
    board = signed_in("board")
    assert board.get("/registers/keys/").status_code == 200
    assert board.get("/registers/keys/add/").status_code == 404
    assert signed_in("scrutiny").get("/registers/keys/").status_code == 404


def test_lists_are_filtered_searched_and_sorted_by_the_address(
    keys: Register, acting: Callable[..., Actor], analyst: Client
) -> None:
    """What says nothing stands last either way; where nothing is asked, what is late or due comes first."""
    actor = acting("manager")
    for what, rooms, back in [("Shed", 3, "2030-01-01"), ("Hall", 20, "2020-05-01"), ("Attic", None, None)]:
        said = {"what": what, "rooms": rooms, "back": back}
        services.add(actor, keys, Draft("lent", values={name: one for name, one in said.items() if one}))

    def shown(**asked: str) -> list[str]:
        return [row.title for row in selectors.rows(actor.scope, keys, Asked(**asked))]

    assert shown() == ["Hall", "Shed", "Attic"]
    assert shown(sort="rooms") == ["Shed", "Hall", "Attic"]
    assert shown(sort="-rooms") == ["Hall", "Shed", "Attic"]
    assert shown(sort="what") == ["Attic", "Hall", "Shed"]
    assert shown(state="late") == ["Hall"]
    assert shown(words="2030") == ["Shed"]
    page = _words(analyst, "/registers/keys/?words=attic&sort=-what")
    assert "1 key that fit" in page.replace("\n", " ")
    assert 'aria-sort="descending"' in page
    assert (
        analyst.get("/registers/keys/?state=nonsense&page=x&sort=%00&number=99999999999999").status_code
        == 200
    )


def test_each_change_is_one_record_and_says_what_differs(
    keys: Register, acting: Callable[..., Actor]
) -> None:
    """Several at once are one as well; where one of them is refused, none is kept."""
    actor = acting("analyst")
    made = services.add(actor, keys, Draft("lent", values={"what": "Shed", "rooms": 3}))
    services.change(actor, keys, made, Draft("lent", values={"what": "Shed", "rooms": 4}), seen=1)
    newest = AuditRecord.objects.latest("pk")
    assert (newest.action, newest.before, newest.after) == ("registers.changed", {"rooms": 3}, {"rooms": 4})
    count = AuditRecord.objects.count()
    good, bad = Draft("lent", values={"what": "Good"}), Draft("home", values={"what": "Bad"})
    with pytest.raises(NotAccepted, match="Key Bad: Fill this in"):
        services.take(actor, keys, [services.Change(None, good), services.Change(None, bad)], how="by a test")
    assert (Entry.objects.count(), AuditRecord.objects.count()) == (1, count)
    services.take(actor, keys, [services.Change(None, good)], how="by a test")
    assert Entry.objects.latest("pk").number == 2
    assert AuditRecord.objects.count() == count + 1

"""Files of registers: what is taken out can be taken in, faults stand in their cells, nothing comes twice."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wardmote.definitions.registers import Clock, Register
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.clocks import BeyondHolidaysError, due_day
from wardmote.site.kit.registers.models import Entry, Version
from wardmote.site.kit.registers.rules import Draft

pytestmark = pytest.mark.django_db
HEAD = "Which key,Rooms,To be back by,Returned on,Status\n"


def _send(client: Client, content: bytes | str, what: str = "all", name: str = "keys.csv") -> tuple[int, str]:
    given = content.encode() if isinstance(content, str) else content
    form = {"file": SimpleUploadedFile(name, given), "what": what}
    answer = client.post("/registers/keys/take-in/", form)
    return answer.status_code, answer.content.decode()


def test_every_fault_stands_in_its_cell_and_nothing_is_kept(keys: Register, analyst: Client) -> None:
    """File, row, column, what was found, what to do; the right rows can be taken alone."""
    rows = 'Hall,3,4/3/2026,,Lent\n,2,,,\nShed,many,31/2/2026,,Gone\nAttic,1,,,Back\n"SW1A 1AA",,,,\n'
    status, page = _send(analyst, HEAD + rows)
    assert (status, Entry.objects.count()) == (422, 0)
    for words in (
        "many", "Write a number, such as 1,250.", "31/2/2026", "Write one of: Lent, Back.", "Fill this in.",
        "an entry that is “Back” needs it", "looks like a whole postcode", "6 cells are wrong", "keys.csv",
    ):  # fmt: skip
        assert words in page, words
    assert _send(analyst, HEAD + rows, "check")[0] == 422
    assert Entry.objects.count() == 0
    assert _send(analyst, HEAD + rows, "good")[0] == 302
    assert [one.values["what"] for one in Entry.objects.all()] == ["Hall"]


def test_the_same_file_twice_adds_nothing_twice(keys: Register, analyst: Client) -> None:
    """Nor does a row that stands twice; a change made since is not undone."""
    file = (
        "A title above\n\n"
        + HEAD.replace(",", ";")
        + "Hall;3;4/3/2026;;Lent\nHall;3;4/3/2026;;Lent\nShed;;;;\n"
    )
    records = AuditRecord.objects.count()
    assert _send(analyst, file)[0] == 302
    assert (Entry.objects.count(), AuditRecord.objects.count()) == (2, records + 1)
    Entry.objects.filter(number=1).update(status="home", values={"what": "Hall", "returned": "2026-03-01"})
    assert _send(analyst, file)[0] == 302
    assert (Entry.objects.count(), Version.objects.count()) == (2, 2)


@pytest.mark.parametrize("written_as", ["csv", "xlsx", "ods"])
def test_what_is_taken_out_is_taken_in_unchanged_and_holds_no_formula(
    keys: Register, analyst: Client, acting: Callable[..., Actor], written_as: str
) -> None:
    """Words that begin like a formula come back as they were; one changed cell changes one entry."""
    actor = acting("manager")
    nasty = '=HYPERLINK("https://x.example","Come")'
    for what, rooms in [(nasty, 3), ("-2 doors & <b>", None), ("Hall, “east”", 1250)]:
        said = {"what": what, "back": "2026-03-04"} | ({"rooms": rooms} if rooms else {})
        services.add(
            actor, keys, Draft("lent", organisation=next(iter(actor.scope.organisations)), values=said)
        )
    answer = analyst.get(f"/registers/keys/entries.{written_as}?sort=number")
    content = answer.content
    if written_as == "csv":
        cells = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert cells[1][:4] == ["1", "'" + nasty, "3", "2026-03-04"]
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = [
                parts.read(name).decode()
                for name in parts.namelist()
                if "sheet1.xml" in name or name == "content.xml"
            ]
        assert not any("<f>" in one or "table:formula" in one for one in sheets)
    assert _send(analyst, content, name=f"out.{written_as}")[0] == 302
    assert (Entry.objects.count(), Version.objects.count()) == (3, 3)
    assert AuditRecord.objects.filter(action="audit.exported").count() == 1


def test_files_that_are_none_are_refused_in_a_sentence(keys: Register, analyst: Client) -> None:
    """Nothing is kept of them."""
    for name, content, words in [
        ("a.csv", b"", "is empty"),
        ("a.pdf", b"%PDF-1.7 x", "is a PDF"),
        ("a.csv", b"Something,Else\n1,2\n", "has no column “Which key”"),
        ("a.xlsx", b"PK\x03\x04 broken", "a.xlsx"),
    ]:
        status, page = _send(analyst, content, name=name)
        assert status == 422, name
        assert words in page, words
    assert Entry.objects.count() == 0
    form = analyst.get("/registers/keys/to-fill-in.xlsx").content
    assert _send(analyst, form, name="to-fill-in.xlsx")[0] == 422


def test_several_change_together_after_a_look_at_what_changes(
    keys: Register, analyst: Client, acting: Callable[..., Actor]
) -> None:
    """Shown first; refused where one cannot; refused where one was changed meanwhile."""
    actor = acting("manager")
    made = [
        services.add(actor, keys, Draft("lent", values={"what": what})) for what in ("Hall", "Shed", "Attic")
    ]
    address = "/registers/keys/several/?chosen=yes&number=1&number=2"
    assert "No entry was chosen" in analyst.get("/registers/keys/several/?chosen=yes").content.decode()
    form = {"status": "home", "go": "show"}
    assert "Fill this in" in analyst.post(address, form).content.decode()
    form |= {"returned": "2026-03-02", "why": "Spring clean"}
    page = analyst.post(address, form).content.decode()
    assert page.count("<ins>2 March 2026</ins>") == 2
    assert Version.objects.count() == 3
    services.change(actor, keys, made[0], Draft("lent", values={"what": "Hall, east"}), seen=1)
    stale = analyst.post(address, form | {"go": "yes", "seen": "1:1 2:1"})
    assert "changed meanwhile" in stale.content.decode()
    assert analyst.post(address, form | {"go": "yes", "seen": "1:2 2:1"}).status_code == 302
    assert sorted(Entry.objects.values_list("number", "status")) == [(1, "home"), (2, "home"), (3, "lent")]


def test_days_run_by_the_calendar_or_by_working_days() -> None:
    """28 days as the law counts them; working days leave out weekends and the bank holidays that are known."""
    calendar = Clock(id="a", title="A", starts="x", days=28)
    assert due_day(calendar, date(2026, 11, 2), frozenset()) == date(2026, 11, 30)
    working = Clock(id="a", title="A", starts="x", days=3, working=True)
    easter = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
    assert due_day(working, date(2026, 4, 1), easter) == date(2026, 4, 8)
    with pytest.raises(BeyondHolidaysError, match="2027"):
        due_day(working, date(2026, 12, 31), easter)

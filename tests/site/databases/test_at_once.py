"""Several at once: the chain of records stays whole, and one worker alone takes a job."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.site.databases.conftest import Stood

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.jobs import running, services
from wardmote.site.kit.jobs.kinds import KINDS, Kind, Outcome, Work
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.figures import services as figures
from wardmote.site.rooms.figures.models import Token
from wardmote.site.serving.worker import work as work_all

AtOnce = Callable[[int, Callable[[int], Any]], list[Any]]
WRITE = """
import sys
from pathlib import Path
from wardmote.site.serving.ready import set_up
set_up(Path(sys.argv[1]))
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.reading import note_export
for number in range(int(sys.argv[3])):
    note_export(machine(sys.argv[2]), "figures", {}, "csv", number)
"""


@pytest.fixture
def marks() -> Iterator[list[str]]:
    """A kind of work that notes that it was done."""
    done: list[str] = []
    lock = Lock()

    def run(work: Work) -> Outcome:
        with lock:
            done.append(str(work.request["number"]))
        return Outcome("Done.", "/")

    KINDS["marking"] = Kind("marking", "evidence-upload", "test.marked", run)
    yield done
    del KINDS["marking"]


def test_records_written_at_once_are_one_chain(database: Stood, at_once: AtOnce) -> None:
    """Also the very first ones, when there is no last record to wait for."""

    def write(who: int) -> None:
        for number in range(5):
            note_export(machine(f"writer {who}"), "figures", {}, "csv", number)

    at_once(6, write)
    assert verify().is_whole
    assert verify().records == 30
    for who in range(6):
        told = AuditRecord.objects.filter(name=f"writer {who}").order_by("pk").values_list("after", flat=True)
        assert [one["rows"] for one in told] == list(range(5))


def test_a_service_that_fails_beside_others_leaves_no_gap(database: Stood, at_once: AtOnce) -> None:
    """What is taken back takes its record with it, and the others go on from the last that stands."""

    def write(who: int) -> None:
        for number in range(4):
            try:
                with transaction.atomic():
                    note_export(machine(f"writer {who}"), "figures", {}, "csv", number)
                    if (who + number) % 2:
                        raise KeyError
            except KeyError:
                continue

    at_once(4, write)
    assert verify().is_whole
    assert verify().records == 8


def test_two_workers_never_do_one_job_twice(database: Stood, at_once: AtOnce, marks: list[str]) -> None:
    """One gets it, the other is told that it no longer waits."""
    for number in range(6):
        job = services.begin(machine("test"), "marking", "Mark", {"number": number})
        told = at_once(3, lambda _, key=str(job.pk): running.run_job.call(key))
        assert sorted(told) == ["done", "not waiting", "not waiting"]
    assert marks == [str(number) for number in range(6)]
    assert set(Job.objects.values_list("tries", flat=True)) == {1}


def test_two_workers_share_a_queue(database: Stood, at_once: AtOnce, marks: list[str]) -> None:
    """Everything that waits is done, each piece once."""
    for number in range(8):
        services.begin(machine("test"), "marking", "Mark", {"number": number})
    at_once(2, lambda _: work_all(until_empty=True))
    assert sorted(marks) == [str(number) for number in range(8)]
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}
    assert verify().is_whole


def test_a_token_that_asks_at_once_is_counted_each_time(
    database: Stood, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a new minute on: as many pass as may, whoever of them looked first."""
    monkeypatch.setattr(figures, "count", lambda _: 5)
    now = timezone.now().replace(second=20)
    person = Person.objects.create(email="a@example.test", name="A")
    made = Token.objects.create(person=person, name="x", digest="0", begins="x", made=now, expires=now)
    for minutes, passed in ((0, 5), (0, 0), (1, 5)):
        told = at_once(8, lambda _, at=now + timedelta(minutes=minutes): figures.note_use(made, at))
        assert sorted(told) == [0] * passed + [40] * (8 - passed)
    assert Token.objects.get().calls == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditrecord SET words = 'Nothing.'",
        "DELETE FROM audit_auditrecord",
        "TRUNCATE audit_auditrecord",
    ],
)
def test_the_database_itself_refuses(database: Stood, statement: str) -> None:
    """Also to somebody who goes past the program."""
    note_export(machine("test"), "figures", {}, "csv", 1)
    told = (
        "never changed" if database.vendor == "postgresql" or "TRUNCATE" not in statement else "syntax error"
    )
    with pytest.raises(DatabaseError, match=told), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().records == 1


@pytest.mark.soak
def test_processes_that_write_at_once_are_one_chain(database: Stood, served: Path, in_full: bool) -> None:
    """As web server and worker do it. In full: four others write much; as a sample: one writes a little."""
    environment = {**os.environ, "DATABASE_URL": database.url}
    others, times = (4, 200) if in_full else (1, 10)
    words = [sys.executable, "-c", WRITE, str(served)]
    begun = [subprocess.Popen([*words, f"other {n}", str(times)], env=environment) for n in range(others)]
    written = 0
    while any(one.poll() is None for one in begun):
        note_export(machine("this one"), "figures", {}, "csv", written)
        written += 1
        time.sleep(0.02)
    assert [one.returncode for one in begun] == [0] * others
    assert verify().is_whole
    assert verify().records == others * times + written

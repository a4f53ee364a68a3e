"""A count of a register goes through the door of the evidence and is the figure of a measure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.workspaces import run

from wardmote.definitions import load
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.rules import Draft


def test_each_count_that_is_shipped_has_a_measure_of_its_name() -> None:
    """Or it would be refused at the door as a word that nobody knows."""
    known = load()
    counted = {one.id for register in known.registers.values() for one in register.counts}
    assert counted <= set(known.measures)


@pytest.mark.django_db
def test_counts_are_taken_in_and_read_as_figures(
    signed_in: Callable[[str], Client], served: Path, tmp_path: Path
) -> None:
    """Three actions are open, two of them late; nobody has to touch the file on its way."""
    analyst = signed_in("analyst")
    home = Organisation.objects.get(name="Marrowmere Council").pk
    actions, today = workspace().definitions.registers["actions"], timezone.localdate()
    for name, days in (("Lamps", -9), ("Locks", -1), ("Letters", 30)):
        said = {"title": name, "agreed": (today - timedelta(days=40)).isoformat()}
        said |= {"due": (today + timedelta(days=days)).isoformat()}
        services.add(machine("test"), actions, Draft("open", home, values=said))
    answer = analyst.get("/registers/counts.csv")
    sent = tmp_path / "register-counts.csv"
    sent.write_bytes(answer.content)
    folder = shutil.copytree(served, tmp_path / "workspace")
    taken = run("ingest", sent, workspace=folder)
    assert taken.code == 0, taken.err
    asked = TableRequest(measures=("actions-open", "actions-overdue"), to=f"{today:%Y-%m}")
    made = table(find_workspace(folder), asked)
    assert {one.measure.id: one.current for one in made.observed} == {"actions-open": 3, "actions-overdue": 2}
    own = signed_in("agency-user").get("/registers/counts.csv").content.decode()
    assert f"\n{made.area.code}," not in own

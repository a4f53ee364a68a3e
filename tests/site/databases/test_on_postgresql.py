"""What holds on SQLite holds on PostgreSQL: the same tests of the chain, of records, of long work and of what leads to a
meeting, there."""

from __future__ import annotations

import pytest
from tests.site.databases.conftest import Stood
from tests.site.kit.jobs.test_jobs import *
from tests.site.kit.test_chain import *
from tests.site.kit.test_recording import *
from tests.site.rooms.meetings.test_meetings_room import (
    test_minutes_become_entries_once_and_papers_hold_them,
)
from tests.site.rooms.test_people_services import *

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]


@pytest.fixture(autouse=True)
def db(database: Stood) -> None:
    """The people and organisations of these tests are put there, too."""

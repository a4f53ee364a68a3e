"""Every service of every room writes its tables on PostgreSQL as on SQLite: registers, scans and workshops among them."""

from __future__ import annotations

import pytest
from tests.site.databases.conftest import Stood
from tests.site.kit.test_one_record_a_service import *  # noqa: F403

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]


@pytest.fixture(autouse=True)
def db(database: Stood) -> None:
    """What these tests make is put there, too."""

"""A register file that cannot be read: every page of registers says so in a sentence, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from wardmote.definitions.registers import Register

pytestmark = pytest.mark.django_db


def test_a_broken_file_is_told_with_its_line(keys: Register, served: Path, analyst: Client) -> None:
    """File and line as its keeper knows them, and no folder of the server."""
    (served / "definitions" / "registers" / "wrong.yaml").write_text("id: wrong\ntitle: [\n")
    analyst.raise_request_exception = False
    for address in ("/registers/", "/registers/keys/", "/registers/counts.csv", "/meetings/"):
        answer = analyst.get(address)
        page = answer.content.decode()
        assert answer.status_code == 503, address
        assert "definitions/registers/wrong.yaml, line 3, is not readable" in page
        assert str(served) not in page
    assert analyst.get("/").status_code == 200

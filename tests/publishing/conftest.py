"""The made-up partnership's document, for every test of publishing."""

from __future__ import annotations

import pytest
from tests.publishing.sample import whole_document

from wardmote.publishing.tree import Document


@pytest.fixture(scope="session")
def document() -> Document:
    return whole_document()

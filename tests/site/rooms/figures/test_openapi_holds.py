"""Whatever a program asks: the answer is one that the OpenAPI document tells, and never a fault of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.site.rooms.figures.conftest import Program
from tests.site.rows import PLACE

from wardmote.site.rooms.figures import services
from wardmote.site.rooms.figures.api.document import openapi_document


def keeps_its_place(_context: Any, response: Any, _case: Any) -> None:
    """No answer names the folder of the evidence."""
    assert PLACE not in response.content.lower()


CHECKS = (
    keeps_its_place,
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
)
KNOWN = {
    "measure": ["burglary", "robbery", "marac-cases", "all-crime"],
    "to": ["2025-06", "2025-03", "2024-12"],
    "first": ["2024-01", "2025-01"],
    "name": ["trend", "season", "change"],
    "area": ["Safer Marrowmere"],
}
"""Values that the made-up partnership has, so that not every question is refused."""


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)  # the server's own handler closes connections between requests
def test_every_answer_is_one_of_the_document(
    program: Callable[[str], Program], monkeypatch: pytest.MonkeyPatch, in_full: bool
) -> None:
    """Valid and broken questions of every route, in process."""
    monkeypatch.setattr(services, "count", lambda _name: 10**9)
    one = program("analyst")
    document = schemathesis.openapi.from_wsgi("/openapi.json", _with_document(get_wsgi_application()))
    for found in document.get_all_operations():
        _ask(found.ok(), {"Authorization": f"Bearer {one.secret}", "Host": "localhost"}, in_full)


def _ask(operation: Any, headers: dict[str, str], in_full: bool) -> None:
    """Questions of one route."""

    @seed(6)
    @settings(
        max_examples=400 if in_full else 30,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=_cases(operation), known=st.randoms(use_true_random=False))
    def ask(case: Any, known: Any) -> None:
        wrong = _wrong_parts(case)
        if not wrong and known.random() < 0.7:
            for name in case.query or {}:
                case.query[name] = known.choice(KNOWN.get(name) or [case.query[name]])
        refuses = bool(
            wrong - {"header", "cookie"}
        )  # the token of the test takes the place of a wrong header
        checks = [one for one in CHECKS if refuses or one is not negative_data_rejection]
        case.call_and_validate(headers=headers, checks=checks)

    ask()


def _wrong_parts(case: Any) -> set[str]:
    """Which parts of a question break the document."""
    modes = schemathesis.GenerationMode
    return {part.value for part, about in case.meta.components.items() if about.mode is modes.NEGATIVE}


def _cases(operation: Any) -> Any:
    modes = schemathesis.GenerationMode
    return st.one_of(
        *(operation.as_strategy(generation_mode=mode) for mode in (modes.POSITIVE, modes.NEGATIVE))
    )


def _with_document(application: Any) -> Any:
    """The site, and the document where the library of the test looks for it."""

    def answer(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] == "/openapi.json":
            start("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(openapi_document()).encode()]
        return application(environ, start)

    return answer

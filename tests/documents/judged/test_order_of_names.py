"""A frozen recommendation is the same whatever order a database keeps its names in."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from tests.documents.judged.judgements import recommended

from wardmote.documents.judged import Recommended


def test_criteria_keep_the_order_of_the_matrix_and_the_mark_is_the_same() -> None:
    made = recommended({}, date(2026, 1, 20), "s1")
    turned = made.model_copy(update={"criteria": dict(reversed(made.criteria.items()))})
    kept = json.loads(json.dumps(turned.model_dump(mode="json"), sort_keys=True))
    again = Recommended.model_validate(kept)
    assert list(again.criteria) == list(turned.criteria) != list(made.criteria)
    assert again.mark == turned.mark != made.mark


def test_records_of_before_confidence_and_suggestions_keep_their_mark() -> None:
    """What was kept without them is written without them; with them it is another record."""
    made = recommended({}, date(2026, 1, 20), "s1")
    before = {"partner", "criterion", "when", "answer", "value", "reason"}
    kept = json.loads(json.dumps(made.model_dump(mode="json")))
    assert all(set(one) == before for issue in kept["issues"] for one in issue["given"])
    said = hashlib.sha256(
        json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    )
    assert Recommended.model_validate(kept).mark == said.hexdigest()
    kept["issues"][0]["given"][0] |= {"confidence": "low", "suggested": 4}
    again = Recommended.model_validate(kept)
    assert again.mark != made.mark
    assert Recommended.model_validate(again.model_dump(mode="json")) == again
    first = again.issues[0].given[0]
    assert (first.confidence, first.value, first.as_suggested) == ("low", 4, True)

"""Records are never changed or removed, and a walk finds where somebody did it all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord, ChainHead, RecordKeptError
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.audit.triggers import LAID, LIFTED

pytestmark = pytest.mark.django_db


def _write(times: int) -> None:
    for number in range(times):
        note_export(machine("test"), "figures", {"number": str(number)}, "csv", number)


@contextmanager
def _without_triggers() -> Iterator[None]:
    """As somebody with the database in hand could do it."""
    with connection.cursor() as cursor:
        for statement in LIFTED[connection.vendor]:
            cursor.execute(statement)
        yield
        for statement in LAID[connection.vendor]:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: AuditRecord.objects.update(words="Nothing."),
        lambda: AuditRecord.objects.filter(name="test")._raw_delete("default"),
        lambda: AuditRecord.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_or_remove(attempt: Callable[[], object]) -> None:
    """Whatever way it is tried."""
    _write(2)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        attempt()
    assert verify().records == 2


def test_the_model_refuses_too() -> None:
    """With the same words."""
    _write(1)
    one = AuditRecord.objects.get()
    with pytest.raises(RecordKeptError):
        one.save()
    with pytest.raises(RecordKeptError):
        one.delete()


def test_an_untouched_chain_is_whole() -> None:
    """Also an empty one."""
    assert verify().is_whole
    _write(5)
    assert verify().is_whole
    assert verify().records == 5


@pytest.mark.parametrize("number", [0, 2, 4])
def test_a_changed_record_is_named(number: int) -> None:
    """The first that no longer says what it said."""
    _write(5)
    key = AuditRecord.objects.order_by("pk").values_list("pk", flat=True)[number]
    with _without_triggers():
        AuditRecord.objects.filter(pk=key).update(words="Something else.")
    verdict = verify()
    assert verdict.broken is not None
    assert verdict.broken.key == key
    assert "changed after it was written" in verdict.sentence


@pytest.mark.parametrize("number", [0, 2])
def test_the_record_after_a_removed_one_is_named(number: int) -> None:
    """It has lost the one before it."""
    _write(5)
    keys = list(AuditRecord.objects.order_by("pk").values_list("pk", flat=True))
    with _without_triggers():
        AuditRecord.objects.filter(pk=keys[number])._raw_delete("default")
    verdict = verify()
    assert verdict.broken is not None
    assert verdict.broken.key == keys[number + 1]


def test_records_missing_at_the_end_are_noticed() -> None:
    """The head of the chain knows what was written last."""
    _write(3)
    with _without_triggers():
        AuditRecord.objects.filter(pk=AuditRecord.objects.order_by("-pk")[0].pk)._raw_delete("default")
    assert verify().end_is_missing
    assert "have been removed" in verify().sentence


def test_what_no_database_keeps_alike_is_sealed_all_the_same() -> None:
    """Fractions, zero characters, other alphabets, words longer than their column."""

    @service
    def _odd(actor: object) -> None:
        odd = {
            "share": 1.10,
            "big": 1e100,
            "zero": -0.0,
            "name": "Llŷn \x00 ✓",
            "none": None,
            "deep": {"b": [0.1]},
        }
        record(machine("n" * 300), "test.odd", ("thing", "k" * 300), "w\x00" * 400, after=odd)

    _odd(machine("test"))
    assert verify().is_whole
    assert ChainHead.objects.get().seal == AuditRecord.objects.get().seal


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_refusal_holds_in_every_test_and_none_leaves_records(turn: int) -> None:
    """Tests that empty the database afterwards lay the triggers anew."""
    assert not AuditRecord.objects.exists()
    _write(turn)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditRecord.objects.update(words="Nothing.")

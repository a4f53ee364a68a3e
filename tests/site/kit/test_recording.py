"""Each service writes exactly one record, and the records hold each other."""

from __future__ import annotations

import pytest

from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.recording import AuditError, record, seal_of, service


def _make(actor: Actor, name: str, records: int) -> Organisation:
    made = Organisation.objects.create(name=name, short_name=name)
    for _ in range(records):
        record(actor, "people.made", ("organisation", made.pk), f"Made {name}.", after={"name": name})
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("records", [0, 2])
def test_a_service_with_no_record_or_two_keeps_nothing(records: int) -> None:
    """Neither what it did, nor its records."""
    with pytest.raises(AuditError):
        service(_make)(machine("test"), "Fire Service", records)
    assert not Organisation.objects.exists()
    assert not AuditRecord.objects.exists()


@pytest.mark.django_db
def test_each_record_seals_the_one_before() -> None:
    """What is stored gives the same seals again."""
    for name in ("Fire Service", "Probation"):
        service(_make)(machine("test"), name, 1)
    first, second = AuditRecord.objects.all()
    assert second.previous == first.seal
    assert [seal_of(one) for one in (first, second)] == [first.seal, second.seal]

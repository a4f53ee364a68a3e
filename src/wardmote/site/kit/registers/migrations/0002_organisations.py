"""Every organisation that is there gets its entry."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.utils import timezone

REGISTER = "organisations"


def enter(apps: Any, schema_editor: Any) -> None:
    """An entry with its first version for each."""
    del schema_editor
    entries, versions = apps.get_model("registers", "Entry"), apps.get_model("registers", "Version")
    now = timezone.now()
    for home in apps.get_model("access", "Organisation").objects.all():
        said = {"title": home.name, "short": home.short_name}
        state = {"status": "member", "organisation": home.pk, "owner": None, "marking": "", "values": said}
        entry = entries.objects.create(
            register=REGISTER, number=home.pk, status="member", organisation=home, values={}, made=now, changed=now
        )  # fmt: skip
        versions.objects.create(entry=entry, number=1, state=state, at=now, by_name="Wardmote")


def leave(apps: Any, schema_editor: Any) -> None:
    """Away with them; the organisations stay."""
    del schema_editor
    apps.get_model("registers", "Entry").objects.filter(register=REGISTER).delete()


class Migration(migrations.Migration):
    """Entries of organisations."""

    dependencies: ClassVar = [("registers", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(enter, leave)]

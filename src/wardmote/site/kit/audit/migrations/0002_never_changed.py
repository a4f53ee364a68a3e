"""The database refuses to change or remove a record."""

from typing import Any

from django.db import migrations

from wardmote.site.kit.audit.triggers import LAID, LIFTED


def _lay(apps: Any, schema_editor: Any) -> None:
    for statement in LAID[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def _lift(apps: Any, schema_editor: Any) -> None:
    for statement in LIFTED[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(_lay, _lift)]

"""The database's shape: made from nothing, taken back to nothing, made again, in one line of steps."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.reading import note_export

OURS = sorted(one.label for one in apps.get_app_configs() if one.name.startswith("wardmote."))


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def test_forward_back_to_nothing_and_forward_again(empty: str) -> None:
    """Every step has a way back, and after it the same tables come again."""
    call_command("migrate", verbosity=0)
    made = _tables()
    note_export(machine("test"), "figures", {}, "csv", 1)
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None) for app in OURS if app in executor.loader.migrated_apps])
    assert not {name for name in _tables() if name.split("_")[0] in OURS}
    call_command("migrate", verbosity=0)
    assert _tables() == made
    note_export(machine("test"), "figures", {}, "csv", 1)
    assert verify().is_whole


def test_the_steps_of_each_app_are_one_line() -> None:
    """One end, no merge, and none that branches off."""
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    for app in OURS:
        steps = [key for key in loader.disk_migrations if key[0] == app]
        parents = {
            key: [one for one in loader.disk_migrations[key].dependencies if one[0] == app] for key in steps
        }
        assert len(loader.graph.leaf_nodes(app)) <= 1, app
        assert [key for key, found in parents.items() if len(found) > 1] == [], app
        assert len({tuple(found) for found in parents.values()}) == len(steps), app


@pytest.mark.django_db
def test_the_models_have_no_step_that_is_missing() -> None:
    """What the models say is what the steps make."""
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)

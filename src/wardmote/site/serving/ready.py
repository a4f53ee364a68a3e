"""Makes the site ready to be served: the workspace named, Django set up, the database brought to today's shape."""

from __future__ import annotations

import os
from pathlib import Path

from wardmote.operations.workspace import ENVIRONMENT, find_workspace

SETTINGS = "wardmote.site.settings"


def set_up(folder: Path) -> None:
    """Load Django for a workspace. Call it before anything of the site is imported.

    Raises
    ------
    WorkspaceError
        When the folder is no workspace.
    """
    workspace = find_workspace(folder)
    os.environ[ENVIRONMENT] = str(workspace.folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()


def bring_up_to_date() -> list[str]:
    """Carry out the migrations that the database lacks, in order. Returns their names."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if lacking:
        call_command("migrate", interactive=False, verbosity=0)
    return [f"{migration.app_label} {migration.name}" for migration, _ in lacking]

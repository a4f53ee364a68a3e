"""All rows of the site's database, to see that nothing, or only this, was changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection

PLACE = b"pytest-of-"
"""Stands in the path of every folder of a test: where the files were taken in from, and where all is kept."""


def every_row(but: Collection[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table, in an order of their own. ``but``: tables that are left out."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - set(but)
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found

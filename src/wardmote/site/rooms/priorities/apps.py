"""The app of the priorities."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    """The priorities."""

    name = "wardmote.site.rooms.priorities"
    label = "priorities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what waits for people here."""
        import_module("wardmote.site.rooms.priorities.waiting")

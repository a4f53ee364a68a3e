"""The app of the home room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What needs me."""

    name = "wardmote.site.rooms.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what waits for people in what there is."""
        import_module("wardmote.site.rooms.home.waiting")

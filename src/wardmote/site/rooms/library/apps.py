"""The app of the library."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The library."""

    name = "wardmote.site.rooms.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer this room's kinds of long work, and declare what waits for people in it."""
        import_module("wardmote.site.rooms.library.building")
        import_module("wardmote.site.rooms.library.comparing")
        import_module("wardmote.site.rooms.library.waiting")

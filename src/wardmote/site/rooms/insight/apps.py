"""The app of the insight room: it stores nothing."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Figures, pictures and maps."""

    name = "wardmote.site.rooms.insight"
    label = "insight"

    def ready(self) -> None:
        """Offer this room's kind of long work."""
        import_module("wardmote.site.rooms.insight.working_out")

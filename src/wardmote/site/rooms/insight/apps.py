"""The app of the insight room: it stores nothing."""

from __future__ import annotations

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Figures, pictures and maps."""

    name = "wardmote.site.rooms.insight"
    label = "insight"

"""The app of figures for programs."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Tokens, and what they open."""

    name = "wardmote.site.rooms.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the tokens of programs."""
        from wardmote.site.kit.access.programs import admit_by
        from wardmote.site.rooms.figures.admission import admit

        admit_by(admit)

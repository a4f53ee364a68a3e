"""The app of the evidence desk."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence desk."""

    name = "wardmote.site.rooms.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer this room's kinds of long work, and declare what waits for people."""
        from wardmote.site.rooms.evidence import taking_in, waiting  # noqa: F401

"""The app of long work."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "wardmote.site.kit.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the kit's own kind of work."""
        from wardmote.site.kit.jobs import resting  # noqa: F401

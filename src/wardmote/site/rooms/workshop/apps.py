"""The app of the workshop."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """The workshop."""

    name = "wardmote.site.rooms.workshop"
    label = "workshop"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer silent scoring to people who only answer, and declare what waits for people in workshops."""
        from wardmote.site.kit.access.answering.asked import offer
        from wardmote.site.rooms.workshop.by_link import WorkshopQuestions

        offer("workshop", WorkshopQuestions())
        import_module("wardmote.site.rooms.workshop.waiting")

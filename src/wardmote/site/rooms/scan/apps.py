"""The app of the scan."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ScanConfig(AppConfig):
    """The scan."""

    name = "wardmote.site.rooms.scan"
    label = "scan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the scan to people who only answer, and declare what waits for people in it."""
        from wardmote.site.kit.access.answering.asked import offer
        from wardmote.site.rooms.scan.by_link import ScanQuestions

        offer("scan", ScanQuestions())
        import_module("wardmote.site.rooms.scan.waiting")

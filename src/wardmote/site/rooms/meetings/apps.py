"""The app of the meetings room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Pages on groups and meetings; the entries themselves are kept by ``kit.registers``."""

    name = "wardmote.site.rooms.meetings"
    label = "meetings_room"

    def ready(self) -> None:
        """Declare what waits for people."""
        import_module("wardmote.site.rooms.meetings.waiting")

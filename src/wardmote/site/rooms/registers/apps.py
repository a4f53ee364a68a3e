"""The app of the registers room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RegistersRoomConfig(AppConfig):
    """Pages of registers; what stands in them is kept by ``kit.registers``."""

    name = "wardmote.site.rooms.registers"
    label = "registers_room"

    def ready(self) -> None:
        """Declare what waits for people in the registers, and write letters about it at times."""
        import_module("wardmote.site.rooms.registers.waiting")
        from wardmote.site.kit.jobs.sweep import ALSO
        from wardmote.site.rooms.registers.letters import letters_at_times

        if letters_at_times not in ALSO:
            ALSO.append(letters_at_times)

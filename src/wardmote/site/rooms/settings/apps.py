"""The app of the settings room: it stores nothing; the settings stand in the workspace."""

from __future__ import annotations

from django.apps import AppConfig


class SettingsRoomConfig(AppConfig):
    """The partnership's settings."""

    name = "wardmote.site.rooms.settings"
    label = "settings_room"

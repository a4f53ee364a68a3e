"""The app of the room where documents are checked."""

from __future__ import annotations

from django.apps import AppConfig


class CheckConfig(AppConfig):
    """The room where documents are checked."""

    name = "wardmote.site.rooms.check"
    label = "check"
    default_auto_field = "django.db.models.BigAutoField"

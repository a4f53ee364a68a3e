"""The app of the home room."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What needs me."""

    name = "wardmote.site.rooms.home"
    label = "home"

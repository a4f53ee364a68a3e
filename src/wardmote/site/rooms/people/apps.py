"""The app of the people room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Invitations and reviews of access."""

    name = "wardmote.site.rooms.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

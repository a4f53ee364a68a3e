"""The app of answering."""

from __future__ import annotations

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """People who answer by a link, and the codes that they were sent."""

    name = "wardmote.site.kit.access.answering"
    label = "answering"
    default_auto_field = "django.db.models.BigAutoField"

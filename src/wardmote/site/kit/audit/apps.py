"""The app of the audit."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of what was done."""

    name = "wardmote.site.kit.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

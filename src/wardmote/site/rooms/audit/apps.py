"""The app of the audit room: it stores nothing of its own."""

from __future__ import annotations

from django.apps import AppConfig


class AuditRoomConfig(AppConfig):
    """The auditor's pages."""

    name = "wardmote.site.rooms.audit"
    label = "audit_room"

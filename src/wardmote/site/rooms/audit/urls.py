"""Addresses of the audit room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.audit import views

urlpatterns = [
    path("audit/", views.record_list, name="audit"),
    path("audit/whole/", views.chain_page, name="audit-chain"),
    path("audit/records.<slug:written_as>", views.record_export, name="audit-export"),
    path("audit/<int:key>/", views.record_page, name="audit-record"),
]

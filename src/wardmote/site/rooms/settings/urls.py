"""Addresses of the settings room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.settings import views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("settings/change/", views.settings_change, name="settings-change"),
]

"""Addresses of the home room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("changes/", views.changes, name="changes"),
    path("changes/seen/", views.seen, name="changes-seen"),
]

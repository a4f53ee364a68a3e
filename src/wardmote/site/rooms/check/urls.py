"""Address of the room where documents are checked."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.check import views

urlpatterns = [path("check/", views.check, name="check")]

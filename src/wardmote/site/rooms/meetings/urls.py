"""Addresses of the meetings room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.meetings import views

urlpatterns = [
    path("meetings/", views.groups, name="meetings"),
    path("meetings/<int:number>/", views.papers, name="meeting"),
    path("meetings/<int:number>/papers.<slug:written_as>", views.download, name="meeting-papers"),
    path("meetings/<int:number>/minutes/", views.minutes, name="meeting-minutes"),
]

"""Addresses of the evidence desk."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.evidence.views import board, looking, teach, upload

urlpatterns = [
    path("evidence/", board.desk, name="evidence"),
    path("evidence/upload/", upload.send, name="evidence-upload"),
    path("evidence/arrivals/<uuid:key>/", upload.arrival, name="evidence-arrival"),
    path("evidence/arrivals/<uuid:key>/go-on/", upload.go_on, name="evidence-go-on"),
    path("evidence/arrivals/<uuid:key>/rejected.csv", upload.rejected, name="evidence-rejected"),
    path("evidence/arrivals/<uuid:key>/columns/", teach.columns, name="evidence-columns"),
    path("evidence/feeds/", board.feeds, name="evidence-feeds"),
    path("evidence/feeds/<slug:feed>/", board.feed, name="evidence-feed"),
    path("evidence/quality/", looking.quality, name="evidence-quality"),
    path("evidence/snapshots/", looking.snapshots, name="evidence-snapshots"),
    path("evidence/snapshots/difference/", looking.difference, name="evidence-difference"),
    path("evidence/reconcile/", looking.reconcile, name="evidence-reconcile"),
]

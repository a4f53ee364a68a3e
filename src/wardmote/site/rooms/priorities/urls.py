"""Addresses of the priorities."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.priorities.views import deciding, keeping, looking, taking

ONE = "priorities/<int:key>"
urlpatterns = [
    path("priorities/", looking.every, name="priorities"),
    path(f"{ONE}/", looking.recommendation, name="priorities-of"),
    path(f"{ONE}/decide/", deciding.decide, name="priorities-decide"),
    path(f"{ONE}/issues/<int:number>/", looking.issue, name="priorities-issue"),
    path(f"{ONE}/issues/<int:number>/how-far/", keeping.carry, name="priorities-carry"),
    path(f"{ONE}/issues/<int:number>/threads/", keeping.threads, name="priorities-threads"),
    path(f"{ONE}/issues/<int:number>/drivers/<slug:driver>/", keeping.link, name="priorities-link"),
    path(f"{ONE}/behind/", looking.behind, name="priorities-behind"),
    path(f"{ONE}/versions/", looking.versions, name="priorities-versions"),
    path(f"{ONE}/refresh/", keeping.refresh, name="priorities-refresh"),
    path(f"{ONE}/decisions.<slug:written_as>", taking.decisions, name="priorities-export"),
    path(f"{ONE}/judgement.json", taking.judgement, name="priorities-judgement"),
    path("golden-thread/<slug:mark>/<int:number>/", looking.golden_thread, name="golden-thread"),
]

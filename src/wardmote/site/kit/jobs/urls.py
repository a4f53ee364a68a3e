"""Addresses of long work."""

from __future__ import annotations

from django.urls import path

from wardmote.site.kit.jobs import views

urlpatterns = [
    path("jobs/", views.job_list, name="jobs"),
    path("jobs/<uuid:key>/", views.job_page, name="job"),
    path("jobs/<uuid:key>/cancel/", views.job_cancel, name="job-cancel"),
    path("jobs/<uuid:key>/again/", views.job_again, name="job-again"),
]

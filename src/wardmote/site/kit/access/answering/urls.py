"""Addresses of people who only answer."""

from __future__ import annotations

from django.urls import path

from wardmote.site.kit.access.answering import views

urlpatterns = [
    path("answer/<str:token>/", views.answering, name="answering"),
    path("answer/<str:token>/code/", views.answering_code, name="answering-code"),
    path("answer/<str:token>/leave/", views.answering_leave, name="answering-leave"),
    path("answer/<str:token>/<slug:kind>/<slug:key>/", views.answering_question, name="answering-question"),
]

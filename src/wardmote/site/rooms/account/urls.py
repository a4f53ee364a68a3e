"""Addresses of one's own account."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.account import views

urlpatterns = [
    path("account/", views.account_page, name="account"),
    path("account/sessions/", views.session_list, name="own-sessions"),
    path("account/sessions/<int:key>/end/", views.session_end, name="own-session-end"),
    path("account/sessions/end-others/", views.session_end_others, name="own-sessions-end"),
    path("account/why/", views.own_why, name="own-why"),
    path("account/kept/<int:key>/", views.kept_form, name="kept-form"),
    path("account/kept/<int:key>/drop/", views.kept_drop, name="kept-drop"),
    path("people/<int:key>/why/", views.person_why, name="person-why"),
]

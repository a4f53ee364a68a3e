"""Addresses of signing in and out."""

from __future__ import annotations

from allauth.account import views
from django.urls import path

from wardmote.site.kit.access.routes import PUBLIC, borrow

borrow("account_login", PUBLIC, "Whoever is not signed in must be able to.")
borrow("account_logout", PUBLIC, "Signing out twice does no harm.")

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
]

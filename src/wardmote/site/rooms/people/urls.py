"""Addresses of the people room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.people import changes, joining, review_views, views

urlpatterns = [
    path("people/", views.people_list, name="people"),
    path("people/roles/", views.role_list, name="roles"),
    path("people/organisations/", views.organisation_list, name="organisations"),
    path("people/organisations/add/", changes.organisation_add, name="organisation-add"),
    path("people/organisations/<int:key>/", changes.organisation_change, name="organisation-change"),
    path("people/invite/", joining.invite, name="invite"),
    path("people/invitations/<int:key>/again/", joining.invite_again, name="invite-again"),
    path("people/invitations/<int:key>/withdraw/", joining.invite_withdraw, name="invite-withdraw"),
    path("people/reviews/", review_views.review_list, name="reviews"),
    path("people/reviews/open/", review_views.review_open, name="review-open"),
    path("people/reviews/<int:key>/", review_views.review_page, name="review"),
    path("people/reviews/<int:key>/close/", review_views.review_close, name="review-close"),
    path("people/reviews/lines/<int:key>/<slug:decision>/", review_views.review_decide, name="review-decide"),
    path("people/memberships/<int:key>/move/", changes.role_move, name="role-move"),
    path("people/memberships/<int:key>/end/", changes.role_end, name="role-end"),
    path("people/<int:key>/", views.person_page, name="person"),
    path("people/<int:key>/role/", changes.role_give, name="role-give"),
    path("people/<int:key>/leaves/", changes.person_leaves, name="person-leaves"),
    path("people/<int:key>/returns/", changes.person_returns, name="person-returns"),
    path("people/<int:key>/details/", changes.person_details, name="person-details"),
    path("people/<int:key>/second-factor/", changes.person_second_factor, name="person-second-factor"),
    path("people/<int:key>/sign-out/", changes.person_sign_out, name="person-sign-out"),
    path("joining/<str:token>/", joining.invitation_accept, name="invitation-accept"),
]

"""Addresses of the workshop."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.workshop.views import arranging, looking, room

urlpatterns = [
    path("workshop/", arranging.workshops, name="workshops"),
    path("workshop/new/", arranging.begin, name="workshop-begin"),
    path("workshop/<int:key>/", arranging.workshop_page, name="workshop"),
    path("workshop/<int:key>/change/", arranging.change, name="workshop-change"),
    path("workshop/<int:key>/partners/add/", arranging.seat, name="workshop-seat-add"),
    path("workshop/<int:key>/partners/<int:which>/", arranging.seat, name="workshop-seat"),
    path("workshop/<int:key>/partners/<int:which>/out/", arranging.seat_out, name="workshop-seat-out"),
    path("workshop/<int:key>/partners/<int:which>/invite/", arranging.invite, name="workshop-invite"),
    path("workshop/<int:key>/cards/", arranging.cards, name="workshop-cards"),
    path("workshop/<int:key>/open/", arranging.open_it, name="workshop-open"),
    path("workshop/<int:key>/room/", room.room, name="workshop-room"),
    path("workshop/<int:key>/room/go/", room.go, name="workshop-go"),
    path("workshop/<int:key>/room/cards/<int:number>/reveal/", room.reveal, name="workshop-reveal"),
    path("workshop/<int:key>/room/cards/<int:number>/decide/", room.decide, name="workshop-decide"),
    path("workshop/<int:key>/room/cards/<int:number>/for/<int:which>/", room.typed, name="workshop-typed"),
    path("workshop/<int:key>/room/<slug:step>/", room.step, name="workshop-step"),
    path("workshop/<int:key>/score/", looking.score, name="workshop-score"),
    path("workshop/<int:key>/score/<int:number>/", looking.score, name="workshop-score-card"),
    path("workshop/<int:key>/recommendation/", looking.recommended, name="workshop-recommendation"),
    path("workshop/<int:key>/recommendation.<slug:form>", looking.download, name="workshop-download"),
]

"""Addresses of the registers room."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.registers.views import files, looking, several, writing

urlpatterns = [
    path("registers/", looking.index, name="registers"),
    path("registers/counts.csv", looking.counts_file, name="register-counts"),
    path("registers/<slug:register>/", looking.entry_list, name="register"),
    path("registers/<slug:register>/chart/", looking.chart, name="register-chart"),
    path("registers/<slug:register>/add/", writing.add, name="register-add"),
    path("registers/<slug:register>/take-in/", files.take_in, name="register-take-in"),
    path("registers/<slug:register>/several/", several.several, name="register-several"),
    path("registers/<slug:register>/entries.<slug:written_as>", files.export, name="register-export"),
    path("registers/<slug:register>/to-fill-in.<slug:written_as>", files.template, name="register-template"),
    path("registers/<slug:register>/<int:number>/", looking.entry_page, name="register-entry"),
    path("registers/<slug:register>/<int:number>/change/", writing.change, name="register-change"),
    path("registers/<slug:register>/<int:number>/compare/", looking.compare, name="register-compare"),
]

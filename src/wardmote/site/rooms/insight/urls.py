"""Addresses of the insight room."""

from __future__ import annotations

from django.urls import path, re_path

from wardmote.site.rooms.insight import community, live_map, measures, pictures, views

urlpatterns = [
    path("insight/", views.table_page, name="insight"),
    path("insight/table.csv", views.table_csv, name="insight-table-csv"),
    path("insight/figures/<slug:measure>/<slug:what>/", views.figure_page, name="insight-figure"),
    path("insight/measures/", measures.measures_page, name="insight-measures"),
    path("insight/measures/<slug:measure>/", measures.measure_page, name="insight-measure"),
    path("insight/measures/<slug:measure>/<slug:analysis>/", measures.analysis_page, name="insight-analysis"),
    path(
        "insight/measures/<slug:measure>/<slug:analysis>/<slug:table>.csv",
        measures.analysis_csv,
        name="insight-analysis-csv",
    ),
    path("insight/areas/", views.areas_page, name="insight-areas"),
    re_path(r"^insight/areas/(?P<code>[A-Za-z0-9+_-]{1,200})/$", views.area_page, name="insight-area"),
    path("insight/community/", community.need_page, name="insight-community"),
    path("insight/community/begin/", community.begin, name="insight-community-begin"),
    path(
        "insight/community/<slug:table>.<slug:written_as>", community.need_file, name="insight-community-file"
    ),
    path("insight/map/", live_map.map_page, name="insight-map"),
    path("insight/map/table.csv", live_map.map_csv, name="insight-map-csv"),
    path("insight/map/data.json", live_map.map_data, name="insight-map-data"),
    path("insight/map/shapes.geojson", live_map.map_shapes, name="insight-map-shapes"),
    re_path(
        r"^insight/pictures/(?P<source>[a-z-]{1,40})/(?P<name>[a-z0-9-]{1,40})\.(?P<ending>svg|png|csv)$",
        pictures.picture,
        name="insight-picture",
    ),
]

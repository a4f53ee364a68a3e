"""Measures, areas, pictures and figures, for people and for programs."""

from __future__ import annotations

from tests.site.real_keys.belongings import Belongings, Common

from wardmote.operations.tables import TableRequest, table
from wardmote.site.kit.house import workspace


def _figure(_here: Belongings) -> str:
    made = table(workspace(), TableRequest())
    return made.figure(made.rows[0], "current").identity


EXAMPLES = {
    "/insight/areas/(?P<code>[A-Za-z0-9+_-]{1,200})": Common(lambda _: workspace().area().code),
    "/insight/community/<slug:table>": "areas",
    "/insight/community/<slug:table>.<slug:written_as>": "xlsx",
    "/insight/figures/<slug:measure>": "burglary",
    "/insight/figures/<slug:measure>/<slug:what>": "current",
    "/insight/measures/<slug:measure>": "burglary",
    "/insight/measures/<slug:measure>/<slug:analysis>": "change",
    "/insight/measures/<slug:measure>/<slug:analysis>/<slug:table>": "tests",
    "/insight/pictures/(?P<source>[a-z-]{1,40})": "map",
    "/insight/pictures/(?P<source>[a-z-]{1,40})/(?P<name>[a-z0-9-]{1,40})": "map",
    "/insight/pictures/(?P<source>[a-z-]{1,40})/(?P<name>[a-z0-9-]{1,40}).(?P<ending>svg|png|csv)": "csv",
    "/api/figures/analyses/<name>": "change",
    "/api/figures/figures/<identity>": Common(_figure),
}
QUESTIONS = {"api-analysis": lambda _: "?measure=burglary"}

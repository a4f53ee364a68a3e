"""Evidence cards: what the figures say of an issue, kept as it was."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.analyses.pictures import Picture
from wardmote.analyses.priorities.suggest import Reading, Suggested, readings_of, suggestions
from wardmote.definitions.matrices import Matrix
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.evidence import EvidenceAbsent
from wardmote.figures import Row, Table
from wardmote.figures.months import last_day
from wardmote.operations.priorities import issue_readings
from wardmote.operations.priorities.consulting import consulted_readings
from wardmote.operations.workspace import Workspace
from wardmote.publishing import data_table
from wardmote.publishing.charts import Size
from wardmote.publishing.tree import plain
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.registers.consultations import consultations
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.insight import selectors as insight
from wardmote.site.rooms.insight.asking import Asked
from wardmote.site.rooms.insight.performance import facts_of
from wardmote.site.rooms.insight.pictures import MAP, drawn
from wardmote.site.rooms.scan.models import Issue

MONTHS = "control"
DRAWN: Size = "half"
CAVEATS = 4
"""As many stand on a card."""


def card_of(scope: Scope, measure: str, matrix: Matrix, to: str = "") -> dict[str, Any]:
    """The figures of a measure as the served snapshot gives them, up to a month where one is named: numbers, verdict,
    pictures, caveats, and what they suggest. Everything in it is kept as words, so it never changes afterwards.

    A measure of which nothing can be said gives ``refused`` with the reason.
    """
    asked = Asked(measure=measure, to=to)
    try:
        table = insight.performance(scope, asked)
    except (Refused, EvidenceAbsent) as refusal:
        return {"refused": str(refusal)}
    row = next((one for one in (*table.rows, *table.observed) if one.measure.id == measure), None)
    if row is None or not row.counted:
        reason = row.reason if row is not None else ""
        return {"refused": reason or _("The evidence holds no figures of it.")}
    # Surveys are for those who see what the partnership shares; the public edition has its own words on them.
    if insight.sees_public(scope):
        readings = readings_of(table, measure)
    else:
        readings = _everything_read(scope, insight.here(asked), table, asked)
    said = [one for one in readings if one.kind == "survey"]
    return {
        "measure": row.measure.title,
        "counts": row.measure.description,
        "area": table.area.name,
        "period": table.current.words,
        "facts": [[label, plain(words)] for label, words in facts_of(row, asked) if label != _("Verdict")],
        "verdict": _verdict(row),
        "caveats": _caveats(row, table),
        "pictures": _pictures(scope, asked),
        "suggested": _suggested(matrix, readings),
        "said": [{"words": one.said, "figure": one.figure.frozen()} for one in said],
        "figures": [table.figure(row, name).frozen() for name in _numbers(row)],
        "names": list(_numbers(row)),
        "snapshot": table.snapshot,
        "query": asked.query(measure="", snapshot=table.snapshot),
        "to": to,
        "consulted": consulted_mark(scope, to),
    }


def consulted_mark(scope: Scope, to: str) -> str:
    """A mark of all consultations that a card up to a month may tell of: another one once any of them is another."""
    return hashlib.sha256(repr(_consulted(scope, to)).encode()).hexdigest()[:16]


def _consulted(scope: Scope, to: str) -> tuple[Consulted, ...]:
    """Consultations as a card takes them: none later than was asked, and none for who sees no figures or the public ones."""
    if not scope.may(insight.RIGHT) or insight.sees_public(scope):
        return ()
    return consultations(scope, last_day(to) if to else timezone.localdate())


def _everything_read(scope: Scope, here: Workspace, table: Table, asked: Asked) -> tuple[Reading, ...]:
    """What the figures, surveys and the register of consultations say of a measure, none later than was asked."""
    told = consulted_readings(here, table, asked.measure, _consulted(scope, asked.to))
    return (*issue_readings(here, table, asked.measure), *told)


def sentences_of(card: dict[str, Any]) -> tuple[str, ...]:
    """What a card says, as sentences; one that was kept before there was something holds none of it."""
    if "facts" not in card:
        return (card["refused"],) if card.get("refused") else ()
    head = f"{card['measure']}, {card['area']}, {card['period']}"
    verdict = f": {card['verdict']['words']}" if card.get("verdict") else ""
    facts = (f"{label}: {words}" for label, words in card["facts"])
    said = (one["words"] for one in card.get("said", ()))
    alone = _("By this card alone, %(criterion)s would be %(score)s. %(reason)s")
    return f"{head}{verdict}.", *facts, *said, *(alone % one for one in card.get("suggested", ()))


def evidence_of(issue: Issue) -> tuple[str, ...]:
    """All that an issue's evidence says in words, for paper: its card, its caveats, and what somebody wrote."""
    written = (one.strip() for one in issue.words.splitlines() if one.strip())
    return (*sentences_of(issue.card), *issue.card.get("caveats", ()), *written)


def _numbers(row: Row) -> tuple[str, ...]:
    return ("current",) if row.percent is None or row.observed is not None else ("current", "percent")


def _verdict(row: Row) -> dict[str, str]:
    if row.verdict is None:
        return {}
    return {"value": row.verdict.value, "symbol": row.verdict.symbol, "words": row.verdict.words}


def _caveats(row: Row, table: Table) -> list[str]:
    known = workspace().definitions.caveats
    said = [known[name].text for name in row.measure.caveats if name in known]
    gaps = [table.gaps] if table.gaps and row.observed is None else []
    return list(dict.fromkeys([*(one.explanation for one in row.breaks), *gaps, *said]))[:CAVEATS]


def _suggested(matrix: Matrix, readings: tuple[Reading, ...]) -> list[dict[str, Any]]:
    titles = {one.id: one.title for one in matrix.criteria}
    return [
        {"criterion": titles[one.criterion], "score": one.score, "reason": one.reason}
        for one in suggestions(matrix, readings)
        if isinstance(one, Suggested)
    ]


def _pictures(scope: Scope, asked: Asked) -> list[dict[str, Any]]:
    """Month by month, and where; a picture that cannot be drawn is left out."""
    found = []
    try:
        months = insight.analysis(scope, MONTHS, asked).pictures[0]
        found.append(_kept(months, (MONTHS, "1", asked), drawn(scope, MONTHS, "1", asked, DRAWN)))
    except (Refused, EvidenceAbsent, Http404, IndexError):
        pass
    try:
        where = replace(asked, by="ward")
        counts = insight.map_counts(scope, where)
        picture = insight.map_drawing(scope, where, counts.months[-1])
        if picture is not None:
            found.append(_kept(picture, (MAP, "map", where), drawn(scope, MAP, "map", where, DRAWN)))
    except (Refused, EvidenceAbsent, Http404, IndexError):
        pass
    return found


def _kept(picture: Picture, named: tuple[str, str, Asked], drawing: str) -> dict[str, Any]:
    """A picture whole, with its numbers: a browser shows it from the page itself. ``named``: by which its files are had,
    of the same evidence."""
    packed, caption, table = base64.b64encode(drawing.encode()).decode(), picture.caption, data_table(picture)
    source, name, asked = named
    address = reverse("insight-picture", kwargs={"source": source, "name": name, "ending": "csv"})
    return {
        "title": caption.title,
        "alt": caption.alt or caption.title,
        "data": f"data:image/svg+xml;base64,{packed}",
        "columns": [plain(one.label) for one in table.columns],
        "rows": [[plain(one) for one in row] for row in table.rows],
        "csv": address + asked.query(snapshot=standing().snapshot),
    }

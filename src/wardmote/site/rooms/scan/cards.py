"""Evidence cards: what the figures say of an issue, kept as it was."""

from __future__ import annotations

import base64
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from wardmote.analyses.priorities.suggest import Suggested, readings_of, suggestions
from wardmote.definitions.matrices import Matrix
from wardmote.evidence import EvidenceAbsent
from wardmote.figures import Row, Table
from wardmote.publishing.charts import Size
from wardmote.publishing.tree import plain
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.insight import selectors as insight
from wardmote.site.rooms.insight.asking import Asked
from wardmote.site.rooms.insight.performance import facts_of
from wardmote.site.rooms.insight.pictures import MAP, drawn

MONTHS = "control"
DRAWN: Size = "half"
CAVEATS = 4
"""As many stand on a card."""


def card_of(scope: Scope, measure: str, matrix: Matrix) -> dict[str, Any]:
    """The figures of a measure as the served snapshot gives them: numbers, verdict, pictures, caveats, and what they
    suggest. Everything in it is kept as words, so it never changes afterwards.

    A measure of which nothing can be said gives ``refused`` with the reason.
    """
    asked = Asked(measure=measure)
    try:
        table = insight.performance(scope, asked)
    except (Refused, EvidenceAbsent) as refusal:
        return {"refused": str(refusal)}
    row = next((one for one in (*table.rows, *table.observed) if one.measure.id == measure), None)
    if row is None or not row.counted:
        reason = row.reason if row is not None else ""
        return {"refused": reason or _("The evidence holds no figures of it.")}
    return {
        "measure": row.measure.title,
        "counts": row.measure.description,
        "area": table.area.name,
        "period": table.current.words,
        "facts": [[label, plain(words)] for label, words in facts_of(row, asked) if label != _("Verdict")],
        "verdict": _verdict(row),
        "caveats": _caveats(row, table),
        "pictures": _pictures(scope, asked),
        "suggested": _suggested(matrix, table, measure),
        "figures": [table.figure(row, name).frozen() for name in _numbers(row)],
        "snapshot": table.snapshot,
    }


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


def _suggested(matrix: Matrix, table: Table, measure: str) -> list[dict[str, Any]]:
    titles = {one.id: one.title for one in matrix.criteria}
    return [
        {"criterion": titles[one.criterion], "score": one.score, "reason": one.reason}
        for one in suggestions(matrix, readings_of(table, measure))
        if isinstance(one, Suggested)
    ]


def _pictures(scope: Scope, asked: Asked) -> list[dict[str, str]]:
    """Month by month, and where; a picture that cannot be drawn is left out."""
    found = []
    try:
        caption = insight.analysis(scope, MONTHS, asked).pictures[0].caption
        found.append(_kept(caption.title, caption.alt, drawn(scope, MONTHS, "1", asked, DRAWN)))
    except (Refused, EvidenceAbsent, Http404, IndexError):
        pass
    try:
        where = Asked(measure=asked.measure, by="ward")
        counts = insight.map_counts(scope, where)
        picture = insight.map_drawing(scope, where, counts.months[-1])
        if picture is not None:
            caption = picture.caption
            found.append(_kept(caption.title, caption.alt, drawn(scope, MAP, "map", where, DRAWN)))
    except (Refused, EvidenceAbsent, Http404, IndexError):
        pass
    return found


def _kept(title: str, alt: str, drawing: str) -> dict[str, str]:
    """A picture whole: a browser shows it from the page itself."""
    packed = base64.b64encode(drawing.encode()).decode()
    return {"title": title, "alt": alt or title, "data": f"data:image/svg+xml;base64,{packed}"}

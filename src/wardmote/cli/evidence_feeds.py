"""The command that shows what partners owe and what came."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from wardmote.analyses.feeds import FeedPeriod, FeedStatus
from wardmote.cli.console import note, say
from wardmote.cli.errors import reporting
from wardmote.cli.options import Format, FormatOption, WorkspaceOption
from wardmote.cli.tables import grid
from wardmote.evidence.rows.rejects import harmless
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.feeds import as_record, evidence_began, feeds
from wardmote.operations.workspace import find_workspace


@reporting
def feeds_command(
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="YYYY-MM-DD", help="How it stood on that day; today without it."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Feeds too of which nothing was ever received or asked for.")
    ] = False,
    workspace: WorkspaceOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """What each partner owes, until when, what came and what did not."""
    day = _day(on)
    opened = find_workspace(workspace)
    statuses = feeds(opened, day, as_then=on is not None)
    began = evidence_began(opened)
    shown = [one for one in statuses if every or one.periods]
    if form is Format.JSON:
        say(json.dumps(as_record(shown, day), indent=1, ensure_ascii=False))
    elif form is Format.CSV:
        say(_csv(shown))
    else:
        say(_text(shown) if shown else "Nothing was received yet of any feed that is defined.")
        if began is not None and day < began:
            note(
                f"The first evidence was taken in here on {began}. What came with it was sent on a day that nobody knows "
                "here, and counts as received on time."
            )
        if len(shown) < len(statuses):
            note(
                f"{len(statuses) - len(shown)} more feeds are defined of which nothing was ever received. Add --all to see "
                "them."
            )


def _day(words: str | None) -> date:
    if words is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise AskedWronglyError(
            f"'{words}' is not a day. Write it as year, month and day, such as 2026-04-30."
        ) from error


def _text(statuses: list[FeedStatus]) -> str:
    rows = []
    for one in statuses:
        latest = one.latest
        rows.append(
            [
                one.feed.provider,
                one.feed.title,
                latest.words(short=True) if latest else "–",
                latest.due.isoformat() if latest else "–",
                _received(latest),
                latest.state.value if latest else "awaited" if one.periods else "nothing received",
                f"{len(one.overdue)} of {len(one.periods)}",
            ]
        )
    header = ["From", "What", "Latest due", "Due", "Received", "State", "Missing"]
    lines = [f"{one.feed.title} ({one.feed.provider}): {one.sentence}" for one in statuses if one.overdue]
    return "\n".join([grid(header, rows, right=range(6, 7)), *(["", *lines] if lines else [])])


def _received(latest: FeedPeriod | None) -> str:
    """The day on which a period came; of what was there from the first, the day by which it was."""
    if latest is None or not (latest.received or latest.taken_in):
        return "–"
    return latest.received.isoformat() if latest.received else f"by {latest.taken_in}"


def _csv(statuses: list[FeedStatus]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["feed", "title", "provider", "from", "to", "due", "received", "state", "taken_in", "file", "lacking"]
    )
    for one in statuses:
        for period in one.periods:
            received = period.received.isoformat() if period.received else ""
            writer.writerow(
                [
                    one.feed.id,
                    one.feed.title,
                    one.feed.provider,
                    period.period.start,
                    period.period.end,
                    period.due.isoformat(),
                    received,
                    period.state.value,
                    period.taken_in.isoformat() if period.taken_in else "",
                    harmless(period.file),
                    "; ".join(period.lacking),
                ]
            )
    return text.getvalue()

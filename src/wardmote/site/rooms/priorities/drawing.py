"""The golden thread as a picture: what each step rests on, from left to right. The same stands in a list beside it."""

from __future__ import annotations

from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from wardmote.publishing.theme import theme
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.rooms.priorities.thread import Thread

WIDE, HIGH, GAP, EDGE = 162, 132, 30, 2
LETTERS, LINES = 19, 4


def steps(thread: Thread) -> list[tuple[str, str]]:
    """Each step with what it says: the board, the workshop, the scores, the figures, the evidence, the files."""
    record, adoption = thread.of.record, thread.of.adoption
    board = _("has not decided yet")
    if adoption is not None:
        board = f"{adoption.get_decided_display()}, {day_in_words(adoption.day)}"
    partners = len({one.partner for one in thread.scores})
    files = [one for snapshot in thread.snapshots for source in snapshot.sources for one in source.files]
    figure = next((one for one in thread.counted if one.beside is not None), None)
    value = f"{figure.figure.value:,.0f}" if figure and figure.figure.value is not None else ""
    return [
        (_("Board"), board),
        (_("Workshop"), f"{day_in_words(record.day)}: {thread.issue.outcome.words}"),
        (_("Scores"), ngettext("%(n)s partner", "%(n)s partners", partners) % {"n": partners}),
        (_("Figures"), f"{figure.title}: {value}, {figure.period}" if figure else _("none on its card")),
        (_("Evidence"), ", ".join(one.id[:12] for one in thread.snapshots) or _("none")),
        (_("Files"), _files(len(files), sum(rows for _name, rows in files))),
    ]


def _files(files: int, rows: int) -> str:
    told = ngettext("%(n)s file", "%(n)s files", files) % {"n": files}
    return f"{told}, {rows:,} {_('rows')}" if files else _("none")


def drawn(thread: Thread) -> Markup:
    """The steps as boxes with arrows, each to what it rests on; everything in it is read out by its title."""
    look, accent, told = theme().colour, theme().series[0], steps(thread)
    width = len(told) * (WIDE + GAP) - GAP + 2 * EDGE
    parts = []
    for n, (head, words) in enumerate(told):
        x = EDGE + n * (WIDE + GAP)
        parts.append(
            f'<rect x="{x}" y="{EDGE}" width="{WIDE}" height="{HIGH}" fill="{look.ground}" stroke="{look.ink}"/>'
            f'<rect x="{x}" y="{EDGE}" width="{WIDE}" height="6" fill="{accent}"/>'
            f'<text x="{x + 12}" y="36" font-size="17" font-weight="bold" fill="{look.ink}">{escape(head)}</text>'
        )
        lines = wrap(words, LETTERS, max_lines=LINES, placeholder=" …")
        parts += [
            f'<text x="{x + 12}" y="{60 + 20 * row}" font-size="15" fill="{look.ink}">{escape(line)}</text>'
            for row, line in enumerate(lines)
        ]
        if n:
            middle, end = EDGE + HIGH // 2, x - 3
            parts.append(
                f'<path d="M{x - GAP} {middle}H{end}M{end - 8} {middle - 6}L{end} {middle}L{end - 8} {middle + 6}" '
                f'fill="none" stroke="{look.ink}" stroke-width="2"/>'
            )
    title = escape(_("What %(issue)s rests on: %(steps)s.") % {
        "issue": thread.issue.title, "steps": "; ".join(f"{head}: {words}" for head, words in told)
    })  # fmt: skip
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HIGH + 2 * EDGE}" '
        f'viewBox="0 0 {width} {HIGH + 2 * EDGE}" font-family="Atkinson Hyperlegible Next, arial, sans-serif" role="img" '
        f'aria-labelledby="thread-title"><title id="thread-title">{title}</title>{"".join(parts)}</svg>'
    )

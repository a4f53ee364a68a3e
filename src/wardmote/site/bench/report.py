"""What the bench of the site says, as text."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.operations.bench.report import table
from wardmote.site.bench.measuring import Round
from wardmote.site.bench.plan import BenchPlan


@dataclass(frozen=True)
class SiteReport:
    """Each page as the first after an intake met it, and each number of visitors, the judged one among them."""

    rows: int
    machine: str
    first: Round
    rounds: tuple[Round, ...]
    plan: BenchPlan
    judged: bool

    @property
    def judged_round(self) -> Round:
        """The one that the limit is set for."""
        wanted = self.plan.judged_users
        return next((one for one in self.rounds if one.visitors == wanted), self.rounds[-1])

    @property
    def met(self) -> bool | None:
        """Whether every page kept the limit and no visit failed; None where it is not judged."""
        one = self.judged_round
        return one.slowest <= self.plan.limit_ms and not one.failed if self.judged else None

    def text(self) -> str:
        """The report as Markdown tables."""
        one, plan = self.judged_round, self.plan
        within, least, most = f"p{plan.share_within * 100:g}", *plan.thinking_seconds
        first = {page.page: page.longest for page in self.first.pages}
        verdict = {
            None: "The limit is set for the whole store, so nothing is judged here.",
            True: "Met.",
            False: "Not met.",
        }[self.met]
        opening = (
            f"{self.rows:,} rows. {self.machine} {one.visitors} people at once, each thinking {least:g} to {most:g} "
            f"seconds between pages, for {one.seconds:g} seconds: {within} of each page at most {plan.limit_ms:g} ms. "
            f"{verdict} Load average {one.busy:.1f}."
        )
        pages = [
            (
                page.page,
                str(page.visits),
                *(f"{value:.0f} ms" for value in (page.median, page.within, page.longest)),
                str(page.failed),
                f"{page.within / plan.limit_ms:.2f}",
                f"{first[page.page]:.0f} ms" if page.page in first else "",
            )
            for page in (*one.pages, *((one.afterwards,) if one.afterwards else ()))
        ]
        head = (
            "Page",
            "Visits",
            "Median",
            within,
            "Longest",
            "Failed",
            "Of the limit",
            "First after an intake",
        )
        growth = [
            (
                str(some.visitors),
                str(some.visits),
                f"{some.visits / some.seconds:.1f}",
                f"{max(page.median for page in some.pages):.0f} ms",
                f"{some.slowest:.0f} ms",
                str(some.failed),
                f"{some.slowest / plan.limit_ms:.2f}",
                f"{some.busy:.1f}",
            )
            for some in self.rounds
        ]
        growth_head = (
            *("People", "Pages", "Pages a second", "Slowest median", f"Slowest {within}", "Failed"),
            *("Of the limit", "Load average"),
        )
        why = [f"- {page.page}: {page.why}" for some in self.rounds for page in some.pages if page.why]
        parts = [
            opening,
            table(head, pages, right=range(1, 8)),
            table(growth_head, growth, right=range(8)),
            *(["\n".join(dict.fromkeys(why))] if why else []),
        ]
        return "\n\n".join(parts) + "\n"

"""What the bench of the site says, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.operations.bench.report import table
from wardmote.site.bench.measuring import Round, Waited
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
        slowest = max(one.slowest, one.slowest_of_judgement)
        return slowest <= self.plan.limit_ms and not one.failed if self.judged else None

    def text(self) -> str:
        """The report as Markdown tables."""
        one = self.judged_round
        main = self._pages((*one.pages, *((one.afterwards,) if one.afterwards else ())))
        why = [f"- {page.page}: {page.why}" for some in self.rounds for page in some.every if page.why]
        parts = [
            self._opening(),
            main,
            "Pages of judgement, by the same people in the same time:",
            self._pages(one.judgement),
            self._growth(),
            *(["\n".join(dict.fromkeys(why))] if why else []),
        ]
        return "\n\n".join(parts) + "\n"

    @property
    def _within(self) -> str:
        return f"p{self.plan.share_within * 100:g}"

    def _opening(self) -> str:
        one, plan = self.judged_round, self.plan
        least, most = plan.thinking_seconds
        verdict = {
            None: "The limit is set for the whole store, so nothing is judged here.",
            True: "Met.",
            False: "Not met.",
        }[self.met]
        return (
            f"{self.rows:,} rows. {self.machine} Web server processes: {plan.processes}. {one.visitors} people at once, "
            f"each thinking {least:g} to {most:g} seconds between pages, for {one.seconds:g} seconds: {self._within} of "
            f"each page at most {plan.limit_ms:g} "
            f"ms. {verdict} Load average {one.busy:.1f}."
        )

    def _pages(self, pages: Sequence[Waited]) -> str:
        first = {page.page: page.longest for page in self.first.every if page.visits}
        head = (
            *("Page", "Visits", "Median", self._within, "Longest", "Failed", "Of the limit"),
            "First after an intake",
        )
        rows = [
            (
                page.page,
                str(page.visits),
                *(
                    f"{value:.0f} ms" if page.visits else "not seen"
                    for value in (page.median, page.within, page.longest)
                ),
                str(page.failed),
                f"{page.within / self.plan.limit_ms:.2f}" if page.visits else "",
                f"{first[page.page]:.0f} ms" if page.page in first else "",
            )
            for page in pages
        ]
        return table(head, rows, right=range(1, 8))

    def _growth(self) -> str:
        head = (
            *("People", "Pages", "Pages a second", "Slowest median", f"Slowest {self._within}"),
            *(f"The same of judgement, {self._within}", "Failed", "Of the limit", "Load average"),
        )
        rows = [
            (
                str(some.visitors),
                str(some.visits),
                f"{some.visits / some.seconds:.1f}",
                f"{max((page.median for page in some.every), default=0):.0f} ms",
                f"{some.slowest:.0f} ms",
                f"{some.slowest_of_judgement:.0f} ms",
                str(some.failed),
                f"{max(some.slowest, some.slowest_of_judgement) / self.plan.limit_ms:.2f}",
                f"{some.busy:.1f}",
            )
            for some in self.rounds
        ]
        return table(head, rows, right=range(9))

"""All that partners judged, frozen, as the strategic assessment takes it: from a recommendation to what became of the last.

Whoever asks for an assessment hands one of these over: the site from what it keeps, the command line from a file of it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from wardmote.documents.judged import Decided, Recommended, Work

SCHEMA: Literal["wardmote.judgement/1"] = "wardmote.judgement/1"


class JudgementError(ValueError):
    """A file of judgement that cannot be read; says what is wrong with it."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Adoption(_Frozen):
    """What the board decided on a recommendation: approved, or sent back. ``mark``: of the recommendation, its SHA-256.

    ``board``: the body that decided. ``meeting``: at which meeting, and where. ``words``: what it said.
    """

    decided: Literal["approved", "sent-back"]
    day: date
    board: str
    meeting: str = ""
    words: str = ""
    mark: str


class Hypothesis(_Frozen):
    """What somebody believes may lie behind a pattern, as the register holds it. Never a cause that is claimed.

    ``reference``: its name and version there. ``strength`` and ``stands`` in words; ``weighed``: whether anybody has
    looked at how strong it is.
    """

    reference: str
    claim: str
    issue: str = ""
    speaks_for: str = ""
    speaks_against: str = ""
    strength: str
    weighed: bool
    owner: str
    stands: str


class Done(_Frozen):
    """How far one of last year's priorities was done, in people's words. ``number``: of the issue in that recommendation.

    Nothing is computed here: "not known" is said, and is not "not done".
    """

    number: int
    state: Literal["done", "part", "not-done", "not-known"]
    output: str = ""
    evidence: str = ""
    lesson: str = ""

    @property
    def words(self) -> str:
        """As people read it."""
        return {"done": "Done", "part": "Part done", "not-done": "Not done", "not-known": "Not known"}[
            self.state
        ]


class Refreshed(_Frozen):
    """The work on priorities as a later version of the plan says. ``works``: number of an issue -> its work."""

    version: int
    day: date
    why: str
    works: dict[int, Work]


class LastPlan(_Frozen):
    """Last year's frozen recommendation, what the board decided on it, how far each priority was done, and the latest
    version of its work where it was refreshed during the year."""

    recommended: Recommended
    adoption: Adoption | None = None
    done: tuple[Done, ...] = ()
    refreshed: Refreshed | None = None

    def aim(self, one: Decided) -> str:
        """What was to change, as the latest version says."""
        later = self.refreshed.works.get(one.number) if self.refreshed else None
        work = later or one.work
        return work.aim if work else ""

    def of(self, number: int) -> Done:
        """What is said of a priority; not known where nobody said anything."""
        nothing = Done(number=number, state="not-known")
        return next((one for one in self.done if one.number == number), nothing)


class Task(_Frozen):
    """An open recommendation, or a gap in what is known, as its register holds it. ``origin``: who recommends it, or
    in what the gap lies. ``due`` None: no day is set."""

    reference: str
    title: str
    origin: str = ""
    owner: str = ""
    due: date | None = None
    stands: str = ""


class Judged(_Frozen):
    """What partners judged.

    ``adoption`` None: the board has not decided. ``last_plan`` None: none is kept. ``recommendations`` and ``gaps`` are
    those that are open.
    """

    schema_: Literal["wardmote.judgement/1"] = SCHEMA
    recommended: Recommended
    adoption: Adoption | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    last_plan: LastPlan | None = None
    recommendations: tuple[Task, ...] = ()
    gaps: tuple[Task, ...] = ()
    refreshed: Refreshed | None = None
    """A later version of the work; None where it stands as it was recommended."""

    @property
    def adopted(self) -> bool:
        """Whether the board approved what is recommended."""
        return self.adoption is not None and self.adoption.decided == "approved"

    def as_file(self) -> str:
        """As JSON, for a file that ``read_judged`` reads."""
        return f"{self.model_dump_json(indent=1)}\n"


def read_judged(content: bytes) -> Judged:
    """Judgement from a file.

    Raises
    ------
    JudgementError
        When it is none, is damaged, or its adoption is of another recommendation.
    """
    try:
        found = Judged.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise JudgementError(
            f"This is no file of judgement: {where or 'it'}: {first['msg']}. Download it anew from the page of priorities."
        ) from error
    for adoption, of in ((found.adoption, found.recommended), *_last(found)):
        if adoption is not None and adoption.mark != of.mark:
            raise JudgementError(
                f"The board's decision of {adoption.day:%d %B %Y} is of another recommendation than this file holds. "
                "Download the file anew from the page of priorities."
            )
    return found


def _last(found: Judged) -> list[tuple[Adoption | None, Recommended]]:
    return [(found.last_plan.adoption, found.last_plan.recommended)] if found.last_plan else []

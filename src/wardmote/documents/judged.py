"""What partners judged, frozen: the recommendation of a workshop, with the scores and figures that it stands on.

Whoever freezes a workshop makes one of these; documents, decision records and the golden thread read it and nothing else.
It never changes afterwards. It holds names of organisations and of the chair alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from wardmote.figures import Figure

SCHEMA: Literal["wardmote.recommendation/1"] = "wardmote.recommendation/1"


class Outcome(StrEnum):
    """What becomes of an issue."""

    PRIORITY = "priority"
    MONITOR = "monitor"
    USUAL = "usual"
    """Business as usual: somebody's daily work, with no plan of the partnership."""
    OUT = "out"
    NOT_DISCUSSED = "not-discussed"
    """It was scored in the scan and did not lie on the table."""

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "priority": "Priority",
            "monitor": "Monitor",
            "usual": "Business as usual",
            "out": "Out",
            "not-discussed": "Not discussed",
        }[self.value]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(_Frozen):
    """What one partner gave on one criterion.

    ``value`` None with ``answer`` "cannot-say" or "not-assessed": neither is zero. ``when``: "given-back" (handed in and
    given back to be put right, so it counts no more), "scan", "agreed" (after the scan, by all: ``partner`` is then empty)
    or "workshop" (scored again in silence); all of them stand side by side, and the last one counts. ``reason``: in the
    partner's words; of what was agreed, why. ``confidence``: how sure the partner was of the issue; empty where it did not
    say. ``suggested``: what the figures of the card suggested; None where they suggested nothing.
    """

    partner: str
    criterion: str
    when: Literal["given-back", "scan", "agreed", "workshop"]
    answer: str
    value: int | None = None
    reason: str = ""
    confidence: Literal["", "low", "medium", "high"] = ""
    suggested: int | None = None

    @property
    def as_suggested(self) -> bool | None:
        """Whether it is what the figures suggested; None where they suggested nothing, or no number was given."""
        return None if self.suggested is None or self.value is None else self.value == self.suggested

    @model_serializer(mode="wrap")
    def _written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without what nobody said: records of before such things were kept stay the same, and so does their mark."""
        made: dict[str, Any] = write(self)
        unsaid = {name for name in ("confidence", "suggested") if getattr(self, name) in ("", None)}
        return {name: value for name, value in made.items() if name not in unsaid}


class Places(_Frozen):
    """Where an issue stood among all of the scan: its total, its place as written ("2="), the best and worst likely place,
    and whether it is in the first ones whatever the weights (None: not known)."""

    total: float | None
    place: str
    best: int | None = None
    worst: int | None = None
    robust: bool | None = None


class Work(_Frozen):
    """What is to be done of a priority: whose it is, what is to change, how that is seen, the first step, and by when."""

    owner: str
    aim: str
    measure: str = ""
    """Identifier of a measure; empty where none counts it."""
    measured_by: str = ""
    """In words, where no measure counts it."""
    first_action: str
    due: date | None = None


class Dissent(_Frozen):
    """Who thought otherwise, and what they thought. ``issue``: number; None: of the whole."""

    partner: str
    words: str
    issue: int | None = None


class Decided(_Frozen):
    """One issue, in, out or not discussed, with everything that it was decided on.

    ``figures``: whole, as they stood. ``verdicts``: the sentences of its evidence card. ``passed_over``: numbers of issues
    that stood above it and were not chosen, where it was, and ``passing`` why. ``reason``: why it became what it is, or why
    it did not lie on the table; both in the partnership's words.
    """

    number: int
    title: str
    outcome: Outcome
    reason: str
    places: Places
    given: tuple[Given, ...] = ()
    figures: tuple[Figure, ...] = ()
    measure: str = ""
    verdicts: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    passed_over: tuple[int, ...] = ()
    passing: str = ""
    work: Work | None = None
    county: bool = False
    """Whether it is a matter for the county strategy group."""


class There(_Frozen):
    """A partner of the workshop: whether it was there, and what interests it declared. ``scored``: False where it was
    asked in the scan and did not respond."""

    partner: str
    present: bool
    interests: str = ""
    scored: bool = True


class Capacity(_Frozen):
    """What there is to do it with, in words: money, people, and who else leads."""

    money: str = ""
    people: str = ""
    others: str = ""


IN_ORDER: Any = (
    BeforeValidator(dict),
    PlainSerializer(lambda found: [list(pair) for pair in found.items()], return_type=list),
)
"""Written as pairs, since a database may keep names in an order of its own."""


def mark_of(record: Mapping[str, Any]) -> str:
    """The mark of a record as it is kept: SHA-256 of all that it says, in whatever order a database keeps the names."""
    said = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


class Recommended(_Frozen):
    """The recommendation of a workshop. A board approves it, or not: that is said elsewhere.

    ``weights``: criterion -> weight as the workshop set it. ``matrix``: reference of the matrix (id and version), and
    ``matrix_mark`` the hash of all that it said. ``snapshot``: of the evidence cards.
    """

    schema_: Literal["wardmote.recommendation/1"] = SCHEMA
    workshop: str
    """Title."""
    day: date
    chair: str
    scan: str
    scan_closed: date | None = None
    matrix: str
    matrix_title: str
    matrix_mark: str
    criteria: Annotated[dict[str, str], *IN_ORDER]
    """Criterion -> its title, in the matrix's order."""
    weights: Annotated[dict[str, float], *IN_ORDER]
    snapshot: str
    there: tuple[There, ...]
    quorum: int | None = None
    """How many partners it needs; None where none was set."""
    capacity: Capacity = Capacity()
    issues: tuple[Decided, ...]
    """Every issue of the scan in the order of their places, those without a place last. Records of before hold those that
    lay on the table alone, and their places among them."""
    dissents: tuple[Dissent, ...] = ()

    @property
    def mark(self) -> str:
        """SHA-256 of all that it says."""
        return mark_of(self.model_dump(mode="json"))

    @property
    def priorities(self) -> tuple[Decided, ...]:
        """The issues that are to be priorities, in their order."""
        return tuple(one for one in self.issues if one.outcome is Outcome.PRIORITY)

    @property
    def others(self) -> tuple[Decided, ...]:
        """The issues that lay on the table and are no priorities, in their order."""
        return tuple(one for one in self.discussed if one.outcome is not Outcome.PRIORITY)

    @property
    def discussed(self) -> tuple[Decided, ...]:
        """The issues that lay on the table, in their order."""
        return tuple(one for one in self.issues if one.outcome is not Outcome.NOT_DISCUSSED)

    @property
    def not_discussed(self) -> tuple[Decided, ...]:
        """The issues of the scan that did not, in their order; all of them for one reason."""
        return tuple(one for one in self.issues if one.outcome is Outcome.NOT_DISCUSSED)

    @property
    def silent(self) -> tuple[str, ...]:
        """Partners that were asked in the scan and did not respond."""
        return tuple(one.partner for one in self.there if not one.scored)

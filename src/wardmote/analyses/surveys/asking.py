"""What is asked of a wave, and the settings that decide what is shown."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.definitions.surveys import Question, Survey
from wardmote.figures.table import TableError
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.sample import Sureness


@dataclass(frozen=True)
class Asked:
    """Which questions, by what, against which wave; and how intervals are made."""

    question: str = ""
    by: str = ""
    against: str = ""
    form: Form = "logit"


@dataclass(frozen=True)
class Settings:
    """Thresholds in force. ``least``: people for a percentage; ``fewest``: people for a number."""

    least: int
    fewest: int
    confidence: float
    false_alarms: float

    @staticmethod
    def of(definitions: Definitions) -> Settings:
        """Those of the definitions."""
        return Settings(
            int(definitions.threshold("survey-percentage-base")),
            int(definitions.threshold("survey-count-base")),
            definitions.threshold("confidence"),
            definitions.threshold("false-discovery-rate"),
        )

    def shown_base(self, made: Estimate) -> int | None:
        """How many answered, where they are enough to say so."""
        return made.base if made.base == 0 or made.base >= self.fewest else None


def questions_asked(book: Survey, question: str) -> list[Question]:
    """The question asked for, or every one.

    Raises
    ------
    TableError
        When there is none of that name; says which there are.
    """
    if not question:
        return list(book.questions)
    return [_named(question, book.questions, f"{book.title} has no question")]


def background_asked(book: Survey, name: str) -> Question:
    """What is known of people, by its name. Raises ``TableError`` when nothing of that name is."""
    if not book.background:
        raise TableError(
            f"{book.title}: the codebook keeps nothing of the people asked, so nothing can be told by {name}."
        )
    return _named(name, book.background, f"{book.title} does not know of people their")


def _named(name: str, among: tuple[Question, ...], lacking: str) -> Question:
    found = [one for one in among if name.casefold() in (one.id, one.title.casefold())]
    if not found:
        raise TableError(f"{lacking} {name}. There are: {', '.join(one.id for one in among)}.")
    return found[0]


def is_shown(made: Estimate) -> bool:
    """Whether there is a number at all."""
    return made.value is not None and made.sureness not in (Sureness.TOO_FEW, Sureness.NOBODY)

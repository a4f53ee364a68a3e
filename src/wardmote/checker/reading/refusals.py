"""What the readers refuse: always one or two sentences that say what is wrong and what to do."""

from __future__ import annotations


class UnreadableError(Exception):
    """A document that cannot be read, or that is not safe to read.

    Parameters
    ----------
    name
        The file, as the user knows it.
    sentence
        What is wrong and what to do. It names the file itself.
    """

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


def damaged(name: str, why: str) -> UnreadableError:
    """The refusal of a file that is broken."""
    return UnreadableError(
        name,
        f"{name} is damaged or cut short: {why}. Open it in the program that made it and save it again, or ask for it "
        "again from where it came.",
    )


def locked(name: str) -> UnreadableError:
    """The refusal of a file that is locked with a password."""
    return UnreadableError(
        name,
        f"{name} is locked with a password. Open it with the password, save a copy without one and check the copy.",
    )


def too_large(name: str, what: str, threshold: str) -> UnreadableError:
    """The refusal of a file that holds more than one document may."""
    return UnreadableError(
        name, f"{name} {what}. Split it and check the parts, or raise the threshold {threshold}."
    )

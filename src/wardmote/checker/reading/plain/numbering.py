"""Numbers of paragraphs: a bare number at the beginning of a line is its label only where it goes on counting."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.checker.reading.plain.lines import bare_number

FEWEST_IN_A_ROW = 3


class Numbering:
    """The number of the paragraph that was met last."""

    def __init__(self) -> None:
        self.last = 0

    def meet(self, label: str) -> None:
        """Take note of a printed label."""
        digits = label.strip("().")
        if digits.isdigit():
            self.last = int(digits)

    def goes_on(self, words: str) -> bool:
        """Whether a paragraph begins with the number that is next."""
        number, _ = bare_number(words)
        return bool(number and self.last and number == self.last + 1)

    def next_of(self, words: str) -> tuple[str, str]:
        """The label and the words of a paragraph that goes on counting; "" where it does not."""
        number, rest = bare_number(words)
        if self.goes_on(words):
            self.last = number
            return str(number), rest
        return "", words

    def labelled(self, items: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Items (label, words) of a list, numbers that go on counting made their labels."""
        numbers = [bare_number(words)[0] for _, words in items]
        made: list[tuple[str, str]] = []
        for index, (label, words) in enumerate(items):
            row = range(index, min(index + FEWEST_IN_A_ROW, len(items)))
            begins = len(row) == FEWEST_IN_A_ROW and all(
                numbers[one] and numbers[one] == numbers[index] + one - index for one in row
            )
            if numbers[index] and (begins or (self.last and numbers[index] == self.last + 1)):
                self.last = numbers[index]
                made.append((str(self.last), bare_number(words)[1]))
            else:
                self.meet(label)
                made.append((label, words))
        return made

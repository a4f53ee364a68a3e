"""A wave made ready for estimates: who counts, with which weight, and whether there are margins of error at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from wardmote.analyses.result import Refusal
from wardmote.analyses.surveys.wording import chosen_words
from wardmote.figures.survey_waves import Floats, Wave
from wardmote.methods.checks import BoolArray
from wardmote.methods.surveys.design import Design, design_of
from wardmote.methods.surveys.raking import design_effect, rake
from wardmote.methods.surveys.sample import Sample, Selection, drawn_by, raked_sample, sample_of
from wardmote.methods.surveys.trimming import Trimmed, trim, trimmed_raking


@dataclass(frozen=True, eq=False)
class Weighed:
    """A wave and the sample that estimates are made from.

    ``there``: (people,) those who count in weighted results; ``how``: where the weights come from; ``effect``: Kish's
    design effect of them; ``refused``: why answers are not weighted although margins are known, or weights not trimmed;
    ``trimmed``: what trimming did.
    """

    wave: Wave
    sample: Sample
    plain: Sample
    there: BoolArray
    how: Literal["raked", "supplied", "none"]
    effect: float
    refused: tuple[Refusal, ...] = ()
    trimmed: Trimmed | None = None

    @property
    def has_margins_of_error(self) -> bool:
        """Whether an interval can be given at all."""
        everybody = np.ones(self.sample.people, np.bool_)
        return self.sample.selection is Selection.RANDOM and self.sample.freedom(everybody) > 0

    @property
    def left_out(self) -> int:
        """People who answered and cannot be weighted."""
        return int((~self.there).sum())

    def values(self, values: Floats) -> Floats:
        """What those who count in weighted results said."""
        return np.asarray(values[self.there])


def weighed(wave: Wave) -> Weighed:
    """Weight a wave to its margins; where that cannot be, by the supplier's weights or not at all, and say why."""
    book = wave.book
    drawn = book.chosen in ("random", "quota")
    selection = Selection.RANDOM if drawn else Selection.SELF_SELECTED
    plain = sample_of(np.ones(wave.people), selection)
    base = np.ones(wave.people) if wave.weights is None else wave.weights
    everybody = np.ones(wave.people, dtype=np.bool_)
    refused: tuple[Refusal, ...] = ()
    if book.margins:
        try:
            return _raked(wave, base, selection, plain)
        except ValueError as error:
            refused = (_not_weighted(str(error)),)
    if wave.weights is None:
        return Weighed(wave, _drawn(plain, wave, everybody), plain, everybody, "none", 1.0, refused)
    trimmed = None
    if book.trim is not None:
        base, trimmed = trim(base, book.trim)
    sample = _drawn(sample_of(base, selection), wave, everybody)
    return Weighed(wave, sample, plain, everybody, "supplied", design_effect(base), refused, trimmed)


def _drawn(sample: Sample, wave: Wave, there: BoolArray) -> Sample:
    """The sample with the strata and clusters of those who count, where there are any and margins of error."""
    if sample.selection is not Selection.RANDOM or (wave.strata is None and wave.clusters is None):
        return sample
    return drawn_by(sample, _design(wave, there))


def _design(wave: Wave, there: BoolArray) -> Design:
    strata, clusters = (None if one is None else one[there] for one in (wave.strata, wave.clusters))
    share = wave.book.drawn_share or 0.0
    return design_of(int(there.sum()), strata, clusters, drawn=share, rule=wave.book.single_cluster)


def _raked(wave: Wave, base: Floats, selection: Selection, plain: Sample) -> Weighed:
    """Rake those whose group is known in every margin."""
    codes: dict[str, list[str]] = {}
    there = np.ones(wave.people, dtype=np.bool_)
    for margin in wave.book.margins:
        labels = [one.id for one in wave.book.question(margin.of).answers]
        codes[margin.of] = [labels[int(at)] if at == at else "" for at in wave.answers[margin.of]]
        there &= np.array([code in margin.people for code in codes[margin.of]])
    if not there.any():
        raise ValueError("nobody answered every question that the margins are of.")
    answers = {of: [one for one, here in zip(said, there, strict=True) if here] for of, said in codes.items()}
    targets = {
        one.of: {answer: people / sum(one.people.values()) for answer, people in one.people.items()}
        for one in wave.book.margins
    }
    raking, trimmed = rake(answers, targets, base[there]), None
    refused: tuple[Refusal, ...] = ()
    if wave.book.trim is not None:
        try:
            raking, trimmed = trimmed_raking(raking, answers, targets, wave.book.trim)
        except ValueError as error:
            refused = (_not_trimmed(str(error)),)
    sample = _drawn(raked_sample(raking, selection), wave, there)
    return Weighed(wave, sample, plain, there, "raked", design_effect(raking.weights), refused, trimmed)


def _not_weighted(why: str) -> Refusal:
    return Refusal(
        "The answers are not weighted to the margins of the codebook.",
        f"The weights cannot be found: {why}",
        "Join answers of the background question in the codebook, and their margins, until each is given by some people.",
    )


def _not_trimmed(why: str) -> Refusal:
    return Refusal(
        "The weights are not trimmed, although the codebook asks for it.",
        f"They cannot be: {why}",
        "Allow a larger bound (trim) in the codebook, or join answers whose people are few.",
    )


def how_sure(made: Weighed, form_words: str) -> list[str]:
    """How sure the shares are, and what that rests on."""
    book, wave = made.wave.book, made.wave
    said = [chosen_words(book, wave.people)]
    if made.how == "raked":
        names = ", ".join(
            f"{book.question(one.of).title.lower()} ({one.source}, {one.date:%B %Y})" for one in book.margins
        )
        said.append(
            f"Weighted by raking to {names}; the weights make the sample as sure as one of "
            f"{made.sample.people / made.effect:,.0f} people (design effect {made.effect:.2f}). Weighting does not mend "
            "what kinds of people who never answered would have said."
        )
    elif made.how == "supplied":
        said.append(
            f"Weighted as the supplier did, with weights taken as fixed (design effect {made.effect:.2f})."
        )
    else:
        said.append("Not weighted: each person counts the same, whoever answered more readily.")
    if made.trimmed is not None:
        said.append(_trimmed_words(made.trimmed))
    if made.left_out:
        said.append(
            f"{made.left_out:,} of {wave.people:,} people did not say which group they belong to, and count in the "
            "unweighted shares alone."
        )
    if made.has_margins_of_error:
        said.append(form_words)
    return said


def _trimmed_words(done: Trimmed) -> str:
    """What trimming did to the weights."""
    if done.largest <= done.bound:
        return (
            f"No weight is above {done.bound:g} times the average, the bound of the codebook, so none was trimmed "
            f"(largest {done.largest:.1f})."
        )
    return (
        f"Weights were trimmed at {done.bound:g} times the average, the bound of the codebook: {done.people:,} "
        f"{'person counts' if done.people == 1 else 'people count'} as much as that, where the largest weight was "
        f"{done.largest:.1f} times. The design effect went from {done.before:.2f} to {done.after:.2f}; in return the shares "
        "lean a little to those who answer readily."
    )

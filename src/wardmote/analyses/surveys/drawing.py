"""How people were drawn, within strata and in groups, and what it does to the margins of error, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.lines import SHARE, Line, estimate
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.definitions.surveys import Survey
from wardmote.methods.surveys.design import Design

FEW = 10
"""Degrees of freedom below which the margins themselves are unsure enough to say so."""


def drawing_words(made: Weighed, lines: Sequence[Line], settings: Settings) -> list[str]:
    """What the margins of error rest on, where people were drawn within strata or in groups."""
    design, book = made.sample.design, made.wave.book
    if design is None:
        return []
    freedom = design.freedom(np.ones(made.sample.people, np.bool_))
    if freedom < 1:
        return [
            f"{_drawn_from(design, book)}. That is too few to tell how alike people of one are, so no margin of error is "
            "given."
        ]
    said = [
        f"{_drawn_from(design, book)}: margins of error allow for it, with {freedom:,} degrees of freedom (Taylor "
        f"linearisation by ultimate clusters).{_times_as_unsure(made, lines, settings)}"
    ]
    if freedom < FEW:
        said.append("So few say little of how alike people of one are: take the margins as rough.")
    said += _alone(design, book)
    if book.drawn_share:
        said.append(
            f"{100 * book.drawn_share:g}% of all {'groups' if book.cluster else 'people'} were drawn, and the margins are "
            f"narrower for it{'; that holds only if everybody in a drawn group was asked' if book.cluster else ''}."
        )
    return said


def _drawn_from(design: Design, book: Survey) -> str:
    strata = f"{design.strata:,} strata ({book.stratum})" if book.stratum else ""
    if not book.cluster:
        return f"People were drawn within {strata}"
    groups = f"{design.clusters:,} {'group' if design.clusters == 1 else 'groups'} ({book.cluster})"
    return f"People were drawn in {groups}" + (f" within {strata}" if strata else "")


def _times_as_unsure(made: Weighed, lines: Sequence[Line], settings: Settings) -> str:
    """How many times the variance of shares is that of people drawn one by one with the same weights, on average."""
    alone = replace(made, sample=replace(made.sample, design=None))
    ratios = []
    for line in (one for one in lines if one.what == SHARE):
        drawn, single = (
            estimate(line, one, settings.least, settings.confidence, "logit").error for one in (made, alone)
        )
        if drawn is not None and single:
            ratios.append((drawn / single) ** 2)
    if not ratios:
        return ""
    return (
        f" On average of the shares, their variance is {np.mean(ratios):.2f} times that of people drawn one by one with the "
        "same weights."
    )


def _alone(design: Design, book: Survey) -> list[str]:
    """How strata of which one group is held were treated."""
    if not design.single:
        return []
    unit = "group" if book.cluster else "person"
    which = (
        f"{design.single:,} {'stratum has' if design.single == 1 else 'strata have'} one {unit} that answered"
    )
    if design.rule == "certain":
        return [
            f"{which}, which the codebook says was sure to be drawn: it adds nothing to the margins (single_cluster: "
            "certain)."
        ]
    return [
        f"{which}: it is set against the mean of all, which is if anything too careful (single_cluster: centred)."
    ]

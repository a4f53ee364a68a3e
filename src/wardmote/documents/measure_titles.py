"""What the measures of a document's figures are called, for a reader who has the figures alone."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.definitions import Definitions
from wardmote.figures import Figure


def measure_titles(definitions: Definitions, figures: Iterable[Figure]) -> tuple[tuple[str, str], ...]:
    """Reference and title of each measure that a figure is of, in the figures' order.

    A measure, or a version of one, that the definitions no longer know is left out.
    """
    titles = {measure.reference: measure.title for measure in definitions.measures.values()}
    named = dict.fromkeys(figure.measure for figure in figures)
    return tuple((reference, titles[reference]) for reference in named if reference in titles)

"""Charts and maps: each record of ``analyses.pictures`` drawn as one SVG element, in one style.

The libraries that draw are loaded with the first drawing: most commands draw nothing.
"""

from __future__ import annotations

from typing import Literal

from wardmote.analyses.pictures import Picture

Size = Literal["full", "half", "slide"]


def draw(picture: Picture, size: Size = "full", colour: str = "") -> str:
    """A picture as one SVG element, without its caption: whoever sets it into a page sets that beside it.

    ``size`` "half" is for two in a row and for a phone: the same text size on half the width. ``colour`` is the
    partnership's accent as #RRGGBB, "" for ours. The same picture gives the same text. The drawing holds no ids,
    scripts or links.
    """
    from wardmote.publishing.charts.pictures import drawn

    return drawn(picture, size, colour)

"""Places on a slide, in points; only the file counts in EMU."""

from __future__ import annotations

from dataclasses import dataclass, replace

EMU = 12700
"""English Metric Units in a point."""
GAP = 28.0
"""Points between two blocks beside each other."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as the file states them."""
        return (
            round(self.left * EMU),
            round(self.top * EMU),
            max(round(self.width * EMU), 0),
            max(round(self.height * EMU), 0),
        )

    def beside(self, share: float) -> tuple[Box, Box]:
        """Two boxes beside each other; ``share`` of the room is the left one's."""
        left = (self.width - GAP) * share
        right = self.width - GAP - left
        return replace(self, width=left), Box(self.left + left + GAP, self.top, right, self.height)

    def below(self, height: float) -> Box:
        """What is left under a strip of this height."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 0))

    def raised(self, height: float) -> Box:
        """The same with its upper edge this much higher."""
        return Box(self.left, self.top - height, self.width, self.height + height)

    def inside(self, margin: float) -> Box:
        """The same without a margin on every side; with one more where it is less than nothing."""
        return Box(
            self.left + margin,
            self.top + margin,
            max(self.width - 2 * margin, 0),
            max(self.height - 2 * margin, 0),
        )

    def holding(self, size: tuple[int, int]) -> Box:
        """The largest box of these proportions that it holds, in its middle."""
        scale = min(self.width / size[0], self.height / size[1])
        wide, tall = size[0] * scale, size[1] * scale
        return Box(self.left + (self.width - wide) / 2, self.top + (self.height - tall) / 2, wide, tall)

    def strip(self, height: float) -> Box:
        """The uppermost part."""
        return replace(self, height=min(height, self.height))

    def foot(self, height: float) -> Box:
        """The lowest part."""
        return Box(self.left, self.bottom - min(height, self.height), self.width, min(height, self.height))

    def above(self, height: float) -> Box:
        """What is left above a strip of this height."""
        return replace(self, height=max(self.height - height, 0))


def box_of(left: int, top: int, width: int, height: int) -> Box:
    """A box given in EMU."""
    return Box(left / EMU, top / EMU, width / EMU, height / EMU)

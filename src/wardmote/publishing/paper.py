"""Measures of paper that every paged format shares: an A4 page with margins of 20 mm, and tables on it."""

from __future__ import annotations

WIDEST = 8
"""Columns that a page holds; a wider table is set in parts."""
NARROW = 3
"""A table behind a picture of at most so many columns stands two to a page's width."""
PAGE, HALF_PAGE = 481.0, 229.0
"""Widths in points: the text of an A4 page with 20 mm margins, and half of it with a gutter of 8 mm."""
STYLES = {
    True: ((8.5, 12.0), (8.0, 9.0), (7.5, 7.0)),
    False: ((9.5, 12.0), (9.0, 10.0), (8.5, 9.0), (8.0, 8.0)),
}
"""Text size and room between two columns, in points, of a dense table and of any other, as tried in turn."""

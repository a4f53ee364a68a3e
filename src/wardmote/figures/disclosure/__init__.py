"""What a public output leaves out, so that nobody can be recognised, and what its readers could still work out."""

from wardmote.figures.disclosure.cells import Cells, Rule, Sum
from wardmote.figures.disclosure.leaving_out import DisclosureError, left_out

__all__ = ["Cells", "DisclosureError", "Rule", "Sum", "left_out"]

"""Season, trend and remainder of monthly series."""

from wardmote.methods.decomposition.classical import Classical, classical_decomposition
from wardmote.methods.decomposition.stl import Stl, stl

__all__ = ["Classical", "Stl", "classical_decomposition", "stl"]

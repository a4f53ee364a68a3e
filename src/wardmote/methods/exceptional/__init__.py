"""Is this week, or the busiest spell of a long stretch, more than was to be expected?"""

from wardmote.methods.exceptional.alarms import Alarms
from wardmote.methods.exceptional.ears import EarsAlarms, ears
from wardmote.methods.exceptional.farrington import ORIGINAL, Rules, farrington_flexible, farrington_original
from wardmote.methods.exceptional.harmonic import HarmonicRules, harmonic_watch
from wardmote.methods.exceptional.scan import scan_chance

__all__ = [
    "ORIGINAL",
    "Alarms",
    "EarsAlarms",
    "HarmonicRules",
    "Rules",
    "ears",
    "farrington_flexible",
    "farrington_original",
    "harmonic_watch",
    "scan_chance",
]

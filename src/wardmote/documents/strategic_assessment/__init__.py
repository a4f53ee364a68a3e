"""The strategic assessment; until partners have added their judgement, an evidence pack."""

from wardmote.documents.strategic_assessment.build import build
from wardmote.documents.strategic_assessment.needs import PackNeeds, SourceFacts

__all__ = ["PackNeeds", "SourceFacts", "build"]

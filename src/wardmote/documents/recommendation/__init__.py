"""The recommendation of a workshop, on one page: what a board is asked to approve."""

from wardmote.documents.recommendation.build import build
from wardmote.documents.recommendation.needs import RecommendationNeeds

__all__ = ["RecommendationNeeds", "build"]

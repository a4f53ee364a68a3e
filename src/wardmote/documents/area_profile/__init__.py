"""The area profile: one page about one ward, small area, town, district or partnership."""

from wardmote.documents.area_profile.build import build
from wardmote.documents.area_profile.needs import ProfileNeeds

__all__ = ["ProfileNeeds", "build"]

"""Slides: a summary for a projector, with charts that PowerPoint and LibreOffice can edit."""

from __future__ import annotations

from wardmote.publishing.pptx.rendering import render_pptx

__all__ = ["render_pptx"]

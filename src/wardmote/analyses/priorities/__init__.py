"""Scores of issues by partners: in which order they stand, and how far that order can be trusted."""

"""Figures in words: what number is printed, to how many places, of which unit, of which period."""

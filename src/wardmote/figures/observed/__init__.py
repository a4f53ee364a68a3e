"""Figures counted from observations: what partners and the Home Office have added up already."""

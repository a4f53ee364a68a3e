"""Weights of offences, deprivation and the make-up of areas: dated, each release beside the others."""

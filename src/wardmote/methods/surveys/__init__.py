"""What people said: weights, shares and scores of a survey, and how sure they are.

A survey that people chose to answer has shares but no margin of error: its results say so by their `sureness`. Samples
are taken as drawn person by person unless a `Design` says otherwise: strata, and clusters of people drawn together.
Explained in docs/explanation/surveys.md.
"""

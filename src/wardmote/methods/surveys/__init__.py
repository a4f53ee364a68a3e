"""What people said: weights, shares and scores of a survey, and how sure they are.

A survey that people chose to answer has shares but no margin of error: its results say so by their `sureness`. Samples
are taken as drawn person by person; strata are ignored (which makes intervals a little too wide) and people drawn in
clusters are not handled (which would make them too narrow). Explained in docs/explanation/surveys.md.
"""

"""How sure are we: pure statistics on numbers and arrays.

Everything here takes numbers and gives numbers. Nothing knows of measures, areas or files; thresholds
and confidence levels are arguments. Each method is explained in docs/explanation/statistics.md.
"""

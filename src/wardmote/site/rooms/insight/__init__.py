"""Insight: the figures, what they mean, where, and what each of them rests on."""

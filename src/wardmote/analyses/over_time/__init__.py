"""A measure over all the time in hand: its trend, and its control chart."""

"""What the figures mean: one module each, from data to finding and chart data."""

"""Issues put in order by scores: totals, places with ties, and how far the order can be trusted."""

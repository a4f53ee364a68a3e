"""Records beside street crime: how crimes ended, and stop and search. Kept by month; of people only counts."""

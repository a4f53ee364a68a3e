"""What the months to come are likely to hold, and which months of the year stand out."""

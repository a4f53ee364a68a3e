"""A measure's rate of an area against a group of like areas: Above, Inline or Below, how far, and which rank."""

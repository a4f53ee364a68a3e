"""Changes of what the people room stores."""

"""Groups and their meetings: who comes, who decides, how often, and the papers."""

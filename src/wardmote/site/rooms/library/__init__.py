"""The library: documents of the partnership, from the first draft to the page that everybody may read."""

"""Finding passages: both sides of the search, and how they are brought together."""

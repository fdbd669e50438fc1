"""From a file to pages, pieces and chunks. Knows no vectors, no questions and no screens."""

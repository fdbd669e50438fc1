"""The knowledge base: index, retrieval, answers. Knows no widgets and no argument parsing."""

"""The index: what is derived from the documents and can be made again at any time."""

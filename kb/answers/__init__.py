"""Answers made of the documents' own sentences, each checked before it is shown."""

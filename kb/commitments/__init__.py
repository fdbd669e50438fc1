"""What was promised: found in the pieces of a document, understood field by field, brought together."""

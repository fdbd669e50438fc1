"""Views to HTML. Every text of a document or a user is escaped here."""

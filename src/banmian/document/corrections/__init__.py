"""A person's corrections of a document: kept in a file, applied, and carried over when the document is read again."""

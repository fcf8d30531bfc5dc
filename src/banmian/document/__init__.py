"""The article document: its types, its JSON form, its schema, and the changes that repair records in it."""

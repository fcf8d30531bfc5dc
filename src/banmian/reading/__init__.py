"""Reading: from one file, or a text that another tool extracted, to one article document."""

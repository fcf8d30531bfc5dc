"""From a candidate to an article of the document: parts of the heading, names, paragraphs, section, rank."""

"""A place to look: a site that shows what was made of each page, and takes corrections."""

"""Review: a site that shows each page beside its articles, and takes corrections."""

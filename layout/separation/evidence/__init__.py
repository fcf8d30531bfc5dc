"""Evidence for what comes after what, what begins an article and what is an advertisement: numbers with names."""

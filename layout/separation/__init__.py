"""Article separation: which heads, texts and pictures of a page are one article, and in which order they are read."""

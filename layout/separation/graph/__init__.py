"""The page as a graph of heads and texts: what may come after what, measurements on it, and its best chains."""

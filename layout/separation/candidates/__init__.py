"""Article candidates: what a region would be as one article, and how its own heads and texts go together."""

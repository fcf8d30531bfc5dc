"""A generator of random newspaper pages with their truth, determined by a seed."""

"""Typesets random newspaper pages with their truth, on a seed."""

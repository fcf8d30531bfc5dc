"""Invented sentences, kept by theme, and the writer that makes articles of them."""

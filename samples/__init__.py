"""Invented newspaper pages and the small typesetter that makes them."""

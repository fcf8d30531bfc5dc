"""Repair: what the text should say, for articles of pages and for bare text."""

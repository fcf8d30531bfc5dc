"""Catalogues of messages: what the sources say, and how it is said in Chinese."""

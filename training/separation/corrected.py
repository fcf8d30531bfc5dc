"""Corrected documents as training pages, as `banmian.learning.corrected_pages` has them."""

from banmian.learning.corrected_pages import pages_in

__all__ = ["pages_in"]

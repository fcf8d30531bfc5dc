"""Readers: files of any format opened and given as pages of one model."""

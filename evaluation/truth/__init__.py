"""Readers of truth, one module a format; each gives an `evaluation.edition.Edition`."""

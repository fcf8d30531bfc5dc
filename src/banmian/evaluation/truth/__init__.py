"""Readers of truth, one module per format; each gives a `banmian.evaluation.comparable.ComparableDocument`."""

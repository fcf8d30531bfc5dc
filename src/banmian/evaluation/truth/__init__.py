"""Readers of truth, one module a format; each gives an `banmian.evaluation.comparable.ComparableDocument`."""

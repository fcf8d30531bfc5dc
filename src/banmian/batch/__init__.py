"""Batches: many files into one output folder, read in worker processes, recorded, and never half-written."""

"""Many files into one output folder: found, read in worker processes, recorded, never half-written."""

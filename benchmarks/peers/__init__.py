"""Side by side with what a reader of newspaper pages would use instead: ``python -m benchmarks.peers``."""

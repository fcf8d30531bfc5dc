"""Time and memory against the size of the task: ``python -m benchmarks.scaling``."""

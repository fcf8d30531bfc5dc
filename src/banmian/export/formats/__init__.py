"""Export formats, one module each: what it writes, its options, what it needs."""

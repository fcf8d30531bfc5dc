"""Whether programs of archives open what export writes: `python -m benchmarks.interop`, or ``make interop``."""

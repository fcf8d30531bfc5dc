"""Settings of all tests: properties are tried on the same cases in every run, and never against the clock.

`HYPOTHESIS_PROFILE=explore pytest` tries fresh cases.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

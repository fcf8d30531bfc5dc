"""Settings of all tests: properties are tried on the same cases in every run, and never against the clock.

`HYPOTHESIS_PROFILE=explore pytest` tries fresh cases.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of Prefect's whose database has all tables and nothing in them, made once: that takes seconds."""
    home = tmp_path_factory.mktemp("empty")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    upgrade = [sys.executable, "-m", "prefect", "--no-prompt", "server", "database", "upgrade", "-y"]
    subprocess.run(
        upgrade, env={**own, "PREFECT_HOME": str(home), "DO_NOT_TRACK": "1"}, check=True, capture_output=True
    )
    return home


@pytest.fixture
def cache(tmp_path: Path, empty_database: Path) -> Path:
    """A cache folder of banmian's for one test, with the database of an embedded server that has run nothing."""
    shutil.copytree(empty_database, tmp_path / "cache" / "prefect")
    return tmp_path / "cache"

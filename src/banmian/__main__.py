"""``python -m banmian``: what the installed command does, in any folder."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path and sys.path[0] != os.path.dirname(os.path.dirname(__file__)):
    del sys.path[0]  # the working folder: a json.py or layout.py there is the user's, and not meant for us

from banmian.cli.main import main

if __name__ == "__main__":
    main()

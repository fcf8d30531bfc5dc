"""``python -m banmian``."""

from __future__ import annotations

from banmian.cli.main import main

if __name__ == "__main__":
    main()

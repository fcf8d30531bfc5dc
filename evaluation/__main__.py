"""``python -m evaluation``: the command ``banmian evaluate`` by itself."""

from __future__ import annotations

import typer

from banmian.commands.evaluate import evaluate

if __name__ == "__main__":
    typer.run(evaluate)

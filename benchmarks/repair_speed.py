"""How fast bare text becomes articles: characters a second after start, growth with length, and the start itself.

Run: ``python benchmarks/repair_speed.py [FILE ...]``. Without files it composes invented text layers.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def invented(kind: str, seeds: range) -> str:
    import repair_damage

    damage = getattr(repair_damage, kind)
    return "\n\n".join(damage(repair_damage.invent_several(seed, 6, 900), random.Random(seed)) for seed in seeds)


def mixed(seeds: range) -> str:
    """Many short documents in one file: text layers and cut columns by turns."""
    return "\n\n".join(
        invented(kind, range(seed, seed + 1)) for seed in seeds for kind in ("text_layer", "column_cuts")
    )


def seconds(text: str) -> float:
    from banmian.repair.bare_text.pipeline import text_to_content

    start = time.process_time()
    text_to_content(text)
    return time.process_time() - start


def start_seconds() -> float:
    """A fresh interpreter that composes one line: imports and the word list."""
    code = (
        "from banmian.repair.bare_text.pipeline import text_to_content; "
        "text_to_content('大桥通车，两岸的灯光在江心连成一线，人人都说好。')"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    return time.perf_counter() - start


def main(paths: list[str]) -> None:
    print(f"start: {start_seconds():.2f} s")
    texts = {Path(path).name: Path(path).read_text(encoding="utf-8") for path in paths}
    for kind in ("text_layer", "column_cuts"):
        texts |= {f"{kind} x{times}": invented(kind, range(times)) for times in (1, 4, 16, 64)}
    texts |= {f"mixed x{times}": mixed(range(times)) for times in (4, 16)}
    seconds(texts["text_layer x1"])
    for name, text in texts.items():
        spent = min(seconds(text) for _ in range(3))
        print(f"{name}: {len(text)} characters, {len(text) / spent:,.0f} a second")


if __name__ == "__main__":
    main(sys.argv[1:])

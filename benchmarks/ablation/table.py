"""The document that says what each number is worth: made of what the runs found, kept a file a part in the cache."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.ablation.constants import HUGE, Setting

Effects = dict[Setting, tuple[str, tuple[str, ...]]]
"""Where a setting first moved something, by name of the set, and what: figures, or "text" for the document."""

STEPS = {"ocr", "pdf_text"}
"""Parts that are tried stage by stage."""
HEAD = """# What each number is worth

Made by `make ablation` (`python -m benchmarks.ablation --table docs/numbers.md`), not by hand. Every threshold and
weight of layout and repair is put out of action: a weight is set to 0, a limit to 0 (met never, or always) and beyond
all lengths (the other way round). Pages and texts are then arranged and repaired again; scans and text layers are read
stage by stage, each stage on what it was given before. A cell names the first set on which something moves, and how: a
figure of `banmian evaluate` where the set has a truth, else the document itself, or what the stage found. A number is
tried where it is read, the quickest pages first; `--minutes` ends a part early, so each says on how many it was tried.
Where **nothing** moves, a number is a candidate to go with its rule, or wants a page that asks for it. It goes only
where the tests stay green and drawn pages or texts of other seeds read as before: mixed files once lost a tenth of
their headlines to a weight that moved nothing here. An empty cell was not tried since the number last changed, nor was
a part without a table. Numbers of the engines themselves (batches, memory, decoding) move nothing where readings are
kept, nor do numbers of characters that only an engine reads where that was not reached. Sets of *real* pages, *cases*,
*pages-dev* and *seeds* are beside the checkout; *generated* and *damaged* are drawn with seeds kept for this.
"""


def keep(path: Path, settings: Sequence[Setting], effects: Effects, cases: int) -> None:
    """Write down what a part's settings moved in so many cases."""
    rows = [
        {
            "number": setting.constant.label,
            "value": str(setting.constant.value),
            "at": _extreme(setting),
            "set": effects.get(setting, ("", ()))[0],
            "moves": list(effects.get(setting, ("", ()))[1]),
        }
        for setting in settings
    ]
    found = {"day": date.today().isoformat(), "cases": cases, "rows": rows}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_table(path: Path, parts: Sequence[Path]) -> None:
    """Write the document from the files of the parts."""
    path.write_text("\n".join([HEAD, *(_table(part) for part in parts)]), "utf-8")


def _table(part: Path) -> str:
    kept = json.loads(part.read_text("utf-8"))
    rows = kept["rows"]
    numbers = list(dict.fromkeys((row["number"], row["value"]) for row in rows))
    found = {(row["number"], row["at"]): _cell(row["set"], row["moves"]) for row in rows}
    lines = [
        f"| `{number}` | {value} | {found.get((number, '0'), '')} | {found.get((number, 'beyond'), '')} |"
        for number, value in numbers
    ]
    idle = sum("**nothing**" in line for line in lines)
    cases = "stages of pages and files" if part.stem in STEPS else "pages and texts"
    tried = f"{len(numbers)} numbers, tried on {kept['cases']} {cases} ({kept['day']})"
    head = f"## {part.stem}\n\n{tried}; {idle} move nothing one way or the other.\n"
    return "\n".join([head, "| number | value | at 0 | beyond all lengths |", "|---|---|---|---|", *lines, ""])


def _extreme(setting: Setting) -> str:
    values = setting.value if isinstance(setting.value, tuple) else (setting.value,)
    return "beyond" if all(value == HUGE for value in values) else "0"


def _cell(group: str, moves: Sequence[str]) -> str:
    if not moves:
        return "**nothing**"
    return f"{group}: {'document' if moves[0] == 'text' else moves[0]}"

"""Bring the catalogues up to date: ``python -m po``.

New messages of the sources enter ``po/zh_CN.po`` without a translation; those that are gone leave it. The traditional
catalogue and what the package carries are made from it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from po.catalogue import compile_catalogue, read_translations, write_translations
from po.extraction import PACKAGE, messages
from po.traditional import to_taiwan

FOLDER = Path(__file__).parent


def files() -> dict[Path, bytes]:
    """Every file that is made from the sources and ``po/zh_CN.po``."""
    found = messages()
    simplified = read_translations((FOLDER / "zh_CN.po").read_text("utf-8"))
    simplified = {message.template: simplified.get(message.template, "") for message in found}
    made: dict[Path, bytes] = {}
    for language, texts in (("zh_CN", simplified), ("zh_TW", {k: to_taiwan(v) for k, v in simplified.items()})):
        made[FOLDER / f"{language}.po"] = write_translations(language, found, texts).encode()
        made[PACKAGE / "locale" / language / "LC_MESSAGES" / "banmian.mo"] = compile_catalogue(texts)
    return made


def main() -> None:
    """Write the files, and say how many messages have no translation."""
    for path, data in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    texts = read_translations((FOLDER / "zh_CN.po").read_text("utf-8"))
    missing = [template for template, text in texts.items() if not text]
    print(f"{len(texts)} messages, {len(missing)} without translation")
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()

"""kraken reads ALTO and PAGE as training data: a baseline, an outline and a text for each line, and the picture."""

from __future__ import annotations

import sys
from pathlib import Path

from kraken.lib.xml import XMLPage
from PIL import Image
from verdicts import check, expect

EXPORTS = Path(sys.argv[1])
Image.MAX_IMAGE_PIXELS = None


def read(kind: str) -> str:
    """All lines of a format."""
    pages = lines = 0
    for path in sorted((EXPORTS / kind).glob("*/*.xml")):
        page = XMLPage(path, filetype=kind)
        found = page.to_container().lines
        expect(all(line.baseline and line.boundary and line.text for line in found), f"{path}: a line lacks something")
        if page.imagename.suffix != ".pdf":
            with Image.open(page.imagename) as picture:
                expect(picture.size == tuple(page.image_size), f"{path}: the picture has another size")
        pages, lines = pages + 1, lines + len(found)
    expect(lines > 0, "no lines")
    return f"{lines} lines of {pages} pages with baseline, outline and text"


check("kraken", "kraken", "ALTO", lambda: read("alto"))
check("kraken", "kraken", "PAGE", lambda: read("page"))

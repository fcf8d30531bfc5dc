"""Pages of a PDF as pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from batches import pdf

from banmian.layout.geometry import Box
from banmian.layout.readers.pdf_rendering import PdfPictures
from banmian.read_options import DEFAULT

LINE = Box(20, 20, 120, 40)


def test_a_page_is_loaded_once_for_all_that_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    load = pypdfium2.PdfDocument.get_page

    def note(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        loaded.append(index)
        return load(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", note)
    pictures = PdfPictures(pdf(tmp_path / "a.pdf", 2), "a.pdf", DEFAULT)
    first = pictures.render_gray(1, 1.0)
    crops = pictures.crops(1, [LINE, LINE])
    assert loaded == [0]
    pictures.render_gray(2, 1.0)
    assert np.array_equal(pictures.render_gray(1, 1.0), first)
    assert np.array_equal(pictures.crops(1, [LINE])[0], crops[1])
    assert loaded == [0, 1, 0]
    pictures.render(1, 1.0)
    pictures.render(1, 1.0)
    assert loaded == [0, 1, 0, 0]
    pictures.close()

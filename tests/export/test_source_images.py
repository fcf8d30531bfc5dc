from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from batches import pdf, picture
from PIL import Image

from banmian.document.finished_documents import FinishedDocument
from banmian.export.source_images import SourcePictures
from banmian.layout.readers.opening import open_source
from banmian.read_options import ReadOptions
from banmian.reading.documents import read_file
from banmian.settings import Settings

NULL = Settings(engine="null", dpi=100)


def finished(path: Path, folder: Path, settings: Settings = NULL) -> FinishedDocument:
    reading = read_file(path, settings)
    return FinishedDocument("page", folder, reading.document, reading.lines)


def test_pictures_are_made_from_the_source(tmp_path: Path) -> None:
    document = finished(pdf(tmp_path / "harvest.pdf", 2), tmp_path)
    made = SourcePictures(NULL, 200)(document, tmp_path / "pages")
    assert sorted(made) == [1, 2]
    assert [Image.open(path).size for path in made.values()] == [(150, 200)] * 2


def test_nothing_is_made_where_the_source_is_gone_or_has_changed(tmp_path: Path) -> None:
    path = picture(tmp_path / "page.png")
    document = finished(path, tmp_path)
    picture(path, seed=3)
    assert SourcePictures(NULL)(document, tmp_path / "pages") == {}
    path.unlink()
    assert SourcePictures(NULL)(document, tmp_path / "pages") == {}


def test_a_recognised_pdf_page_is_shown_in_the_frame_that_it_was_read_in(tmp_path: Path) -> None:
    sheet = Image.open(picture(tmp_path / "page.png")).convert("L").resize((720, 960))
    sheet.rotate(3, expand=True, fillcolor=255).save(tmp_path / "scan.pdf", resolution=100)
    options = replace(ReadOptions(engine="null"), dpi=100, text_layer="never")
    with open_source(tmp_path / "scan.pdf", options) as source:
        page = source.read(1)[0]
        shown = source.picture(1, 1, 300)
    assert shown is not None
    assert shown.shape[1] / shown.shape[0] == pytest.approx(page.width / page.height, rel=0.01)
    document = finished(tmp_path / "scan.pdf", tmp_path, NULL.model_copy(update={"text_layer": "never"}))
    (made,) = SourcePictures(NULL, 300)(document, tmp_path / "pages").values()
    assert Image.open(made).size == (shown.shape[1], shown.shape[0])
    theirs = np.asarray(Image.open(made).convert("L"), np.int16)
    assert np.abs(theirs - shown[:, :, 0]).mean() < 12


def test_the_resolution_is_as_wished_and_never_above_that_of_reading(tmp_path: Path) -> None:
    document = finished(pdf(tmp_path / "harvest.pdf", 2), tmp_path)
    made = SourcePictures(NULL)(document, tmp_path / "pages", 144, [2])
    width = document.document.pages[1].width
    assert width is not None
    assert list(made) == [2]
    assert Image.open(made[2]).size[0] == round(2 * width)
    scan = finished(picture(tmp_path / "page.png"), tmp_path)
    scan.document.pages[0].dpi = 150.0
    (full,) = SourcePictures(NULL)(scan, tmp_path / "full", 300).values()
    (half,) = SourcePictures(NULL)(scan, tmp_path / "half", 75).values()
    assert Image.open(full).size == Image.open(tmp_path / "page.png").size
    assert Image.open(half).size[0] == round(Image.open(full).size[0] / 2)


def test_a_document_of_the_first_schema_version_gets_pictures_too(tmp_path: Path) -> None:
    document = finished(pdf(tmp_path / "harvest.pdf", 1), tmp_path)
    document.document.pages[0].original = None
    (made,) = SourcePictures(NULL, 200)(document, tmp_path / "pages").values()
    assert max(Image.open(made).size) == 200

"""Pages of a PDF keep their own look in the searchable PDF, and their words are found once."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from export_cases import NAME, batch
from reportlab.pdfgen import canvas

from banmian.document.json_form import document_to_json
from banmian.document.lines_as_read import LINES_FILE, lines_to_json
from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.export.source_images import SourcePictures
from banmian.reading.documents import read_file
from banmian.settings import Settings

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")

NULL = Settings(engine="null", dpi=100)
ROWS = (
    "The harbour opened at dawn and the boats went out",
    "Prices of rice fell in the lower valley on Tuesday",
    "A new bridge across the river was finished in May",
    "Teachers met in the old library to choose their books",
    "Snow closed the northern pass for most of the week",
    "Two trains were late because of a fallen chestnut",
)


def source(path: Path, turn: int = 0, crop: bool = False, scale: float = 1.0) -> Path:
    """Three pages: lines of text, one of them in a form, a box in colour; turned, cut to a part, measured in other
    units."""
    page = canvas.Canvas(str(path), pagesize=(400, 500))
    for number in range(3):
        page.beginForm(f"form{number}")
        page.setFont("Helvetica", 12)
        page.drawString(40, 330, f"A form says on page {number} that fishermen were content")
        page.endForm()
        page.setFont("Times-Roman", 14)
        for rank, words in enumerate(ROWS):
            page.drawString(40, 440 - 16 * rank, f"{words} ({number})")
        page.doForm(f"form{number}")
        page.setFillColorRGB(0.8, 0.1, 0.1)
        page.rect(60, 80, 200, 120, fill=1)
        page.showPage()
    page.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for sheet in pdf.pages:
            sheet.rotate(turn, relative=False)
            if crop:
                sheet.cropbox = pikepdf.Array([20, 60, 390, 480])
            if scale != 1.0:
                sheet.UserUnit = scale
        pdf.save(path)
    return path


def exported(path: Path, folder: Path, password: str | None = None, **values: str) -> Path:
    """The searchable PDF of a file that was read."""
    settings = NULL.model_copy(update={"password": password})
    reading = read_file(path, settings)
    home = folder / "out" / "documents" / "page"
    home.mkdir(parents=True)
    (home / "articles.json").write_bytes(document_to_json(reading.document))
    (home / LINES_FILE).write_bytes(lines_to_json(reading.lines))
    outcome = export_batch(folder / "out", "pdf", folder / "pdf", Options(values, SourcePictures(settings), password))
    assert (outcome.problems, outcome.warnings) == ([], [])
    return folder / "pdf" / "page.pdf"


def seen(path: Path) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=1).to_numpy().astype(int) for page in pdf]


def coarse(picture: np.ndarray) -> np.ndarray:
    """A quarter of the size: type that is drawn turned has other greys at its edges."""
    height, width = (side // 4 for side in picture.shape[:2])
    return picture[: 4 * height, : 4 * width].reshape(height, 4, width, 4, -1).mean((1, 3))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("turn", "crop"), [(0, False), (90, False), (180, True), (270, True)])
def test_a_page_looks_as_it_did_and_stands_upright(turn: int, crop: bool, tmp_path: Path) -> None:
    path = source(tmp_path / "page.pdf", turn, crop)
    before, after = seen(path), seen(exported(path, tmp_path))
    assert len(after) == len(before) == 3
    for one, other in zip(before, after, strict=True):
        upright = np.rot90(one, turn // 90)
        assert other.shape == upright.shape
        assert (np.abs(coarse(upright) - coarse(other)) > 40).mean() < 0.001
        assert other.min() < 100


def test_every_reader_finds_the_words_once(tmp_path: Path) -> None:
    from pdfminer.high_level import extract_text

    made = exported(source(tmp_path / "page.pdf"), tmp_path)
    with pypdfium2.PdfDocument(made) as pdf:
        said = ["".join(page.get_textpage().get_text_range() for page in pdf), extract_text(made)]
    if shutil.which("pdftotext"):
        said += [
            subprocess.run(["pdftotext", *how, made, "-"], capture_output=True, text=True).stdout
            for how in ([], ["-raw"])
        ]
    for text in said:
        for words in ROWS:
            assert squeezed(text).count(squeezed(words)) == 3, words
        assert squeezed(text).count("fishermenwerecontent") == 3


@pytest.mark.parametrize("kind", ["inherited", "encrypted", "stamped", "unbalanced", "spans"])
def test_pages_of_odd_files_are_taken_over(kind: str, tmp_path: Path) -> None:
    path = source(tmp_path / "page.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        first, sealed = pdf.pages[0], False
        if kind == "inherited":
            pdf.Root.Pages.Resources = pdf.make_indirect(first.Resources)
            del first.obj.Resources
        elif kind == "stamped":
            look = pdf.make_stream(b"0 0 1 rg 0 0 50 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            look.BBox = pikepdf.Array([0, 0, 50, 50])
            stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4)
            stamp.Rect, stamp.AP = pikepdf.Array([300, 50, 350, 100]), pikepdf.Dictionary(N=look)
            first.obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])
        elif kind == "unbalanced":
            first.contents_add(b"EMC Q Q EMC /Span <</ActualText (other)>> BDC q")
        elif kind == "spans":
            first.contents_add(b"/Span <</ActualText (The harbour opened)>> BDC\n", prepend=True)
            first.contents_add(b"EMC")
        else:
            sealed = True
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="secret") if sealed else False)
    password = "secret" if kind == "encrypted" else None
    made = exported(path, tmp_path, password)
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        before = pdf[0].render(scale=1).to_numpy().astype(int)
    assert np.array_equal(before, seen(made)[0])
    with pypdfium2.PdfDocument(made) as pdf:
        said = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    assert all(said.count(squeezed(words)) == 3 for words in ROWS)


def test_fonts_are_there_once_and_no_picture_is(tmp_path: Path) -> None:
    with pikepdf.open(exported(source(tmp_path / "page.pdf"), tmp_path)) as pdf:
        assert all("/Im" not in page.Resources.XObject for page in pdf.pages)
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/BaseFont")]
        assert sorted(str(font.BaseFont) for font in fonts if font.Subtype == "/Type1") == [
            "/Helvetica",
            "/Times-Roman",
        ]
        with pdf.open_metadata() as about:
            assert "pdfaid:part" not in about


def test_pictures_are_taken_where_they_are_wished(tmp_path: Path) -> None:
    with pikepdf.open(exported(source(tmp_path / "page.pdf"), tmp_path, pdf_pages="pictures")) as pdf:
        assert all("/Im" in page.Resources.XObject for page in pdf.pages)
        with pdf.open_metadata() as about:
            assert about["pdfaid:part"] == "2"


def test_a_source_that_has_changed_is_not_shown(tmp_path: Path) -> None:
    path = source(tmp_path / "page.pdf")
    exported(path, tmp_path)
    path.write_bytes(path.read_bytes() + b"\n")
    outcome = export_batch(tmp_path / "out", "pdf", tmp_path / "again", Options({}, SourcePictures(NULL)))
    assert len(outcome.warnings) == 3
    assert all("no picture" in text for text in outcome.warnings)


def test_a_file_of_many_parts_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banmian.export.searchable_pdf.PAGES_A_PART", 1)
    outcome = export_batch(batch(tmp_path / "out"), "pdf", tmp_path / "pdf")
    assert (outcome.problems, outcome.warnings) == ([], [])
    with pikepdf.open(tmp_path / "pdf" / f"{NAME}.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert all("/Im" in page.Resources.XObject for page in pdf.pages)

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
import pytest
from export_cases import NAME, batch, issue
from PIL import ImageCms

from banmian.export.batch_export import export_batch
from banmian.export.glyphless_font import glyphless_font
from banmian.export.text_placement import place_text

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")


def made(picture: Path | None = None) -> bytes:
    from banmian.export.searchable_pdf import write_searchable_pdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        write_searchable_pdf(path, place_text(NAME, *issue()), {1: picture} if picture else {})
        return path.read_bytes()


def test_the_text_is_all_there_in_reading_order(tmp_path: Path) -> None:
    from banmian.export.pdf_readback import problems

    path = tmp_path / "made.pdf"
    path.write_bytes(made())
    assert problems(path, place_text(NAME, *issue())) == []


def test_another_reader_finds_words_where_the_page_has_them() -> None:
    pdf = pypdfium2.PdfDocument(made())
    page = pdf[0]
    layer = page.get_textpage()
    found = layer.search("港口今晨重新开放").get_next()
    assert found is not None
    left, bottom, right, top = layer.get_charbox(found[0])
    assert (left, right) == pytest.approx((20, 30), abs=0.5)
    assert (600 - top, 600 - bottom) == pytest.approx((99, 111), abs=0.5)
    assert layer.search("海边小诗").get_next() is not None
    layer.close()
    pdf.close()


def test_nothing_of_the_text_is_seen() -> None:
    pdf = pypdfium2.PdfDocument(made())
    assert pdf[0].render(scale=1).to_numpy().min() == 255
    pdf.close()


def test_articles_are_bookmarks_and_the_title_is_the_papers() -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(made())) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["渔港重开 <script>alert(1)</script>", "海边小诗", "船队傍晚归来，满载而归。", "Harbour news"]
        assert str(pdf.docinfo["/Title"]) == "海风日报 2024-05-06"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made() == made()


def test_a_page_without_a_picture_is_told(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    (root / "documents" / NAME / "pages" / "0002.jpg").unlink()
    outcome = export_batch(root, "pdf", tmp_path / "pdf")
    assert outcome.problems == []
    assert outcome.warnings == [
        f"{NAME}: page 2: no picture: the source is gone or has changed, and the batch has none"
    ]
    with pikepdf.open(tmp_path / "pdf" / f"{NAME}.pdf") as pdf:
        assert list(pdf.pages[0].Resources.XObject) == ["/Im"]


def test_the_font_is_a_font() -> None:
    from io import BytesIO

    fonts = pytest.importorskip("fontTools.ttLib", reason="fontTools is not installed")
    font = fonts.TTFont(BytesIO(glyphless_font()), checkChecksums=2)
    assert [font["hmtx"][name][0] for name in font.getGlyphOrder()] == [1000, 1000, 500]
    assert font["glyf"]["glyph00001"].yMax == 880


def test_it_says_that_it_is_an_archival_file() -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(made())) as pdf:
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "U")
        (intent,) = pdf.Root.OutputIntents
        profile = ImageCms.ImageCmsProfile(BytesIO(intent.DestOutputProfile.read_bytes()))
        assert profile.profile.xcolor_space.strip() == "RGB"


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
def test_verapdf_finds_it_compliant(tmp_path: Path) -> None:
    (tmp_path / "issue.pdf").write_bytes(made())
    said = subprocess.run(
        ["verapdf", "--flavour", "2u", "--format", "text", str(tmp_path / "issue.pdf")], capture_output=True, text=True
    )
    assert said.stdout.startswith("PASS")

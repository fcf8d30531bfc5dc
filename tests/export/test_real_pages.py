"""Whole pages with a text layer through every format: read, exported, read back."""

from pathlib import Path

import pytest
from export_cases import SCHEMAS

from banmian.document.finished_documents import load
from banmian.document.json_form import document_to_json
from banmian.document.lines_as_read import LINES_FILE, lines_to_json
from banmian.export.alto_readback import read_back_alto
from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.export.placed_document import BODY_ROLES
from banmian.export.readback import article_texts
from banmian.export.registry import all_formats
from banmian.export.source_images import SourcePictures
from banmian.reading.documents import read_file
from banmian.settings import Settings

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = Path(__file__).parents[2] / "samples"
PAGES = [SAMPLES / "issue.pdf", SHARED / "pages-dev" / "issue.pdf", SHARED / "real" / "mylapore-2026-02-14.pdf"]
GRAMMARS = {
    "alto": ("alto-4-4.xsd", "*/*.xml"),
    "mets": ("mets.xsd", "*/mets.xml"),
    "page": ("page-2019.xsd", "*/*.xml"),
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_goes_through_every_format(path: Path, tmp_path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the checkout")
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    reading = read_file(path, Settings(engine="null"))
    folder = tmp_path / "documents" / "page"
    folder.mkdir(parents=True)
    (folder / "articles.json").write_bytes(document_to_json(reading.document))
    (folder / LINES_FILE).write_bytes(lines_to_json(reading.lines))
    options = Options(picture_source=SourcePictures(Settings(engine="null"), 400))
    for kind in all_formats():
        outcome = export_batch(tmp_path, kind, tmp_path / kind, options)
        assert outcome.problems == [], kind
        assert outcome.warnings == [], kind
        assert outcome.skipped == [], kind
    for kind, (grammar, pattern) in GRAMMARS.items():
        if (SCHEMAS / grammar).exists():
            schema = etree.XMLSchema(etree.parse(str(SCHEMAS / grammar)))
            for file in (tmp_path / kind).glob(pattern):
                schema.assertValid(etree.parse(str(file)))
    pages = [read_back_alto(file.read_bytes()) for file in sorted((tmp_path / "alto" / "page").iterdir())]
    texts = article_texts(pages, BODY_ROLES)
    articles = load(tmp_path, "page").document.articles
    assert {article.id: texts.get(article.id, "") for article in articles} == {a.id: a.text for a in articles}

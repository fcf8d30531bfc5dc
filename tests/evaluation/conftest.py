from pathlib import Path

import pytest
from PIL import Image
from scored_documents import TEXTS, document

from banmian.document.json_form import document_to_json


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A truth, and an output folder of one document with one wrong character."""
    truth = tmp_path / "harbour.truth.json"
    truth.write_bytes(document_to_json(document("harbour", TEXTS)))
    folder = tmp_path / "out" / "documents" / "harbour-12ab"
    (folder / "pages").mkdir(parents=True)
    (tmp_path / "out" / "manifest.json").write_text("{}")
    first, second = TEXTS
    damaged = {first: TEXTS[first].replace("外海", "外诲"), second: TEXTS[second]}
    (folder / "articles.json").write_bytes(document_to_json(document("harbour", damaged)))
    Image.new("RGB", (200, 300), "white").save(folder / "pages" / "0001.jpg")
    return truth, tmp_path / "out"

import json
from pathlib import Path

from batches import FAST, pdf, read_batch

from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Correction, Corrections, corrections_to_json
from banmian.document.finished_documents import document_names, load, load_all
from banmian.document.lines_as_read import LINES_FILE, lines_from_json
from banmian.export.batch_export import export_batch
from banmian.export.text_placement import place_text


def correct(root: Path, before: str, after: str) -> Path:
    finished = next(load_all(root))
    article = finished.document.articles[0]
    made = Correction(
        "秦帆", "2024-05-07T08:00:00+00:00", "edit", article.id, article.headline, "block", 0, before, after
    )
    path = finished.folder / CORRECTIONS_FILE
    path.write_bytes(corrections_to_json(Corrections([made])))
    return path


def first_text(root: Path) -> str:
    return next(load_all(root)).document.articles[0].blocks[0].text


def test_the_lines_that_were_read_stand_beside_the_document(tmp_path: Path) -> None:
    pdf(tmp_path / "in" / "harvest.pdf", 1)
    read_batch([tmp_path / "in"], tmp_path / "out")
    (name,) = document_names(tmp_path / "out")
    lines = lines_from_json((tmp_path / "out" / "documents" / name / LINES_FILE).read_bytes())
    assert lines.pages[0].lines[0].text.startswith("Rice harvest begins on page 1")
    finished = load(tmp_path / "out", name)
    placed = place_text(name, finished.document, finished.lines)
    assert all(line.glyphs for page in placed.pages for piece in page.pieces for line in piece.lines)


def test_a_correction_survives_reading_again(tmp_path: Path) -> None:
    root = tmp_path / "out"
    pdf(tmp_path / "in" / "harvest.pdf", 1)
    read_batch([tmp_path / "in"], root)
    path = correct(root, first_text(root), "The rice is in.")
    read_batch([tmp_path / "in"], root, FAST.model_copy(update={"dpi": 200}))
    assert path.exists()
    assert first_text(root) == "The rice is in."
    assert export_batch(root, "alto", tmp_path / "alto").problems == []


def test_a_file_that_changes_hands_its_corrections_on(tmp_path: Path) -> None:
    root = tmp_path / "out"
    pdf(tmp_path / "in" / "harvest.pdf", 1)
    read_batch([tmp_path / "in"], root)
    (old,) = document_names(root)
    correct(root, first_text(root), "The rice is in.")
    pdf(tmp_path / "in" / "harvest.pdf", 2)
    read_batch([tmp_path / "in"], root)
    (new,) = document_names(root)
    assert new != old
    assert not (root / "documents" / old).exists()
    kept = json.loads((root / "documents" / new / CORRECTIONS_FILE).read_bytes())
    assert kept["corrections"][0]["after"] == "The rice is in."


def test_pictures_with_drawings_are_not_taken_for_the_page(tmp_path: Path) -> None:
    root = tmp_path / "out"
    pdf(tmp_path / "in" / "harvest.pdf", 1)
    for kind, files, count in (("overlays", ["0001.jpg", "0001.links.jpg"], 0), ("pages", ["0001.jpg"], 1)):
        settings = FAST.model_copy(update={"pictures": kind, "picture_side": 200})
        read_batch([tmp_path / "in"], root, settings, mode="redo-stale")
        finished = next(load_all(root))
        assert sorted(path.name for path in finished.folder.rglob("*.jpg")) == files
        assert len(finished.pictures) == count

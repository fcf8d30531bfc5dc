import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from export_cases import NAME, batch, issue

from banmian.document.lines_as_read import ReadLines
from banmian.export.batch_export import export_batch
from banmian.export.coordinate_frames import frame_on_picture
from banmian.export.format import Options
from banmian.export.iiif_manifest import CanvasPicture, manifest
from banmian.export.iiif_readback import problems, range_order
from banmian.export.text_placement import place_text

BASE = "https://example.org/papers"


def made() -> dict[str, Any]:
    document = place_text(NAME, *issue())
    frame = frame_on_picture(document.pages[0].info, "0001.jpg", 800, 1200)
    pictures = {1: CanvasPicture(f"{BASE}/{NAME}/0001.jpg", "image/jpeg", frame, "https://example.org/iiif/1")}
    return manifest(document, BASE, pictures)


def test_a_manifest_passes_the_checks() -> None:
    assert problems(made(), place_text(NAME, *issue())) == []


def test_a_manifest_has_what_the_specification_asks_for() -> None:
    values = made()
    assert values["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (values["type"], values["navDate"]) == ("Manifest", "2024-05-06T00:00:00Z")
    canvas = values["items"][0]
    assert (canvas["width"], canvas["height"]) == (800, 1200)
    painting = canvas["items"][0]["items"][0]
    assert painting["motivation"] == "painting"
    assert painting["target"] == canvas["id"]
    assert painting["body"]["type"] == "Image"
    ids = [values["id"], canvas["id"], painting["id"], *(a["id"] for a in canvas["annotations"][0]["items"])]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(BASE) for name in ids)


def test_an_article_is_a_range_and_its_other_part_lies_within() -> None:
    values = made()
    assert range_order(values) == [f"{NAME}-p01-01", f"{NAME}-p02-01", f"{NAME}-p01-02", f"{NAME}-p02-02"]
    first = values["structures"][0]
    assert first["items"][0] == {"id": f"{BASE}/{NAME}/canvas/1", "type": "Canvas"}
    assert first["items"][-1]["type"] == "Range"


def test_a_lost_annotation_is_told() -> None:
    values = made()
    values["items"][0]["annotations"][0]["items"][2]["body"]["value"] = "别的"
    assert problems(values, place_text(NAME, *issue())) == ["page 1: the annotations differ from the text of the page"]


def test_pictures_go_with_the_manifest_and_bare_text_is_left_out(tmp_path: Path) -> None:
    outcome = export_batch(batch(tmp_path / "out"), "iiif", tmp_path / "iiif")
    assert outcome.problems == []
    assert len(outcome.skipped) == 1
    names = sorted(path.name for path in (tmp_path / "iiif" / NAME).iterdir())
    assert names == ["0001.jpg", "0002.jpg", "alto", "manifest.json", "pages.pdf", "text.txt", "thumbnails"]
    values = json.loads((tmp_path / "iiif" / NAME / "manifest.json").read_bytes())
    canvas = values["items"][0]
    assert (canvas["width"], canvas["height"]) == (800, 1200)
    assert canvas["thumbnail"][0]["width"] == 200
    base = "http://localhost:8000"
    linked = [canvas["thumbnail"][0], *canvas["seeAlso"], *values["rendering"], canvas["items"][0]["items"][0]["body"]]
    for file in linked:
        assert (tmp_path / "iiif" / file["id"].removeprefix(f"{base}/")).is_file()


def test_papers_in_vertical_lines_are_bound_on_the_right() -> None:
    document, lines = issue()
    assert "viewingDirection" not in made()
    tall = [replace(line, vertical=True) for line in lines.pages[0].lines]
    across = ReadLines([replace(lines.pages[0], lines=tall)])
    values = manifest(place_text(NAME, document, across), BASE, {})
    assert values["viewingDirection"] == "right-to-left"


def test_services_are_named_where_they_are(tmp_path: Path) -> None:
    values = {
        "image_service": "https://i.example/iiif/{document}%2F{page}",
        "search_service": "https://s.example/search/{document}",
    }
    export_batch(batch(tmp_path / "out"), "iiif", tmp_path / "iiif", Options(values))
    found = json.loads((tmp_path / "iiif" / NAME / "manifest.json").read_bytes())
    body = found["items"][0]["items"][0]["items"][0]["body"]
    assert body["service"][0]["id"] == f"https://i.example/iiif/{NAME}%2F0001"
    assert found["service"] == [{"id": f"https://s.example/search/{NAME}", "type": "SearchService2"}]

from pathlib import Path
from typing import Any

from export_cases import NAME, batch, issue

from banmian.export.batch import export_batch
from banmian.export.iiif import CanvasPicture, manifest
from banmian.export.iiif_reading import problems, range_order
from banmian.export.text_placement import place_text

BASE = "https://example.org/papers"


def made() -> dict[str, Any]:
    document = place_text(NAME, *issue())
    pictures = {1: CanvasPicture(f"{BASE}/{NAME}/0001.jpg", "image/jpeg", 800, 1200)}
    return manifest(document, BASE, pictures)


def test_a_manifest_passes_the_checks() -> None:
    assert problems(made(), place_text(NAME, *issue())) == []


def test_a_manifest_has_what_the_specification_asks_for() -> None:
    values = made()
    assert values["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (values["type"], values["navDate"]) == ("Manifest", "2024-05-06T00:00:00Z")
    canvas = values["items"][0]
    assert (canvas["width"], canvas["height"]) == (1667, 2500)
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
    assert first["items"][0]["id"].endswith("/canvas/1#xywh=625,188,100,50")
    assert first["items"][-1]["type"] == "Range"


def test_a_lost_annotation_is_told() -> None:
    values = made()
    values["items"][0]["annotations"][0]["items"][2]["body"]["value"] = "别的"
    assert problems(values, place_text(NAME, *issue())) == ["page 1: the annotations do not say what the page says"]


def test_pictures_go_with_the_manifest_and_bare_text_is_left_out(tmp_path: Path) -> None:
    outcome = export_batch(batch(tmp_path / "out"), "iiif", tmp_path / "iiif")
    assert outcome.problems == []
    assert len(outcome.skipped) == 1
    names = sorted(path.name for path in (tmp_path / "iiif" / NAME).iterdir())
    assert names == ["0001.jpg", "0002.jpg", "manifest.json"]

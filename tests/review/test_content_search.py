"""IIIF Content Search 2: hits stand on the words, on the canvases of the manifest, and lead on where there are many."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from export_cases import NAME, batch
from review_cases import serving

from banmian.export.batch_export import export_batch
from banmian.export.format import Options
from banmian.review import content_search
from banmian.review.server import ReviewServer

pytest.importorskip("pikepdf", reason="pikepdf is not installed")

VIEWER = "https://viewer.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    root = batch(tmp_path / "out")
    address = {"base_url": "http://127.0.0.1/iiif", "search_service": "http://127.0.0.1/iiif/{document}/search"}
    export_batch(root, "iiif", root / "export" / "iiif", Options(address))
    with serving(root, tmp_path / "made", VIEWER) as found:
        yield found


def ask(server: ReviewServer, path: str) -> tuple[int, dict[str, str], Any]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    found = answer.status, headers, json.loads(answer.read())
    line.close()
    return found


def search(server: ReviewServer, words: str, more: str = "") -> Any:
    status, headers, found = ask(server, f"/iiif/{NAME}/search?q={quote(words)}{more}")
    assert status == 200
    assert headers["access-control-allow-origin"] == VIEWER
    assert found["@context"] == "http://iiif.io/api/search/2/context.json"
    assert found["type"] == "AnnotationPage"
    return found


def box(annotation: dict[str, Any]) -> list[int]:
    return [int(side) for side in annotation["target"].partition("#xywh=")[2].split(",")]


def test_a_word_is_found_where_it_stands(server: ReviewServer) -> None:
    _, _, manifest = ask(server, f"/iiif/{NAME}/manifest.json")
    (service,) = manifest["service"]
    assert (service["type"], service["id"]) == ("SearchService2", f"http://127.0.0.1/iiif/{NAME}/search")
    found = search(server, "今晨")
    (hit,) = found["items"]
    assert hit["body"]["value"] == "今晨"
    canvas = next(item for item in manifest["items"] if hit["target"].startswith(item["id"] + "#"))
    scale = canvas["width"] / 400
    assert box(hit) == pytest.approx([40 * scale, 100 * scale, 20 * scale, 10 * scale], abs=1)
    (around,) = found["annotations"][0]["items"]
    assert around["target"]["source"] == hit["id"]
    (quoted,) = around["target"]["selector"]
    assert (quoted["prefix"][-2:], quoted["exact"], quoted["suffix"][:2]) == ("港口", "今晨", "重新")


def test_a_hit_over_two_lines_is_on_both(server: ReviewServer) -> None:
    items = search(server, "渔船陆续出海")["items"]
    assert [item["body"]["value"] for item in items] == ["渔船陆续出海"] * 2
    assert box(items[0])[1] < box(items[1])[1]


def test_words_are_folded_and_each_term_is_found(server: ReviewServer) -> None:
    assert [hit["body"]["value"] for hit in search(server, "漁港")["items"]] == ["渔港"]
    assert {hit["body"]["value"] for hit in search(server, "今晨 harbour")["items"]} >= {"今晨", "harbour"}
    assert search(server, "")["items"] == []
    assert search(server, "今晨", "&motivation=painting&user=me")["ignored"] == ["motivation", "user"]


def test_many_hits_lead_on(server: ReviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [item["target"] for item in search(server, "海")["items"]]
    monkeypatch.setattr(content_search, "HITS_A_PAGE", 1)
    first = search(server, "海")
    assert first["next"]["id"].endswith("page=2")
    second = search(server, "海", "&page=2")
    assert [item["target"] for item in (*first["items"], *second["items"])] == whole[: len(first["items"]) + 1]
    assert second["startIndex"] == 1


def test_nothing_outside_of_the_export_is_given(server: ReviewServer) -> None:
    for path in (
        "/iiif/..%2F..%2Fmanifest.json",
        f"/iiif/{NAME}/../../../documents/{NAME}/articles.json",
        "/iiif/none",
    ):
        assert ask(server, path)[0] == 404
    assert ask(server, "/iiif/none/search?q=a")[0] == 404

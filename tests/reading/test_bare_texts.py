"""The door for texts: what it gives, and what can go wrong there."""

from __future__ import annotations

from pathlib import Path

import pytest

import banmian
from banmian.document.json_form import document_pieces, document_to_dict, to_json
from banmian.document.model import has_losses
from banmian.errors import EmptyFileError, EncodingError
from banmian.reading.documents import read_file
from banmian.settings import Settings


def test_a_text_is_a_document() -> None:
    document = banmian.repair_text("大桥今通车\n\n大桥今天 通车，两岸的人都来了。\n", "bridge.txt")
    assert [article.headline for article in document.articles] == ["大桥今通车"]
    assert document.source.path == "bridge.txt"


@pytest.mark.parametrize("text", ["桥\ud800通了", "\x00\x01\x02\x03桥\x04\x05" * 20])
def test_what_is_no_text_is_an_error_with_a_remedy(text: str) -> None:
    with pytest.raises(EncodingError) as caught:
        banmian.repair_text(text, "bridge.txt")
    assert "bridge.txt" in str(caught.value)
    assert caught.value.advice


def test_a_document_in_pieces_is_the_document() -> None:
    text = "大桥今通车\n\n本报讯（记者 程立）大桥今天通车，两岸的人都来了。\n\n听泉日报 02版\n\n责任编辑：苏芮帆\n"
    for document in (banmian.repair_text(text), banmian.repair_text("桥")):
        assert b"".join(document_pieces(document)) == to_json(document_to_dict(document))


def test_a_blank_text_is_an_error() -> None:
    with pytest.raises(EmptyFileError):
        banmian.repair_text(" \n\u3000\n")


def test_a_file_of_control_characters_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text("大桥通车。\n" + "\x01\x02\x03桥" * 2000, encoding="utf-8")
    with pytest.raises(banmian.BanmianError):
        read_file(path, banmian.read_settings())


def test_a_text_with_a_broken_byte_is_read_and_partial(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("大桥昨天通车，两岸".encode() + b"\xe4" + "的人都来了。\n".encode() * 9)
    reading = read_file(path, Settings())
    assert reading.document.status == "partial"
    assert has_losses(reading.document)
    assert reading.warnings == ["1 broken in utf-8, read as U+FFFD: line 1, character 10"]
    assert "\ufffd" in reading.document.articles[0].text


def test_a_text_is_read_in_the_encoding_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Χθες το βράδυ άνοιξε η γέφυρα.\n".encode("cp1253"))
    with pytest.raises(EncodingError):
        read_file(path, Settings())
    assert "γέφυρα" in read_file(path, Settings(encoding="cp1253")).document.articles[0].text

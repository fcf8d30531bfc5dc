"""Image files of every kind, whole and broken, as page rasters."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from banmian.errors import (
    DamagedFileError,
    EmptyFileError,
    PageError,
    TooLargeError,
    UnknownFormatError,
)
from banmian.layout.readers.images import open_image
from banmian.read_options import ReadOptions

NULL = ReadOptions(engine="null")


@pytest.fixture
def grey():
    tones = np.full((120, 90), 250, np.uint8)
    tones[20:40, 10:70] = 10
    return tones


def read(path):
    with open_image(path, NULL) as source:
        pages = source.read(1)
        picture = source.picture(1, 1, 60)
    return source, pages, picture


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("1", "a.png"),
        ("L", "a.png"),
        ("P", "a.png"),
        ("LA", "a.png"),
        ("RGBA", "a.png"),
        ("RGB", "a.webp"),
        ("P", "a.gif"),
        ("RGB", "a.bmp"),
        ("RGB", "a.jp2"),
        ("CMYK", "a.jpg"),
        ("CMYK", "a.tif"),
        ("L", "a.tif"),
        ("RGB", "a.jpg"),
    ],
)
def test_depths_and_colour_models(tmp_path, grey, mode, name):
    path = tmp_path / name
    Image.fromarray(grey).convert(mode).save(path)
    _source, pages, picture = read(path)
    assert (pages[0].width, pages[0].height) == (90, 120)
    assert picture.shape == (60, 45, 3)
    assert picture[15, 20].max() < 80
    assert picture[50, 20].min() > 200


def test_sixteen_bits(tmp_path, grey):
    path = tmp_path / "deep.tif"
    Image.fromarray(grey.astype(np.uint16) * 16).save(path)
    _source, _pages, picture = read(path)
    assert picture[15, 20].max() < 80
    assert picture[50, 20].min() > 200


def test_clear_ground_becomes_paper(tmp_path):
    path = tmp_path / "clear.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)
    _source, _pages, picture = read(path)
    assert picture.min() == 255


@pytest.mark.parametrize("kept", [60, 200, 5000])
def test_a_tiff_cut_short_is_damaged(tmp_path, kept):
    whole, cut = tmp_path / "whole.tif", tmp_path / "cut.tif"
    Image.effect_noise((600, 400), 60).save(whole, save_all=True, append_images=[Image.new("1", (600, 400))])
    cut.write_bytes(whole.read_bytes()[:kept])
    with pytest.raises((DamagedFileError, UnknownFormatError)), open_image(cut, NULL) as source:
        source.read(1)


def test_frames_of_a_tiff_are_leaves(tmp_path, grey):
    path = tmp_path / "many.tif"
    frames = [Image.fromarray(grey), Image.fromarray(grey.T.copy())]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    with open_image(path, NULL) as source:
        assert source.source_page_count == 2
        assert source.media_type == "image/tiff"
        first, second = source.read(1)[0], source.read(2)[0]
    assert (first.width, second.width, second.source_page) == (90, 120, 2)
    with open_image(path, NULL) as source, pytest.raises(PageError):
        source.read(3)


def test_broken_files_are_told_apart(tmp_path, grey):
    empty, text, cut = tmp_path / "e.png", tmp_path / "t.png", tmp_path / "c.jpg"
    empty.write_bytes(b"")
    text.write_bytes(b"not an image at all, whatever its name says")
    noise = np.random.default_rng(1).integers(0, 255, (400, 400), np.uint8)
    held = io.BytesIO()
    Image.fromarray(noise).save(held, "JPEG")
    cut.write_bytes(held.getvalue()[: len(held.getvalue()) // 2])
    with pytest.raises(EmptyFileError):
        open_image(empty, NULL)
    with pytest.raises(UnknownFormatError):
        open_image(text, NULL)
    with open_image(cut, NULL) as source, pytest.raises(DamagedFileError):
        source.read(1)


def test_a_bomb_is_refused_unopened(tmp_path):
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    path = tmp_path / "bomb.png"
    path.write_bytes(content)
    with pytest.raises(TooLargeError, match="max_pixels"):
        open_image(path, NULL)


@pytest.mark.parametrize("kind", ["dot", "black", "white", "noise"])
def test_pages_without_text_say_so(tmp_path, kind):
    pictures = {
        "dot": np.zeros((1, 1), np.uint8),
        "black": np.zeros((300, 200), np.uint8),
        "white": np.full((300, 200), 255, np.uint8),
        "noise": np.random.default_rng(2).integers(0, 255, (300, 200), np.uint8),
    }
    path = tmp_path / "x.png"
    Image.fromarray(pictures[kind]).save(path)
    _source, pages, _picture = read(path)
    assert len(pages) == 1
    assert pages[0].lines == []

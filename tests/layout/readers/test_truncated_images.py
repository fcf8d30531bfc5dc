import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from banmian.layout.readers.image_decoding import decode_frame, open_image_file
from banmian.layout.readers.images import open_image
from banmian.layout.readers.truncated_images import read_partial_picture
from banmian.read_options import ReadOptions

TONES = np.random.default_rng(3).integers(0, 256, (400, 300), np.uint8)


def saved(kind: str, **options: bool) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(TONES).convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "share"), [("JPEG", 0.99), ("JPEG", 0.8), ("PNG", 0.99), ("PNG", 0.8)])
def test_rows_that_are_missing_are_white_and_counted(kind: str, share: float) -> None:
    whole = saved(kind)
    rest = read_partial_picture(whole[: int(share * len(whole))])
    assert rest is not None
    assert rest.missing == pytest.approx(1 - share, abs=0.06)
    got = np.asarray(rest.image.convert("L")).astype(int)
    kept = int(400 * (share - 0.06))
    assert abs(got[:kept] - TONES[:kept]).mean() < 30
    assert (got[int(400 * (share + 0.06)) :] == 255).all()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_is_half_missing_is_refused(kind: str) -> None:
    whole = saved(kind)
    assert read_partial_picture(whole[: len(whole) // 2]) is None


def test_a_progressive_picture_is_read_where_every_frequency_came() -> None:
    whole = saved("JPEG", progressive=True)
    rest = read_partial_picture(whole[: int(0.95 * len(whole))])
    assert rest is not None
    assert rest.missing == 0
    assert read_partial_picture(whole[: len(whole) // 10]) is None


def test_a_cut_page_is_marked_with_its_share(tmp_path: Path) -> None:
    path, whole = tmp_path / "cut.jpg", saved("JPEG")
    path.write_bytes(whole[: int(0.9 * len(whole))])
    with open_image(path, ReadOptions(engine="null")) as opened:
        (page,) = opened.read(1)
    (warning,) = [warning for warning in page.warnings if warning.code == "cut_picture"]
    assert warning.figure == pytest.approx(0.1, abs=0.05)


def test_a_large_picture_is_read_smaller_and_its_page_leads_back_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("L", (400, 300), 255).save(path)
    assert decode_frame(open_image_file(path, 10**6), "large", 50_000).shape == (150, 200, 3)

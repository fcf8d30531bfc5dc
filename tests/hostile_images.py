"""Pictures that are too large, cut short, broken or of a kind that nobody scans in; made by Pillow and by hand."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from hostile_cases import Case
from PIL import Image, ImageDraw

KIND = "a hostile picture"
FORMATS = {
    ".jpg": "JPEG",
    ".png": "PNG",
    ".tif": "TIFF",
    ".jp2": "JPEG2000",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".bmp": "BMP",
}
READ, REFUSED = ("done", "partial"), ("failed",)


def page(width: int = 300, height: int = 400, mode: str = "RGB") -> Image.Image:
    """A page with bars for lines."""
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    for row in range(height // 40):
        pen.rectangle((20, 20 + 40 * row, 60 + (row * 61) % max(1, width - 90), 32 + 40 * row), fill=0)
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def noise(kind: str, **options: Any) -> bytes:
    tones = np.random.default_rng(7).integers(0, 256, (400, 300), np.uint8)
    return saved(Image.fromarray(tones).convert("RGB"), kind, **options)


def part(make: Callable[[], bytes], share: float) -> bytes:
    data = make()
    return data[: int(len(data) * share)]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int = 8, colour: int = 0, more: bytes = b"") -> bytes:
    """A grey PNG of any size, all of one tone, made row by row."""
    packer = zlib.compressobj(6)
    row = b"\0" + b"\xff" * max(1, width * depth // 8)
    rows = max(1, 2**20 // len(row))
    data = b"".join(packer.compress(row * min(rows, height - at)) for at in range(0, height, rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(*sizes: tuple[int, int], mode: str = "L", **options: Any) -> bytes:
    frames = [page(width, height, mode) for width, height in sizes]
    return saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], **options)


def endless_tiff() -> bytes:
    """A TIFF whose directory follows itself."""
    data = bytearray(tiff((240, 320)))
    (at,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * entries, at)
    return bytes(data)


def lying_tiff(tag: int, value: int) -> bytes:
    """A TIFF one of whose entries says something else."""
    data = bytearray(tiff((240, 320)))
    (at,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, at)
    for entry in range(at + 2, at + 2 + 12 * entries, 12):
        if struct.unpack_from("<H", data, entry)[0] == tag:
            struct.pack_into("<I", data, entry + 8, value)
    return bytes(data)


def animated() -> bytes:
    frames = [page(120, 160, "P") for _ in range(3)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def growing_gif() -> bytes:
    """A GIF with two more images of which the headers alone are there, and say that they are vast."""
    vast = struct.pack("<BHHHHBBB", 0x2C, 0, 0, 24_694, 51_097, 0, 8, 0)
    return saved(page(mode="P"), "GIF").removesuffix(b";") + vast * 2 + b";"


def deep(kind: str) -> bytes:
    tones = np.linspace(0, 65535, 300 * 400).reshape(400, 300)
    if kind == "float":
        tones[0, :3] = (np.nan, np.inf, -np.inf)
        return saved(Image.fromarray(tones.astype(np.float32)), "TIFF")
    return saved(Image.fromarray(tones.astype(np.uint16)), kind)


def with_exif(orientation: int) -> bytes:
    image = page()
    exif = image.getexif()
    exif[0x0112] = orientation
    return saved(image, "JPEG", exif=exif.tobytes())


def bruised(make: Callable[[], bytes], seed: int) -> bytes:
    """A few bytes changed."""
    dice, data = random.Random(seed), bytearray(make())
    for _ in range(dice.randint(1, 12)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def large() -> Iterator[Case]:
    """Pictures that ask for gigabytes."""
    large_: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
        "column.png": (partial(png, 1, 200_000_000), REFUSED),
        "row.png": (partial(png, 200_000_000, 1), REFUSED),
        "most-pixels.png": (partial(png, 14_000, 14_000, 1), READ),
        "most-grey.png": (partial(png, 14_000, 14_000), READ),
        "most-deep.png": (partial(png, 14_000, 14_000, 16), READ),
        "too-many.png": (partial(png, 30_000, 30_000, 1), REFUSED),
        "strip.png": (partial(png, 200, 40_000), REFUSED),
        "most.jpg": (lambda: saved(Image.new("L", (14_000, 14_000), 255), "JPEG"), READ),
        "most.jp2": (lambda: saved(Image.new("L", (9_000, 9_000), 255), "JPEG2000"), READ),
        "remark.png": (
            lambda: png(300, 400, more=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(2**26), 9))),
            ("done", "partial", "failed"),
        ),
    }
    for name, (make, expected) in large_.items():
        yield Case(f"large-{name}", make, "a vast picture", expected)


def named() -> Iterator[Case]:
    """Pictures of which it is known what must become of them."""
    for share in (0.99, 0.9, 0.8):
        for progressive in (False, True):
            name = f"cut-{'progressive' if progressive else 'plain'}-{share:.0%}.jpg"
            yield Case(
                name, partial(part, partial(noise, "JPEG", progressive=progressive), share), KIND, ("partial",), "cut"
            )
        yield Case(f"cut-{share:.0%}.png", partial(part, partial(noise, "PNG"), share), KIND, ("partial",), "cut")
    for share in (0.5, 0.1):
        for ending, kind in FORMATS.items():
            expected = REFUSED if kind != "BMP" else ("done", "partial", "failed")
            yield Case(f"cut-{share:.0%}{ending}", partial(part, partial(noise, kind), share), KIND, expected)
    yield Case("sizes.tif", partial(tiff, (240, 320), (320, 240), (500, 100), (100, 700)), KIND, READ)
    narrow = partial(tiff, (240, 320), (1, 1), (2, 900))
    yield Case("sizes-and-dot.tif", narrow, KIND, ("partial",), "too narrow")
    yield Case("sizes-and-strip.tif", partial(tiff, (240, 320), (40_000, 8)), KIND, ("partial",), "40000 x 8")
    yield Case("endless.tif", endless_tiff, KIND)
    for tag in (256, 257, 258, 259, 262, 273, 277, 278, 279):
        for value in (0, 1, 65_535, 2**31):
            yield Case(f"lying-{tag}-{value}.tif", partial(lying_tiff, tag, value), KIND)
    for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "F"):
        yield Case(f"mode-{mode.replace(';', '-')}.tif", partial(_of_mode, mode), KIND, READ)
    yield Case("deep.png", partial(deep, "PNG"), KIND, READ)
    yield Case("deep.tif", partial(deep, "TIFF"), KIND, READ)
    yield Case("float.tif", partial(deep, "float"), KIND, READ)
    yield Case("cmyk.jpg", lambda: saved(page(mode="CMYK"), "JPEG"), KIND, READ)
    for ending, kind in FORMATS.items():
        small = partial(page, 100, 140, "P" if kind == "GIF" else "RGB")
        yield Case(f"plain{ending}", partial(_saved_when_asked, small, kind), KIND, ("done",))
    yield Case("animated.gif", animated, KIND, READ)
    yield Case("growing.gif", growing_gif, KIND, ("partial",), "max_pixels")
    yield Case("profile.png", lambda: saved(page(), "PNG", icc_profile=b"junk" * 99), KIND, READ)
    for orientation in (0, 3, 6, 8, 9, 65_535):
        yield Case(f"turned-{orientation}.jpg", partial(with_exif, orientation), KIND, READ)
    for width, height in ((1, 9000), (9000, 1), (7, 3000), (3000, 7), (8, 9000)):
        yield Case(f"size-{width}x{height}.png", partial(png, width, height), KIND, REFUSED, "too narrow")
    for width, height in ((1, 1), (2, 2), (8, 8), (15, 15)):
        yield Case(f"size-{width}x{height}.png", partial(png, width, height), KIND, READ)
    yield Case("other.png", lambda: saved(page(), "JPEG"), KIND, READ)
    yield Case("junk.jpg", lambda: b"\xff\xd8\xff" + random.Random(1).randbytes(5000), KIND, REFUSED)


def _saved_when_asked(draw: Callable[[], Image.Image], kind: str) -> bytes:
    return saved(draw(), kind)


def _of_mode(mode: str) -> bytes:
    if mode == "I;16":
        return deep("TIFF")
    if mode == "LAB":
        return saved(Image.new("LAB", (240, 320), (200, 128, 128)), "TIFF")
    return saved(page(240, 320, "L").convert(mode), "TIFF")


def broken() -> Iterator[Case]:
    """Pictures of every format with a few bytes changed."""
    dice = random.Random(23)
    for ending, kind in FORMATS.items():
        for number in range(8):
            make = partial(bruised, partial(noise, kind), dice.randrange(2**32))
            yield Case(f"bruised-{number}{ending}", make, KIND)

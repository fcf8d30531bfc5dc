import io
import json
import os
import struct
import zlib
from pathlib import Path

from batches import pdf, picture, read_batch
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def encoded(kind: str) -> bytes:
    """A page picture in an image format."""
    stream = io.BytesIO()
    image = Image.effect_noise((300, 400), 80).convert("RGB")
    image.save(stream, kind)
    return stream.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has a size, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def encrypted_pdf() -> bytes:
    stream = io.BytesIO()
    made = Canvas(stream, encrypt=StandardEncryption("user", "owner"))
    made.drawString(100, 100, "secret")
    made.save()
    return stream.getvalue()


def good_pdf(folder: Path) -> bytes:
    return pdf(folder / "kept" / "good.pdf", 1).read_bytes()


def malformed(folder: Path) -> dict[str, bytes]:
    """Forty kinds of files that can't be read."""
    kinds = {".jpg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".jp2": "JPEG2000", ".webp": "WEBP"}
    found: dict[str, bytes] = {}
    for ending, kind in kinds.items():
        whole = encoded(kind)
        found[f"empty{ending}"] = b""
        found[f"cut{ending}"] = whole[: len(whole) // 2]
        found[f"head{ending}"] = whole[:24]
        found[f"zeros{ending}"] = whole[:12] + bytes(2000)
    sound = good_pdf(folder)
    return found | {
        "empty.pdf": b"",
        "encrypted.pdf": encrypted_pdf(),
        "cut.pdf": sound[: len(sound) // 3],
        "head.pdf": b"%PDF-1.7\n",
        "words.pdf": b"This is no PDF.",
        "no-pages.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n",
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "mark.txt": b"\xef\xbb\xbf",
        "greek.txt": "Χθες το βράδυ άνοιξε η γέφυρα".encode("cp1253"),
        "hebrew.txt": "הגשר נפתח אתמול בערב".encode("cp1255"),
        "thai.txt": "สะพานเปิดเมื่อวานนี้".encode("cp874"),
        "utf16.txt": "早稻收割".encode("utf-16-le"),
        "odd.txt": b"\xff\xfe" + "早稻".encode("utf-16-le") + b"x",
        "noise.txt": bytes(range(256)) * 4,
        "half.md": "早稻收割开始了".encode()[1::2],
        "huge.png": png_of(90_000, 90_000),
        "none.png": png_of(0, 10),
        "picture.gif.png": b"GIF89a" + bytes(300),
        "archive.tif": b"PK\x03\x04" + bytes(300),
    }


def test_forty_kinds_of_malformed_input_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    bad = malformed(inputs)
    assert len(bad) == 40
    for name, data in bad.items():
        (inputs / name).write_bytes(data)
    os.symlink(inputs / "gone.png", inputs / "dangling.png")
    picture(inputs / "good-1.png", 1)
    picture(inputs / "good-2.png", 2)
    summary = read_batch([inputs], output)
    rows = json.loads((output / "manifest.json").read_bytes())["documents"]
    by_name: dict[str, dict[str, object]] = {Path(row["path"]).name: row for row in rows}
    wrong = {name: by_name.get(name) for name in bad if by_name.get(name, {}).get("status") != "failed"}
    assert wrong == {}
    unexpected = {name: row["error"] for name, row in by_name.items() if "Unexpected" in json.dumps(row)}
    assert unexpected == {}
    assert (summary.done, summary.failed, summary.exit_status) == (3, 40, 1)
    assert len(list((output / "documents").iterdir())) == 3

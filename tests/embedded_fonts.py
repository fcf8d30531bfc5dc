"""PDF pages in embedded Chinese fonts whose ToUnicode may lie, as some producers write them.

The outlines are those of Noto Serif CJK (OFL), which the package layoutparser ships.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from raw_pdfs import file_of, stream

SIGNS = sorted(
    set(
        "山水田园春夏秋冬东西南北上下左右风云雨雪日月星辰江河湖海花草木鸟工商学兵政教文体交通市区镇乡村街道路桥房门"
        "昨天记者从会得知今年将新建开放免费读老人孩子早晨夜里公园图书馆修好灯车站安装电梯居民说方便多了的是在有和这"
    )
)
WORDS = (
    "昨天记者从市里得知今年将新建公园图书馆修好路灯车站安装电梯居民说方便多了老人孩子早晨在公园读书夜里灯多了道路"
    "通了桥修好了学校开放免费图书馆开到夜里市民说这是好日子北镇南村街道有车站东江西河的水和山上的花草都好"
)
Lie = Callable[[Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its font's number, lower left corner and size in pt."""

    text: str
    font: int
    x: float
    y: float
    size: float


def font_file() -> Path:
    """Noto Serif CJK, where layoutparser holds it."""
    spec = find_spec("layoutparser")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "misc" / "NotoSerifCJKjp-Regular.otf"


def ascii_lie(signs: Sequence[str]) -> Mapping[str, str]:
    """Every character is named as a letter or mark of ASCII."""
    return {sign: chr(33 + at % 94) for at, sign in enumerate(signs)}


def neighbour_lie(signs: Sequence[str]) -> Mapping[str, str]:
    """Every character is named as the next one of the font."""
    return dict(zip(signs, [*signs[1:], signs[0]], strict=True))


def cyrillic_lie(signs: Sequence[str]) -> Mapping[str, str]:
    """Every character is named as a Cyrillic letter."""
    return {sign: chr(0x410 + at % 64) for at, sign in enumerate(signs)}


def no_names(signs: Sequence[str]) -> Mapping[str, str]:
    """No character is named."""
    return dict.fromkeys(signs, "")


@cache
def _cut(signs: str) -> tuple[bytes, dict[str, int]]:
    """The outlines of some characters, and the CID of each."""
    font = TTFont(font_file())
    options = Options()
    options.retain_gids = False
    options.notdef_outline = True
    options.layout_features = []
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    packed = io.BytesIO()
    font.save(packed)
    font = TTFont(io.BytesIO(packed.getvalue()))
    cmap = font.getBestCmap()
    return font.getTableData("CFF "), {sign: int(cmap[ord(sign)].removeprefix("cid")) for sign in signs}


def page_of(lines: Sequence[Line], lies: Mapping[int, Lie], size: tuple[int, int] = (500, 700)) -> bytes:
    """A page of lines; the fonts whose number has a lie name their characters by it."""
    objects: list[bytes] = [b"", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"", b""]
    named = []
    content = b""
    for number in sorted({line.font for line in lines}):
        signs = "".join(sorted({sign for line in lines if line.font == number for sign in line.text}))
        outlines, glyphs = _cut(signs)
        told = lies[number](list(signs)) if number in lies else dict(zip(signs, signs, strict=True))
        entries = b"".join(
            b"<%04X> <%s> " % (glyphs[sign], told[sign].encode("utf-16-be").hex().encode()) for sign in signs
        )
        first = len(objects) + 1
        named.append(b"/F%d %d 0 R" % (number, first))
        name = b"AAAAA%c+Made%d" % (65 + number, number)
        objects += [
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, first + 1, first + 2),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW 1000/FontDescriptor %d 0 R>>" % (name, first + 3),
            stream(b"begincmap %d beginbfchar %sendbfchar endcmap" % (len(signs), entries)),
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent "
            b"-120/CapHeight 700/StemV 80/FontFile3 %d 0 R>>" % (name, first + 4),
            stream(outlines, b"/Subtype/CIDFontType0C"),
        ]
        for line in lines:
            if line.font == number:
                codes = "".join(f"{glyphs[sign]:04x}" for sign in line.text).encode()
                content += b"BT /F%d %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (number, line.size, line.x, line.y, codes)
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<<%s>>>>/Contents 4 0 R>>" % (
        *size,
        b"".join(named),
    )
    objects[3] = stream(content)
    return file_of(objects)


def made_page(seed: int, rows: int = 24) -> list[Line]:
    """A headline in font 0, a column of text in font 1 and one in font 2."""
    rng = random.Random(seed)
    head = "".join(rng.choice(WORDS) for _ in range(2)) + _passage(rng, 8)
    lines = [Line(head, 0, 40, 640, 30)]
    for column in (0, 1):
        for row in range(rows):
            lines.append(Line(_passage(rng, 18), 1 + column, 40 + column * 220, 600 - row * 18, 11))
    return lines


def _passage(rng: random.Random, length: int) -> str:
    start = rng.randrange(len(WORDS))
    return (WORDS * 2)[start : start + length]

"""Texts that other tools may leave behind: repeated without end, wrongly encoded, full of what no newspaper prints."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from hostile_cases import Case

KIND = "a hostile text"
READ, REFUSED = ("done", "partial"), ("failed",)
SECONDS_A_MEGABYTE = 30.0
"""What a long text may take of the processor: its shortest lines, of five letters, take most."""
PROSE = "早稻收割今日开始，下游各村一早便下田。记者从镇上了解到，今年的收成比去年好。\n"
PATTERNS = {
    "numbered": "12. 短行\n",
    "pairs": "a: b\n",
    "table": "|a|b|\n",
    "indented": "    深处\n        更深处\n",
    "spaces": " ",
    "line-feeds": "\n",
    "returns": "\r",
    "form-feeds": "\f",
    "one-sign": "的",
    "one-letter": "a",
    "points": "。",
    "dashes": "——\n",
    "brackets": "（",
    "closing": "）",
    "quotes": "“”",
    "heads": "# 题\n\n",
    "bullets": "- 一\n* 二\n",
    "bylines": "本报记者 王小明\n",
    "datelines": "新华社北京一月二日电 ",
    "jumps": "（下转第二版）\n（上接第一版）\n",
    "folios": "第１版 要闻 2024年1月2日 星期二\n",
    "prose": PROSE,
    "one-line": PROSE.strip(),
    "columns": "早稻收割今日\n开始下游各村\n一早便下田去\n",
    "letters": "早 稻 收 割 ",
    "doubled": "早早稻稻收收割割\n",
    "hyphens": "har-\nvest ",
    "english": "The rice harvest began in the lower valley today. ",
    "mixed": "12. 短行\na: b\n|a|b|\n    深处\n# 题\n",
    "marks": "a\u0301",
    "rings": "a" + "\u030a" * 30,
    "joined": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "nothing-wide": "\u200b\u2060\ufeff",
    "turned": "\u202e早稻\u202c\n",
    "tags": "<div><p>早稻</p></div>\n",
    "scripts": "<script>alert(1)</script>\n",
    "entities": "&nbsp;&amp;&#26089;\n",
    "escapes": "\x1b[2J\x1b[31m早稻\n",
    "links": "[早稻](javascript:alert(1))\n",
    "formulas": '=HYPERLINK("http://example.org")\n',
    "rows": "早稻\t收割\t今日\n",
    "rules": "────────\n",
    "urls": "http://example.org/早稻?a=1&b=2\n",
    "surrogates": "\U00020000\U0002f800",
    "private": "\ue000\uf8ff\U000f0000",
    "separators": "早稻\u2028收割\u2029",
    "vertical": "早\n稻\n收\n割\n",
    "fences": "```\n早稻\n```\n",
    "front-matter": "---\ntitle: 早稻\n---\n",
    "notes": "[^1]: 早稻\n",
}


def repeated(pattern: str, length: int) -> bytes:
    """A pattern over and over, ``length`` bytes in all."""
    piece = pattern.encode()
    return (piece * (length // len(piece) + 1))[: length // len(piece) * len(piece)]


OTHERS = {
    "euc_jp": "稲の刈り入れが川下の村々で今朝から始まり、子どもたちも田に出た。\n",
    "shift_jis": "稲の刈り入れが川下の村々で今朝から始まり、子どもたちも田に出た。\n",
    "iso2022_jp": "稲の刈り入れが川下の村々で今朝から始まり、子どもたちも田に出た。\n",
    "euc_kr": "오늘부터 하류의 마을에서는 이른 아침부터 논에 나가 벼를 베기 시작했다\n",
    "cp1251": "Сегодня в деревнях ниже по течению с раннего утра вышли в поле убирать рис.\n",
    "koi8_r": "Сегодня в деревнях ниже по течению с раннего утра вышли в поле убирать рис.\n",
    "latin_1": "Dès l'aube, les villageois de la vallée sont allés récolter le blé à la faux.\n",
    "utf_16_le": PROSE,
    "utf_16_be": PROSE,
    "hz": PROSE,
    "gb18030": PROSE,
    "big5": "早稻收割今日開始，下游各村一早便下田。\n",
}
"""Texts in the encodings that are recognised without being named."""
ODD = {
    "nul.txt": (b"\0" * 5000, REFUSED),
    "nul-between.txt": (PROSE.encode().replace(b"\n", b"\0\n"), None),
    "escape.txt": (b"\x1b]0;title\x07" + PROSE.encode() * 9, READ),
    "marks.txt": (b"\xef\xbb\xbf" * 50 + PROSE.encode(), READ),
    "overlong.txt": (PROSE.encode() * 60 + b"\xc0\xaf\xe0\x80\xaf", ("partial",)),
    "halves.txt": (PROSE.encode() * 60 + b"\xed\xa0\x80\xed\xb0\x80", ("partial",)),
    "broken-byte.txt": (PROSE.encode() * 9 + b"\xff" + PROSE.encode() * 9, ("partial",)),
    **{f"{name}.txt": ((text * 9).encode(name), ("done",)) for name, text in OTHERS.items()},
    "too-many-gb.txt": (PROSE.encode("gb18030") * 9 + b"\xff" + PROSE.encode("gb18030") * 9, ("partial",)),
    "too-few-gb.txt": (
        PROSE.encode("gb18030") * 9 + PROSE.encode("gb18030")[1:] + PROSE.encode("gb18030") * 9,
        ("partial",),
    ),
    "too-few-big5.txt": (OTHERS["big5"].encode("big5") * 9 + OTHERS["big5"].encode("big5")[1:], READ),
    "broken-gb.txt": (PROSE.encode("gb18030") * 9 + b"\xff\x20" + PROSE.encode("gb18030") * 9, ("partial",)),
    "utf16.txt": ((PROSE * 9).encode("utf-16"), READ),
    "utf16-bare.txt": ((PROSE * 9).encode("utf-16-le"), None),
    "utf32.txt": ((PROSE * 9).encode("utf-32"), None),
    "utf7.txt": ((PROSE * 9).encode("utf-7"), None),
    "big5.txt": (("早稻收割今日開始，下游各村一早便下田。" * 9).encode("big5"), READ),
    "random.txt": (random.Random(5).randbytes(20_000), REFUSED),
    "all-bytes.txt": (bytes(range(256)) * 40, REFUSED),
    "zip.txt": (b"PK\x03\x04" + random.Random(6).randbytes(3000), REFUSED),
    "one.txt": (b"x", None),
    "half-sign.txt": (PROSE.encode() * 3 + "稻".encode()[:2], ("partial",)),
    "line-ends.txt": (PROSE.encode() + b"\r\n\r\r\n\n\r" + PROSE.encode(), READ),
    "controls.txt": (bytes(range(1, 32)) * 9 + PROSE.encode(), None),
    "plain.md": (b"# " + PROSE.encode(), READ),
    "html.md": (b"<html><body onload=alert(1)>" + PROSE.encode() + b"</body></html>", READ),
    "pdf-inside.txt": (PROSE.encode() * 60 + b"%PDF-1.4", READ),
}


def short() -> Iterator[Case]:
    """Texts of 20 KB and less."""
    for name, pattern in PATTERNS.items():
        yield Case(f"text-{name}.txt", partial(repeated, pattern, 20_000), KIND)
    for name, (data, expected) in ODD.items():
        yield Case(f"odd-{name}", partial(bytes, data), KIND, expected or ("done", "partial", "failed"))


def long(length: int = 2_000_000) -> Iterator[Case]:
    """The same patterns at a length at which what is not linear does not end."""
    for name, pattern in PATTERNS.items():
        make, seconds = partial(repeated, pattern, length), SECONDS_A_MEGABYTE * length / 1e6
        yield Case(f"long-{name}.txt", make, "a long repetitive text", seconds=seconds)

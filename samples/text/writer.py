"""Writes invented articles from the sentences of the theme files.

A theme file holds lists under `@headlines`, `@leads`, `@body` and so on. `{p1}` to `{p3}` and `{place}`
stay the same through a story; `{n}`, `{nn}`, `{k}` and `{date}` are drawn anew each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent
SURNAMES = {
    "simplified": "程苏米邱江罗白于方沈秦孟黎贺顾温柯鲁简聂褚阮霍柴",
    "traditional": "陸沈顧韓鄭葉龔嚴魏馮喬盧",
}
GIVEN = {
    "simplified": "立芮兰枫涛天桦帆圆约川禾远山晴牧野岚青松石溪月舟朗云穗",
    "traditional": "鶴雲舟濤蘭竹梅松遠山溪月",
}
PLACES = {
    "simplified": [
        "青石坡",
        "龙尾湾",
        "白鹭洲",
        "听泉镇",
        "河湾村",
        "松林铺",
        "北岭乡",
        "石桥头",
        "柳叶渡",
        "云塘村",
        "枫树坳",
        "半山街",
        "茶亭里",
        "双井村",
    ],
    "traditional": ["青石口", "白鷺洲", "東山", "南溪", "柳葉渡", "石橋頭"],
}
PAPERS = {
    "simplified": ["听泉日报", "河湾晚报", "青石新闻", "白鹭早报", "北岭周报", "松林时报"],
    "traditional": ["白鷺日報", "青石新報", "南溪週刊"],
}


@dataclass
class Theme:
    """The sentences of one theme that a document has not used yet."""

    name: str
    lists: dict[str, list[str]]


@lru_cache(maxsize=64)
def _read(script: str, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lists: dict[str, list[str]] = {}
    for line in (FOLDER / script / f"{name}.theme").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            lists[line[1:]] = []
        elif line:
            lists[next(reversed(lists))].append(line)
    return tuple((key, tuple(rows)) for key, rows in lists.items())


def theme_names(script: str) -> list[str]:
    """Names of the themes that are written in a script."""
    return sorted(path.stem for path in (FOLDER / script).glob("*.theme"))


def collection(script: str) -> str:
    """Every character that a page in a script may use, sorted."""
    text = "".join(path.read_text(encoding="utf-8") for path in (FOLDER / script).glob("*.theme"))
    fixed = Path(__file__).read_text(encoding="utf-8")
    extra = "".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("phrases.theme", "verse.theme", "notices.theme")
    )
    ascii_chars = "".join(map(chr, range(32, 127)))
    return "".join(sorted(set(text + fixed + extra + ascii_chars) - set("\n\t")))


@dataclass
class Cast:
    """The people and the place of one story."""

    people: list[str]
    place: str


@dataclass
class Writer:
    """Draws headlines and paragraphs for the stories of one document, no sentence twice."""

    rng: Random
    script: str = "simplified"
    used: set[str] = field(default_factory=set)
    drawn_themes: list[str] = field(default_factory=list)

    def person(self) -> str:
        """A name of two or three characters."""
        given = self.rng.sample(GIVEN[self.script], self.rng.choice((1, 2)))
        return self.rng.choice(SURNAMES[self.script]) + "".join(given)

    def theme(self) -> str:
        """A theme that the document has used as little as possible."""
        names = theme_names(self.script)
        least = min(self.drawn_themes.count(name) for name in names)
        name = self.rng.choice([name for name in names if self.drawn_themes.count(name) == least])
        self.drawn_themes.append(name)
        return name

    def cast(self) -> Cast:
        """People and place for a story."""
        return Cast([self.person() for _ in range(3)], self.rng.choice(PLACES[self.script]))

    def pick(self, theme: str, kind: str) -> str | None:
        """A line of a theme that this document has not used, or None."""
        lines = dict(_read(self.script, theme)).get(kind, ())
        free = [line for line in lines if line not in self.used]
        if not free:
            return None
        line = self.rng.choice(free)
        self.used.add(line)
        return line

    def fill(self, line: str, cast: Cast) -> str:
        """The line with names and numbers in its slots."""
        rng = self.rng
        values = {
            "p1": lambda: cast.people[0],
            "p2": lambda: cast.people[1],
            "p3": lambda: cast.people[2],
            "place": lambda: cast.place,
            "n": lambda: str(rng.randint(3, 29)),
            "nn": lambda: str(rng.randint(31, 960)),
            "k": lambda: (
                f"{rng.choice((1, 2, 3, 5)) * 1000 + rng.randint(0, 999)}"
                if rng.random() < 0.6
                else f"{rng.randint(11, 98) / 10}万"
            ),
            "date": lambda: f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        }
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]](), line)


@dataclass
class ArticleWriter:
    """Gives one story's paragraphs, one at a time, each a few sentences of its theme."""

    writer: Writer
    theme: str
    cast: Cast
    with_subheadings: float = 0.0
    told: int = 0

    def next_paragraph(self, room: int) -> tuple[str, bool] | None:
        """The next paragraph of at most about `room` characters and whether it is a subheading."""
        rng = self.writer.rng
        if room < 24 or not self.theme:
            return None
        if self.told > 1 and room > 220 and rng.random() < self.with_subheadings:
            heading = self.writer.pick(self.theme, "subheadings")
            if heading:
                self.told = 1
                return heading, True
        wanted = min(rng.randint(60, 230), room - 6)
        sentences: list[str] = []
        kinds = ["leads"] if self.told == 0 else []
        while True:
            kind = kinds.pop() if kinds else rng.choices(("body", "quotes"), (6, 1))[0]
            line = self.writer.pick(self.theme, kind) or self.writer.pick(self.theme, "body")
            if line is None:
                self.theme = self._other_theme()
                if self.theme == "":
                    break
                continue
            text = self.writer.fill(line, self.cast)
            if sentences and sum(map(len, sentences)) + len(text) > wanted:
                self.writer.used.discard(line)
                break
            if not sentences and len(text) > room:
                self.writer.used.discard(line)
                break
            sentences.append(text)
        self.told += 1
        return ("".join(sentences), False) if sentences else None

    def _other_theme(self) -> str:
        for name in self.writer.rng.sample(theme_names(self.writer.script), len(theme_names(self.writer.script))):
            lines = dict(_read(self.writer.script, name)).get("body", ())
            if any(line not in self.writer.used for line in lines):
                return name
        return ""

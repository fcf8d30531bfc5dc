"""Writes invented text from phrase lists: `<name>` stands for one phrase of a list, drawn anew each time.

A grammar file holds topics (`== town`), in them lists (`@lead`), in them phrases, one a line or parted by
`|`. `<person#1>` is drawn once a story and stays the same in it. The lists of the topic `common` serve all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "idiom"
SLOT = re.compile(r"<(\w+)(#\w+)?>")
MOST_DRAWS = 8
"""Draws before a phrase that the story has said already is said again."""

HEADLINES = ("head", "banner")
TRIES = 12
"""Draws for a headline that the document does not have yet."""

Lists = dict[str, list[str]]


@lru_cache(maxsize=8)
def read_grammar(name: str) -> dict[str, Lists]:
    """The lists of a grammar file by topic."""
    topics: dict[str, Lists] = {}
    lists: Lists = {}
    phrases: list[str] = []
    for line in (FOLDER / f"{name}.grammar").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            lists = topics.setdefault(line[3:].strip(), {})
        elif line.startswith("@"):
            phrases = lists.setdefault(line[1:].strip(), [])
        elif line:
            phrases += line.split("|")
    for theme in sorted((FOLDER.parent / script).glob("*.theme")) if (script := THEMES.get(name)) else ():
        topics[theme.stem] = _theme_lists(theme)
    return topics


def _theme_lists(path: Path) -> Lists:
    """The lists of a theme file (see `samples.text.writer`) under the names that grammars use."""
    lists: Lists = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            phrases = lists.setdefault(THEME_LISTS.get(line[1:], line[1:]), [])
        elif line:
            phrases.append(re.sub(r"\{(\w+)\}", lambda match: THEME_SLOTS[match[1]], line))
    return lists


def idiom_collection(name: str) -> str:
    """Every character that a page in this idiom may use, sorted."""
    text = (FOLDER / f"{name}.grammar").read_text(encoding="utf-8")
    for theme in sorted((FOLDER.parent / script).glob("*.theme")) if (script := THEMES.get(name)) else ():
        text += theme.read_text(encoding="utf-8")
    text += (FOLDER.parent / "notices.theme").read_text(encoding="utf-8") if name in THEMES else ""
    signs = (
        "".join(map(chr, range(32, 127)))
        + "■□◆●○★▲△▶◀▼◎※→←↑↓（）《》〈〉「」『』“”‘’【】〔〕，、。；：？！—…·•－０１２３４５６７８９％　"
    )
    figures = "零〇一二三四五六七八九十廿卅百千萬万億亿年月日號号期版第元角分星期今日出張张大中華华民國国"
    figures += "上下轉转接續续未完共本報报初兩两"
    signs = LATIN_SIGNS if name in LATIN else signs + figures
    return "".join(sorted(set(text + signs + EXTRA.get(name, "")) - set("\n\t")))


LATIN = frozenset({"english", "german"})
"""Idioms that part words by spaces."""
LATIN_SIGNS = "".join(map(chr, range(32, 127))) + "äöüÄÖÜßéèàç«»„“”‘’–—…•§£№"
THEMES = {"mainland": "simplified"}
"""Idioms that also tell what the theme files of a script hold."""
THEME_LISTS = {
    "headlines": "head", "kickers": "kicker", "subheadlines": "sub", "leads": "lead", "quotes": "body",
    "subheadings": "subhead", "captions": "caption",
}  # fmt: skip
THEME_SLOTS = {
    "p1": "<person#1>", "p2": "<person#2>", "p3": "<person#3>", "place": "<place#1>", "n": "<n>", "nn": "<nn>",
    "k": "<k>", "date": "<date>",
}  # fmt: skip
EXTRA: dict[str, str] = {
    "tabloid": "督印出版有限公司地址工業邨詳刊免費報章每人限取一份人物專訪校長訪談城市匠人故事撰文採訪記者",
    "mainland": "责任编辑版式校对电话邮箱导读见国内统一连续出版物号农历下转上接本版美编记者图为通讯员"
    "重点项目进度表农产品批发价格表全市主要水库水位一览总投资责任单位",
}
"""Further characters that the families of an idiom print."""


@dataclass
class Memory:
    """What the stories of one document have told: phrases, topics, headlines."""

    phrases: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    heads: set[str] = field(default_factory=set)

    def choose_topics(self, names: Sequence[str], count: int, rng: Random) -> list[str]:
        """Topics that the document has told least, the first of them counted as told."""
        drawn = rng.sample(sorted(set(names)), len(set(names)))
        drawn.sort(key=lambda name: self.topics[name])
        self.topics[drawn[0]] += 1
        return drawn[:count]


@dataclass
class Teller:
    """Tells one story: fills phrases, keeps its cast, says no phrase twice while there are others.

    What other stories with the same memory have told comes last, and their headlines not at all while there are
    others.
    """

    idiom: str
    topic: str
    rng: Random
    cast: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    also: tuple[str, ...] = ()
    told: Counter[str] = field(default_factory=Counter)
    memory: Memory = field(default_factory=Memory)

    def phrase(self, name: str) -> str:
        """One phrase of a list, filled; empty where neither the topic nor `common` has the list."""
        if name not in HEADLINES:
            return self._draw(name)
        for _ in range(TRIES):
            headline = self._draw(name)
            if headline not in self.memory.heads:
                break
        self.memory.heads.add(headline)
        return headline

    def _draw(self, name: str) -> str:
        topics = read_grammar(self.idiom)
        phrases = topics[self.topic].get(name) or topics["common"].get(name) or []
        if not phrases:
            return ""
        free = [phrase for phrase in phrases if phrase not in self.said] if len(phrases) < 60 else []
        if not free:
            free = phrases
        drawn = self.rng.choice(free)
        if len(drawn) > MOST_DRAWS:
            self.said.add(drawn)
        return self.fill(drawn)

    def has(self, name: str) -> bool:
        """Whether the topic itself has this list."""
        return name in read_grammar(self.idiom)[self.topic]

    def fill(self, phrase: str) -> str:
        """The phrase with everything in its slots."""
        return SLOT.sub(self._slot, phrase)

    def _slot(self, match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        if not number:
            return self.phrase(name)
        key = name + number
        if key not in self.cast:
            self.cast[key] = self.phrase(name)
        return self.cast[key]

    def paragraphs(self, length: int, longest: int) -> list[str]:
        """Paragraphs of the topic's lead and body, together about `length` characters.

        What the topic has said is not said again; then the story goes on with those in `also`.
        """
        rng = self.rng
        found: list[str] = []
        total = 0
        said: set[str] = set()
        others = list(self.also)
        while total < length:
            wanted = min(rng.randint(longest // 3, longest), max(20, length - total))
            text = ""
            space = " " if self.idiom in LATIN else ""
            while len(text) < wanted:
                sentence = self._new_sentence("lead" if not found and not text else "body", said)
                if not sentence:
                    break
                text += (space if text else "") + sentence
            if text:
                found.append(text)
                total += len(text)
            elif others:
                self.topic = others.pop(0)
            else:
                break
        return found

    def _new_sentence(self, kind: str, said: set[str]) -> str:
        """A sentence that is not in `said`, and then is; empty where the topic has none left.

        A phrase with slots may come twice where words are not parted by spaces (there it is short).
        """
        phrases = read_grammar(self.idiom)[self.topic].get(kind, [])
        free = [phrase for phrase in phrases if self.told[phrase] < self._most(phrase)]
        self.rng.shuffle(free)
        free.sort(key=lambda phrase: (self.told[phrase], self.memory.phrases[phrase] / (1 + 2 * phrase.count("<"))))
        for phrase in free:
            self.told[phrase] += 1
            self.memory.phrases[phrase] += 1
            sentence = self.fill(phrase)
            sentence = sentence[0].upper() + sentence[1:]
            if sentence not in said:
                said.add(sentence)
                return sentence
        return ""

    def _most(self, phrase: str) -> int:
        return 2 if self.idiom not in LATIN and phrase.count("<") > 1 else 1

"""Invented clean articles, and the damage that text layers and recognisers do to them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from banmian.document.changes import Change
from banmian.repair.bare_text.printed_lines import em_width
from samples.text.writer import ArticleWriter, Writer

HAN_PAIR = re.compile(r"(?<=[\u4e00-\u9fff，。、“”])(?=[\u4e00-\u9fff“”])|(?<=[\u4e00-\u9fff])(?=[，。、“”])")
DATELINE = re.compile(r"^本报讯（[^）]*）")
NEVER_FIRST = "，。、；：！？”’）》】%％"
NEVER_LAST = "“‘（《【"


@dataclass
class Clean:
    """One article as it should come out."""

    headline: str
    paragraphs: list[str]
    kicker: str | None = None
    subheadline: str | None = None
    byline: str | None = None
    names: list[str] = field(default_factory=list)


def invent(writer: Writer, room: int) -> Clean:
    """An article of about `room` characters, without subheadings."""
    rng = writer.rng
    theme = writer.theme()
    cast = writer.cast()
    headline = writer.fill(writer.pick(theme, "headlines") or "旧书摊前的灯", cast)
    teller = ArticleWriter(writer, theme, cast)
    paragraphs: list[str] = []
    while room > 60:
        told = teller.next_paragraph(room)
        if told is None:
            break
        paragraphs.append(told[0])
        room -= len(told[0])
    article = Clean(headline, paragraphs)
    if rng.random() < 0.4:
        kicker = writer.pick(theme, "kickers")
        article.kicker = writer.fill(kicker, cast) if kicker else None
    elif rng.random() < 0.4:
        subheadline = writer.pick(theme, "subheadlines")
        article.subheadline = writer.fill(subheadline, cast) if subheadline else None
    if "讯（" not in paragraphs[0][:12]:
        article.names = [writer.person()]
        article.byline = rng.choice(("本报记者 {}", "通讯员 {}", "■本报记者 {}")).format(article.names[0])
    else:
        article.names = re.findall(r"记者(.{2,3})[）]", paragraphs[0][:30])
    return article


def invent_several(seed: int, count: int, room: int = 500) -> list[Clean]:
    """`count` articles that share no sentence."""
    writer = Writer(random.Random(seed))
    return [invent(writer, room) for _ in range(count)]


def wrap(paragraph: str, width: int, indent: int = 2) -> list[str]:
    """A paragraph set in a column of `width` em, its first line set in."""
    lines: list[str] = []
    line, room = "", float(width - indent)
    for token in re.findall(r"[A-Za-z0-9.%+\-]+|.", paragraph):
        if not line or em_width(line + token) <= room:
            line += token
            continue
        if token[0] in NEVER_FIRST and em_width(line + token) <= room + 1:
            lines.append(line + token)
            line = ""
        else:
            carried = token
            while line and (carried[0] in NEVER_FIRST or line[-1] in NEVER_LAST):
                carried, line = line[-1] + carried, line[:-1]
            lines.append(line)
            line = carried
        room = float(width)
    return [*lines, line] if line else lines


def letter_space(line: str) -> str:
    """Every gap between Han characters and marks opened."""
    return HAN_PAIR.sub(" ", line)


def double(phrase: str) -> str:
    """Each part of a banner painted twice."""
    return " ".join(part * 2 for part in phrase.split(" "))


def double_glyphs(phrase: str) -> str:
    """Each glyph painted twice."""
    return "".join(character if character == " " else character * 2 for character in phrase)


def text_layer(articles: list[Clean], rng: random.Random, share: float = 0.25) -> str:
    """Articles as a page's text layer gives them: each printed line a paragraph, some of them letter-spaced."""
    out: list[str] = []
    for article in articles:
        width = rng.choice((13, 16, 18, 20, 22))
        out += heads(article)
        for paragraph in article.paragraphs:
            for line in wrap(paragraph, width):
                out.append(letter_space(line) if rng.random() < share else line)
    return "\n\n".join(out) + "\n"


def heads(article: Clean) -> list[str]:
    """The head of an article, its subheadline close to the headline."""
    lines = [article.kicker] if article.kicker else []
    lines.append(article.headline + (f"\n——{article.subheadline}" if article.subheadline else ""))
    return [*lines, article.byline] if article.byline else lines


def column_cuts(articles: list[Clean], rng: random.Random, share: float = 0.4) -> str:
    """Articles as a recogniser gives them: paragraphs whole, some cut in two by a column's end."""
    out: list[str] = []
    for article in articles:
        out += [line for line in (article.kicker, article.headline) if line]
        if article.subheadline:
            out.append("——" + article.subheadline)
        if article.byline:
            out.append(article.byline)
        for paragraph in article.paragraphs:
            place = cut_place(paragraph, rng) if rng.random() < share else 0
            out += [paragraph[:place], paragraph[place:]] if place else [paragraph]
    return "\n\n".join(out) + "\n"


def cut_place(paragraph: str, rng: random.Random) -> int:
    """Somewhere inside a sentence, 0 when the paragraph is too short to be cut."""
    if len(paragraph) < 60:
        return 0
    place = rng.randrange(25, len(paragraph) - 20)
    while place > 25 and (paragraph[place] in NEVER_FIRST or paragraph[place - 1] in "。！？”）—" + NEVER_LAST):
        place -= 1
    return place if paragraph[place - 1] not in "。！？”" else 0


def change_offsets(text: str, changes: list[Change]) -> set[int]:
    """Where, in what was read, the characters stand that the changes took away."""
    kept = list(range(len(text)))
    gone: set[int] = set()
    for change in changes:
        end = change.offset + len(change.before)
        if len(change.after) < len(change.before):
            taken = kept[change.offset : end]
            gone.update(taken[len(change.after) :])
            kept[change.offset : end] = taken[: len(change.after)]
    return gone


def heads_after(articles: list[Clean], rng: random.Random, share: float = 0.0) -> str:
    """A text layer that paints every byline, then the body, then the head below it."""
    out: list[str] = []
    for article in articles:
        out += body_below(article, rng, share) + headline_lines(article)
    return "\n\n".join(out) + "\n"


def heads_mixed(articles: list[Clean], rng: random.Random, share: float = 0.0) -> str:
    """A text layer that paints some heads above their bodies and some below."""
    out: list[str] = []
    for article in articles:
        if rng.random() < 0.5:
            out += headline_lines(article) + body_below(article, rng, share)
        else:
            out += body_below(article, rng, share) + headline_lines(article)
    return "\n\n".join(out) + "\n"


def heads_first(articles: list[Clean], rng: random.Random) -> str:
    """All heads of a page, then all its texts in the same order, each under its byline."""
    texts = [line for article in articles for line in body_below(article, rng, 0.0)]
    return "\n\n".join([*all_heads(articles), *texts]) + "\n"


def heads_in_another_order(articles: list[Clean], rng: random.Random) -> str:
    """All headlines first, in another order than the bodies."""
    heads = rng.sample(articles, len(articles))
    return "\n\n".join([*all_heads(heads), *(line for one in articles for line in body_below(one, rng, 0.0))]) + "\n"


def heads_last(articles: list[Clean], rng: random.Random) -> str:
    """All texts of a page, then all its heads in the same order."""
    texts = [line for article in articles for line in body_below(article, rng, 0.0)]
    return "\n\n".join([*texts, *all_heads(articles)]) + "\n"


def heads_by_page(articles: list[Clean], rng: random.Random) -> str:
    """Three articles a page, the heads of each page before its texts."""
    pages = [articles[start : start + 3] for start in range(0, len(articles), 3)]
    return "".join(f"第{number}版 要闻\n\n{heads_first(page, rng)}\n" for number, page in enumerate(pages, start=1))


def all_heads(articles: list[Clean]) -> list[str]:
    """The title lines of all articles."""
    return [line for article in articles for line in headline_lines(article)]


def unsigned(articles: list[Clean], rng: random.Random) -> str:
    """Heads and bodies that name nobody, nothing but their wording and setting telling heads from subheadings."""
    out: list[str] = []
    for article in articles:
        first, *rest = article.paragraphs
        article.paragraphs = [DATELINE.sub("", first), *rest]
        article.byline = None
        out += heads(article) + article.paragraphs
    return "\n\n".join(out) + "\n"


def signed_below(articles: list[Clean], rng: random.Random) -> str:
    """Heads, bodies, and under them the reporters without brackets."""
    out: list[str] = []
    for article in articles:
        name = "".join(rng.choice(part) for part in ("赵钱孙李", ("文清", "海", "子明")))
        first, *rest = article.paragraphs
        article.paragraphs = [DATELINE.sub("", first), *rest]
        article.byline, article.names = None, [name]
        out += [*heads(article), *article.paragraphs, f"本报记者 {name}"]
    return "\n".join(out) + "\n"


def headline_lines(article: Clean) -> list[str]:
    """The title lines of an article without its byline."""
    return heads(Clean(article.headline, [], article.kicker, article.subheadline))


def body_below(article: Clean, rng: random.Random, share: float) -> list[str]:
    """The byline of an article and its body in printed lines, a share of them letter-spaced."""
    width = rng.choice((13, 16, 18, 20, 22))
    lines = [line for paragraph in article.paragraphs for line in wrap(paragraph, width)]
    spaced = [letter_space(line) if rng.random() < share else line for line in lines]
    return [*([article.byline] if article.byline else []), *spaced]


def open_gaps(text: str, rng: random.Random, density: float) -> str:
    """Some of the places between Han characters and marks opened, as a recogniser does."""
    return HAN_PAIR.sub(lambda _: " " if rng.random() < density else "", text)


def recognised(articles: list[Clean], rng: random.Random, density: float = 0.1) -> str:
    """Wrapped lines as a recogniser that puts spaces between words gives them."""
    out: list[str] = []
    for article in articles:
        out += ["\n".join(heads(article)), ""]
        for paragraph in article.paragraphs:
            lines = wrap(paragraph, 28)
            out += [open_gaps(line, rng, density) for line in ["\u3000\u3000" + lines[0], *lines[1:]]]
        out.append("")
    return "\n".join(out)


_WHO = (
    "一盏旧灯",
    "两封家信",
    "三尺讲台",
    "一把铜锁",
    "半截粉笔",
    "一张车票",
    "八仙方桌",
    "一只木箱",
    "几枚邮票",
    "一双布鞋",
    "满架蔷薇",
    "一口老井",
)
_WHAT = (
    "等候归人",
    "写满往事",
    "从未走远",
    "走过寒冬",
    "照见初心",
    "安放乡愁",
    "串起邻里",
    "唤醒清晨",
    "装下四季",
    "听见春声",
)


def retitled(articles: list[Clean], rng: random.Random) -> list[Clean]:
    """The articles under headlines that share no wording with any body, without kickers."""
    titles = rng.sample([f"{who} {what}" for who in _WHO for what in _WHAT], len(articles))
    return [
        Clean(title, article.paragraphs, byline=article.byline, names=article.names)
        for title, article in zip(titles, articles, strict=True)
    ]

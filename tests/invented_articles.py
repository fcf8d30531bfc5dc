"""Invented articles set as lines of a width, and what was made of them, for tests of bare text."""

from __future__ import annotations

from repair_damage import letter_space, wrap

from banmian.document.model import Article, Content
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.undo import read_text

BRIDGE = [
    "河湾大桥最后一段钢梁昨夜落下，两岸的灯光在江心连成一线。大桥全长三百米，双向四车道，通车以后过江只要三分钟。",
    "修桥的石匠说，合龙要等温度，钢梁热胀冷缩，只有后半夜的两个小时，缝隙才正好是设计的那个数。大桥六月通车。",
]
CLINIC = [
    "松林铺卫生院的透析室今天开门，七张床全部坐满。过去病人做一次透析要坐三个小时的车，如今在家门口就能做。",
    "透析室的护士在县医院学了半年，机器是新的。病人说，最远的路省下来了，透析日也敢去地里看看庄稼。",
]
SCHOOL = [
    "听泉小学的操场上立起一座白色圆顶，这是全县第一座乡村天文台。孩子们轮流看星，天文台每晚开到九点。",
    "天文台的望远镜是退休教师捐的，孩子们给它起了名字。校长说，星星不认城里乡下，抬头就有。",
]
FERRY = [
    "龙尾湾的老渡轮拖上了岸，驾驶室里的铜钟照样每个整点敲一次。渡轮成了茶馆，船票成了茶牌。",
    "老船长每天来擦铜钟，茶客们听着钟声续水。渡轮退休那天，江上的船都拉了汽笛。",
]


def lines(paragraphs: list[str], width: int, spaced: int = 0) -> str:
    """Paragraphs as a text layer gives them: a printed line a paragraph, one in `spaced` letter-spaced."""
    printed = [line for paragraph in paragraphs for line in wrap(paragraph, width)]
    return "\n\n".join(
        letter_space(line) if spaced and place % spaced == 1 else line for place, line in enumerate(printed)
    )


def read(text: str) -> Content:
    content = text_to_content(text)
    assert read_text(content) == text
    return content


def bodies(content: Content) -> list[list[str]]:
    return [[block.text for block in article.blocks if block.type == "paragraph"] for article in content.articles]


def names(article: Article) -> list[str]:
    return [person.name for person in article.bylines]


def dated(paragraphs: list[str], who: str) -> list[str]:
    return [f"听泉日报讯（{who}）{paragraphs[0]}", *paragraphs[1:]]

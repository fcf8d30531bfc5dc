"""Furniture of a bare text: mastheads, folios, staff boxes, notices; contents lists are in `contents_lists`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from banmian.document.model import FurnitureKind
from banmian.repair.bare_text.contents_lists import CONTENTS_HEAD, NAMED, mark_contents_lists
from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.markup import is_image
from banmian.repair.thresholds import TITLE
from banmian.wording.bylines import byline_score, is_account_line
from banmian.wording.jump_lines import is_jump
from banmian.wording.letter_and_turn_openings import opens_letter
from banmian.wording.mastheads import folio_score, masthead_score
from banmian.wording.score_threshold import SURE
from banmian.wording.simplified import simplify
from banmian.wording.staff_lines import staff_score
from banmian.wording.unicode_script import HAN, han_count

_ANYWHERE = 0.65
"""From this score wording makes a masthead or a folio wherever it is."""

_INDEX_REFERENCE = re.compile(
    r"(?:报道|报导|详|全文|内容|文章|消息|图文|报道均|均)?\s*(?:刊|见|载)\s*(?:今日|本报)?\s*第?\s*[A-Z]?\d{1,3}(?:\s*[-—、，]\s*\d{1,3})*\s*版"
    r"|>>>?\s*\d{1,2}\s*版?|^\s*[A-Z]?\d{1,2}\s*版\s*$"
)
_NOTICE = re.compile(
    r"扫码|扫一扫|扫描.{0,6}二维码|长按识别|识别二维码|关注.{0,8}公众号|下载.{0,8}客户端|(?:www|https?|WWW)[.:/]|微信公众号|抖音号|新浪微博|"
    r"广告|投稿邮箱|新闻热线|订阅热线|举报电话|本报地址|社址[:：]|邮编[:：]|零售价|定价[:：]|印刷[:：]|邮发代号|发行[:：]"
)
_DUTY = re.compile(
    rf"(?:值班|执行|本版|责任|本期|一版|总)?(?:编委|总编辑?|主编|总值班|编辑|责编|图编|校对|版式|美编|组版|检校|审读|审校|审核|[初复终一二三]审|监制|统筹|策划|编审|主任|制图|设计)"
    rf"[ \t\u3000:：/／]+[{HAN}]{{2,4}}(?:[ \t\u3000、/][{HAN}]{{1,4}})*"
)
_BRAND = re.compile(
    rf"[{HAN}]{{2,6}}(?:日报|晚报|晨报|时报|客户端|融媒|视频号|网|电视台|广播|周刊)|掌上[{HAN}]{{2,4}}|[{HAN}]{{2,4}}(?:发布|头条)"
)
_WORDS = re.compile(r"[^\W_]")
_CONTACT = re.compile(
    rf"(?i)(?:[{HAN}]{{0,8}}(?:电\s?话|热线|传真|邮箱|信箱|e-?\s?mail|QQ群?|微信号?)\s*[:：]?\s*[\w@.+—\-/]*[\d@][\w@.+—\-/]*[\s、，;；]*)+"
)
_FORECAST = re.compile(r"(?:今日|今天|明日|明天)?(?:天气|气象).{0,30}[℃度].{0,12}")
_DESK_NUMBER = re.compile(
    rf"(?:要闻|综合|[{HAN}]{{0,4}}新闻|[{HAN}]{{0,2}}副刊|[{HAN}]{{0,2}}专版|时政|经济|社会|文化|教育|健康|理论|评论|民生)"
    r"[ \t\u3000·|/]*0\d"
)
_DESK = re.compile(
    r"(?:(?:本[市埠地]|国内|国际|综合|社会|体育|经济|文化|教育|时政|民生|地方|县域|财经)?新闻)|要闻|综合|国际|国内|时政|经济|体育|"
    r"文化|副刊|社会|民生|教育|健康|财经|理论|评论|法治|旅游|读书|文艺副刊|读者来信|来信"
)
_POINTER = re.compile(r"[→▶►➤>＞»☞]+\s*[A-Z]?\d{1,2}\s*版?")
_HOUSE = re.compile(rf"[{HAN}]{{2,10}}(?:日报|晚报|晨报|时报|报)社(?:主管|主办|出版|编辑|承办|[ 、])+")
_ISSUE_LINE = re.compile(
    rf"[·|\d\s]*[{HAN}]{{0,10}}[\s·|《》]*(?:\d{{4}}\s*年?\s*[·.第]\s*\d{{1,3}}\s*期|第?\s*\d{{1,3}}\s*期\s*[（(]?总第\s*\d{{1,4}}\s*期[)）]?)[·|\d\s]*"
)
_HANDLE = re.compile(rf"掌上[{HAN}]{{2,4}}|[{HAN}]{{2,6}}(?:客户端|视频号|抖音号|公众号)")
_PAGE_NUMBER = re.compile(r"[·•—\-–|\s]*\d{1,3}[·•—\-–|\s]*|第\s*\d{1,3}\s*页(?:\s*[共/]\s*\d{1,3}\s*页?)?")
_BUTTON = (
    r"[上下]一(?:版|篇|页|期|条)|首页|放大|缩小|字号|返回(?:首页|目录|列表|顶部)|听新闻|复制链接|(?:版面|标题|文章)(?:导航|目录|概览)|"
    r"PDF版?|往期回顾"
)
_CONTROL = rf"(?:{_BUTTON}|默认|[大中小]|打印|关闭|收藏|分享(?:到)?|朗读|返回)"
_BESIDE_CONTROL = r"[ \t\u3000|｜/<>«»◀▶◁▷←→·+\-\[\]【】()（）:：]"
_CONTROLS = re.compile(
    rf"{_BESIDE_CONTROL}*(?:{_BUTTON}|{_CONTROL}(?:{_BESIDE_CONTROL}+{_CONTROL})+){_BESIDE_CONTROL}*"
)
"""What a page of an e-paper has to click on."""
_COUNTS = re.compile(
    r"(?:(?:阅读|浏览|点赞|赞|在看|评论|转发|分享|收藏|点击)(?:量|数|次数)?\s*[:：]?\s*"
    r"\d[\d,.]*\s*[万wWkK]?\+?\s*次?[ \t\u3000|｜·]*)+"
)
"""How often an app says an article was read."""
_SHARING = re.compile(r"(?:分享到?|字[体号]|责任?编辑?)\s*[:：]\s*(?:[\w+\-]{1,6}[ \t\u3000|｜]*){0,6}")
"""The name of a row of controls, with or without them."""
_END = re.compile(r"[-—–·*\s]*(?:(?i:the\s+)?(?i:end)|全文完|完)[-—–·*\s]*")
"""The mark at the end of an article of an app."""
_INVITATION = re.compile(
    r".{0,8}点击.{0,6}(?:蓝字|关注|名片|下方|上方|阅读原文|视频|音频|观看|收听|了解详情|查看).{0,12}|.{0,4}(?:蓝字)?关注我们.{0,6}|阅读原文|相关阅读[:：]?"
)
"""What an app asks of its readers."""
_FIELD_NAME = re.compile(
    r"[【]?(?:标题|主标题|题名|篇名|引题|肩题|副题|副标题|作者|正文|全文|内容)(?:】|[:：])|字数[:：]\s*\d+"
)
"""The name of a field of a database, alone, or with what says nothing of the article."""
_PAGE_FIELD = re.compile(r"(?:版次|版名|版面)[:：]\s*[\w第版：:]{0,16}")
_SOURCE = re.compile(rf"(?:[{HAN}]{{2}})?来源\s*[:：丨|/]\s*[^，。；！？,;!?]{{2,24}}")
"""Where a copied article was taken from."""
_HEAD_OF_FILE = 14


def furniture_kind(element: Element, place: int) -> FurnitureKind | None:
    """The furniture kind of element number `place` by its wording; None when it is not furniture."""
    text = simplify(element.text.strip())
    if is_image(text) or not _WORDS.search(text):
        return "other"
    if len(text) > 130 or is_jump(text) or is_account_line(text) or opens_letter(text):
        return None
    if _PAGE_NUMBER.fullmatch(text):
        return "folio"
    if _DUTY.fullmatch(text) or _CONTACT.fullmatch(text) or (staff_score(text) > SURE and len(text) < 80):
        return "staff"
    if CONTENTS_HEAD.fullmatch(re.sub(r"\s+", " ", text.strip("【】〔〕［］[]■●◆▲★ "))) or _POINTER.fullmatch(text):
        return "index"
    if _PAGE_FIELD.fullmatch(text) or _DESK_NUMBER.fullmatch(text) or _ISSUE_LINE.fullmatch(text):
        return "folio"
    if _HOUSE.fullmatch(text):
        return "masthead"
    if any(form.fullmatch(text) for form in (_CONTROLS, _SHARING, _END, _COUNTS, _INVITATION, _SOURCE, _FIELD_NAME)):
        return "other"
    if _HANDLE.fullmatch(text) or _FORECAST.fullmatch(text):
        return "other"
    if _INDEX_REFERENCE.search(text) and not element.ends and len(text) <= 60:
        return "index"
    if masthead_score(text) >= (SURE if place < _HEAD_OF_FILE else _ANYWHERE):
        return "masthead"
    if folio_score(text) >= _ANYWHERE and not element.level:
        return "folio"
    if _NOTICE.search(text) and not element.ends and len(text) <= 60:
        return "other"
    words = text.split()
    if len(words) > 1 and all(_BRAND.fullmatch(word) for word in words):
        return "other"
    return None


def mark_furniture(elements: Sequence[Element]) -> list[Element]:
    """The elements; furniture gets its role and kind, contents lists from their heading to the last entry."""
    elements = list(elements)
    for place, element in enumerate(elements):
        if element.role != "prose":
            continue
        kind = furniture_kind(element, place)
        if kind:
            elements[place] = replace(element, role="furniture", kind=kind)
    _mark_desks(elements)
    _mark_running_heads(elements)
    mark_contents_lists(elements)
    return elements


def _mark_desks(elements: list[Element]) -> None:
    """The name of a page's desk (要闻, 副刊) beside its folio or at the top of a text."""
    for place, element in enumerate(elements):
        if element.role != "prose" or not _DESK.fullmatch(simplify(element.text.strip())):
            continue
        near = [elements[at] for at in (place - 1, place + 1) if 0 <= at < len(elements)]
        if not place or any(one.role == "furniture" and one.kind in ("masthead", "folio") for one in near):
            elements[place] = replace(element, role="furniture", kind="folio")


def _mark_running_heads(elements: list[Element]) -> None:
    """Short lines that recur, none of them a sentence, are running heads, unless each is right over a title."""
    places: dict[str, list[int]] = {}
    for place, element in enumerate(elements):
        text = re.sub(r"[\d\s]", "", element.text)
        short = 2 <= han_count(text) <= 24 and not element.ends and len(element.lines) == 1 and text[-1] not in ":："
        if element.role == "prose" and short and not is_jump(element.text) and byline_score(element.text) < NAMED:
            places.setdefault(text, []).append(place)
    for found in places.values():
        if len(found) >= 3 and not _are_over_titles(elements, found):
            for place in found:
                elements[place] = replace(elements[place], role="furniture", kind="folio")


def _are_over_titles(elements: Sequence[Element], places: Sequence[int]) -> bool:
    """Whether each of some lines, equal in their figures too, stands over a title of its own."""
    if (
        len({elements[place].text for place in places}) > 1
        or places[-1] + 1 == len(elements)
        or not all(_is_over_title(elements, place) for place in places)
    ):
        return False
    return len({elements[place + 1].text for place in places}) == len(places)


def _is_over_title(elements: Sequence[Element], place: int) -> bool:
    """Whether a line stands below text and above another short line, as a kicker does, and beside no furniture."""
    above = elements[place - 1] if place else None
    below = elements[place + 1] if place + 1 < len(elements) else None
    if below is None or below.role != "prose" or below.ends or len(below.lines) > 1:
        return False
    titled = 0 < han_count(below.text) <= TITLE.length
    return titled and (above is None or (above.role == "prose" and (above.ends or byline_score(above.text) >= NAMED)))

"""Advertisements and indexes, recognised by their wording."""

from __future__ import annotations

import re

from banmian.wording.unicode_script import holds_sentence

_OFFER = re.compile(
    r"诚聘|招聘|诚招|招租|出租|出售|转让|求购|收购|优惠|特价|打折|批发|零售|面议|品尝|选购|订购|抢购|促销|开业|加盟|报名|招生|免费|试听|"
    r"搬家|家电维修|随叫随到|送货上门|量大从优|遗失|作废|启事|声明|公告|拍卖|招标|专营|直销|現售|特約|經售|廉價|歡迎|惠顧|療法|主治|專治"
)
_REACH = re.compile(
    r"(?:联系|聯繫|咨询|諮詢|订购|服务|服務|报名|热线|熱線|聯絡)?(?:电话|電話|热线|熱線|手机|传真|Tel|TEL|Ph|Phone|Contact|Call)\s*[:：.]?\s*[\d(（]"
    r"|\b\d{3,4}[-—]\d{7,8}\b|\b1[3-9]\d{9}\b|(?:地址|地点|門市|门市|总店|店址)\s*[:：]|https?://|www\.|扫码|二维码"
)
_PRICE = re.compile(r"(?:￥|¥|\$|Rs\.?)\s?\d|\d+(?:\.\d+)?\s?折|仅售|仅需|原价|现价")
_REFERENCE = re.compile(
    r"[A-Z]?\d{1,2}\s*版|[A-Z]\d{1,2}\b|[Pp]\.?\s?\d{1,2}\b|第[一二三四五六七八九十\d]{1,3}版|详见|詳見|詳刊|详刊|报道见|报道詳見"
)
_POINTER = re.compile(r"^.{4,40}?[（(▶►→·…\s]*(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,2})\s*版[）)]?$")
_INDEX = re.compile(r"导读|導讀|今日看点|今日要目|要目|内容提要|本期看点|要闻索引|今日导航|版面导航|Inside|INSIDE")


def advert_score(text: str) -> float:
    """How likely a short text is an advertisement or a notice, 0 to 1."""
    bare = text.strip()
    if not bare or len(bare) > 600:
        return 0.0
    offers = len(set(_OFFER.findall(bare)))
    reach, price = len(_REACH.findall(bare)), len(_PRICE.findall(bare))
    marks = offers + 1.5 * min(2, reach) + min(2, price)
    return min(0.98, marks / (2.0 + len(bare) / 60))


def index_score(text: str) -> float:
    """How likely a text is an index of the issue (short lines that point to pages), 0 to 1."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or len(text) > 800:
        return 0.0
    if all(_POINTER.search(line.strip()) for line in lines) and not holds_sentence(text):
        return 0.75
    titled = bool(_INDEX.search(lines[0])) and len(lines[0]) <= 12
    pointing = sum(bool(_REFERENCE.search(line)) for line in lines)
    share = pointing / len(lines)
    if titled:
        return 0.7 + 0.25 * min(1.0, share)
    return 0.75 if pointing >= 2 and share >= 0.4 and not holds_sentence(text) else 0.0

"""Staff lines: who edited, laid out and proofread the page, and contact details."""

from __future__ import annotations

import re

from banmian.wording.unicode_script import holds_sentence

_OFFICE = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|本版编辑|本版責編|执行主编|值班主任|值班总编|版式制作|版式设计|版式|美术编辑|美编|校对|校對|"
    r"组版|制图|检校|一读|二读|终审|主编|编辑|編輯|编审|总值班)\s*[:：/／]"
)
_REACH = re.compile(r"(?i)e-?\s?mail\s*[:：]|电话\s*[:：]|電話\s*[:：]|热线\s*[:：]|邮箱\s*[:：]|投稿")
_HOUSE = re.compile(
    r"报社地址|社址\s*[:：]|邮政编码|邮发代号|零售每份|每份\s*\d|定价\s*[:：]?\s*\d|广告经营许可|广告部电话|印刷\s*[:：]|承印|督印|監印"
)


def staff_score(text: str) -> float:
    """How likely a whole line is a staff line, 0 to 1."""
    bare = text.strip()
    if not bare or len(bare) > 120 or holds_sentence(bare):
        return 0.0
    offices = len(_OFFICE.findall(bare))
    if _HOUSE.search(bare) and len(bare) < 60:
        return 0.75
    if not offices:
        return 0.5 if _REACH.search(bare) and len(bare) < 40 else 0.0
    return min(0.98, 0.7 + 0.1 * offices)

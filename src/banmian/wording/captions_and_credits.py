"""Captions and photo credits: 某处风光。 记者 甲乙 摄."""

from __future__ import annotations

import re

from banmian.wording.personal_names import close_padding, name_score
from banmian.wording.unicode_script import HAN

_GAP = r"[ \t\u3000\n]"
_WORD = r"(?:摄影报道|图文报道|摄制|摄影|攝影|拍摄|摄|攝|供图|供圖|提供|图片|图|圖|制图|绘|繪|画|翻拍|航拍|发)"
_ROLE = rf"(?:[{HAN}]{{0,12}}(?:记者|記者|通讯员|通訊員|实习生|特约摄影师|摄影师|资料))"
_NAME = rf"[{HAN}]{{1,4}}(?:[·][{HAN}]{{1,6}})?"
_PERSON = rf"(?:{_NAME}|[{HAN}]{_GAP}[{HAN}])"
_PEOPLE = rf"{_PERSON}(?:(?:{_GAP}+|、|，|/){_PERSON}){{0,4}}"
_AFTER = r"(?:^|(?<=[。！？”）)\n \t\u3000■●▲□◆★]))"
_AFTER_BRACKET = r"(?:^|(?<=[。！？”）)\n \t\u3000■●▲□◆★（(]))"
_LABEL = r"(?:图|摄|攝|图片|摄影|图片来源|供图|文/图|图/文|照片|漫画|绘图|制图)\s*[/／:：丨|]\s*"
_GIVER = "局|委|部|厅|院|校|中心|公司|集团|政府|办|协会|馆|社|村|镇|乡|街道|中国"
_STOCK = (
    r"(?:本[报報])?(?:[资資]料[图圖]片?|[资資]料照片?)|新华社发|新华社照片|网络图片|视觉中国(?:供图)?|受访者供图|"
    r"(?:受[访訪]者|被[访訪]者|作者|[网網][络絡上]|互[联聯][网網]|校方|主[办辦][方單位]{1,2}|大[会會]|官方|机构|機構)"
    r"(?:提供|供)?(?:[图圖]片?|照片)|"
    rf"图片由[{HAN}]{{2,16}}提供|[{HAN}]{{2,14}}(?:{_GIVER})[ \u3000]?供图"
)
_LENT = re.compile(rf"{_AFTER}[（(]?(?:{_STOCK})[）)]?\s*$")
_CREDIT = re.compile(
    rf"(?P<wire>(?:新华社|中新社)发{_GAP}*[（(][^（()）]{{2,24}}[）)])\s*$"
    rf"|{_AFTER}(?P<credit>[（(]?{_LABEL}(?:{_ROLE}?[/／:： ]?{_GAP}*{_PEOPLE})[）)]?)\s*$"
    rf"|{_AFTER_BRACKET}(?P<signed>[（(]?{_GAP}*(?:{_ROLE}[/／:：]?{_GAP}*)?{_PEOPLE}{_GAP}*"
    rf"(?:[/／]{_GAP}*)?{_WORD}[）)]?)\s*[。）)]?\s*$"
    rf"|{_AFTER}(?P<stock>[（(]?(?:本报)?(?:{_STOCK})[）)]?)\s*$"
    r"|(?P<latin>(?i:\b(?:photo(?:s|graph)?|picture|courtesy)(?:\s+by|:|\s+courtesy(?:\s+of)?)\s+)"
    r"[A-Z][\w .'’-]{2,40})\s*$"
)
_TAIL = 80
_SIGN = re.compile("[摄攝图圖供提绘繪画发拍照]|(?i:photo|picture|courtesy)")
_MARKS = " \t\u3000■●▲□◆★◀▶◄►▼\n"


def parse_caption(text: str) -> tuple[str, str | None]:
    """(caption without its credit, credit as printed without marks or None)."""
    bare = text.rstrip()
    match = _CREDIT.search(bare, max(0, len(bare) - _TAIL)) if _SIGN.search(bare[-_TAIL:]) else None
    if match is not None and not _plausible(match):
        match = _LENT.search(bare, max(0, len(bare) - _TAIL))
    if match is None:
        return text.strip(_MARKS), None
    credit = match[0].strip(_MARKS)
    if credit[:1] in "（(" and credit[-1:] in "）)":
        credit = credit[1:-1].strip(_MARKS)
    credit = re.sub(r"\s+", " ", unpad_credit(credit)).rstrip("。")
    caption = text[: match.start()].strip(_MARKS)
    return re.sub(r"[（(]\s*$", "", caption).strip(_MARKS), credit


def part_credit(credit: str) -> tuple[str, str | None]:
    """(the people of a credit, the word that says what they did or None)."""
    match = re.search(rf"{_GAP}*({_WORD})$", credit)
    return (credit, None) if match is None else (credit[: match.start()], match[1])


def unpad_credit(credit: str) -> str:
    """Close padded names within a credit."""
    return close_padding(credit)


def _plausible(match: re.Match[str]) -> bool:
    signed = match["signed"]
    if signed is None:
        return True
    body = signed.strip(_MARKS + "（）()")
    word = re.search(rf"{_WORD}$", body)
    before = body[: word.start()].strip(_MARKS + "/／") if word else body
    if re.search(r"记者|記者|通讯员|通訊員|摄影师|资料|实习生", before):
        return True
    names = [part for part in re.split(r"[\s、，/]+", close_padding(before)) if part]
    if not names or (
        word and word[0] in ("图", "圖", "画", "发", "提供", "拍摄", "图片") and not _all_names(names, 0.7)
    ):
        return False
    return _all_names(names, 0.2) and len(names[-1]) > 1


def _all_names(names: list[str], least: float) -> bool:
    return all(name_score(name) >= least for name in names)


def credit_score(text: str) -> float:
    """How likely a line is a photo credit, or ends with one: 0.95 alone, 0.8 at the end of a caption."""
    caption, credit = parse_caption(text)
    if credit is None:
        return 0.0
    return 0.8 if caption else 0.95

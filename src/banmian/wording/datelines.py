"""Datelines: 某报11月4日讯（记者 …）, 新华社北京2月1日电, BEIJING, Feb. 1 (Agency) --."""

from __future__ import annotations

import re
from functools import lru_cache

from banmian.document.model import Byline, Dateline
from banmian.wording.bylines import parse_bylines
from banmian.wording.personal_names import is_name
from banmian.wording.unicode_script import HAN

_GAP = r"[ \t\u3000]*"
_HAN_DAY = r"(?:[一二三四五六七八九十]{1,3}月)?[一二三四五六七八九十廿卅]{1,4}日"
_DATE = rf"(?:\d{{1,2}}{_GAP}月{_GAP})?\d{{1,2}}{_GAP}日|{_HAN_DAY}"
_PAPER = (
    rf"本{_GAP}[报報刊网台市省县縣埠]|[{HAN}]{{2,12}}?(?:日报社|日報社|日报|日報|晚报|晚報|晨报|早报|早報|时报|時報|"
    r"商报|都市报|法制报|青年报|报|報|新闻网|在线|时刻|周刊|电视台|客户端|融媒)(?:·[\u4e00-\u9fff]{2,8}客户端)?"
)
_AGENCY = (
    r"新华社|新華社|中新社|中新网|中央社|路透社|路透|法新社|美联社|美聯社|合众社|合眾社|哈瓦斯社?|哈瓦斯|"
    r"同盟社|塔斯社|共同社|海通社|国民社|國民社|央视|央广网|人民网"
)
_BRACKETED = r"[（(](?P<people>[^（()）]{1,120})[）)]"
_REPORTER = (
    rf"(?:本报|全媒体|融媒|见习|特约)*(?:记者|記者|通讯员|通訊員){_GAP}[{HAN}]{{2,3}}?(?:[ 、][{HAN}]{{2,3}})*"
    rf"(?=(?:摄影)?(?:报道|報道)|{_GAP}[：:]|[ \u3000]|$)"
)
_HEADED = re.compile(
    rf"{_GAP}(?:[（(](?P<people>[^（()）]{{4,60}})[）)]|(?P<named>{_REPORTER})(?:摄影)?(?:报道|報道){_GAP}[：:，])"
)
_NOTICE = re.compile(
    rf"(?P<text>{_GAP}[【〔［\[（(▲■●◆△]?{_GAP}(?:据{_GAP})?(?P<agency>{_AGENCY}|{_PAPER}){_GAP}(?P<place>[{HAN}]{{2,8}}?)?{_GAP}"
    rf"(?:消息{_GAP})?(?P<date>{_DATE})?{_GAP}(?P<kind>综合讯|综合消息|专讯|專訊|专电|專電|综合电|電|电|讯|訊|消息)(?:[】〕］\]）)])?)"
    rf"(?:{_GAP}[：:])?{_GAP}(?:{_BRACKETED}|(?P<named>{_REPORTER}))?"
)
_MISREAD = re.compile(
    rf"(?P<text>{_GAP}(?P<agency>[{HAN}]{{2,10}}?(?:日报社?|晚报社?|报社)|本{_GAP}报){_GAP}(?P<date>{_DATE})?{_GAP}.?){_GAP}{_BRACKETED}"
)
_REPORTED = re.compile(
    rf"{_GAP}(?:(?P<open>[【〔［\[（(]){_GAP})?(?P<agency>{_AGENCY}|{_PAPER})?(?P<who>[{HAN}]{{0,4}}?(?:记者|記者|特派员|特派員|通讯员|通訊員))?"
    rf"(?P<rest>[{HAN}、／/╱・·{_GAP[1:-2]}]{{0,24}}?)(?P<date>{_DATE})?{_GAP}"
    rf"(?P<kind>(?:综合|綜合)?(?:报道|報道|報導)|[专專][访訪]|[电電讯訊]){_GAP}(?P<close>[】〕］\]）)]|(?=[\u3000：:]))"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_LATIN = re.compile(
    rf"(?P<text>[A-Z][A-Z.' ]{{2,30}}(?:, [A-Z][\w.]{{1,12}})?(?:,? (?P<date>{_MONTH} \d{{1,2}}(?:, \d{{4}})?))?"
    r"(?: ?\((?P<agency>[^)]{1,30})\))?) ?[.:]?(?:--|[—–-]) ?"
)


_HEAD = 64
_REMEMBERED = 2048
_OPENED, _CLOSED = "【〔［[（(", "】〕］])）"
_LIKELY = re.compile("[讯訊电電报報息]|记者|記者|通讯员|通訊員|[A-Z].*?[—–-]", re.S)
"""A quick test before the patterns are tried: what a body with a dateline contains at its beginning."""


def parse_dateline(text: str) -> tuple[Dateline | None, list[Byline]]:
    """The dateline at the beginning of a body, and the people named there; ``(None, [])`` without one.

    Reporters in brackets without a dateline give the people alone.

    ``text`` and date are as printed (11月4日): the year is not there.
    """
    if not _LIKELY.search(text, 0, _HEAD):
        return None, []
    reported = _parse_reported(text)
    if reported and reported[1]:
        return reported
    notice = _NOTICE.match(text)
    if notice and _is_notice(notice, text):
        return _dateline(notice), _people(notice)
    if reported:
        return reported
    misread = _MISREAD.match(text)
    if misread and _people(misread):
        return _dateline(misread), _people(misread)
    headed = _HEADED.match(text)
    if headed and any(person.role for person in parse_bylines(headed["people"] or headed["named"])):
        return None, parse_bylines(headed["people"] or headed["named"])
    latin = _LATIN.match(text)
    if latin and (latin["date"] or latin["agency"] or latin["text"].isupper()):
        return Dateline(latin["agency"], latin["date"], latin["text"].strip()), []
    return None, []


@lru_cache(maxsize=_REMEMBERED)
def has_dateline(text: str) -> bool:
    """Whether a body begins with a dateline. Cached, since the same paragraphs are tested often."""
    return parse_dateline(text)[0] is not None


def _parse_reported(text: str) -> tuple[Dateline, list[Byline]] | None:
    """The dateline that names reporter and place, in brackets or with a slash (〔記者…／台北報導〕)."""
    match = _REPORTED.match(text)
    if match is None:
        return None
    enclosed = bool(match["open"] and match["close"])
    slashed = _slash(match["rest"]) in match["rest"]
    names = _reporters(match["rest"]) if match["who"] and (enclosed or slashed) else []
    if not names and (match["who"] or not match["agency"] or not enclosed):
        return None
    date = re.sub(r"\s", "", match["date"]) if match["date"] else None
    dateline = Dateline(match["agency"], date, match[0].strip())
    return dateline, [Byline(name, match["who"]) for name in names]


def _slash(text: str) -> str:
    """The slash that separates reporters from their place in `text`."""
    return next((mark for mark in "／╱" if mark in text), "/")


def _reporters(text: str) -> list[str]:
    """The names between 記者 and 報導; the place that follows them, or the last slash, is left out."""
    names: list[str] = []
    before, slash, _ = text.rpartition(_slash(text))
    for token in re.split(rf"[、／/╱{_GAP[1:-2]}]+", before if slash and before else text):
        fitting = [size for size in (3, 2, 4) if len(token) - size != 1 and is_name(token[:size])]
        if not fitting:
            break
        names.append(token[: fitting[0]])
        if len(token) > fitting[0]:
            break
    return names


def _is_notice(match: re.Match[str], text: str) -> bool:
    people = match["people"]
    if people is not None:
        return bool(parse_bylines(people)) or match["date"] is not None or match["kind"] in "讯訊电電"
    if match["kind"] in ("消息", "电", "電") and match["date"] is None:
        return False
    following = text[match.end("kind") : match.end("kind") + 1]
    if match["text"].strip()[:1] in _OPENED and match["text"][-1:] in _CLOSED:
        return True
    return match["agency"].startswith("本") or match["date"] is not None or following in "　 \n：:" or not following


def _dateline(match: re.Match[str]) -> Dateline:
    agency = re.sub(r"\s", "", match["agency"])
    printed = match["date"]
    return Dateline(
        agency,
        re.sub(r"\s", "", printed) if printed else None,
        match["text"].strip(" \t\u3000【】〔〕［］[]▲■●◆△()（）"),
    )


def _people(match: re.Match[str]) -> list[Byline]:
    named = match["people"] or match.groupdict().get("named")
    return parse_bylines(named) if named else []

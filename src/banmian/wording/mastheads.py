"""Mastheads and folio lines: title, date, issue, serial, page count, page label."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise

from banmian.document.model import Publication
from banmian.wording.numbers_and_dates import NUMERAL, find_date, read_numeral
from banmian.wording.unicode_script import HAN, han_count, holds_sentence

_GAP = r"[ \t\u3000]*"
_ISSUE = re.compile(
    rf"(?:总{_GAP})?(?:新刊|复刊|總|号外)?第{_GAP}(?P<number>\d{{2,6}}|[{NUMERAL}百千]{{2,12}}){_GAP}[期号號]|[总總]{_GAP}(?:第)?{_GAP}(?P<total>\d{{2,6}}){_GAP}[期号號]"
)
_LATIN_ISSUE = re.compile(r"(?i)\b(?:No|Issue|Number)\.?\s*(\d[\d,]{0,6})\b")
_VOLUME = re.compile(r"(?i)\b(?:vol(?:ume)?|jahrgang|ann[ée]e)\b")
_SERIAL = re.compile(
    rf"(?i)(?<![A-Za-z])(CN{_GAP}\d{{2}}{_GAP}[-—–－]{_GAP}\d{{4}}(?:/[A-Z]{{1,2}})?|ISSN{_GAP}\d{{4}}{_GAP}[-—–－]{_GAP}\d{{3}}[\dX])"
)
_PAGES = re.compile(
    rf"(?:今日|今天|本期|本报今日|今期|共)(?:本报)?(?:出版|出|共)?{_GAP}(?P<count>\d{{1,3}}|[{NUMERAL}]{{1,3}}){_GAP}(?:个)?(?:大)?[版张張頁页](?!本|权|图)"
)
_LATIN_PAGES = re.compile(r"(?i)\b(\d{1,3})\s+pages\b")
_TITLE_END = (
    r"(?:日报|日報|晚报|晚報|晨报|晨報|早报|早報|时报|時報|商报|商報|都市报|快报|导报|导刊|青年报|法制报|农民报|工人报|文摘报|"
    r"新报|新報|新闻|新聞|周刊|周报|週報|週刊|画报|畫報|公报|公報|头条|頭條|报|報|刊|月刊)"
)
_TITLE = re.compile(rf"[{HAN}A-Z]{{1,9}}{_TITLE_END}")
_LATIN_TITLE = re.compile(
    r"(?:The |THE )?[A-Z][\w'’&.-]*(?: [A-Z&][\w'’&.-]*){0,5} ?"
    r"(?i:times|advertiser|news|gazette|herald|post|tribune|journal|chronicle|star|observer|mirror|telegraph|"
    r"standard|republican|daily|bulletin|register|express|courier|guardian|examiner|record|press|weekly|inquirer|"
    r"sun|globe|eagle|dispatch|sentinel|leader|argus|bee|zeitung|tageblatt|tagblatt|anzeiger|nachrichten|rundschau|"
    r"kurier|presse|monde|diario|gaceta|corriere|courant)"
)
_DATE_WORDS = re.compile(
    rf"(?:公元|中華民國|民國|民国)?(?:\d{{2,4}}|[{NUMERAL}]{{1,6}}){_GAP}年{_GAP}(?:(?:\d{{1,2}}|[{NUMERAL}]{{1,3}}){_GAP}月{_GAP})?"
    rf"(?:(?:\d{{1,2}}|[{NUMERAL}]{{1,4}}){_GAP}[日号號])?|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|"
    r"(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]"
)
"""Dates and weekdays, which may be before or after a title without a space."""
_SOURCE = re.compile(
    r"(?:来源|來源|原载|原載|摘自)?[:：]?《[^《》]{2,20}》[（(]?(?P<where>[^《》（）()]{6,24}[版頁页张張])[)）]?"
)
"""Where an article that is set afresh once stood."""
_NEWS = re.compile(rf"[{HAN}]{{1,4}}(?:新闻|新聞)")
"""A kind of news, as labels name it."""
_PUBLISHER = re.compile(
    r"(?:社|集团|集團|委|部|局|厅|廳|公司)(?:主管|主办|主辦|出版)|(?:主管|主办|主辦|出版)(?:[:：]|单位|單位|主办|主辦|日期)|"
    r"(?:社址|编辑部|电话|邮编|零售价?|定价|社长|总编辑?)\s*(?:[:：]|[\d（(]|每[份期])|www\.|http"
)
_MASTHEAD_FACT = re.compile(
    rf"国内统一|國內統一|统一刊号|邮发代号|郵發代號|代号[:：]?\s*\d|星期[一二三四五六日天]|农历|农曆|癸|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|今日{_GAP}\d+{_GAP}版"
)
_FOLIO = re.compile(
    rf"(?P<label>[A-Z]{{0,2}}\d{{1,3}}{_GAP}[版頁页]|第{_GAP}(?:[A-Z]?\d{{1,3}}|[一二三四五六七八九十廿卅]{{1,4}}){_GAP}[版頁页张張]|[一二三四五六七八九十]{{1,3}}{_GAP}版|[A-Z]\d{{1,3}}|头版|頭版|T\d{{1,2}})"
)
_REVERSED = re.compile(rf"[版頁页张張]{_GAP}([一二三四五六七八九十廿卅]{{1,4}}){_GAP}第")
_BARE_NUMBER = re.compile(r"[·—\-–|\s]*(0?\d{1,3})[·—\-–|\s]*")
_LATIN_FOLIO = re.compile(
    r"(?i)(?:page\s+(\d{1,3}|[A-Z]\d{1,2}))|(?:([A-Z]\d{1,2}|\d{1,3})\s*\|)|\|\s*([A-Z]\d{1,2}|\d{1,3})$"
)
_DESK = re.compile(
    r"港闻|两岸|娱乐|地产|论坛|焦点|影视|马经|"
    r"要闻|综合|国际|国内|时政|经济|体育|文化|副刊|专版|广告|社会|民生|教育|健康|财经|理论|评论|县域|市州|新闻|旅游|读书|法治|"
    r"责任?编辑?|责编|責編|编辑|版式|美编|校对|星期|视觉|热线|E-mail|邮箱|\d{4}年|电话"
)


_REST = re.compile(
    r"(?:总|總|新刊|复刊)?第?[\d一二三四五六七八九十百千〇]+[期号號版张張頁页]|[\d一二三四五六七八九〇十廿卅]+[年月日號号]|"
    r"星期[一二三四五六日天]|今日|本期|共|农历|農曆|民國|国内统一(?:连续出版物号|刊号)?|邮发代号|[A-Za-z\d\W]"
)
_DATE_LINE_WORDS = 8
"""A line of Latin words with a date has at most so many of them where it is a paper's date line."""
_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_WEEKDAY_AND_YEAR = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[A-Z]{{0,6}}\W{{0,3}}((?:19|20)\d\d)\b", re.IGNORECASE)
_FIGURES = 3
"""Day and month have at most so many figures, with a slash that was read as one."""
_FEW = 4
"""A line with one masthead fact and more words than this many Han characters beside it is a headline."""


def parse_publication(lines: Sequence[str]) -> Publication:
    """The facts stated by the lines of a masthead or folio; the rest stays None.

    ``date`` is ISO 8601 (republican years are converted, lunar dates left out), numbers are as printed.
    """
    whole = "\n".join(lines)
    publication = Publication(title=_title(lines), date=find_date(whole) or calendar_date(lines))
    issue = _ISSUE.search(whole)
    if issue:
        publication.issue_number = issue["number"] or issue["total"]
    else:
        publication.issue_number = _latin_issue(lines)
    serial = _SERIAL.search(whole)
    if serial:
        publication.serial = re.sub(r"\s+", " ", serial[1])
    pages = _PAGES.search(whole) or _LATIN_PAGES.search(whole)
    if pages:
        publication.page_count = read_numeral(pages[1])
    return publication


def _latin_issue(lines: Sequence[str]) -> str | None:
    """The issue number after No. or Issue; without a volume, No. 1 is a boast."""
    volume = any(_VOLUME.search(line) for line in lines)
    numbers = [match[1].replace(",", "") for line in lines for match in _LATIN_ISSUE.finditer(line)]
    return next((number for number in numbers if number != "1" or volume), None)


def calendar_date(lines: Sequence[str]) -> str | None:
    """The date of a calendar leaf in a masthead: day and month each in a line of figures, weekday and year in another.

    The weekday is the proof: of all figures that stand after each other only one pair fits it, or none is taken. A
    slash that was read as a figure before the month is passed over.
    """
    found = next((match for line in lines if (match := _WEEKDAY_AND_YEAR.search(line))), None)
    if found is None:
        return None
    weekday, year = _WEEKDAYS.index(found[1].upper()), int(found[2])
    figures = [line.strip() for line in lines if line.strip().isdecimal() and len(line.strip()) <= _FIGURES]
    dates = {
        date
        for first, second in pairwise(figures)
        for date in (_date(year, second[-2:], first), _date(year, first[-2:], second))
        if date is not None and date.weekday() == weekday
    }
    return dates.pop().isoformat() if len(dates) == 1 else None


def _date(year: int, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(year, int(month), int(day))
    except ValueError:
        return None


def is_source_line(text: str) -> bool:
    """Whether a line does nothing but name where an article stood: 《paper》 (day, page)."""
    bare = re.sub(r"\s+", "", text)
    named = _SOURCE.fullmatch(bare)
    return named is not None and find_date(named["where"]) is not None


def _title(lines: Sequence[str]) -> str | None:
    for line in lines:
        bare = re.sub(r"\s+", "", _DATE_WORDS.sub("", line.strip("#* \t")))
        if _TITLE.fullmatch(bare) and not _PUBLISHER.search(bare) and 2 <= han_count(bare) <= 8:
            return bare
    for line in lines:
        bare = re.sub(r"\s+", "", line)[::-1]
        if 2 <= len(bare) <= 5 and bare[-1] in "報报" and _TITLE.fullmatch(bare):
            return bare
    for line in lines:
        for part in re.split(r"\s{2,}|[|｜]", line):
            if _LATIN_TITLE.fullmatch(part.strip(" .,:")):
                return part.strip(" .,:")
    for line in lines:
        for part in re.split(r"[\s|｜,，:：]+", _without_facts(line)):
            if (
                _TITLE.fullmatch(part)
                and not _PUBLISHER.search(part)
                and 3 <= len(part) <= 8
                and not re.search("本报|今日|新闻|据|的", part)
            ):
                return part
    return None


def _without_facts(line: str) -> str:
    """A line with a space for each date, weekday and issue number, which may touch the title."""
    return _ISSUE.sub(" ", _DATE_WORDS.sub(" ", line))


def is_newspaper_title(text: str) -> bool:
    """Whether `text` is worded like the title of a Chinese paper or magazine and nothing else (永安月刊)."""
    return _TITLE.fullmatch(re.sub(r"\s+", "", text)) is not None


def masthead_score(text: str) -> float:
    """How likely a line is part of a masthead (title, date, issue, serial), 0 to 1."""
    bare = re.sub(r"\s+", "", text.strip("#* \t"))
    if not bare or len(bare) > 120 or holds_sentence(bare):
        return 0.0
    facts = sum(
        bool(found)
        for found in (
            _ISSUE.search(text),
            _SERIAL.search(text),
            _PAGES.search(text),
            find_date(text),
            _MASTHEAD_FACT.search(text),
        )
    )
    if facts == 1 and not _TITLE.fullmatch(_REST.sub("", bare)) and han_count(_REST.sub("", bare)) > _FEW:
        return 0.3
    if facts:
        share = len(bare) < 60
        return min(0.98, 0.35 + 0.3 * facts) if share else 0.3
    if _TITLE.fullmatch(bare) and 3 <= len(bare) <= 8 and not _NEWS.fullmatch(bare):
        return 0.6
    if _LATIN_TITLE.fullmatch(text.strip("#*.,: \t")) or (
        bare[0] in "報报" and _TITLE.fullmatch(bare[::-1]) and len(bare) < 6
    ):
        return 0.5
    return 0.5 if _PUBLISHER.search(bare) and len(bare) < 60 and not re.search(r"[，；,;]", bare) else 0.0


def parse_folio(text: str) -> str | None:
    """The page label of a folio line as printed (02版, A13, 第2版; 版四第 read right to left gives 第四版)."""
    line = text.strip()
    if not line or len(line) > 90:
        return None
    reversed_label = _REVERSED.search(line)
    if reversed_label:
        return f"第{reversed_label[1][::-1]}版"
    bare = _BARE_NUMBER.fullmatch(line)
    if bare:
        return bare[1]
    for match in _FOLIO.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if (
            re.search(rf"[{HAN}A-Za-z\d]$", before)
            and not re.search(r"第$|\s$", before)
            and not _DESK.search(before[-4:])
        ):
            continue
        if re.match(r"[A-Za-z\d%.．本权面块]", after):
            continue
        return re.sub(r"\s+", "", match["label"])
    latin = _LATIN_FOLIO.search(line)
    if latin:
        return next(group for group in latin.groups() if group)
    leading = re.match(rf"(0\d|\d{{1,2}})[ \u3000|·/]+(?=[{HAN}])", line)
    trailing = re.search(rf"(?<=[{HAN}])[ \u3000|·/]+(0\d|\d{{1,2}})$", line)
    found = leading or trailing
    return found[1] if found and folio_score(text) > 0.4 else None


def folio_score(text: str) -> float:
    """How likely a line is a page's folio (label, section, date, editors), 0 to 1, by wording alone."""
    line = text.strip()
    if not line or len(line) > 90 or holds_sentence(line):
        return 0.0
    if _REVERSED.fullmatch(line) or re.fullmatch(rf"{_FOLIO.pattern}", line):
        return 0.85
    if _BARE_NUMBER.fullmatch(line):
        return 0.5
    label = (
        bool(_FOLIO.search(line)) or bool(re.match(r"0\d\b|\d{1,2}[ \u3000|]", line)) or bool(_LATIN_FOLIO.search(line))
    )
    desk = len(_DESK.findall(line))
    dated = find_date(line) is not None
    if label and (desk or dated):
        return min(0.95, 0.6 + 0.1 * desk + 0.15 * dated)
    if dated:
        rest = len(re.sub(r"[\d年月日星期一二三四五六天\s/.-]", "", line))
        words = len(re.findall(r"[^\W\d_]+", line))
        return 0.7 if rest <= 12 or (words <= _DATE_LINE_WORDS and not han_count(line)) else 0.35
    return 0.3 if label and len(line) <= 16 else 0.0

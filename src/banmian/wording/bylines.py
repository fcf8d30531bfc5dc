"""Bylines: 本报记者 甲乙丙 通讯员 丁戊, 文/甲乙, a bare name, By Name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from banmian.document.model import Byline
from banmian.wording.chinese_lexicon import lexicon
from banmian.wording.personal_names import close_padding, is_name, name_score
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN, SPACE

_ROLE = (
    r"(?:全媒体|融媒体|融媒|全媒體|融媒體|首席|见习|見習|實習|实习|特约|特約|特派|驻[\u4e00-\u9fff]{1,4}|高级|本社|摄影|攝影|评论|文字|"
    r"主任|专职|体育|新闻|视频|视觉|图片|资深|客户端|新媒体)*"
    r"(?:记者|記者|通讯员|通訊員|实习生|實習生|评论员|評論員|[读讀]者(?![\u4e00-\u9fff])|撰稿人|撰稿|撰文|报道员|特写员|作者|编译|編譯|访员|訪員|"
    r"摄影|攝影|摄|攝|供稿|整理|见习生|专栏作家|观察员|特派员)"
)
_ROLE_START = re.compile(_ROLE)
_LATER_ROLE = re.compile(rf"([{HAN}]{{2,3}}?)((?:本报|本報)?{_ROLE}.*)")
_REMEMBERED = 2048
_OFFICER = 0.6
_PAIR = 0.5
_PAPER = re.compile(
    rf"(?:(?:本报|本報|本刊|本网|本社|本台)|[{HAN}]{{2,10}}?(?:日报社|日報社|晚报社|晚報社|报社|報社|日报|日報|晚报|晚報|融媒体中心|融媒|在线|报|報|社|网|台|周刊|客户端))+"
)
_MARKS = "■□●○◎◆◇※▲△▼★☆▪·•—–-|｜／/丨\\ \t\u3000\u00a0\ufffe\ufeff"
_WRAP = re.compile(r"^[（(【〔［\[]\s*(.*?)\s*[）)】〕］\]]$", re.S)
_SPLIT = re.compile(rf"[{SPACE}\n、，,；;/／|｜&和丨]+")
_LATIN_VON = re.compile(
    r"(?i:von|par|por|door)\s+(?P<names>(?:(?:Dr|Prof)\.\s*)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3})"
)
_LATIN_BY = re.compile(r"(?i:by)\s+(?=[A-Z])(?P<names>.+?)(?:\s*[,|\n]\s*(?P<role>[A-Za-z .'’-]+))?$", re.S)
_DESK = re.compile(
    rf"(?:本报|本報|本刊|本网|[{HAN}]{{2,8}}(?:日报|晚报))?(?:特约|特約|首席)?(?:评论员|評論員|编辑部|編輯部|编者|社论|記者|记者|讯)"
)
_TITLE = (
    "书记|县长|市长|区长|省长|镇长|乡长|局长|主任|部长|院长|校长|会长|主席|委员|常委|处长|科长|所长|站长|队长|总经理|"
    "董事长|经理|教授|研究员|博士|律师|医生|老师|秘书长|代表|理事长|厅长|厂长|行长|检察长|主编|社长|总裁|政委|司令员|"
    "村支书|讲师|作家|诗人|学者"
)
_TITLED = re.compile(rf".*(?:{_TITLE})", re.S)
_ORGANISATION = re.compile(
    r".+(?:中心|研究室|委员会|办公室|课题组|编辑部|宣传部|组织部|调研组|党组|党委|支部|协会|研究院|研究所)"
)
_OFFICE = re.compile(
    rf"(?P<office>[{HAN}（）()、，·]{{2,40}}(?:{_TITLE}))[{SPACE}\n]+(?P<name>[{HAN}·]{{1,4}}(?:[{SPACE}][{HAN}])?)"
)
_STAFF = re.compile(
    r"责任?编辑?|責任編輯|编\s*辑\s*[:：/]|编辑\s|主编\s*[:：]|版式|美编|校对|校\s*对|组版|检校|值班|版面|终审|电话|热线|总编辑|制图"
)
_ORPHAN_SLASH = re.compile(
    r"^(?:文|[图圖]文|[图圖]|[图圖]\s*[/／]\s*文|文\s*[/／]\s*[图圖]|撰文|作者|文[图圖])\s*[/／:：|｜]\s*"
)
_WRITTEN = re.compile(
    r"(?:^|(?<=\s))(?:(?:文\s*[/／]\s*[图圖]|[图圖]\s*[/／]\s*文|[图圖]文|文[图圖])\s*[/／:：]?\s*|(?:文|[图圖]|撰文)\s*[/／:：]\s*)(?=\S)"
)
_PHOTO_TAIL = re.compile(
    r"\s*(?:[／/╱]\s*[\u4e00-\u9fff]{2,6}(?:报道|報道|報導|[电電])|[/／]\s*(?:文|[图圖]|文[图圖]|[图圖]文)|发自[\u4e00-\u9fff]{2,8}|(?:摄影|攝影)(?:报道|报导|報道|報導)|[图圖]文报道|[图圖]/文|文/[图圖]|文/摄|摄影/报道|攝影報道|摄影并报道|报道|報道|報導)$"
)


_DATED = re.compile(
    rf"\s*\d{{4}}(?:[-/.]\d{{1,2}}[-/.]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日)(?:[{SPACE}]*\d{{1,2}}:\d\d(?::\d\d)?)?[{SPACE}]*"
    rf"(?:[{HAN}]{{2,8}}(?:[报報社網网台臺])[{SPACE}]+)?(?=[{HAN}])"
)
_ORIGINAL = re.compile(rf"原[创創][{SPACE}:：]+(?P<name>[{HAN}·]{{2,4}})[{SPACE}]+.*\d{{4}}.*")
"""What an app says above an article: the author, the account, the day, the place."""
_OF_PAPER = re.compile(
    rf"(?P<name>[{HAN}]{{2,4}})[{SPACE}]*[·|｜][{SPACE}]*[{HAN}]{{2,8}}(?:[报報社網网]|客户端|发布|頻道|频道)"
)
_FIELD = r"(?:来源|來源|编辑|編輯|责编|責編|责任编辑|阅读|点击|浏览|字数|时间|发布时间|日期|版次)[:：]"
_AUTHOR_FIELD = re.compile(
    rf"(?P<before>(?:.*(?:\d{{4}}[-/.年]|{_FIELD}).*?[{SPACE}|｜]+)?)(?:作者|记者|記者)[:：][{SPACE}]*"
    rf"(?P<name>[{HAN}·]{{2,4}}(?:[{SPACE}、]+[{HAN}·]{{2,4}})*?)(?P<after>(?:[{SPACE}|｜]*(?:{_FIELD}|\d{{4}}).*)?)"
)
"""What a site says there: the day, the author, the source, each by its name."""


_SMALL_WORDS = frozenset(("and", "de", "del", "der", "di", "la", "le", "of", "the", "van", "von", "zu"))
"""Words of names and offices that begin with a small letter."""


NO_NAMES = frozenset(
    [
        "未完",
        "待續",
        "待续",
        "續完",
        "续完",
        "全完",
        "完了",
        "已完",
        "上接",
        "下接",
        "編者",
        "编者",
        "简讯",
        "簡訊",
        "短讯",
        "快讯",
        "要闻",
        "简报",
    ]
)
"""Words that stand where names do and are none."""


def parse_bylines(text: str) -> list[Byline]:
    """The people named by a line or a parenthesis of reporters, in order; empty when it is not one.

    ``role`` is the word for their part (记者, 通讯员, 评论员 …) without the newspaper's own name, the office of
    a person who writes under it, or None for a bare name.
    """
    body = _strip_marks(_without_date(text))
    if not body or body in NO_NAMES or len(body) > 200 or _STAFF.search(simplify(body)):
        return []
    latin = _LATIN_BY.fullmatch(body)
    if latin and not _are_latin_names(body[2:]):
        return []
    if latin:
        role = latin["role"].strip() if latin["role"] else None
        return [Byline(name.strip(), role) for name in re.split(r",|&|\band\b", latin["names"]) if name.strip()]
    other = _LATIN_VON.fullmatch(body)
    if other:
        return [Byline(other["names"], None)]
    if not re.search(f"[{HAN}]", body) or re.search(r"[。！？!?；;“”《》]", body):
        return []
    if _DESK.fullmatch(simplify(body)):
        return [Byline(body, None)] if body[-1] not in "讯訊" else []
    if re.search("[，,]", body) and not re.search(_ROLE, body):
        return []
    office = _OFFICE.fullmatch(simplify(body))
    if office and name_score(close_padding(office["name"])) >= 0.2:
        return [Byline(close_padding(body[slice(*office.span("name"))]), body[slice(*office.span("office"))])]
    body = _PHOTO_TAIL.sub("", body)
    slashed = _ORPHAN_SLASH.sub("", _WRITTEN.sub(" ", body).strip())
    tokens = _tokens(slashed)
    people = _read_people(tokens)
    if people is None and len(tokens) == 1 and _WRAP.match(text.strip()):
        names = split_names(tokens[0])
        return [Byline(name) for name in names] if len(names) > 1 else []
    return people if people is not None else []


def _without_date(text: str) -> str:
    """A line of names without the day that a site puts before them, or the account and day that an app puts after."""
    account = _account_line(text)
    if account:
        return account["name"]
    return text[dated.end() :] if (dated := _DATED.match(text)) and dated.end() < len(text) else text


def _are_latin_names(text: str) -> bool:
    """Whether every word of a text may be part of a name: by September, and few will quarrel with that, has others."""
    words = re.findall(r"[^\W\d_]+", text)
    return not text.rstrip().endswith(".") or all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def is_account_line(text: str) -> bool:
    """Whether a line is what an app or a site says above an article: its author among day, account and source."""
    return _account_line(text) is not None


def _account_line(text: str) -> re.Match[str] | None:
    original = _ORIGINAL.fullmatch(text.strip()) or _OF_PAPER.fullmatch(text.strip())
    if original is not None or ("作者" not in text and "者：" not in text and "者:" not in text):
        return original
    fields = _AUTHOR_FIELD.fullmatch(text.strip())
    return fields if fields is not None and (fields["before"] or fields["after"]) else None


def _strip_marks(text: str) -> str:
    body = text.strip().strip(_MARKS).strip()
    wrapped = _WRAP.match(body)
    return wrapped[1].strip(_MARKS) if wrapped else body


def _tokens(body: str) -> list[str]:
    body = re.sub(rf"({_ROLE})[:：/／]", r"\1 ", body)
    rough = [part for part in _SPLIT.split(close_padding(body)) if part]
    joined: list[str] = []
    lonely = False
    for part in rough:
        single = len(part) == 1 and bool(re.match(f"[{HAN}]", part))
        if single and lonely:
            joined[-1] += part
            lonely = False
            continue
        joined.append(part)
        lonely = single
    return joined


def _read_people(tokens: list[str]) -> list[Byline] | None:
    people: list[Byline] = []
    role: str | None = None
    office = ""
    for token in _roles_apart(tokens):
        found = _split_role(token)
        if found is not None:
            role, rest = found
            office = ""
            names = split_names(rest) if rest else []
            if rest and not names:
                return None
            people += [Byline(name, role) for name in names]
        elif _TITLED.fullmatch(simplify(token)):
            office += token
            role = office
        elif _pairs(token):
            people += [Byline(name, role) for name in _pairs(token)]
        elif name_score(token) > (_OFFICER if office else 0.0):
            people.append(Byline(token, role))
        elif role is not None and not office and len(split_names(token)) > 1:
            people += [Byline(name, role) for name in split_names(token)]
        elif len(tokens) == 1 and len(token) <= 20 and _ORGANISATION.fullmatch(simplify(token)):
            return [Byline(token, None)]
        elif len(token) >= 5 and not people and not office and re.fullmatch(f"[{HAN}]+", token):
            office = token
        else:
            return None
    nameless = sum(name_score(person.name) < 0.4 for person in people)
    if len(people) > 1 and not any(person.role for person in people) and 2 * nameless > len(people):
        return None
    return people or None


def _roles_apart(tokens: list[str]) -> Iterator[str]:
    """The tokens; names that run into the role of the next person are split from it."""
    for token in tokens:
        rest = token.strip("：:")
        while True:
            opening = _split_role(rest)
            start = len(rest) - len(opening[1]) if opening else 0
            later = _LATER_ROLE.match(rest, start)
            if not later or not is_name(later[1]):
                break
            yield rest[: later.end(1)]
            rest = later[2]
        yield rest


def _pairs(text: str) -> list[str]:
    """Two or three names of two characters each that letter-spacing ran together; empty when it is not such a row.

    Words make such rows too (安居乐业), so none of the names may be a word.
    """
    names = [text[place : place + 2] for place in range(0, len(text), 2)]
    if len(text) not in (4, 6) or name_score(text) > _PAIR or not all(map(is_name, names)):
        return []
    words = lexicon()
    return [] if text in words or any(name in words for name in names) else names


def split_names(text: str) -> list[str]:
    """Names without space between them (蔡矜远龚柏山), each with a surname; a single name unchanged."""
    if len(text) <= 4:
        return [text] if name_score(text) >= 0.2 else []
    if len(text) > 16:
        return []
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(text)
    for end in range(2, len(text) + 1):
        for size in (2, 3):
            before = best[end - size] if end >= size else None
            score = name_score(text[end - size : end])
            if before is None or not is_name(text[end - size : end]):
                continue
            total = before[0] + score + 0.1 * size
            known = best[end]
            if known is None or total / (len(before[1]) + 1) > known[0] / max(1, len(known[1])):
                best[end] = (total, [*before[1], text[end - size : end]])
    found = best[-1]
    return found[1] if found else []


def _split_role(token: str) -> tuple[str, str] | None:
    """(role, the rest of the token) when the token begins with a role word."""
    paper = _PAPER.match(token)
    for start in [paper.end(), 0] if paper else [0]:
        match = _ROLE_START.match(token, start)
        if match:
            word = re.sub(r"^(?:全媒体|融媒体|全媒體|融媒體|融媒|本社|客户端|新媒体)+", "", match[0])
            return word, token[match.end() :].strip("：:/／")
    return None


@lru_cache(maxsize=_REMEMBERED)
def byline_score(text: str) -> float:
    """How likely a whole line is a byline, 0 to 1, regardless of its place on the page."""
    people = parse_bylines(text)
    if not people:
        return 0.0
    body = _strip_marks(_without_date(text))
    if is_account_line(text):
        return 0.95
    if _LATIN_BY.fullmatch(body) or _LATIN_VON.fullmatch(body):
        return 0.9
    if any(person.role for person in people) or _DESK.fullmatch(simplify(body)) or _says_who_wrote(body):
        return 0.95
    marked = text.strip()[0] in "■□●○◆◇▲△★☆/／"
    wrapped = bool(_WRAP.match(text.strip()))
    scores = [name_score(person.name) for person in people]
    certain = min(scores)
    score = 0.5 * certain if len(people) == 1 else certain * min(0.95, 0.6 + 0.15 * len(people))
    if certain < 0.3 and len(people) == 1:
        score = 0.4 if _ORGANISATION.fullmatch(simplify(people[0].name)) else 0.2
    if marked or (wrapped and certain >= 0.25):
        score = max(score, min(0.9, score + 0.4))
    return min(score, 0.95)


def _says_who_wrote(body: str) -> bool:
    """Whether a line names the work done before or after the names (文/, 图/文, /文)."""
    return any(pattern.search(body) for pattern in (_ORPHAN_SLASH, _WRITTEN, _PHOTO_TAIL))


def merge_bylines(*groups: list[Byline]) -> list[Byline]:
    """All people of the groups once, in order; a role found later fills in a missing one."""
    merged: dict[str, Byline] = {}
    for group in groups:
        for person in group:
            known = merged.get(person.name)
            if known is None:
                merged[person.name] = Byline(person.name, person.role)
            elif known.role is None:
                known.role = person.role
    return list(merged.values())

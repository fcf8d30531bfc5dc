import re
from importlib.resources import files
from typing import get_args

import pytest

from banmian.document.model import FurnitureKind
from banmian.review.html import INDEX_SCRIPTS, PAGE_SCRIPTS
from banmian.review.languages import LANGUAGES, TABLE, interface_words, text_language, translations, wished_language
from banmian.wording.simplified import variants

STRING = r'"((?:[^"\\]|\\.)*)"'
USED = (rf"\bt\({STRING}", rf"\bcount\([^,]*, {STRING}, {STRING}\)", rf"\b(?:row|item)\.\w+ \? t\({STRING}")
PLACE = re.compile(r"\{\w+\}")


def scripts() -> dict[str, str]:
    folder = files("banmian.review").joinpath("static")
    names = sorted({*INDEX_SCRIPTS, *PAGE_SCRIPTS} - {TABLE})
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def server_strings() -> set[str]:
    """Strings of the Python modules that the browser shows: reasons, and what is said to a refused correction."""
    modules = (
        "index_page_data.py",
        "review_session.py",
        "refusals.py",
        "server.py",
        "correction_requests.py",
        "mark_requests.py",
    )
    text = "".join(files("banmian.review").joinpath(name).read_text(encoding="utf-8") for name in modules)
    counted = [one for pair in re.findall(rf"_counted\(\w+, {STRING}, {STRING}", text) for one in pair]
    return {
        *re.findall(rf"(?:RefusedError\(|MEANWHILE = ){STRING}", text),
        *re.findall(rf"\[{STRING}, \{{", text),
        *counted,
    }


def test_every_string_is_in_every_language() -> None:
    words = interface_words()
    used = {
        key
        for text in scripts().values()
        for rule in USED
        for found in re.findall(rule, text)
        for key in ([found] if isinstance(found, str) else found)
    }
    assert len(used) > 90
    assert len(server_strings()) > 8
    assert {*used, *server_strings(), *get_args(FurnitureKind)} - set(words) == set()
    for key, translated in words.items():
        assert set(translated) == set(LANGUAGES) - {"en"}, key
        for text in translated.values():
            assert text.strip(), key
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(key))


def test_scripts_show_no_words_of_their_own() -> None:
    shown = rf'(?:aria-label|placeholder|title): {STRING}|el\("\w+", \{{[^{{}}]*\}}, {STRING}\)'
    for name, text in scripts().items():
        own = [word for pair in re.findall(shown, text) for word in pair if re.search("[a-z]{2}", word)]
        assert own == [], name


def test_the_browser_takes_the_same_characters_for_each_other() -> None:
    text = files("banmian.review").joinpath("static", "variants.js").read_text(encoding="utf-8")
    signs = text[text.index('"', text.index("VARIANTS")) + 1 : text.rindex('"')]
    assert dict(zip(signs[::2], signs[1::2], strict=True)) == variants()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-HK;q=0.4, zh-SG;q=0.6", "zh-Hans"),
        ("fr, zh-MO;q=0.7, en;q=0.3", "zh-Hant"),
        ("ZH", "zh-Hans"),
        ("zh;q=0, de", "en"),
        ("zh;q=much, en", "en"),
        ("*", "en"),
    ],
)
def test_the_interface_is_in_the_wished_language(header: str, language: str) -> None:
    assert wished_language(header) == language


def test_texts_have_their_own_language() -> None:
    assert text_language("渔港今晨重新开放") == "zh-Hans"
    assert text_language("漁港今晨重新開放") == "zh-Hant"
    assert text_language("人山人海") == "zh"
    assert text_language("漁港は今朝ふたたび開かれた") == "ja"
    assert text_language("The harbour reopened") == ""


@pytest.mark.parametrize(
    ("message", "simplified"),
    [
        ("a.pdf is not a PDF.", "a.pdf 不是 PDF。"),
        ("No text-like ink was found on this page.", "这一页没有像文字的墨迹。"),
        ("page 3: No text-like ink was found on this page.", "第 3 页：这一页没有像文字的墨迹。"),
        ("page 3: The text layer can't be parsed; the page was read from its picture.", None),
        ("no document 甲", "没有文档 甲"),
        ("This is not a valid correction: action: expected a string.", None),
        ("That is no correction.", "这不是一条改正。"),
    ],
)  # fmt: skip
def test_what_readers_and_the_server_say_is_translated(message: str, simplified: str | None) -> None:
    (found,) = translations([message]).values()
    assert set(found) == {"zh-Hans", "zh-Hant"}
    assert simplified in (None, found["zh-Hans"])


def test_words_without_a_translation_are_left_out() -> None:
    assert translations(["page 2: faint", "faint"]) == {}

"""What people are told: every message is in the catalogue, is translated, and comes in the language of the locale."""

import gettext
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from banmian.messages import CATALOGUES, catalogue_of, read_catalogue, wished_language
from banmian.settings import Settings
from banmian.wording.simplified import script_pairs
from po.__main__ import files
from po.catalogue import read_translations
from po.extraction import Message, Unclear, found_messages
from po.traditional import to_taiwan

ROOT = Path(__file__).parents[1]
LANGUAGES = ("zh_CN", "zh_TW")
TEXTS = {language: read_translations((ROOT / "po" / f"{language}.po").read_text("utf-8")) for language in LANGUAGES}
PASSED_ON = {
    *("str(error)", "error.advice", "error.format_message()", "row.error.message", "row.error.remedy"),
    *("failure.message", "failure.remedy", "first.message", "warning.message", "message", "remedy", "text"),
    *("finding.detail", "finding.remedy", "status.remedy", "file.reason", "': '.join(describe(error)[:2])"),
    *("info.description", "option.help", "explanation.words", "parameter.help", "parameter.rich_help_panel", "group"),
    *("(whole := ' '.join(command.help.split()))", "str(CurrentFile(path, page, pages))"),
    *(
        "printable(error)",
        "printable(error.advice)",
        "printable(file.reason)",
        "printable(warning.message)",
        "str(fault)",
        "kept['fault']",
        "kept['remedy']",
        "answer['fault']",
    ),
    *("STATES[finding.state]", "word", "unit", "one", "many", "purpose", "part.meaning"),
    *("version('banmian')", "os.environ.get('PREFECT_API_URL')", "api"),
}
"""Expressions that show a message which was made elsewhere, or that hold a name and no message."""


def run(*arguments: str, **environment: str) -> str:
    """What a command prints, its errors too."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    inherited = {name: value for name, value in os.environ.items() if name not in names}
    ended = subprocess.run(
        [sys.executable, "-m", "banmian", *arguments],
        env=inherited | {"PYTHONUTF8": "1", "COLUMNS": "80", "TERM": "dumb"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return ended.stdout + ended.stderr


def test_every_message_is_translated() -> None:
    templates = {found.template for found in found_messages() if isinstance(found, Message)}
    assert len(templates) > 400
    for language in LANGUAGES:
        assert {template for template in templates if not TEXTS[language].get(template)} == set()


def test_no_message_is_hidden_from_the_catalogue() -> None:
    assert {found.expression for found in found_messages() if isinstance(found, Unclear)} <= PASSED_ON


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    for template, text in TEXTS[language].items():
        assert sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", template)), template


def test_the_catalogues_are_made_from_the_sources() -> None:
    assert [path for path, data in files().items() if not path.is_file() or path.read_bytes() != data] == []


def test_traditional_messages_hold_no_simplified_characters() -> None:
    simplified = set(script_pairs().to_traditional)
    assert {text for text in TEXTS["zh_TW"].values() if simplified & set(text)} == set()
    assert to_taiwan("请指明文件夹，软件包里没有什么") == "請指明資料夾，套件裡沒有什麼"


@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_reads_the_compiled_catalogue(language: str) -> None:
    path = CATALOGUES / language / "LC_MESSAGES" / "banmian.mo"
    with path.open("rb") as file:
        translation = gettext.GNUTranslations(file)
    assert {template: translation.gettext(template) for template in TEXTS[language]} == TEXTS[language]
    assert read_catalogue(path.read_bytes()) == TEXTS[language]


def test_what_stands_in_a_place_is_kept() -> None:
    catalogue = catalogue_of(TEXTS["zh_CN"])
    assert catalogue.translate("a: b.png is empty") == "a: b.png 是空的"
    assert catalogue.translate("settings: dpi: Input should be less than or equal to 1200; x: odd one") == (
        "设置：dpi: 必须小于或等于 1200; x: odd one"
    )
    assert catalogue.translate("nobody says this") == "nobody says this"
    assert catalogue.translate("{0} can't be read: odd {1}") == "无法读取 {0}：odd {1}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, None),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "zh_HK.UTF-8"}, "zh_TW"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:zh_CN"}, "zh_TW"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, None),
        ({"LC_ALL": "C", "LANGUAGE": "zh_CN"}, None),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}, "zh_CN"),
        ({"LANG": "zh_Hant.UTF-8"}, "zh_TW"),
    ],
)
def test_the_locale_is_honoured_as_gettext_does(environment: dict[str, str], language: str | None) -> None:
    assert wished_language(environment) == language


def test_a_chinese_locale_gets_chinese_help_errors_and_results(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    (tmp_path / "b.txt").write_text("水厂换上了新滤池。", "utf-8")
    told = run("read", str(tmp_path), "-o", str(tmp_path / "out"), LC_ALL="zh_CN.UTF-8")
    assert "a.png 是空的。请重新获取或扫描" in told
    assert "2 份文档: 完成 1, 失败 1" in told
    row = next(r for r in (tmp_path / "out" / "manifest.json").read_text("utf-8").splitlines() if "is empty" in r)
    assert "是空的" not in row
    help_text = run("read", "--help", LC_ALL="zh_CN.UTF-8")
    for info in Settings.model_fields.values():
        assert TEXTS["zh_CN"][info.description or ""][:4] in help_text
    assert "选项" in help_text
    assert "缺少選項" in run("read", LANG="zh_HK.UTF-8")
    assert "無法匯入" in run("doctor", LANG="zh_TW.UTF-8") or "需要的都有" in run("doctor", LANG="zh_TW.UTF-8")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LANG": "en_US.UTF-8"}, {"LANG": "de_DE.UTF-8"}])
def test_other_locales_get_english(environment: dict[str, str]) -> None:
    told = run("read", "missing.png", "-o", "out", **environment)
    assert told.startswith("banmian: no such file or folder: missing.png")
    assert not re.search(r"[\u4e00-\u9fff]", run("--help", **environment))

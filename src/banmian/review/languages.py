"""The languages of the interface, and that of a text as its characters show it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from banmian.messages import translate_into
from banmian.wording.language import language_of
from banmian.wording.simplified import script_pairs

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
CATALOGUES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
"""The catalogue of messages for each language of the interface."""
OF_A_PAGE = re.compile(r"page (?P<n>\d+): (?P<message>.*)", re.DOTALL)
MOST_REMEMBERED = 20_000
TRADITIONAL = ("hant", "tw", "hk", "mo")
TABLE = "words.js"


@cache
def interface_words() -> dict[str, dict[str, str]]:
    """The strings of the interface by their English form; for each the Chinese ones by language."""
    text = files("banmian.review").joinpath("static", TABLE).read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return words


def interface_string(words: str, language: str) -> str:
    """A string of the interface in a language."""
    return interface_words().get(words, {}).get(language, words)


def translations(messages: Iterable[str]) -> dict[str, dict[str, str]]:
    """Messages of readers and of the server, as `interface_words` has strings: only those that have a translation."""
    return {message: found for message in messages if (found := _translated(message))}


@lru_cache(MOST_REMEMBERED)
def _translated(message: str) -> dict[str, str]:
    """A message by language; a message of several sentences (what happened, what to do) is taken apart."""
    if message in interface_words():
        return interface_words()[message]
    place = OF_A_PAGE.fullmatch(message)
    if place is not None:
        within = _translated(place["message"])
        of_page = interface_words()["page {n}: {message}"]
        return {
            language: of_page[language].replace("{n}", place["n"]).replace("{message}", text)
            for language, text in within.items()
        }
    found = {language: translate_into(name, message) for language, name in CATALOGUES.items()}
    return {language: text for language, text in found.items() if text != message}


def wished_language(accepted: str) -> str:
    """The language of the interface for an ``Accept-Language`` header: the most wanted one of those there are."""
    wishes = []
    for rank, part in enumerate(accepted.split(",")):
        tag, _, rest = part.strip().lower().partition(";")
        wishes.append((-_weight(rest), rank, tag.strip()))
    for weight, _, tag in sorted(wishes):
        found = _of_tag(tag)
        if found is not None and weight < 0:
            return found
    return LANGUAGES[0]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _of_tag(tag: str) -> str | None:
    main, *rest = tag.split("-")
    if main == "zh":
        return "zh-Hant" if any(part in TRADITIONAL for part in rest) else "zh-Hans"
    return "en" if main == "en" else None


def text_language(text: str) -> str:
    """The value of ``lang`` for a text; empty, as HTML has it for the unknown, where its script shows none.

    Chinese is ``zh-Hans`` or ``zh-Hant`` by the characters that one of them alone uses, else ``zh``.
    """
    language = language_of(text) or ""
    if language != "zh":
        return language
    pairs = script_pairs()
    simplified = sum(glyph in pairs.to_traditional for glyph in text)
    traditional = sum(glyph in pairs.to_simplified for glyph in text)
    if simplified == traditional:
        return language
    return "zh-Hans" if simplified > traditional else "zh-Hant"

"""The languages of the interface, and that of a text as its characters show it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from banmian.wording.language import language_of
from banmian.wording.simplified import script_pairs

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
TRADITIONAL = ("hant", "tw", "hk", "mo")
TABLE = "words.js"


@cache
def interface_words() -> dict[str, dict[str, str]]:
    """The strings of the interface by their English form; for each the Chinese ones by language."""
    text = files("banmian.review").joinpath("static", TABLE).read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return words


def spoken(words: str, language: str) -> str:
    """A string of the interface in a language."""
    return interface_words().get(words, {}).get(language, words)


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

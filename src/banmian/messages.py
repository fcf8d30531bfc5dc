"""Messages in the language of the reader, from gettext catalogues.

Messages are formed in English where they arise: they also go into manifests, logs and documents, which must not
depend on who reads them. What a terminal shows passes through `translate`, which finds the sentence among the templates
of a gettext catalogue and puts what stood in its places into the translation. The catalogues are made from ``po/``.
"""

from __future__ import annotations

import gettext
import os
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOMAIN = "banmian"
CATALOGUES = Path(__file__).parent / "locale"
TRADITIONAL = ("tw", "hk", "mo", "hant")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def wished_language(environment: Mapping[str, str]) -> str | None:
    """``zh_CN`` or ``zh_TW`` where the locale asks for Chinese, None for English.

    As gettext has it: LC_ALL, LC_MESSAGES and LANG name the locale, in this order, and LANGUAGE, a list, goes before
    them unless the locale is C.
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    wishes = environment.get("LANGUAGE", "").split(":") if locale not in ("C", "POSIX") else []
    for wish in filter(None, [*wishes, locale]):
        language, *rest = re.split(r"[_.@-]", wish.lower())
        if language == "zh":
            return "zh_TW" if any(part in TRADITIONAL for part in rest) else "zh_CN"
        if language in ("en", "c", "posix"):
            return None
    return None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template with places: its longest literal, what matches it, and the translation."""

    literal: str
    sentence: re.Pattern[str]
    translation: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations of whole messages, and of templates, those with most text of their own first."""

    whole: Mapping[str, str]
    patterns: tuple[Pattern, ...]

    def translate(self, text: str) -> str:
        """The translation of a message, else the message itself."""
        if text in self.whole:
            return self.whole[text]
        for pattern in self.patterns:
            if pattern.literal in text and (found := pattern.sentence.fullmatch(text)):
                return self._fill(pattern.translation, found)
        return text

    def _fill(self, translation: str, found: re.Match[str]) -> str:
        """A translation with what stood in the places of a sentence put into its own."""
        return PLACEHOLDER.sub(lambda place: self._value(found[f"_{place[1]}"]), translation)

    def _value(self, value: str) -> str:
        """What stands in a place: messages of their own, each perhaps after a name; else a name, which stays."""
        return "; ".join(map(self._named, value.split("; "))) if " " in value else value

    def _named(self, value: str) -> str:
        translated = self.translate(value)
        name, separator, message = value.partition(": ")
        return name + separator + self.translate(message) if translated == value and separator else translated


def catalogue_of(translations: Mapping[str, str]) -> Catalogue:
    """The catalogue of translations by English template."""
    whole = {template: text for template, text in translations.items() if text}
    templates = sorted(whole, key=lambda template: -len(PLACEHOLDER.sub("", template)))
    patterns = (_pattern(template, whole[template]) for template in templates if PLACEHOLDER.search(template))
    return Catalogue(whole, tuple(patterns))


def _pattern(template: str, translation: str) -> Pattern:
    parts = PLACEHOLDER.split(template)
    sentence = "".join(re.escape(part) if index % 2 == 0 else f"(?P<_{part}>.*)" for index, part in enumerate(parts))
    return Pattern(max(parts[::2], key=len), re.compile(sentence, re.DOTALL), translation)


def read_catalogue(data: bytes) -> dict[str, str]:
    """Translations by English template of a compiled catalogue (GNU gettext's .mo, little-endian)."""
    count, originals, translations = struct.unpack_from("<3I", data, 8)

    def text(table: int, index: int) -> str:
        length, start = struct.unpack_from("<2I", data, table + 8 * index)
        return data[start : start + length].decode("utf-8")

    return {text(originals, index): text(translations, index) for index in range(count) if text(originals, index)}


@cache
def _catalogue(language: str | None) -> Catalogue:
    if language is None:
        return Catalogue({}, ())
    return catalogue_of(read_catalogue((CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()))


def translatable(text: str) -> str:
    """The text itself: a mark for messages that are translated elsewhere, where a terminal shows them."""
    return text


def translate(text: str) -> str:
    """A message in the language of the locale, as far as it has been translated."""
    return translate_into(wished_language(os.environ), text)


def translate_into(language: str | None, text: str) -> str:
    """A message in a language, ``zh_CN`` or ``zh_TW``; None is English."""
    return _catalogue(language).translate(text)


def with_remedy(message: str, remedy: str) -> str:
    """Two sentences, translated: what happened, and what to do about it."""
    end = "." if wished_language(os.environ) is None else "。"
    return f"{translate(message).removesuffix('.').removesuffix('。')}{end}{' ' * (end == '.')}{translate(remedy)}"


def bind_libraries() -> None:
    """Let libraries that use gettext (typer) take their words from our catalogue too."""
    os.environ["LANGUAGE"] = wished_language(os.environ) or "en"
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)

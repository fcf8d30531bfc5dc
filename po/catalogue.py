"""Catalogues as gettext has them: .po for translators, .mo for programs."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Mapping, Sequence

from po.extraction import PLACEHOLDER, Message

HEADER = """\
# Messages of banmian in {name}.
msgid ""
msgstr ""
"Project-Id-Version: banmian\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
NAMES = {"zh_CN": "simplified Chinese", "zh_TW": "traditional Chinese, made from the simplified ones"}
MAGIC = 0x950412DE
ENTRY = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.MULTILINE)


def read_translations(text: str) -> dict[str, str]:
    """Translations by English template of a .po in which each message stands in one line."""
    pairs = ((ast.literal_eval(one), ast.literal_eval(other)) for one, other in ENTRY.findall(text))
    return {one: other for one, other in pairs if one}


def write_translations(language: str, messages: Sequence[Message], translations: Mapping[str, str]) -> str:
    """The .po of a language: every message in the order of the sources, empty where there is no translation yet."""
    parts = [HEADER.format(name=NAMES[language], language=language)]
    for message in messages:
        lines = [f"#: {message.place}"]
        if PLACEHOLDER.search(message.template):
            lines.append("#, python-brace-format")
        lines += [f"msgid {_quoted(message.template)}", f"msgstr {_quoted(translations.get(message.template, ''))}"]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def compile_catalogue(translations: Mapping[str, str]) -> bytes:
    """The .mo of translations, little-endian, without a table of hashes."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n", **{k: v for k, v in translations.items() if v}}
    rows = sorted((one.encode(), other.encode()) for one, other in texts.items())
    start = 28 + 16 * len(rows)
    tables: list[bytes] = []
    data = b""
    for column in (0, 1):
        for row in rows:
            tables.append(struct.pack("<2I", len(row[column]), start + len(data)))
            data += row[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, 28 + 16 * len(rows))
    return head + b"".join(tables) + data

"""The repair rules of single texts in their order, for pages and bare text alike, and every name of a change.

To add a rule, write a module with a value ``RULE`` and insert it in `RULES`.
"""

from __future__ import annotations

from banmian.document.changes import Change
from banmian.repair.rules import (
    bold_marks,
    character_forms,
    control_characters,
    doubled_lines,
    doubled_passages,
    html_marks,
    mixed_scripts,
    ocr_confusions,
    punctuation,
    spacing,
    title_ornaments,
)
from banmian.repair.rules.document_traits import PLAIN, DocumentTraits
from banmian.repair.rules.rule import RepairRule, TextKind, TextSource

RULES: tuple[RepairRule, ...] = (
    control_characters.RULE,
    bold_marks.RULE,
    html_marks.RULE,
    character_forms.RULE,
    doubled_lines.RULE,
    doubled_passages.RULE,
    ocr_confusions.RULE,
    title_ornaments.RULE,
    spacing.RULE,
    mixed_scripts.RULE,
    punctuation.RULE,
)

OTHER_CHANGES: dict[str, str] = {
    "line": "line ends: nothing between Han characters, a space between Latin words",
    "hyphenation": "a hyphen at a line's end, where the whole is a word",
    "column": "two pieces of one paragraph, cut apart by a column or another article",
    "moved_marks": "figures and points that stand in a line of their own, put into the gaps above it",
    "repeated_character": "a character read again at a column's end: 专项整治 / 治",
    "repeated_passage": "a passage read twice, the second time into the middle of a sentence",
    "headline-join": "the lines of a headline: nothing between them, or one space",
    "vertical": "stacked characters",
    "second_choice": "an unsure character of a scan, for which its neighbours or the page's script chose",
    "dash": "a dash of a scan (——), of which half or nothing was read",
    "brief-mark": "the mark or number that a brief or its head opens with (▲ 1. ①), the colon behind the head",
    "jump": "jump words: 下转第4版",
    "byline": "a line of names taken out of the text",
    "table": "what was read for a table",
    "picture": "what was read for a picture",
    "contents": "a section that a list of contents gives",
    "margin": "blank space and Markdown marks around a text",
}
"""Changes made where texts are joined, by name, with an explanation."""


def apply_rules(
    text: str, kind: TextKind, source: TextSource, document: DocumentTraits = PLAIN
) -> tuple[str, list[Change]]:
    """`text` after all rules for such a text, and the changes in the order in which they were made."""
    changes: list[Change] = []
    for rule in RULES:
        if rule.applies_to(kind, source):
            text, made = rule.function(text, document)
            changes += made
    return text, changes


def rule_table() -> str:
    """The rules as a Markdown table for the docs."""
    rows = [
        f"| {', '.join(f'`{name}`' for name in rule.names)} | {rule.mends} | {', '.join(rule.texts)} "
        f"| {', '.join(rule.sources)} | {rule.confidence} |"
        for rule in RULES
    ]
    return "\n".join(["| rule | mends | of | in | confidence |", "|---|---|---|---|---|", *rows])


def other_changes_table() -> str:
    """The other changes as a Markdown table for the docs."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in OTHER_CHANGES.items()]
    return "\n".join(["| rule | what it is |", "|---|---|", *rows])
